import { ACTIONS } from '@branch-playbook/engine'
import type { Snapshot } from '../snapshot/open.ts'
import type { Ranked } from './merged.ts'
import type { Staff } from './staff.ts'
import { type Decided, rowsOf } from './today.ts'

/** How many customers of a branch, and what becomes of them today; cut is who no longer fits the day. */
export interface BranchCounts {
  readonly customers: number
  readonly listed: number
  readonly cut: number
  readonly blocked: number
}

/** The code of who must not be contacted, among those of actions. */
export const BLOCKED = ACTIONS.indexOf('blocked') + 1

export const isBlocked = ({ decisions, ranking }: Ranked, row: number): boolean =>
  decisions.columns.get(ranking.arbitration)?.[row] === BLOCKED

/** How many customers every branch has, by its place in the snapshot, and how many of them must not be contacted. */
export class Customers {
  readonly #branchOf: Int32Array
  readonly #customers: Int32Array
  readonly #blocked: Int32Array

  /** Those of the rows `erased` are not counted. */
  constructor(
    { branches, customers }: Pick<Snapshot, 'branches' | 'customers'>,
    ranked: Ranked,
    erased: ReadonlySet<number> = new Set(),
  ) {
    this.#branchOf = customers.branch
    this.#customers = new Int32Array(branches.length)
    this.#blocked = new Int32Array(branches.length)
    const action = ranked.decisions.columns.get(ranked.ranking.arbitration)
    for (let row = 0; row < customers.count; row += 1) {
      const branch = customers.branch[row] ?? 0
      this.#customers[branch] = (this.#customers[branch] ?? 0) + 1
      if (action?.[row] === BLOCKED) this.#blocked[branch] = (this.#blocked[branch] ?? 0) + 1
    }
    for (const row of erased) this.without(row, ranked)
  }

  /** Does not count the customer of a row any more. */
  without(row: number, ranked: Ranked): void {
    const branch = this.#branchOf[row] ?? 0
    this.#customers[branch] = (this.#customers[branch] ?? 0) - 1
    this.changed(row, isBlocked(ranked, row), false)
  }

  /** Takes notice of a customer who was decided again. */
  changed(row: number, wasBlocked: boolean, isNow: boolean): void {
    const branch = this.#branchOf[row] ?? 0
    this.#blocked[branch] = (this.#blocked[branch] ?? 0) + Number(isNow) - Number(wasBlocked)
  }

  /** With what becomes of them today. */
  counts({ members }: Staff, decided: Decided): BranchCounts[] {
    const counts = Array.from(this.#customers, (customers, branch) => ({
      customers,
      listed: 0,
      cut: 0,
      blocked: this.#blocked[branch] ?? 0,
    }))
    members.forEach(({ branch }, member) => {
      const count = counts[branch]
      if (!count) return
      const { listed, cut } = rowsOf(decided, member)
      count.listed += listed
      count.cut += cut
    })
    return counts
  }
}
