import type { Edit } from '../document/history.ts'
import { type CellWords, withText } from './cell-text.ts'
import type { Column } from './columns.ts'
import type { Cell } from './selection.ts'
import { ANYTHING, type Output, type Row, type Table, UNDECIDED, type Value } from './table.ts'

/** A text for a cell. */
export interface Written extends Cell {
  readonly text: string
}

/** The table, and where it stands in the document. */
export interface Place {
  /** Among the nodes. */
  readonly at: number
  readonly table: Table
}

/** From so many rows on that an edit touches, it replaces the rows altogether. */
const MANY = 50

/** The edits that write texts into cells; rows that are not there yet are added. */
export function written(
  { at, table }: Place,
  columns: readonly Column[],
  texts: readonly Written[],
  words: CellWords,
): Edit[] {
  const rows = new Map<number, Row>()
  for (const { row, column, text } of texts) {
    const into = columns[column]
    const before = rows.get(row) ?? table.rows[row] ?? blankRow(table)
    if (into) rows.set(row, withText(before, into, text, words))
  }
  const isLonger = [...rows.keys()].some((row) => row >= table.rows.length)
  const path = ['nodes', at, 'rows']
  if (rows.size < MANY && !isLonger) return [...rows].map(([row, value]) => ({ path: [...path, row], value }))
  const count = Math.max(table.rows.length, ...[...rows.keys()].map((row) => row + 1))
  const value = Array.from({ length: count }, (_, row) => rows.get(row) ?? table.rows[row] ?? blankRow(table))
  return [{ path, value }]
}

/** A row that admits everybody, and gives what comes out otherwise. */
export const blankRow = ({ inputs, outputs }: Table): Row => ({
  when: inputs.map(() => ANYTHING),
  then: outputs.map(blankValue),
})

/** The least that is a value of the type; days and texts cannot be guessed. */
function blankValue({ type, values, otherwise }: Output): Value {
  if (otherwise !== undefined) return otherwise
  switch (type) {
    case 'flag':
      return false
    case 'class':
    case 'text':
    case 'date':
      return values?.at(-1) ?? UNDECIDED
    default:
      return 0
  }
}

export const insertedRows = ({ at, table }: Place, before: number, rows: readonly Row[]): Edit[] => [
  { path: ['nodes', at, 'rows'], value: table.rows.toSpliced(before, 0, ...rows) },
]

/** A table without rows is none: of all of them one is left, blank. */
export function removedRows({ at, table }: Place, from: number, count: number): Edit[] {
  const rest = table.rows.toSpliced(from, count)
  return [{ path: ['nodes', at, 'rows'], value: rest.length > 0 ? rest : [blankRow(table)] }]
}

/** Rows put before another one of those that stay where they are. */
export const movedRows = ({ at, table }: Place, from: number, count: number, to: number): Edit[] => [
  { path: ['nodes', at, 'rows'], value: movedItems(table.rows, from, count, to) },
]

/** Items put so that the first of them stands at the place `to`. */
function movedItems<Item>(items: readonly Item[], from: number, count: number, to: number): Item[] {
  const moving = items.slice(from, from + count)
  return items.toSpliced(from, count).toSpliced(to, 0, ...moving)
}

const LISTS = { when: 'inputs', then: 'outputs' } as const

export type Side = keyof typeof LISTS

/** The columns of a side in another order, or others: their entries and the cells of every row alike. */
function rearranged(
  { at, table }: Place,
  side: Side,
  change: <Item>(items: readonly Item[], fresh: Item) => Item[],
  entry: unknown,
  cell: Value,
): Edit[] {
  const entries: readonly unknown[] = table[LISTS[side]]
  return [
    { path: ['nodes', at, LISTS[side]], value: change(entries, entry) },
    {
      path: ['nodes', at, 'rows'],
      value: table.rows.map((row) => ({ ...row, [side]: change<Value>(row[side], cell) })),
    },
  ]
}

export const insertedInput = (place: Place, before: number, of: string, ifMissing: boolean): Edit[] =>
  rearranged(
    place,
    'when',
    (items, fresh) => items.toSpliced(before, 0, fresh),
    { of, ...(ifMissing && { ifMissing: 'fails' }) },
    ANYTHING,
  )

export const insertedOutput = (place: Place, before: number, output: Output): Edit[] =>
  rearranged(place, 'then', (items, fresh) => items.toSpliced(before, 0, fresh), output, blankValue(output))

export const removedColumn = (place: Place, side: Side, column: number): Edit[] =>
  rearranged(place, side, (items) => items.toSpliced(column, 1), null, ANYTHING)

export const movedColumn = (place: Place, side: Side, from: number, to: number): Edit[] =>
  rearranged(place, side, (items) => movedItems(items, from, 1, to), null, ANYTHING)
