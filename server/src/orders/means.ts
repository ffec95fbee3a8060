import type { Means } from '@branch-playbook/engine'
import { BALANCE_OF } from '../snapshot/facts.ts'
import type { Snapshot } from '../snapshot/open.ts'

const AT_ONCE = 'demand_deposits'
const OWED: ReadonlySet<string> = new Set(['loans', 'cards'])

/** What the customer of a row has to pay an order from, as of the snapshot. */
export function meansOf({ facts }: Pick<Snapshot, 'facts'>, row: number): Means {
  const balance = (group: string) => facts.get(BALANCE_OF.get(group) ?? '')?.[row] ?? 0
  const groups = [...BALANCE_OF.keys()].filter((group) => !OWED.has(group))
  return { demand: balance(AT_ONCE), all: groups.reduce((sum, group) => sum + balance(group), 0) }
}
