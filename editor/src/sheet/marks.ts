import { isError, type Problem } from '@branch-playbook/engine'
import { problemsAt } from '../document/problems.ts'
import type { Column } from './columns.ts'
import type { Table } from './table.ts'

/** What is wrong with a row: at its cells, by the places of the columns, and with the row as a whole. */
export interface RowMarks {
  readonly cells: ReadonlyMap<number, readonly Problem[]>
  readonly row: readonly Problem[]
}

/** The problems of a table where they are. */
export interface Marks {
  readonly rows: ReadonlyMap<number, RowMarks>
  /** By the places of the columns. */
  readonly columns: ReadonlyMap<number, readonly Problem[]>
  /** Customers whom no row covers. */
  readonly gaps: readonly Problem[]
  /** What is wrong with the table as a whole. */
  readonly table: readonly Problem[]
}

interface Growing {
  readonly cells: Map<number, Problem[]>
  readonly row: Problem[]
}

/** Places the problems of the node at `at`. Of two rows that overlap, both are marked. */
export function marksOf(
  problems: readonly Problem[],
  at: number,
  table: Table,
  columns: readonly Column[],
): Marks {
  const rows = new Map<number, Growing>()
  const heads = new Map<number, Problem[]>()
  const gaps: Problem[] = []
  const whole: Problem[] = []
  const rowAt = (row: number): Growing => {
    const known = rows.get(row) ?? { cells: new Map(), row: [] }
    rows.set(row, known)
    return known
  }
  const columnAt = (of: string | undefined, place: number) =>
    columns.findIndex((column) => column.of === of && column.at === place)
  const put = (map: Map<number, Problem[]>, key: number, problem: Problem) =>
    map.set(key, [...(map.get(key) ?? []), problem])

  const here = `/nodes/${at}`
  for (const problem of problemsAt(problems, here)) {
    const [list, first, of, place] = problem.path.slice(here.length + 1).split('/')
    const row = Number(first)
    if (problem.code === 'rows_leave_gap') gaps.push(problem)
    else if (list === 'rows' && first !== undefined && row < table.rows.length) {
      const column = of === 'note' ? columns.length - 1 : columnAt(of, Number(place))
      if (column >= 0) put(rowAt(row).cells, column, problem)
      else for (const each of new Set([row, ...othersOf(problem, row)])) rowAt(each).row.push(problem)
    } else if (list === 'inputs' || list === 'outputs') {
      const column = columnAt(list === 'inputs' ? 'when' : 'then', row)
      if (column >= 0) put(heads, column, problem)
      else whole.push(problem)
    } else whole.push(problem)
  }
  return { rows, columns: heads, gaps, table: whole }
}

/** The rows that a problem of a row names beside it. */
function othersOf({ code, values }: Problem, row: number): number[] {
  if (code !== 'table_rows_overlap' && code !== 'table_rows_disagree') return []
  return [values.first, values.second].map((place) => Number(place) - 1).filter((each) => each !== row)
}

/** How urgent problems are: errors before warnings. */
export const toneOf = (problems: readonly Problem[]): 'problem' | 'caution' | undefined =>
  problems.length === 0 ? undefined : problems.some(isError) ? 'problem' : 'caution'
