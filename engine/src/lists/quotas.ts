import { sourceValues } from '../nodes/arbitration/arbitration.ts'
import type { Plan } from '../plan/plan.ts'

/** The most contacts that may be made in a day for the sake of a campaign. */
export interface Limits {
  /** Over all advisers together, over those of a branch, and of each of them. */
  readonly bank: number
  readonly branch: number
  readonly adviser: number
}

/** A campaign that does not call whomever it can: it has a quota, or holds some customers out. */
export interface Quota extends Limits {
  readonly campaign: string
  /** The campaign's code in the column of the leading source. */
  readonly source: number
  /** The limits in the branches that have their own, by the position of the branch. */
  readonly own?: ReadonlyMap<number, Limits>
}

/** What the lists take from a playbook: the node that ranks, and the quotas of its campaigns. */
export interface Ranking {
  readonly arbitration: string
  readonly quotas: readonly Quota[]
}

/** A contact that was made today for the sake of a campaign, by the adviser of that position (-1: another). */
export interface MadeContact {
  readonly campaign: string
  readonly adviser: number
}

const UNLIMITED = 2 ** 31 - 1

/** How a plan ranks the day's contacts; null for a plan that ranks none. */
export function rankingOf({ playbook, arbitration }: Plan): Ranking | null {
  const node = playbook.nodes.find(({ id }) => id === arbitration)
  if (node?.kind !== 'arbitration') return null
  const sources = sourceValues(node)
  const quotas = playbook.nodes.flatMap((each) => {
    if (each.kind !== 'campaign' || !node.campaigns?.includes(each.id)) return []
    if (!each.quota && each.holdout === undefined) return []
    const { bank = UNLIMITED, branch = UNLIMITED, adviser = UNLIMITED } = each.quota ?? {}
    return [{ campaign: each.id, source: sources.indexOf(each.id) + 1, bank, branch, adviser }]
  })
  return { arbitration: node.id, quotas }
}

/** The places of a campaign that are taken, and how many contacts each branch has for them. */
class Taken {
  readonly quota: Quota
  inBank = 0
  readonly inBranch: Int32Array
  readonly ofAdviser: Int32Array
  /** Contacts that were made today or are due, by branch and in all. */
  readonly wanted: Int32Array
  allWanted = 0

  constructor(quota: Quota, branches: number, advisers: number) {
    this.quota = quota
    this.inBranch = new Int32Array(branches)
    this.ofAdviser = new Int32Array(advisers)
    this.wanted = new Int32Array(branches)
  }
}

/** The places that the quotas leave today, given out one by one. */
export class Places {
  readonly #bySource = new Map<number, Taken>()
  readonly #branchOf: Int32Array

  /** `branchOf` has the branch of every adviser, of so many branches. */
  constructor(
    quotas: readonly Quota[],
    branchOf: Int32Array,
    branches: number,
    made: readonly MadeContact[],
  ) {
    this.#branchOf = branchOf
    for (const quota of quotas) {
      this.#bySource.set(quota.source, new Taken(quota, branches, branchOf.length))
      for (const { campaign, adviser } of made) {
        if (campaign !== quota.campaign) continue
        this.take(quota.source, adviser)
        if (adviser >= 0) this.want(quota.source, adviser)
      }
    }
  }

  /** The campaign of a source; null for a source that calls whomever it can. */
  campaignOf(source: number): string | null {
    return this.#bySource.get(source)?.quota.campaign ?? null
  }

  /** Says that the campaign has a contact for that adviser to make. */
  want(source: number, adviser: number): void {
    const taken = this.#bySource.get(source)
    if (!taken) return
    raise(taken.wanted, this.#branchOf[adviser] ?? 0)
    taken.allWanted += 1
  }

  /** Whether the campaign has a place left for a contact of that adviser. */
  has(source: number, adviser: number): boolean {
    const taken = this.#bySource.get(source)
    if (!taken) return true
    const branch = this.#branchOf[adviser] ?? 0
    const { bank, branch: most, adviser: own } = limitsIn(taken.quota, branch)
    return (
      taken.inBank < bank && (taken.inBranch[branch] ?? 0) < most && (taken.ofAdviser[adviser] ?? 0) < own
    )
  }

  take(source: number, adviser: number): void {
    const taken = this.#bySource.get(source)
    if (!taken) return
    taken.inBank += 1
    if (adviser < 0) return
    raise(taken.ofAdviser, adviser)
    raise(taken.inBranch, this.#branchOf[adviser] ?? 0)
  }

  /**
   * How much of its fair share the adviser's branch has had when it is half way through its next place; null where
   * branches do not compete for places. The fair share is that of the branch in all contacts that the campaign has to
   * make. Whoever gets the next place by the least of these numbers gives them out by the method of Webster and
   * Sainte-Laguë: shares are kept to half a place, without favour for large or small branches, and one place more never
   * takes one away, as it does where the largest remainders have what is left (the Alabama paradox).
   * M. L. Balinski, H. P. Young, "Fair Representation", 2nd ed. (2001), appendix A.
   */
  turn(source: number, adviser: number): number | null {
    const taken = this.#bySource.get(source)
    if (!taken) return null
    const branch = this.#branchOf[adviser] ?? 0
    const { bank } = limitsIn(taken.quota, branch)
    if (bank === UNLIMITED) return null
    const had = 2 * (taken.inBranch[branch] ?? 0) + 1
    // Where all are held out nobody wants a place, and still it is asked whose turn it would be.
    return (had / (2 * Math.max(1, taken.wanted[branch] ?? 0))) * (Math.max(1, taken.allWanted) / bank)
  }
}

/** Whether a place that one branch takes may be one that another would have had. */
export const branchesCompete = ({ quotas }: Ranking): boolean =>
  quotas.some(({ bank, own }) => [{ bank }, ...(own?.values() ?? [])].some((each) => each.bank < UNLIMITED))

const limitsIn = (quota: Quota, branch: number): Limits => quota.own?.get(branch) ?? quota

function raise(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}
