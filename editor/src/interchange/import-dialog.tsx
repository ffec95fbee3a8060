import type { Playbook } from '@branch-playbook/engine'
import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { Dialog } from '../shell/dialog.tsx'
import { Notice } from '../shell/notice.tsx'
import { arrivalEdits } from './arrival.ts'
import classes from './interchange.module.css'
import { PartsPreview } from './parts-preview.tsx'
import { PlaybookPreview } from './playbook-preview.tsx'
import { ProblemLines } from './problem-lines.tsx'
import type { ReadFile } from './read-file.ts'
import { useImport } from './store.ts'
import { useReadFile } from './use-read-file.ts'

interface ImportDialogProps {
  readonly file: File
  readonly playbook: Playbook
}

/** Shows what a file would bring, before it does. */
export function ImportDialog({ file, playbook }: ImportDialogProps) {
  const text = useText()
  const { close } = useImport()
  const [into] = useState(playbook)
  const [replacing, setReplacing] = useState(true)
  const read = useReadFile(file, into, replacing)

  const take = ({ arrival }: ReadFile) => {
    const { changeAll, shown } = useDocument.getState()
    if (!shown) return
    changeAll(arrivalEdits(shown, arrival), { text: 'interchange.step', values: { file: file.name } })
    announce(text('interchange.taken', { file: file.name }))
    close()
  }
  return (
    <Dialog title={text('interchange.title', { file: file.name })} size={680} onClose={close}>
      <div className={classes.preview}>
        {read === null ? (
          <p className={classes.reading} role="status">
            <Loader size="xs" />
            {text('interchange.reading')}
          </p>
        ) : (
          <Preview playbook={into} read={read} replacing={replacing} onReplacing={setReplacing} />
        )}
        <footer className={classes.ways}>
          <Button size="xs" variant="default" onClick={close}>
            {text(read === null ? 'interchange.stop' : 'cancel')}
          </Button>
          {read !== null && read.arrival.is !== 'refused' && (
            <Button size="xs" ref={focusAtOnce} onClick={() => take(read)}>
              {text('interchange.take')}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  )
}

/** What comes of a file can be taken by Enter as soon as it is read. */
const focusAtOnce = (button: HTMLButtonElement | null) => button?.focus()

interface PreviewProps {
  readonly playbook: Playbook
  readonly read: ReadFile
  readonly replacing: boolean
  onReplacing(replacing: boolean): void
}

function Preview({ playbook, read, replacing, onReplacing }: PreviewProps) {
  const text = useText()
  const { arrival, after, names } = read
  if (arrival.is === 'refused')
    return (
      <Notice tone="problem" title={text('interchange.refused')} text={text('interchange.unchanged')}>
        <ProblemLines problems={arrival.problems} />
      </Notice>
    )
  return (
    <>
      {arrival.is === 'playbook' ? (
        <PlaybookPreview arrived={arrival.playbook} playbook={playbook} />
      ) : (
        <PartsPreview arrival={arrival} playbook={playbook} replacing={replacing} onReplacing={onReplacing} />
      )}
      {after.length > 0 && (
        <Notice tone="caution" title={text('interchange.after', { count: after.length })}>
          <ProblemLines problems={after} names={names} />
        </Notice>
      )}
    </>
  )
}
