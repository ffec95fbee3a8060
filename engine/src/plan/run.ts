import type { WorkingDays } from '../calendar/calendar.ts'
import type { BankEvent } from '../playbook/event.ts'
import type { Day } from '../values/day.ts'

/** What a run has besides the playbook and the customers: its day, the calendar and what was announced. */
export interface Run {
  readonly asOf: Day
  readonly workingDays: WorkingDays
  readonly events: readonly BankEvent[]
}
