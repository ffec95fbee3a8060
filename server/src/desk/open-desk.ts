import { dirname } from 'node:path'
import type { Journal } from '../audit/journal.ts'
import type { PlacedBank } from '../bank/bank.ts'
import { takeInEvents } from '../events/take-in.ts'
import { openSnapshot } from '../snapshot/open.ts'
import { announced, eventRevisions } from '../store/events.ts'
import { removeUnfinished } from '../store/storing-runs.ts'
import type { Database } from '../store/tables.ts'
import { arrange, dayAfter } from './arrange.ts'
import { Desk } from './desk.ts'
import { readIdentities } from './identities.ts'
import { rulesInForce } from './rules.ts'

/**
 * Opens a bank for the working day after its snapshot. `logFault` takes what its work goes on without.
 * @throws Refusal when nothing is in force in a branch, or a version in force does not run.
 */
export async function openDesk(
  { bank, snapshotDirectory }: PlacedBank,
  store: Database,
  journal: Journal,
  logFault: (fault: Error) => void,
): Promise<Desk> {
  const snapshot = await openSnapshot(snapshotDirectory)
  try {
    await removeUnfinished(store)
    await takeInEvents(store, journal, snapshot, snapshotDirectory)
    const day = await dayAfter(snapshot, store, bank.currency)
    const rules = await rulesInForce(store, snapshot, day, bank.currency)
    const events = announced(await eventRevisions(store))
    const today = await arrange(snapshot, store, rules, day, events)
    const identities = await readIdentities(snapshotDirectory, snapshot.customers.count)
    for (const row of today.grounds.erased) identities.forget(row, snapshot.customers.ids.at(row) ?? '')
    return new Desk(bank, snapshot, store, journal, identities, dirname(snapshotDirectory), today, logFault)
  } catch (fault) {
    snapshot.close()
    throw fault
  }
}
