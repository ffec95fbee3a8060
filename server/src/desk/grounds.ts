import type { BankEvent, Day } from '@branch-playbook/engine'
import type { Snapshot } from '../snapshot/open.ts'
import type { Contact } from '../store/ledger.ts'
import type { Absence } from './absence.ts'
import type { Handover } from './handover.ts'
import type { Rules } from './rules.ts'

/** What the lists of a day rest on. The day is the business day that the lists are for. */
export interface Grounds {
  readonly snapshot: Snapshot
  readonly rules: Rules
  readonly day: Day
  readonly events: readonly BankEvent[]
  /** Who is away on the day. */
  readonly absences: readonly Absence[]
  /** Who has left, and to whom his customers went, in the order in which that was entered. */
  readonly handovers: readonly Handover[]
  /** Contacts logged before the day: part of the run. */
  readonly before: readonly Contact[]
  /** Contacts logged on the day: they change the live list only. */
  readonly today: readonly Contact[]
  /**
   * The rows of the customers whose personal data were erased: the live lists do without them. The run does not, so that
   * its identity and its replay stay what they were.
   */
  readonly erased: ReadonlySet<number>
}

/** What changes of the grounds of a day while it is under way, beside contacts. */
export type OtherGrounds = Partial<Pick<Grounds, 'rules' | 'events' | 'absences' | 'handovers'>>
