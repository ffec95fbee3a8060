import { useState } from 'react'
import { useText } from '../locale/text.ts'
import type { Deed } from './handle.tsx'
import { NotePopover } from './note-popover.tsx'

interface CloseFormProps {
  readonly busy: boolean
  act(deed: Deed): Promise<unknown>
}

/** Closes an enquiry with what came of it. */
export function CloseForm({ busy, act }: CloseFormProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <NotePopover
      title={text('enquiry.close')}
      label={text('enquiry.outcome')}
      busy={busy}
      opened={open}
      ready={(note) => note !== ''}
      onOpen={setOpen}
      submit={(note) => act({ what: 'closed', note })}
    />
  )
}
