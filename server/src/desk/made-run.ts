import { ListHash } from '@branch-playbook/engine'
import { exposuresIn } from '../campaigns/exposures.ts'
import type { CampaignExposure } from '../store/campaigns.ts'
import type { StoredAction, StoredRun } from '../store/runs.ts'
import { actionsOf } from './actions.ts'
import { actionRecord, recordOf, runIdOf } from './record.ts'
import { Slices } from './slices.ts'
import type { Today } from './today.ts'

/** A run as it will be stored. */
export interface MadeRun {
  readonly run: StoredRun
  readonly actions: readonly StoredAction[]
  readonly exposures: readonly CampaignExposure[]
}

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
