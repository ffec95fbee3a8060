import { all, type Condition } from '../../expression/expression.ts'
import { analyse, type GridAnalysis } from '../../region/boxes.ts'
import { equalRegions, type Region, regionOfType } from '../../region/region.ts'
import { isWithin } from '../../unary/lower.ts'
import type { Find, Insight, Scope } from '../kind.ts'
import { boxOf, columnsOf } from './cells.ts'
import { precedence, yieldOf } from './outputs.ts'
import type { Table } from './schema.ts'

/** More gaps than that are not written out; to close one often closes others. */
const MOST_GAPS = 3

/** So many boxes are looked at for customers that can be in them; where figures depend on each other, many cannot. */
const MOST_BOXES = 40

/**
 * Rows that overlap where they must not, customers whom no row covers, and rows that nobody reaches.
 */
export function examineTable(table: Table, insight: Insight, find: Find): void {
  const columns = columnsOf(table, insight).filter((column) => column !== null)
  const everything = table.inputs.map(({ of }) => insight.possible(of))
  const grid = analyse({ everything, rows: table.rows.map((_, row) => boxOf(columns, row)) })
  const where = (box: readonly Region[]): Condition =>
    all(
      ...table.inputs.flatMap(({ of }, column) => {
        const [region, possible] = [box[column], everything[column]]
        if (!region || !possible || equalRegions(region, possible)) return []
        return [isWithin(region, insight.value(of))]
      }),
    )
  const questions = {
    table,
    grid,
    where,
    isNever: (box: readonly Region[]) => insight.isNever(where(box)) === true,
    find,
  }
  examineImpossible(questions)
  examineClashes(questions)
  examineGaps(questions)
  examineShadowed(questions)
}

/** Whether two rows clash, as far as the types of the figures tell. */
export function hasClash(table: Table, scope: Scope): boolean {
  if (!mayClash(table)) return false
  const columns = columnsOf(table, scope).filter((column) => column !== null)
  const everything = columns.map(({ type, mayBeMissing }) => regionOfType(type, mayBeMissing))
  const grid = analyse({ everything, rows: table.rows.map((_, row) => boxOf(columns, row)) })
  const clashes = clashesOf(table, grid)
  for (const row of table.rows.keys()) {
    for (const _ of clashes(row)) return true
  }
  return false
}

interface Questions {
  readonly table: Table
  readonly grid: GridAnalysis
  /** That the figures lie in a box. */
  readonly where: (box: readonly Region[]) => Condition
  /** Whether no customer can be in the box, because the figures depend on each other. */
  readonly isNever: (box: readonly Region[]) => boolean
  readonly find: Find
}

function examineImpossible({ table, grid, find }: Questions): void {
  for (const row of table.rows.keys()) {
    const column = grid.impossible(row)
    if (column === null) continue
    const { of } = table.inputs[column] ?? { of: '' }
    find('row_impossible', ['rows', row, 'when', column], {
      row: row + 1,
      reference: of,
      test: table.rows[row]?.when[column] ?? '',
    })
  }
}

const mayClash = ({ hitPolicy }: Table): boolean => hitPolicy === 'unique' || hitPolicy === 'any'

/** The earlier rows with which a row leaves open, or contradicts, what comes out. */
function clashesOf({ hitPolicy, rows }: Table, grid: GridAnalysis): (row: number) => Iterable<number> {
  const given = rows.map(({ then: outputs }) => JSON.stringify(outputs))
  return function* (row) {
    for (let earlier = 0; earlier < row; earlier += 1) {
      if (hitPolicy === 'any' && given[earlier] === given[row]) continue
      if (grid.overlaps(earlier, row)) yield earlier
    }
  }
}

/** Of each row the first earlier one with which it clashes for some customer. */
function examineClashes({ table, grid, where, isNever, find }: Questions): void {
  if (!mayClash(table)) return
  const code = table.hitPolicy === 'any' ? 'table_rows_disagree' : 'table_rows_overlap'
  const clashes = clashesOf(table, grid)
  let boxes = 0
  for (const row of table.rows.keys()) {
    for (const earlier of clashes(row)) {
      const both = grid.overlap(earlier, row)
      boxes += 1
      if (boxes <= MOST_BOXES && isNever(both)) continue
      find(code, ['rows', row], { first: earlier + 1, second: row + 1 }, where(both))
      break
    }
  }
}

/** Where no row need apply, and nothing says what comes out then. A list may be empty, and a count nought. */
function examineGaps({ table, grid, where, isNever, find }: Questions): void {
  if (yieldOf(table) === 'list' || table.aggregation === 'count') return
  if (table.outputs.every(({ otherwise }) => otherwise !== undefined)) return
  let found = 0
  for (let boxes = 0; found < MOST_GAPS && boxes < MOST_BOXES; boxes += 1) {
    const gap = grid.nextGap()
    if (gap === null) return
    if (gap === 'unknown') break
    if (isNever(gap)) continue
    find('rows_leave_gap', ['rows'], {}, where(gap))
    found += 1
  }
  if (found === 0) find('table_undecided', ['rows'], { question: 'gaps', rows: table.rows.length })
}

function examineShadowed({ table, grid, where, find }: Questions): void {
  if (table.hitPolicy !== 'first' && table.hitPolicy !== 'priority') return
  let unknown = 0
  for (const { row, by } of grid.shadowed(precedence(table))) {
    if (by === 'unknown') unknown += 1
    else
      find(
        'row_shadowed',
        ['rows', row],
        { row: row + 1, by: by === null ? 0 : by + 1 },
        where(grid.overlap(row, row)),
      )
  }
  if (unknown > 0) find('table_undecided', ['rows'], { question: 'shadows', rows: unknown })
}
