import { type Column, countClasses } from '@branch-playbook/engine'
import type { Advisers, Decided } from './everyone.ts'
import { LISTED, type Listings, listingsOf } from './listing.ts'
import type { Simulated } from './simulator.ts'

/** How many customers have each value of a class outcome. */
interface ClassCounts {
  readonly node: string
  readonly values: readonly string[]
  readonly counts: readonly number[]
}

/** What the day's lists of some advisers come to. */
export interface ListSize {
  readonly listed: number
  readonly cut: number
  readonly minutesListed: number
  /** Minutes of all contacts that are due and within the quotas of their campaigns. */
  readonly minutesDue: number
  /** The minutes there are. */
  readonly minutes: number
}

/** The decisions of everyone, as the workshop shows them. */
export interface Summary {
  readonly classes: readonly ClassCounts[]
  /** By branch; empty when the playbook ranks nothing. */
  readonly branches: Readonly<Record<string, ListSize>>
  readonly total: ListSize
}

/** How many customers come on the lists and go from them. */
export interface Turnover {
  readonly gained: number
  readonly lost: number
}

export const NO_LIST: ListSize = { listed: 0, cut: 0, minutesListed: 0, minutesDue: 0, minutes: 0 }

/** Those of the playbook that edits are compared with stay the same from edit to edit. */
const summed = new WeakMap<Simulated, Summary>()

/** Columns that an edit does not touch are counted already. */
const counted = new WeakMap<Column, number[]>()

function countsOf(column: Column, values: number): number[] {
  const counts = counted.get(column) ?? countClasses(column, values)
  counted.set(column, counts)
  return counts
}

/** Counts the class outcomes and makes the lists. */
export function summarise(decided: Decided, bank: Advisers): Summary {
  const summary = summed.get(decided.simulated) ?? sumUp(decided, bank)
  summed.set(decided.simulated, summary)
  return summary
}

function sumUp(decided: Decided, bank: Advisers): Summary {
  const { plan, simulated } = decided
  const classes = plan.outputs.flatMap(({ name, type }) => {
    const column = simulated.columns.get(name)
    return type.kind === 'class' && column
      ? [{ node: name, values: type.values, counts: countsOf(column, type.values.length) }]
      : []
  })
  const listings = listingsOf(decided, bank)
  const branches = listings ? listSizes(listings, bank) : {}
  return { classes, branches, total: Object.values(branches).reduce(sum, NO_LIST) }
}

/** For how many customers a class outcome differs between two simulations of the same population. */
export function moved(before: Decided, after: Decided, outcome: string): number {
  const [left, right] = [columnOf(before, outcome), columnOf(after, outcome)]
  if (!left || !right || left.column === right.column) return 0
  const codes = new Uint8Array(256)
  left.values.forEach((value, at) => {
    codes[at + 1] = right.values.indexOf(value) + 1
  })
  return countDifferent(left.column, right.column, codes)
}

/** A loop of its own over columns of one kind: it runs over everyone at each edit. */
function countDifferent(left: Uint8Array, right: Uint8Array, codes: Uint8Array): number {
  let count = 0
  for (let at = 0; at < left.length; at += 1) count += Number(codes[left[at] ?? 0] !== right[at])
  return count
}

function columnOf({ plan, simulated }: Decided, outcome: string) {
  const [column, type] = [simulated.columns.get(outcome), plan.types.get(outcome)]
  return column instanceof Uint8Array && type?.kind === 'class' ? { column, values: type.values } : null
}

function listSizes({ lists, minutes }: Listings, bank: Advisers): Record<string, ListSize> {
  const branches: Record<string, ListSize> = {}
  bank.advisers.forEach(({ branch }, adviser) => {
    const due = (lists.starts[adviser + 1] ?? 0) - (lists.starts[adviser] ?? 0)
    const listed = lists.listed[adviser] ?? 0
    branches[branch] = sum(branches[branch] ?? NO_LIST, {
      listed,
      // As in the counts of a run: who has no place in a campaign, or is held out, was not cut for lack of time.
      cut: due - listed - (lists.overQuota[adviser] ?? 0) - (lists.heldOut[adviser] ?? 0),
      minutesListed: lists.minutesListed[adviser] ?? 0,
      minutesDue: lists.minutesDue[adviser] ?? 0,
      minutes: minutes[adviser] ?? 0,
    })
  })
  return branches
}

const sum = (left: ListSize, right: ListSize): ListSize => ({
  listed: left.listed + right.listed,
  cut: left.cut + right.cut,
  minutesListed: left.minutesListed + right.minutesListed,
  minutesDue: left.minutesDue + right.minutesDue,
  minutes: left.minutes + right.minutes,
})

/** Who comes on the lists and goes from them, by branch; empty when one of the playbooks makes none. */
export function turnoverOf(before: Decided, after: Decided, bank: Advisers): Record<string, Turnover> {
  const [left, right] = [listingsOf(before, bank), listingsOf(after, bank)]
  if (!left || !right) return {}
  const [gained, lost] = [new Int32Array(bank.advisers.length), new Int32Array(bank.advisers.length)]
  countTurnover(left.codes, right.codes, bank.adviserOf, { gained, lost })
  const branches: Record<string, Turnover> = {}
  bank.advisers.forEach(({ branch }, adviser) => {
    const known = branches[branch] ?? { gained: 0, lost: 0 }
    branches[branch] = {
      gained: known.gained + (gained[adviser] ?? 0),
      lost: known.lost + (lost[adviser] ?? 0),
    }
  })
  return branches
}

function countTurnover(
  left: Uint8Array,
  right: Uint8Array,
  adviserOf: Int32Array,
  { gained, lost }: { readonly gained: Int32Array; readonly lost: Int32Array },
): void {
  for (let at = 0; at < left.length; at += 1) {
    const [was, is] = [left[at] === LISTED, right[at] === LISTED]
    if (was === is) continue
    const counts = is ? gained : lost
    const adviser = adviserOf[at] ?? 0
    counts[adviser] = (counts[adviser] ?? 0) + 1
  }
}
