import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { useSaveDraft } from '../api/playbooks.ts'
import { refusalOf } from '../api/refusal.ts'
import { longestText } from '../document/longest-text.ts'
import { isDocument } from '../document/reading.ts'
import { isDirty, useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { usePlaceName } from '../workshop/step-name.ts'
import { Conflict } from './conflict.tsx'

const CHANGED_MEANWHILE = 412

/** The notification of a draft that was not kept: there is one at most. */
const REFUSED = 'draft refused'

/** Keeps the document as the draft. Faults in it do not matter, as long as it has the form of a playbook. */
export function SaveDraft({ id }: { readonly id: string }) {
  const text = useText()
  const { reading, markSaved } = useDocument()
  const dirty = useDocument(isDirty)
  const [conflict, setConflict] = useState(false)
  const save = useSaveDraft(id)

  const submit = async () => {
    // Read at the moment of saving: after a conflict the tag has just become another one.
    const { document, opened, history } = useDocument.getState()
    if (!opened || !isDocument(document)) return
    const step = history.past.at(-1)
    notifications.hide(REFUSED)
    try {
      const { etag, problems } = await save.mutateAsync({ document, etag: opened.etag })
      markSaved(step, etag, document)
      setConflict(false)
      const count = problems.length
      notifications.show({ message: count === 0 ? text('save.done') : text('save.done_faulty', { count }) })
    } catch (error) {
      const { code, status } = refusalOf(error)
      if (status === CHANGED_MEANWHILE) setConflict(true)
      else
        notifications.show({
          id: REFUSED,
          color: 'red',
          // The alert is what it holds.
          role: 'group',
          message: (
            <>
              <Refused error={error} onRetry={() => void submit()} />
              {(code === 'body_too_large' || code === 'playbook_too_large') && (
                <Longest document={document} />
              )}
            </>
          ),
          autoClose: false,
        })
    }
  }

  return (
    <>
      <Button
        size="xs"
        leftSection={<IconDeviceFloppy size={15} aria-hidden />}
        loading={save.isPending}
        disabled={!dirty || reading.playbook === null}
        onClick={() => void submit()}
      >
        {text('save.draft')}
      </Button>
      <Conflict id={id} opened={conflict} onClose={() => setConflict(false)} onSaveMine={submit} />
    </>
  )
}

/** What to shorten in a draft that is too large. */
function Longest({ document }: { readonly document: unknown }) {
  const text = useText()
  const placeName = usePlaceName()
  const { path, length } = longestText(document)
  return <p>{text('save.longest', { place: placeName(path), length })}</p>
}
