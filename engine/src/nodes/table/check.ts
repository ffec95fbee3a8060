import { repeated } from '../../check/repeated.ts'
import { MOST_PROBLEMS } from '../../problem/problem.ts'
import { isNumeric, MOST_INTEGER, type Scalar, type ValueType } from '../../values/value-type.ts'
import type { Report, Scope } from '../kind.ts'
import { columnsOf } from './cells.ts'
import { outputValue, typeOfOutput, valuesOfRows, yieldOf } from './outputs.ts'
import type { Table, TableOutput } from './schema.ts'

/** A class has no more values than a fact may have. */
const MOST_TEXTS = 200

/** What the schema and the references cannot say of a table. */
export function checkTable(table: Table, scope: Scope, report: Report): void {
  const place = (problems: Iterable<Parameters<Report>>) => {
    let left = MOST_PROBLEMS
    for (const each of problems) {
      report(...each)
      left -= 1
      if (left === 0) return false
    }
    return left === MOST_PROBLEMS
  }
  const shaped = place(shapeProblems(table))
  place(cellProblems(table, scope))
  const valued = place(valueProblems(table))
  if (shaped && valued) place(aggregationProblems(table))
}

type Found = Generator<Parameters<Report>>

function* shapeProblems(table: Table): Found {
  const { hitPolicy, aggregation, inputs, outputs, rows } = table
  if (aggregation !== undefined && hitPolicy !== 'collect') {
    yield ['table_aggregation_without_collect', ['aggregation'], { aggregation, hitPolicy }]
  }
  yield* nameProblems(table)
  const ranked = hitPolicy === 'priority' || hitPolicy === 'output_order'
  for (const [at, { id, type, values, otherwise }] of outputs.entries()) {
    if (values === undefined && type === 'class') yield ['values_missing', ['outputs', at]]
    else if (values === undefined && ranked && at === 0) {
      yield ['table_values_needed', ['outputs', at], { output: id, hitPolicy }]
    }
    if (otherwise !== undefined && (yieldOf(table) === 'list' || aggregation === 'count')) {
      yield ['table_otherwise_unused', ['outputs', at, 'otherwise'], { output: id }]
    }
  }
  for (const [at, { when, then: given }] of rows.entries()) {
    if (when.length !== inputs.length) {
      yield ['table_row_length', ['rows', at, 'when'], lengths(at, when.length, inputs.length, 'inputs')]
    }
    if (given.length !== outputs.length) {
      yield ['table_row_length', ['rows', at, 'then'], lengths(at, given.length, outputs.length, 'outputs')]
    }
  }
}

const lengths = (at: number, found: number, expected: number, of: string) => ({
  row: at + 1,
  found,
  expected,
  of,
})

/** Outputs and rows share one set of names: those of the figures that others refer to. */
function* nameProblems({ outputs, rows }: Table): Found {
  const named = [
    ...outputs.map(({ id }, at) => ({ id, path: ['outputs', at, 'id'] })),
    ...rows.flatMap(({ id }, at) => (id === undefined ? [] : [{ id, path: ['rows', at, 'id'] }])),
  ]
  for (const { id, path } of repeated(named, ({ id }) => id)) yield ['table_name_twice', path, { name: id }]
  for (const { id, path } of named) {
    if (/^row(_\d+)?$/.test(id)) yield ['table_name_reserved', path, { name: id }]
  }
}

function* cellProblems(table: Table, scope: Scope): Found {
  const columns = columnsOf(table, scope)
  for (const [at, column] of columns.entries()) {
    const input = table.inputs[at]
    if (!column || !input) continue
    const path = ['inputs', at]
    if (column.mayBeMissing && column.undecided && input.ifMissing === undefined) {
      yield ['missing_undecided', path, { reference: input.of, field: 'ifMissing', choices: 'fails, holds' }]
    }
    if (!column.mayBeMissing && input.ifMissing !== undefined) {
      yield ['missing_impossible', [...path, 'ifMissing'], { reference: input.of }]
    }
    for (const { row, problem } of column.unreadable) {
      yield [problem.code, ['rows', row, 'when', at], { reference: input.of, ...problem.values }]
    }
  }
}

function* valueProblems(table: Table): Found {
  for (const [at, output] of table.outputs.entries()) {
    const { id, values = [], otherwise } = output
    const type = typeOfOutput(table, at)
    const path = ['outputs', at]
    for (const { value, place } of repeated(values.map(keyed), ({ key }) => key)) {
      yield ['duplicate_value', [...path, 'values', place], { value: String(value) }]
    }
    for (const [place, value] of values.entries()) {
      if (outputValue(declared(output, type), value) === null) {
        yield ['table_wrong_value', [...path, 'values', place], wrong(value, id, type)]
      }
    }
    if (output.type === 'class' && output.values === undefined) continue
    if (otherwise !== undefined) yield* valueProblem(otherwise, output, type, [...path, 'otherwise'])
    for (const [row, { then: given }] of table.rows.entries()) {
      const value = given[at]
      if (value !== undefined) yield* valueProblem(value, output, type, ['rows', row, 'then', at])
    }
    if (type.kind === 'class' && type.values.length > MOST_TEXTS) {
      yield ['too_big', path, { found: type.values.length, most: MOST_TEXTS }]
    }
  }
}

const keyed = (value: Scalar, place: number) => ({ value, place, key: `${typeof value} ${value}` })

/** The type that listed values have; of a class or text any text. */
const declared = ({ values = [] }: TableOutput, type: ValueType): ValueType =>
  type.kind === 'class' ? { kind: 'class', values: values.filter((each) => typeof each === 'string') } : type

function* valueProblem(
  value: Scalar,
  { id, values }: TableOutput,
  type: ValueType,
  path: (string | number)[],
): Found {
  if (type.kind !== 'class' && outputValue(type, value) === null) {
    yield ['table_wrong_value', path, wrong(value, id, type)]
  } else if (type.kind === 'class' && typeof value !== 'string') {
    yield ['table_wrong_value', path, wrong(value, id, type)]
  } else if (values !== undefined && !values.includes(value)) {
    yield ['table_unlisted_value', path, { value: String(value), output: id, values: values.join(', ') }]
  }
}

const wrong = (value: Scalar, output: string, { kind }: ValueType) => ({ value: String(value), output, kind })

/** Only numbers can be summed or compared, and no sum may leave the bounds of its type. */
function* aggregationProblems(table: Table): Found {
  const { aggregation, outputs } = table
  if (aggregation === undefined || aggregation === 'count') return
  for (const [at, { id }] of outputs.entries()) {
    const type = typeOfOutput(table, at)
    const path = ['outputs', at]
    if (!isNumeric(type) || (aggregation === 'sum' && type.kind === 'date')) {
      yield ['table_aggregation_not_numeric', [...path, 'type'], { output: id, kind: type.kind, aggregation }]
    } else if (aggregation === 'sum' && type.kind !== 'percent') {
      const most = type.kind === 'money' ? Number.MAX_SAFE_INTEGER : MOST_INTEGER
      const total = valuesOfRows(table, at).reduce<number>((sum, value) => sum + Math.abs(Number(value)), 0)
      if (total > most) yield ['table_sum_too_large', path, { output: id, total, most }]
    }
  }
}
