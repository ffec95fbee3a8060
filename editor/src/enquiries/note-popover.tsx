import { Button, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { PopUp } from '../shell/pop-up.tsx'
import { useTooLong } from '../shell/too-long.ts'
import classes from './enquiries.module.css'

interface NotePopoverProps {
  /** What is done: said on the button that opens it, and on the one that does it. */
  readonly title: string
  readonly label: string
  readonly busy: boolean
  readonly opened: boolean
  /** What has to be said besides the note. */
  readonly children?: ReactNode
  ready(note: string): boolean
  onOpen(opened: boolean): void
  submit(note: string): Promise<unknown>
}

/** Does something with an enquiry, with a note; once it is done the note is gone. */
export function NotePopover({
  title,
  label,
  busy,
  opened,
  children,
  ready,
  onOpen,
  submit,
}: NotePopoverProps) {
  const [note, setNote] = useState('')
  const said = note.trim()
  const tooLong = useTooLong(note)
  const act = () =>
    submit(said).then(
      () => {
        setNote('')
        onOpen(false)
      },
      () => undefined,
    )
  return (
    <PopUp
      title={title}
      width={300}
      opened={opened}
      onChange={onOpen}
      target={
        <Button size="xs" variant="default" onClick={() => onOpen(!opened)}>
          {title}
        </Button>
      }
    >
      {children}
      <Textarea
        mt={children ? 'xs' : 0}
        size="xs"
        autosize
        minRows={2}
        maxRows={6}
        label={label}
        error={tooLong}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.submit}>
        <Button
          size="xs"
          loading={busy}
          disabled={!ready(said) || tooLong !== null}
          onClick={() => void act()}
        >
          {title}
        </Button>
      </div>
    </PopUp>
  )
}
