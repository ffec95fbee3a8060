import { sourceValues } from '../nodes/arbitration/arbitration.ts'
import type { Plan } from '../plan/plan.ts'

/** The most contacts that may be made in a day for the sake of a campaign. */
export interface Quota {
  readonly campaign: string
  /** The campaign's code in the column of the leading source. */
  readonly source: number
  /** Over all advisers together, and of each of them. */
  readonly bank: number
  readonly adviser: number
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
    if (each.kind !== 'campaign' || !each.quota || !node.campaigns?.includes(each.id)) return []
    const { bank = UNLIMITED, adviser = UNLIMITED } = each.quota
    return [{ campaign: each.id, source: sources.indexOf(each.id) + 1, bank, adviser }]
  })
  return { arbitration: node.id, quotas }
}

/** Sources are classes of at most 255 values, kept in a byte. */
const SOURCES = 256

/** The places that the quotas leave today, given out one by one. */
export class Places {
  readonly #bank = new Int32Array(SOURCES).fill(UNLIMITED)
  readonly #adviser: (Int32Array | null)[] = new Array<Int32Array | null>(SOURCES).fill(null)

  constructor(quotas: readonly Quota[], advisers: number, made: readonly MadeContact[]) {
    for (const { campaign, source, bank, adviser } of quotas) {
      const own = made.filter((each) => each.campaign === campaign)
      this.#bank[source] = Math.max(0, bank - own.length)
      if (adviser === UNLIMITED) continue
      const left = new Int32Array(advisers).fill(adviser)
      for (const each of own) left[each.adviser] = Math.max(0, (left[each.adviser] ?? 0) - 1)
      this.#adviser[source] = left
    }
  }

  /** Whether the campaign has a place left for a contact of that adviser. */
  has(source: number, adviser: number): boolean {
    return (this.#bank[source] ?? 0) > 0 && (this.#adviser[source]?.[adviser] ?? 1) > 0
  }

  take(source: number, adviser: number): void {
    this.#bank[source] = (this.#bank[source] ?? 0) - 1
    const own = this.#adviser[source]
    if (own) own[adviser] = (own[adviser] ?? 0) - 1
  }
}
