import type { Column } from '@branch-playbook/engine'
import { type Decided, type Everyone, figureOf } from '../everyone.ts'

/** How many customers stand in each cell of a matrix, under both playbooks: rows, in each the columns. */
export interface Cells {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly before: readonly (readonly number[])[]
  readonly after: readonly (readonly number[])[]
}

/** The cells as the edited playbook has them; null when it has no matrix of that name. */
export function cellsOf(everyone: Everyone, id: string): Cells | null {
  const node = everyone.after.plan.playbook.nodes.find((each) => each.id === id)
  if (node?.kind !== 'matrix') return null
  const types = [node.rows, node.columns].map((of) => everyone.after.plan.types.get(of))
  const [rows, columns] = types
  if (rows?.kind !== 'class' || columns?.kind !== 'class') return null
  const count = (decided: Decided) => {
    const [left, right] = [node.rows, node.columns].map((of) => figureOf(decided, everyone.run, of))
    if (left?.type.kind !== 'class' || right?.type.kind !== 'class') return []
    const counts = countPairs(left.column, right.column)
    const [ownRows, ownColumns] = [left.type.values, right.type.values]
    return rows.values.map((row) =>
      columns.values.map(
        (column) => counts[placeOf(ownRows, row) * CODES + placeOf(ownColumns, column)] ?? 0,
      ),
    )
  }
  return {
    rows: rows.values,
    columns: columns.values,
    before: count(everyone.before),
    after: count(everyone.after),
  }
}

/** Codes of one class and the other make one number: so many values has no class. */
const CODES = 256

/** What stands for a value that the class of that side does not have: no customer has it. */
const NOWHERE = CODES - 1

function placeOf(values: readonly string[], value: string): number {
  const place = values.indexOf(value) + 1
  return place === 0 ? NOWHERE : place
}

function countPairs(left: Column, right: Column): Int32Array {
  const counts = new Int32Array(CODES * CODES)
  for (let at = 0; at < left.length; at += 1) {
    const key = (left[at] ?? 0) * CODES + (right[at] ?? 0)
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
