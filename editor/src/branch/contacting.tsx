import { useState } from 'react'
import type { Action } from '../api/branches.ts'
import { useWorksInBranch } from '../api/session.ts'
import { Refused } from '../shell/refused.tsx'
import { type Asked, LogContact } from './log-contact.tsx'
import { OutcomeKeys } from './outcome-keys.tsx'
import type { Outcome } from './outcomes.ts'
import { useRowKeys } from './row-keys.ts'
import { useOutcome } from './use-outcome.ts'

/** With whom a contact is, about which action of today's list (null for none), and by which way. */
export interface Contacted extends Pick<Action, 'channel'> {
  readonly customer: Pick<Action['customer'], 'id' | 'name'>
  readonly key: string | null
}

/** What is being said of a contact, by key, click or form. `row` is the ref of what has the keys while the focus is in it. */
export function useContacting(contacted: Contacted) {
  const worksHere = useWorksInBranch()
  const [asked, setAsked] = useState<Asked>(null)
  const [note, setNote] = useState('')
  const outcome = useOutcome(contacted, () => {
    setAsked(null)
    setNote('')
  })
  const say = (said: Outcome) =>
    said === 'call_back' ? setAsked('days') : outcome.say({ outcome: said, channel: contacted.channel })
  const row = useRowKeys({
    outcome: (said) => worksHere && say(said),
    note: () => worksHere && setAsked('outcomes'),
  })
  return { contacted, outcome, asked, setAsked, note, setNote, say, row }
}

export interface ContactingProps {
  readonly contacting: ReturnType<typeof useContacting>
  /** Today, then the working days that follow. */
  readonly days: readonly string[]
}

/** Says what came of a contact: by one key or click, or by the form with the note. */
export function Contacting({ contacting, days }: ContactingProps) {
  const { contacted, outcome, asked, say } = contacting
  return (
    <>
      <LogContact contacting={contacting} days={days} />
      <OutcomeKeys customer={contacted.customer.name} pending={outcome.pending} onSay={say} />
      {outcome.error && asked === null && <Refused error={outcome.error} onRetry={outcome.retry} />}
    </>
  )
}
