import { useState } from 'react'
import { useText } from '../locale/text.ts'
import type { Deed } from './handle.tsx'
import { NotePopover } from './note-popover.tsx'

const WORDS = {
  answered: { title: 'enquiry.answered', label: 'enquiry.answer_was' },
  closed: { title: 'enquiry.close', label: 'enquiry.outcome' },
} as const

interface SayFormProps {
  readonly what: keyof typeof WORDS
  readonly busy: boolean
  act(deed: Deed): Promise<unknown>
}

/** Says what was answered to an enquiry, or closes it with what came of it. */
export function SayForm({ what, busy, act }: SayFormProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <NotePopover
      title={text(WORDS[what].title)}
      label={text(WORDS[what].label)}
      busy={busy}
      opened={open}
      ready={(note) => note !== ''}
      onOpen={setOpen}
      submit={(note) => act({ what, note })}
    />
  )
}
