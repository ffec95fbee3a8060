import { ListHash } from '@branch-playbook/engine'
import type { Note } from '../audit/journal.ts'
import { exposuresIn } from '../campaigns/exposures.ts'
import { type MadeRun, type StoredAction, storeRun } from '../store/runs.ts'
import type { Cause } from '../store/tables/runs.ts'
import type { Database } from '../store/tables.ts'
import { actionsOf } from './actions.ts'
import { actionRecord, recordOf, runIdOf } from './record.ts'
import { Slices } from './slices.ts'
import type { Today } from './today.ts'

/** Makes the run of a day, in slices: the day must not change meanwhile. Its actions are those of `run`. */
export async function madeRun(today: Today, run = runIdOf(today)): Promise<MadeRun> {
  const slices = new Slices()
  const decided = today.morning()
  const actions: StoredAction[] = []
  const outcome = new ListHash()
  for (const [place, member] of today.staff.members.entries()) {
    for (const action of actionsOf(today, decided, place)) {
      const record = { ...actionRecord(today, member, action), run }
      actions.push(record)
      outcome.add(record)
    }
    await slices.pause()
  }
  return { run: recordOf(today, decided, outcome.hex()), actions, exposures: exposuresIn(today, actions) }
}

/** Stores a run that has come into force, and notes that it has. One that is in force already adds nothing. */
export async function recordRun(
  store: Database,
  note: Note,
  made: MadeRun,
  cause: Cause,
  at: string,
): Promise<void> {
  if (!(await storeRun(store, made, cause, at))) return
  const { id, day, engine, playbook_hash: playbook, snapshot, contact_state, outcome } = made.run
  note({
    action: 'run.decided',
    subject: `runs/${id}`,
    details: { day, cause, engine, playbook, snapshot, contactState: contact_state, outcome },
  })
}
