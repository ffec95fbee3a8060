import { ListHash, type Steps } from '@branch-playbook/engine'
import type { Note } from '../audit/journal.ts'
import { exposuresIn } from '../campaigns/exposures.ts'
import type { CampaignExposure } from '../store/campaigns.ts'
import type { StoredAction, StoredRun } from '../store/runs.ts'
import { decideOn, type MadeRun } from '../store/storing-runs.ts'
import type { Cause } from '../store/tables/runs.ts'
import type { Database } from '../store/tables.ts'
import { actionsOf } from './actions.ts'
import { actionRecord, recordOf, runIdOf } from './record.ts'
import { inSlices } from './slices.ts'
import type { Today } from './today.ts'

/** Makes the run of a day, in slices: the day must not change meanwhile. Its actions are those of `run`. */
export const madeRun = (today: Today, run = runIdOf(today)): Promise<MadeRun> => inSlices(making(today, run))

function* making(today: Today, run: string): Steps<MadeRun> {
  const decided = yield* today.makeMorning()
  const actions: StoredAction[] = []
  const exposures: CampaignExposure[] = []
  const outcome = new ListHash()
  for (const [place, member] of today.staff.members.entries()) {
    const own = actionsOf(today, decided, place).map((action) => ({
      ...actionRecord(today, member, action),
      run,
    }))
    for (const action of own) outcome.add(action)
    actions.push(...own)
    exposures.push(...exposuresIn(today, own))
    yield
  }
  return { run: recordOf(today, decided, outcome.hex()), actions, exposures }
}

/** Lets a run that is stored come into force, and notes that it has. One that is in force already adds nothing. */
export async function recordRun(
  store: Database,
  note: Note,
  run: StoredRun,
  cause: Cause,
  at: string,
): Promise<void> {
  if (!(await decideOn(store, run, cause, at))) return
  const { id, day, engine, playbook_hash: playbook, snapshot, contact_state, outcome } = run
  note({
    action: 'run.decided',
    subject: `runs/${id}`,
    details: { day, cause, engine, playbook, snapshot, contactState: contact_state, outcome },
  })
}
