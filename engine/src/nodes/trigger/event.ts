import type { Run } from '../../plan/run.ts'
import type { BankEvent } from '../../playbook/event.ts'
import { parseDay } from '../../values/day.ts'
import type { Trigger } from './trigger.ts'

/** The latest event of the trigger's type that is in force on the day of the run. */
export function eventInForce({ occurs }: Pick<Trigger, 'occurs'>, run: Run): BankEvent | undefined {
  if (occurs.by !== 'announcement') return undefined
  return run.events
    .filter((event) => {
      const age = run.asOf - (parseDay(event.day) ?? Number.POSITIVE_INFINITY)
      return event.type === occurs.event && age >= 0 && age < occurs.timeToLive && !isOver(event, run)
    })
    .toSorted((left, right) => compareText(right.day, left.day) || compareText(right.id, left.id))[0]
}

const isOver = ({ until }: BankEvent, { asOf }: Run): boolean =>
  until !== undefined && asOf > (parseDay(until) ?? Number.POSITIVE_INFINITY)

const compareText = (left: string, right: string): number => (left < right ? -1 : Number(left > right))
