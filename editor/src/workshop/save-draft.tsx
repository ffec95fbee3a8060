import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { useSaveDraft } from '../api/playbooks.ts'
import { type Refusal, refusalOf } from '../api/refusal.ts'
import { isDirty, useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { Conflict } from './conflict.tsx'

const CHANGED_MEANWHILE = 412

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
    if (!opened || !isObject(document)) return
    const step = history.past.at(-1)
    try {
      const { etag, problems } = await save.mutateAsync({ document, etag: opened.etag })
      markSaved(step, etag)
      setConflict(false)
      const count = problems.length
      notifications.show({ message: count === 0 ? text('save.done') : text('save.done_faulty', { count }) })
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal.status === CHANGED_MEANWHILE) setConflict(true)
      else
        notifications.show({
          color: 'red',
          title: refusal.title,
          message: messageOf(refusal),
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

const isObject = (document: unknown): document is Record<string, unknown> =>
  typeof document === 'object' && document !== null && !Array.isArray(document)

const messageOf = ({ detail, problems }: Refusal): string =>
  [detail, ...problems.map(({ path, what }) => `${path} ${what}`)].join('\n')
