import { type BankEvent, type Day, formatDay } from '@branch-playbook/engine'
import { inForce } from '../events/in-force.ts'
import { Refusal } from '../files/refusal.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { standingLeaves } from '../store/leaves.ts'
import { contactsBefore, contactsBetween } from '../store/ledger.ts'
import type { Database } from '../store/tables.ts'
import { absencesOn } from './absence.ts'
import type { Grounds } from './grounds.ts'
import { handoversOn, standingWithCustomers } from './handover.ts'
import { type Rules, rulesInForce } from './rules.ts'
import { Today } from './today.ts'

/**
 * The day of the lists: the first working day after the snapshot, by the calendar of what was in force on the
 * snapshot's own day. Nothing put in force meanwhile begins before that, so the day never moves.
 */
export async function dayAfter(snapshot: Snapshot, store: Database, currency: string): Promise<Day> {
  const { asOf } = snapshot.manifest
  const { arms } = await rulesInForce(store, snapshot, asOf, currency)
  const calendar = arms[0]?.workingDays
  const day = calendar?.onOrAfter(asOf + 1) ?? null
  if (day === null)
    throw new Refusal(
      `The calendar "${calendar?.id}" (${calendar?.span}) has no working day after the snapshot of ${formatDay(asOf)}`,
    )
  return day
}

/** The day as it comes of what the store knows, with everybody decided. */
export async function arrange(
  snapshot: Snapshot,
  store: Database,
  rules: Rules,
  day: Day,
  events: readonly BankEvent[],
): Promise<Today> {
  const grounds: Grounds = {
    snapshot,
    rules,
    day,
    events: inForce(events, day),
    ...(await staffingOn(store, day)),
    before: await contactsBefore(store, day),
    today: await contactsBetween(store, day, day),
    erased: rowsOf(await erasedCustomers(store), snapshot),
  }
  return new Today(grounds)
}

const rowsOf = (ids: Iterable<string>, { customers }: Snapshot): ReadonlySet<number> =>
  new Set([...ids].flatMap((id) => customers.rowOf(id) ?? []))

/** Who is away and who has left on a day. */
export async function staffingOn(
  store: Database,
  day: Day,
): Promise<Pick<Grounds, 'absences' | 'handovers'>> {
  const date = formatDay(day)
  const absences = absencesOn(await standingLeaves(store), date)
  return { absences, handovers: handoversOn(await standingWithCustomers(store), date) }
}
