import { equalRegions, intersect, type Region, regionOfType } from '../../region/region.ts'
import { type ParsedUnary, parseUnary } from '../../unary/parse.ts'
import { ofMissing, regionOf } from '../../unary/unary.ts'
import { sameType } from '../../values/value-type.ts'
import type { Figured, Scope } from '../kind.ts'
import type { Table } from './schema.ts'

/** What a column tests: each different test once, and which of them each row puts. */
export interface Column extends Figured {
  /** The different regions that the cells admit, in the order in which they first occur. */
  readonly regions: readonly Region[]
  /** The place in `regions` of each row's cell; -1 for one that always holds. Cells that cannot be read do. */
  readonly cells: readonly number[]
  readonly unreadable: readonly { readonly row: number; readonly problem: Unread }[]
  /** Whether a cell leaves open what it says of a missing figure. */
  readonly undecided: boolean
}

type Unread = Extract<ParsedUnary, { ok: false }>

const known = new WeakMap<Table, readonly (Column | null)[]>()

/**
 * The cells of a table as regions; null for a column whose figure is not known. Nodes never change, and are
 * asked again and again while the types of their figures stay the same.
 */
export function columnsOf(table: Table, scope: Pick<Scope, 'value'>): readonly (Column | null)[] {
  const figures = table.inputs.map(({ of }) => scope.value(of))
  const before = known.get(table)
  if (before && figures.every((figure, at) => isSameFigure(figure, before[at] ?? undefined))) return before
  const columns = figures.map((figure, at) => (figure ? columnOf(table, at, figure) : null))
  known.set(table, columns)
  return columns
}

const isSameFigure = (one: Figured | undefined, other: Figured | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one.mayBeMissing === other.mayBeMissing && sameType(one.type, other.type)

function columnOf({ inputs, rows }: Table, at: number, { type, mayBeMissing }: Figured): Column {
  const whenMissing = inputs[at]?.ifMissing === 'holds'
  const everything = regionOfType(type, mayBeMissing)
  const parsed = new Map<string, ParsedUnary>()
  const places = new Map<string, number>()
  const byText = new Map<string, number>()
  const regions: Region[] = []
  const unreadable: Column['unreadable'][number][] = []
  let undecided = false

  const placeOf = (region: Region): number => {
    if (equalRegions(region, everything)) return -1
    const key = JSON.stringify(region)
    const place = places.get(key) ?? regions.push(region) - 1
    places.set(key, place)
    return place
  }
  const cells = rows.map(({ when }, row) => {
    const text = when[at] ?? '-'
    const read = parsed.get(text) ?? parseUnary(text, type, mayBeMissing)
    parsed.set(text, read)
    if (!read.ok) {
      unreadable.push({ row, problem: read })
      return -1
    }
    undecided ||= ofMissing(read.test) === null
    // In the order of the type, so that a class has one way of being written.
    const place =
      byText.get(text) ?? placeOf(intersect(everything, regionOf(read.test, type, mayBeMissing, whenMissing)))
    byText.set(text, place)
    return place
  })
  return { type, mayBeMissing, regions, cells, unreadable, undecided }
}

/** The regions of a row, one for each input: what the checker reasons with. */
export const boxOf = (columns: readonly Column[], row: number): Region[] =>
  columns.map(
    ({ type, mayBeMissing, regions, cells }) => regions[cells[row] ?? -1] ?? regionOfType(type, mayBeMissing),
  )
