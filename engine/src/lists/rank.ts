import { ACTIONS, LISTED_ACTIONS, MOST_SCORE } from '../nodes/arbitration/arbitration.ts'
import { at, type Column } from '../population/column.ts'
import type { Steps } from './steps.ts'

/** A contact that somebody promised a customer: it is kept whatever else is due, and takes these minutes. */
export interface PromisedContact {
  readonly customer: number
  readonly minutes: number
}

/** All customers who are due and have an adviser, best first. */
interface Ranked {
  readonly ranked: Int32Array
  /** From which place on they are campaign contacts. */
  readonly campaignsFrom: number
  /** How many customers are due but have no adviser. */
  readonly withoutAdviser: number
}

/** What is decided of everybody, and who looks after whom. */
interface Due {
  readonly count: number
  /** The customers to rank, in ascending order; null for everybody. */
  readonly only: Int32Array | null
  readonly action: Column
  readonly score: Column
  readonly adviserOf: Int32Array
}

/** As `rank`, with the promised contacts first, and without those who are promised or postponed. */
export function* rankAll(
  due: Due,
  promised: readonly PromisedContact[],
  postponed: readonly number[],
): Steps<Ranked> {
  if (promised.length + postponed.length === 0) return yield* rank(due)
  const left = due.action.slice()
  for (const customer of postponed) left[customer] = 0
  for (const { customer } of promised) left[customer] = 0
  const others = yield* rank({ ...due, action: left })
  const first = promised.filter(({ customer }) => (due.adviserOf[customer] ?? -1) >= 0)
  const ranked = new Int32Array(first.length + others.ranked.length)
  ranked.set(first.map(({ customer }) => customer))
  ranked.set(others.ranked, first.length)
  return {
    ranked,
    campaignsFrom: first.length + others.campaignsFrom,
    withoutAdviser: others.withoutAdviser + promised.length - first.length,
  }
}

const LAST_LISTED = LISTED_ACTIONS.length
const CODES = LISTED_ACTIONS.map((each) => ACTIONS.indexOf(each) + 1)

/**
 * A counting sort on the score, in steps: sorting each adviser's customers by comparison costs more than deciding them.
 */
function* rank({ count, only, action, score, adviserOf }: Due): Steps<Ranked> {
  const candidates = only?.length ?? count
  const width = MOST_SCORE + 1
  const rankOfAction = new Int32Array(ACTIONS.length + 1).fill(-1)
  CODES.forEach((code, rank) => {
    rankOfAction[code] = rank
  })
  const ends = new Int32Array(LAST_LISTED * width + 1)
  let due = 0
  let withoutAdviser = 0
  for (let place = 0; place < candidates; place += 1) {
    const customer = only === null ? place : at(only, place)
    const rank = at(rankOfAction, at(action, customer))
    if (rank < 0) continue
    if (at(adviserOf, customer) < 0) {
      withoutAdviser += 1
      continue
    }
    const key = rank * width + MOST_SCORE - at(score, customer)
    ends[key + 1] = at(ends, key + 1) + 1
    due += 1
  }
  yield
  for (let key = 0; key < LAST_LISTED * width; key += 1) ends[key + 1] = at(ends, key + 1) + at(ends, key)
  const campaignsFrom = at(ends, LISTED_ACTIONS.indexOf('campaign') * width)
  yield
  const ranked = new Int32Array(due)
  for (let place = 0; place < candidates; place += 1) {
    const customer = only === null ? place : at(only, place)
    const rank = at(rankOfAction, at(action, customer))
    if (rank < 0 || at(adviserOf, customer) < 0) continue
    const key = rank * width + MOST_SCORE - at(score, customer)
    ranked[at(ends, key)] = customer
    ends[key] = at(ends, key) + 1
  }
  return { ranked, campaignsFrom, withoutAdviser }
}
