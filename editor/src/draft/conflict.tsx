import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { draftKey, fetchDraft } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { asJson, saveAsFile } from '../shell/save-as-file.ts'
import { Collisions } from './collisions.tsx'
import classes from './conflict.module.css'
import { saveNow } from './keep.ts'
import { type Choices, type Editions, mergeOf } from './merge.ts'
import { useSaving } from './saving.ts'
import { Taken } from './taken.tsx'

interface ConflictProps {
  readonly id: string
  readonly opened: boolean
  onClose(): void
}

/** Asks what is to become of one's edits when somebody else saved the draft first. */
export function Conflict({ id, opened, onClose }: ConflictProps) {
  const text = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('conflict.title')}
      centered
      size={680}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Ways id={id} onClose={onClose} />
    </Modal>
  )
}

const NOTHING_CHOSEN: Choices = new Map()

/**
 * Both edits are put together node by node; where they collide one chooses. Nothing is lost whichever way one goes.
 * It is there only while it is asked: merging is too much work for every edit.
 */
function Ways({ id, onClose }: Pick<ConflictProps, 'id' | 'onClose'>) {
  const text = useText()
  const { time } = useFormats(useCurrency())
  const [choices, setChoices] = useState(NOTHING_CHOSEN)
  const mine = useDocument((state) => state.document)
  const base = useDocument((state) => state.opened)
  const { data: theirs } = useQuery({
    queryKey: [...draftKey(id), 'conflict'],
    queryFn: () => fetchDraft(id),
    staleTime: 0,
  })
  const editions: Editions | null =
    theirs && base ? { base: base.document, mine, theirs: theirs.document } : null
  const collided = editions && mergeOf(editions)
  const merged = editions && mergeOf(editions, choices)

  const settled = () => {
    useSaving.setState({ state: 'waiting' })
    onClose()
  }
  const keepMine = () => {
    if (!theirs) return
    useDocument.getState().rebase(theirs.etag)
    settled()
    void saveNow()
  }
  const takeTheirs = () => {
    if (!theirs) return
    download()
    useDocument.getState().open({ playbook: id, document: theirs.document, etag: theirs.etag })
    settled()
    useSaving.setState({ state: 'saved' })
  }
  const putTogether = () => {
    if (!theirs || !merged?.ok) return
    // What is put together contains theirs; should a third one have saved meanwhile, his is taken in as well.
    useDocument.getState().take(merged.merged, theirs)
    settled()
    void saveNow('merge.done')
  }
  return (
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
      <Button disabled={!merged?.ok} onClick={putTogether}>
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
        <Button size="xs" variant="default" disabled={!theirs} onClick={keepMine}>
          {text('conflict.keep_mine')}
        </Button>
      </section>
    </div>
  )
}

function download(): void {
  const { document, opened } = useDocument.getState()
  saveAsFile(`${opened?.playbook ?? 'playbook'}.json`, asJson(document))
}
