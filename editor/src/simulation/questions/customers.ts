import { decode, LISTINGS, type Listing, type Maybe, MISSING_INTEGER } from '@branch-playbook/engine'
import { type Decided, type Everyone, type Figure, figureOf } from '../everyone.ts'
import { listingsOf } from '../listing.ts'
import { type Pick, pickedOf } from '../pick.ts'

export interface CustomersQuestion {
  readonly pick: Pick
  /** The facts and nodes to tell of each. */
  readonly figures: readonly string[]
  /** The number by which they are put in order, the greatest first; without it as the snapshot has them. */
  readonly order: string | null
  readonly from: number
  readonly most: number
}

/** A figure of one customer on both sides. */
export interface BothSides<Value> {
  readonly before: Value
  readonly after: Value
}

export interface PickedCustomer {
  /** His place in the snapshot's columns, from 0: the server knows who that is. */
  readonly row: number
  readonly listing: BothSides<Listing | null>
  /** In the order in which they were asked for. */
  readonly figures: readonly BothSides<Maybe>[]
}

export interface PickedCustomers {
  /** All who are picked, of whom these are a page. */
  readonly count: number
  readonly customers: readonly PickedCustomer[]
}

export function customersOf(everyone: Everyone, question: CustomersQuestion): PickedCustomers {
  const { after, run } = everyone
  const picked = pickedOf(everyone, question.pick)
  const rows = rowsOf(picked)
  const order = question.order === null ? null : figureOf(after, run, question.order)
  const page = order
    ? greatest(rows, order, question.from, question.most)
    : rows.slice(question.from, question.from + question.most)
  return { count: rows.length, customers: [...page].map((row) => customerAt(everyone, question, row)) }
}

function rowsOf(picked: Uint8Array): Int32Array {
  const rows = new Int32Array(picked.length)
  let count = 0
  for (let row = 0; row < picked.length; row += 1) {
    if (picked[row] === 0) continue
    rows[count] = row
    count += 1
  }
  return rows.subarray(0, count)
}

/**
 * A page of rows by their figure, the greatest first, those without one last, equal ones in the order of rows. Only
 * those as great as some of the page are put in order: a comparison for each of a million is what takes long.
 */
function greatest(rows: Int32Array, { column }: Figure, from: number, most: number): Int32Array {
  const values = Float64Array.from(rows, (row) => known(column[row] ?? Number.NaN))
  const sorted = values.toSorted()
  const last = rows.length - 1
  const top = sorted[last - from]
  const bottom = sorted[Math.max(0, last - from - most + 1)]
  if (top === undefined || bottom === undefined) return new Int32Array(0)
  const within = rows.filter((_, at) => (values[at] ?? 0) <= top && (values[at] ?? 0) >= bottom)
  const before = values.reduce((count, value) => count + Number(value > top), 0)
  const ordered =
    top === bottom
      ? within
      : within.toSorted((one, other) => known(column[other] ?? 0) - known(column[one] ?? 0) || one - other)
  return ordered.subarray(from - before, from - before + most)
}

/** The missing are below all others; that they are finite keeps their differences numbers. */
const known = (value: number): number =>
  Number.isNaN(value) || value === MISSING_INTEGER ? -Number.MAX_VALUE : value

function customerAt(
  { before, after, bank, run }: Everyone,
  { figures }: CustomersQuestion,
  row: number,
): PickedCustomer {
  const listing = (decided: Decided): Listing | null =>
    LISTINGS[(listingsOf(decided, bank)?.codes[row] ?? 0) - 1] ?? null
  const value = (decided: Decided, name: string): Maybe => {
    const figure = figureOf(decided, run, name)
    return figure ? decode(figure.type, figure.column[row] ?? Number.NaN) : null
  }
  return {
    row,
    listing: { before: listing(before), after: listing(after) },
    figures: figures.map((name) => ({ before: value(before, name), after: value(after, name) })),
  }
}
