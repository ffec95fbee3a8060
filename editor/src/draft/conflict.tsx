import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { draftKey, fetchDraft, useMergeDraft } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { Collisions } from './collisions.tsx'
import classes from './conflict.module.css'
import { type Choices, type Editions, mergeOf } from './merge.ts'
import { Taken } from './taken.tsx'

interface ConflictProps {
  readonly id: string
  readonly opened: boolean
  onClose(): void
  onSaveMine(): Promise<void>
}

const NOTHING_CHOSEN: Choices = new Map()

/**
 * Somebody else saved the draft first. Both edits are put together node by node; where they collide one chooses.
 * Nothing is lost whichever way one goes.
 */
export function Conflict({ id, opened, onClose, onSaveMine }: ConflictProps) {
  const text = useText()
  const queries = useQueryClient()
  const { time } = useFormats(useCurrency())
  const [choices, setChoices] = useState(NOTHING_CHOSEN)
  const mine = useDocument((state) => state.document)
  const base = useDocument((state) => state.opened)
  const { data: theirs, refetch } = useQuery({
    queryKey: [...draftKey(id), 'conflict'],
    queryFn: () => fetchDraft(id),
    enabled: opened,
    staleTime: 0,
  })
  const merge = useMergeDraft(id)
  const editions: Editions | null =
    theirs && base ? { base: base.document, mine, theirs: theirs.document } : null
  const collided = editions && mergeOf(editions)
  const merged = editions && mergeOf(editions, choices)

  const close = () => {
    setChoices(NOTHING_CHOSEN)
    merge.reset()
    onClose()
  }
  const open = (document: Record<string, unknown>, etag: string) => {
    useDocument.getState().open({ playbook: id, document, etag })
    void queries.invalidateQueries({ queryKey: draftKey(id) })
    close()
  }
  const keepMine = async () => {
    if (!theirs) return
    useDocument.getState().rebase(theirs.etag)
    await onSaveMine()
  }
  const takeTheirs = () => {
    if (!theirs) return
    download()
    open(theirs.document, theirs.etag)
  }
  const putTogether = () => {
    if (!theirs || !merged?.ok) return
    // What is sent contains theirs already; should a third one have saved meanwhile, his is merged with it again.
    merge.mutate(
      { document: merged.merged, etag: theirs.etag },
      {
        onSuccess: ({ document, etag }) => {
          open(document, etag)
          notifications.show({ message: text('merge.done') })
        },
        onError: () => void refetch(),
      },
    )
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={text('conflict.title')}
      centered
      size={680}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <div className={classes.conflict}>
        <p>
          {theirs
            ? text('conflict.what', { author: theirs.author, time: time(theirs.at) })
            : text('conflict.what_unknown')}
        </p>
        {editions && collided && !collided.ok && (
          <Collisions
            collisions={collided.collisions}
            editions={editions}
            author={theirs?.author ?? ''}
            choices={choices}
            onChoose={(path, side) => setChoices(new Map([...choices, [path, side]]))}
          />
        )}
        {editions && merged?.ok && (
          <Taken taken={merged.taken} editions={editions} author={theirs?.author ?? ''} />
        )}
        {merge.error && <Refused error={merge.error} onRetry={putTogether} />}
        <Button disabled={!merged?.ok} loading={merge.isPending} onClick={putTogether}>
          {text('merge.submit')}
        </Button>
        <section className={classes.others}>
          <h3>{text('conflict.others')}</h3>
          <Button size="xs" variant="default" onClick={download}>
            {text('conflict.download')}
          </Button>
          <Button size="xs" variant="default" disabled={!theirs} onClick={takeTheirs}>
            {text('conflict.take_theirs')}
          </Button>
          <Button size="xs" variant="default" disabled={!theirs} onClick={() => void keepMine()}>
            {text('conflict.keep_mine')}
          </Button>
        </section>
      </div>
    </Modal>
  )
}

/** Hands the document out as a file, so that it outlives any choice. */
function download(): void {
  const { document: playbook, opened } = useDocument.getState()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(playbook, null, 2)], { type: 'application/json' }))
  link.download = `${opened?.playbook ?? 'playbook'}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
