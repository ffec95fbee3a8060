import type { Bilingual } from '@branch-playbook/engine'
import { strategyNamed } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import type { NamedVersion } from '../desk/rules-record.ts'
import type { PastListing } from '../store/listings.ts'
import type { StoredAction } from '../store/runs.ts'
import { playbookOfListing, versionOfListing } from './deciding-version.ts'

/** What a customer was to the bank for a while, and who decided so. */
export interface Standing {
  /** The first and the last day on which it is on record: days between may have had no list with him. */
  readonly from: string
  readonly until: string
  readonly tier: string | null
  readonly strategy: { readonly id: string; readonly name: Bilingual } | null
  readonly version: NamedVersion | null
  readonly experiment: string | null
  readonly side: StoredAction['side']
}

/**
 * Tier and strategy of a customer as the runs decided them, the latest first: a new entry wherever either changed,
 * or another version, experiment or side decided. Of a day its last run counts.
 */
export async function standingsOf(desk: Desk, listings: readonly PastListing[]): Promise<Standing[]> {
  const standings: Standing[] = []
  for (const listing of listings.filter(({ last }) => last)) {
    const { action, run } = listing
    const last = standings.at(-1)
    const version = versionOfListing(listing)
    const same =
      last?.tier === action.tier &&
      (last.strategy?.id ?? null) === action.strategy &&
      last.version?.hash === version?.hash &&
      last.experiment === action.experiment &&
      last.side === action.side
    if (last && same) standings[standings.length - 1] = { ...last, from: run.day }
    else {
      const playbook = await playbookOfListing(desk, listing)
      const named = playbook && strategyNamed(playbook, action.strategy)
      const unnamed =
        action.strategy === null
          ? null
          : { id: action.strategy, name: { 'zh-CN': action.strategy, en: action.strategy } }
      standings.push({
        from: run.day,
        until: run.day,
        tier: action.tier,
        strategy: named ?? unnamed,
        version,
        experiment: action.experiment,
        side: action.side,
      })
    }
  }
  return standings
}
