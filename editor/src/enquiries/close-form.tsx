import { Button, Popover, Textarea } from '@mantine/core'
import { useState } from 'react'
import { MOST_CHARACTERS } from '../api/limits.ts'
import { useText } from '../locale/text.ts'
import classes from './enquiries.module.css'
import type { Deed } from './handle.tsx'

interface CloseFormProps {
  readonly busy: boolean
  act(deed: Deed): Promise<unknown>
}

/** Closes an enquiry with what came of it. */
export function CloseForm({ busy, act }: CloseFormProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const said = note.trim()
  const tooLong = said.length > MOST_CHARACTERS
  const close = () =>
    act({ what: 'closed', note: said }).then(
      () => setOpen(false),
      () => undefined,
    )
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={300}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!open)}>
          {text('enquiry.close')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text('enquiry.close')}>
        <Textarea
          size="xs"
          autosize
          minRows={2}
          maxRows={6}
          label={text('enquiry.outcome')}
          error={tooLong && text('field.too_long', { most: MOST_CHARACTERS, length: said.length })}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={classes.submit}>
          <Button size="xs" loading={busy} disabled={said === '' || tooLong} onClick={() => void close()}>
            {text('enquiry.close')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
