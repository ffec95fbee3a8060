import { formatDay, parseDay, parsePlaybook } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useBank } from '../api/bank.ts'
import type { Announcement } from '../api/events.ts'
import { useVersion } from '../api/playbooks.ts'
import { type EventType, typesIn } from './types-in.ts'

/** The types of events that the playbook in force answers to. */
export function useEventTypes(): readonly EventType[] {
  const { data: bank } = useBank()
  const { data: version } = useVersion(bank?.playbook.id, bank?.playbook.version)
  return useMemo(() => {
    const parsed = parsePlaybook(version?.document)
    return parsed.ok ? typesIn(parsed.value) : []
  }, [version])
}

export type EventState = 'withdrawn' | 'to_come' | 'news' | 'over'

/** What an event is on a day, and the last day on which it is news, unless nothing answers to it. */
export function stateOf(
  { withdrawn, day, until, type }: Announcement,
  types: readonly EventType[],
  today: string,
): { readonly state: EventState; readonly last: string | null } {
  const lives = types.filter(({ event }) => event === type).map(({ timeToLive }) => timeToLive)
  const begins = parseDay(day)
  const ends = lives.length === 0 || begins === null ? null : formatDay(begins + Math.max(...lives) - 1)
  const last = until !== null && (ends === null || until < ends) ? until : ends
  if (withdrawn) return { state: 'withdrawn', last }
  if (day > today) return { state: 'to_come', last }
  return { state: last !== null && last < today ? 'over' : 'news', last }
}
