import type { Decisions } from '../evaluate/columns/compile.ts'
import { ACTIONS, arbitrationParts, LISTED_ACTIONS, MOST_SCORE } from '../nodes/arbitration/arbitration.ts'
import type { Column } from '../population/column.ts'

/** Who looks after whom. */
export interface Portfolios {
  /** For each customer the position of his adviser; -1 for a customer without one. */
  readonly adviserOf: Int32Array
  /** The minutes that each adviser has left today. */
  readonly minutes: Int32Array
}

/**
 * The day's lists of all advisers in one array: customers by adviser, in the order in which to contact them.
 * Those of adviser `a` stand from `starts[a]` to `starts[a + 1]`; the first `listed[a]` of them fit his
 * minutes, the rest are cut for lack of time.
 */
export interface DailyLists {
  readonly customers: Int32Array
  readonly starts: Int32Array
  readonly listed: Int32Array
  /** Minutes of the listed contacts, and of all that are due, by adviser. */
  readonly minutesListed: Int32Array
  readonly minutesDue: Int32Array
  /** How many customers are due but have no adviser. */
  readonly withoutAdviser: number
}

/**
 * Makes every adviser's list: duties before events, in each the higher score first, then the customer who
 * stands first in the population. A list ends with the first contact that no longer fits the adviser's
 * minutes, so that more minutes only ever add to it.
 *
 * A counting sort on the score: sorting each adviser's customers by comparison costs more than deciding them.
 */
export function dailyLists(
  decisions: Decisions,
  arbitration: string,
  { adviserOf, minutes }: Portfolios,
): DailyLists {
  const names = arbitrationParts(arbitration)
  const action = columnOf(decisions, arbitration)
  const score = columnOf(decisions, names.score)
  const minutesOf = columnOf(decisions, names.minutes)
  const advisers = minutes.length

  const { ranked, withoutAdviser } = rank(decisions.count, action, score, adviserOf)
  const starts = new Int32Array(advisers + 1)
  for (const customer of ranked)
    starts[at(adviserOf, customer) + 1] = at(starts, at(adviserOf, customer) + 1) + 1
  for (let adviser = 0; adviser < advisers; adviser += 1)
    starts[adviser + 1] = at(starts, adviser + 1) + at(starts, adviser)

  const customers = new Int32Array(ranked.length)
  const next = starts.slice()
  const listed = new Int32Array(advisers)
  const minutesListed = new Int32Array(advisers)
  const minutesDue = new Int32Array(advisers)
  for (let place = 0; place < ranked.length; place += 1) {
    const customer = at(ranked, place)
    const adviser = at(adviserOf, customer)
    customers[at(next, adviser)] = customer
    next[adviser] = at(next, adviser) + 1
    const due = at(minutesDue, adviser) + at(minutesOf, customer)
    minutesDue[adviser] = due
    if (due <= at(minutes, adviser)) {
      listed[adviser] = at(listed, adviser) + 1
      minutesListed[adviser] = due
    }
  }
  return { customers, starts, listed, minutesListed, minutesDue, withoutAdviser }
}

/** Within bounds by construction; the language cannot know it. */
const at = (column: Column, place: number): number => column[place] ?? 0

const LAST_LISTED = LISTED_ACTIONS.length
const CODES = LISTED_ACTIONS.map((each) => ACTIONS.indexOf(each) + 1)

/** All customers who are due and have an adviser, best first. */
function rank(count: number, action: Column, score: Column, adviserOf: Int32Array) {
  const width = MOST_SCORE + 1
  const rankOfAction = new Int32Array(ACTIONS.length + 1).fill(-1)
  CODES.forEach((code, rank) => {
    rankOfAction[code] = rank
  })
  const ends = new Int32Array(LAST_LISTED * width + 1)
  let due = 0
  let withoutAdviser = 0
  for (let customer = 0; customer < count; customer += 1) {
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
  for (let key = 0; key < LAST_LISTED * width; key += 1) ends[key + 1] = at(ends, key + 1) + at(ends, key)
  const ranked = new Int32Array(due)
  for (let customer = 0; customer < count; customer += 1) {
    const rank = at(rankOfAction, at(action, customer))
    if (rank < 0 || at(adviserOf, customer) < 0) continue
    const key = rank * width + MOST_SCORE - at(score, customer)
    ranked[at(ends, key)] = customer
    ends[key] = at(ends, key) + 1
  }
  return { ranked, withoutAdviser }
}

function columnOf({ columns }: Decisions, name: string): Column {
  const column = columns.get(name)
  if (!column) throw new Error(`The lists need the outcome "${name}"`)
  return column
}
