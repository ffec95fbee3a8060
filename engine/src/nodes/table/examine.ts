import { all, type Condition } from '../../expression/expression.ts'
import { analyse, type GridAnalysis } from '../../region/boxes.ts'
import { equalRegions, type Region } from '../../region/region.ts'
import { isWithin } from '../../unary/lower.ts'
import type { Find, Insight } from '../kind.ts'
import { boxOf, columnsOf } from './cells.ts'
import { precedence, yieldOf } from './outputs.ts'
import type { Table } from './schema.ts'

/** More gaps than that are not written out; to close one often closes others. */
const MOST_GAPS = 3

/**
 * Rows that overlap where they must not, customers whom no row covers, and rows that nobody reaches. The figures
 * are taken for independent of each other.
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
  const questions = { table, grid, where, find }
  examineImpossible(questions)
  examineOverlaps(questions)
  examineGaps(questions)
  examineShadowed(questions)
}

interface Questions {
  readonly table: Table
  readonly grid: GridAnalysis
  /** That the figures lie in a box. */
  readonly where: (box: readonly Region[]) => Condition
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

/** Of each row the first earlier one that it overlaps, where that leaves open or contradicts what comes out. */
function examineOverlaps({ table, grid, where, find }: Questions): void {
  if (table.hitPolicy !== 'unique' && table.hitPolicy !== 'any') return
  const code = table.hitPolicy === 'any' ? 'table_rows_disagree' : 'table_rows_overlap'
  const given = table.rows.map(({ then: outputs }) => JSON.stringify(outputs))
  const clash = (row: number, other: number) =>
    (table.hitPolicy === 'unique' || given[other] !== given[row]) && grid.overlaps(other, row)
  for (const row of table.rows.keys()) {
    let other = 0
    while (other < row && !clash(row, other)) other += 1
    if (other === row) continue
    find(code, ['rows', row], { first: other + 1, second: row + 1 }, where(grid.overlap(other, row)))
  }
}

/** Where no row need apply, and nothing says what comes out then. A list may be empty, and a count nought. */
function examineGaps({ table, grid, where, find }: Questions): void {
  if (yieldOf(table) === 'list' || table.aggregation === 'count') return
  if (table.outputs.every(({ otherwise }) => otherwise !== undefined)) return
  for (let found = 0; found < MOST_GAPS; found += 1) {
    const gap = grid.nextGap()
    if (gap === null) return
    if (gap === 'unknown') {
      find('table_undecided', ['rows'], { question: 'gaps', rows: table.rows.length })
      return
    }
    find('rows_leave_gap', ['rows'], {}, where(gap))
  }
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
