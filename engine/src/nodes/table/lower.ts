import {
  add,
  all,
  any,
  type ChooseRule,
  type Condition,
  choose,
  compare,
  constant,
  divide,
  type Expression,
  holds,
  isTrue,
  nothing,
  type Step,
  step,
} from '../../expression/expression.ts'
import { isWithin } from '../../unary/lower.ts'
import type { Scalar, ValueType } from '../../values/value-type.ts'
import { type CheckedScope, part } from '../kind.ts'
import { columnsOf } from './cells.ts'
import { outcomeOf } from './figures.ts'
import {
  DECIDING_ROW,
  precedence,
  rowName,
  typeOfOutput,
  valueOtherwise,
  valuesOfRows,
  yieldOf,
} from './outputs.ts'
import type { Table } from './schema.ts'

/**
 * A table as steps. A test that several rows put is a step of its own, named by the places of its column and
 * of the test, which no output or row can be called. Then come the rows, then the outputs.
 */
export function lowerTable(table: Table, scope: CheckedScope): Step[] {
  const { tests, conditions } = rowConditions(table, scope)
  switch (yieldOf(table)) {
    case 'one':
      return [...tests, ...decidingRow(table, conditions)]
    case 'list':
      return [...tests, ...rowFlags(table, conditions, true)]
    case 'aggregate':
      return [...tests, ...rowFlags(table, conditions, false), ...aggregates(table)]
  }
}

const stepOf = (
  { id }: Table,
  name: string,
  type: ValueType,
  expression: Expression,
  output = false,
): Step => ({
  name,
  node: id,
  type,
  expression,
  output,
})

/** The condition of every row, and the steps that these read. */
function rowConditions(table: Table, scope: CheckedScope): { tests: Step[]; conditions: Condition[] } {
  const tests: Step[] = []
  const columns = columnsOf(table, scope).flatMap((column, at) => {
    const value = scope.value(table.inputs[at]?.of ?? '')
    if (!column) return []
    const uses = new Map<number, number>()
    for (const cell of column.cells) uses.set(cell, (uses.get(cell) ?? 0) + 1)
    const conditions = column.regions.map((region, place) => {
      const condition = isWithin(region, value)
      if (condition.test === 'always' || (uses.get(place) ?? 0) < 2) return condition
      const name = part(table.id, `${at + 1}_${place + 1}`)
      tests.push(stepOf(table, name, { kind: 'flag' }, holds(condition)))
      return isTrue(step(name))
    })
    return [{ cells: column.cells, conditions }]
  })
  const conditions = table.rows.map((_, row) =>
    all(...columns.flatMap(({ cells, conditions }) => conditions[cells[row] ?? -1] ?? [])),
  )
  return { tests, conditions }
}

/** The row that decides, from 1, or 0; and the outputs, which it looks up. */
function decidingRow(table: Table, conditions: readonly Condition[]): Step[] {
  const row = part(table.id, DECIDING_ROW)
  const rules = precedence(table).flatMap((at): ChooseRule[] => {
    const when = conditions[at]
    return when ? [{ when, take: constant(at + 1) }] : []
  })
  return [
    stepOf(table, row, { kind: 'count' }, choose(rules, constant(0)), true),
    ...table.outputs.map(({ id }, at) =>
      stepOf(
        table,
        at === 0 ? table.id : part(table.id, id),
        typeOfOutput(table, at),
        outputOf(table, at, row),
        true,
      ),
    ),
  ]
}

function outputOf(table: Table, at: number, row: string): Expression {
  const values = valuesOfRows(table, at)
  const otherwise = valueOtherwise(table, at)
  const [first = ''] = values
  const found: Expression = {
    op: 'lookup',
    keys: [{ of: step(row), domain: [0, ...values.map((_, place) => place + 1)] }],
    results: [otherwise ?? first, ...values],
  }
  if (otherwise !== null) return found
  return choose([{ when: compare(step(row), 'equal', constant(0)), take: nothing }], found)
}

/** Whether each row applies, in the order of the table. */
const rowFlags = (table: Table, conditions: readonly Condition[], output: boolean): Step[] =>
  conditions.map((condition, at) =>
    stepOf(table, part(table.id, rowName(table, at)), { kind: 'flag' }, holds(condition), output),
  )

function aggregates(table: Table): Step[] {
  const applies = table.rows.map((_, at) => isTrue(step(part(table.id, rowName(table, at)))))
  if (table.aggregation === 'count') {
    const { steps, total } = sum(
      table,
      '0',
      { kind: 'count' },
      applies.map((when) => [when, 1]),
    )
    return [...steps, stepOf(table, table.id, { kind: 'count' }, total, true)]
  }
  return table.outputs.flatMap(({ id }, at) => {
    const type = (at === 0 ? outcomeOf(table) : null) ?? typeOfOutput(table, at)
    const hits = valuesOfRows(table, at).flatMap((value, row): Hit[] => {
      const when = applies[row]
      return when ? [[when, Number(value)]] : []
    })
    const { steps, total } =
      table.aggregation === 'sum' ? sumOf(table, `0_${at + 1}`, type, hits) : { steps: [], total: null }
    const otherwise = valueOtherwise(table, at)
    const without = otherwise === null ? nothing : constant(otherwise)
    const expression = total
      ? choose([{ when: any(...applies), take: total }], without)
      : choose(extremes(hits, table.aggregation === 'least'), without)
    return [...steps, stepOf(table, at === 0 ? table.id : part(table.id, id), type, expression, true)]
  })
}

type Hit = readonly [when: Condition, value: number]

/** How many numbers one step adds: sums of thousands nest no deeper than this. */
const MOST_TERMS = 16

/** Decimals of a percentage, as people write it, in a whole: they are added as whole numbers, so that 0.1 and 0.2 are 0.3. */
const PARTS = 10_000

/** The sum of the rows that apply: of percentages of at most four decimals as exact as one of whole numbers. */
function sumOf(table: Table, name: string, type: ValueType, hits: readonly Hit[]) {
  const inParts = hits.map(([when, value]): Hit => [when, Math.round(value * PARTS)])
  const isExact = inParts.every(([, parts], at) => parts / PARTS === hits[at]?.[1])
  const most = inParts.reduce((sum, [, parts]) => sum + Math.abs(parts), 0)
  if (type.kind !== 'percent' || !isExact || !Number.isSafeInteger(most)) return sum(table, name, type, hits)
  const { steps, total } = sum(table, name, type, inParts)
  return { steps, total: divide(total, constant(PARTS)) }
}

/** The numbers of the rows that apply, added in the order of the table: a running total from step to step. */
function sum(
  table: Table,
  name: string,
  type: ValueType,
  hits: readonly Hit[],
): { steps: Step[]; total: Expression } {
  const terms = hits
    .filter(([, value]) => value !== 0)
    .map(([when, value]) => choose([{ when, take: constant(value) }], constant(0)))
  const steps: Step[] = []
  let total: Expression = constant(0)
  for (let from = 0; from < terms.length; from += MOST_TERMS) {
    const subtotal = part(table.id, `${name}_${steps.length + 1}`)
    steps.push(stepOf(table, subtotal, type, terms.slice(from, from + MOST_TERMS).reduce(add, total)))
    total = step(subtotal)
  }
  return { steps, total }
}

/** The least or the most of the rows that apply: the first in the order of the numbers. */
function extremes(hits: readonly Hit[], least: boolean): ChooseRule[] {
  const byValue = new Map<number, Condition[]>()
  for (const [when, value] of hits) {
    const same = byValue.get(value)
    if (same) same.push(when)
    else byValue.set(value, [when])
  }
  return [...byValue]
    .toSorted(([one], [other]) => (least ? one - other : other - one))
    .map(([value, conditions]) => ({ when: any(...conditions), take: constant(value) }))
}

/** The members of a list that a table yields, in its order. */
export function listOf(table: Table, value: (name: string) => Scalar | null): Scalar[] | null {
  if (yieldOf(table) !== 'list') return null
  const values = valuesOfRows(table, 0)
  return precedence(table)
    .filter((row) => value(part(table.id, rowName(table, row))) === true)
    .flatMap((row) => values[row] ?? [])
}
