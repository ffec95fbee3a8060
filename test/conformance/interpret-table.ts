import type { Figures, Maybe, PlaybookNode, Scalar } from '@branch-playbook/engine'

type Table = Extract<PlaybookNode, { kind: 'table' }>

/** What a table says of one customer: of a list its members, else the values of all outputs. */
export type Interpreted =
  | { readonly list: readonly Scalar[] }
  | { readonly values: readonly Maybe[]; readonly row: number }

/**
 * Decision tables as the DMN specification words them, written without regard to the engine: cells are read again
 * for every customer, and rows are tried one after another. `kindOf` says of what kind an input is.
 */
export function interpret(table: Table, facts: Figures, kindOf: (name: string) => string): Interpreted {
  const { hitPolicy, aggregation, inputs, outputs, rows } = table
  const hits = rows.filter(({ when }) =>
    when.every((cell, at) => {
      const name = inputs[at]?.of ?? ''
      return passes(cell, facts.get(name) ?? null, kindOf(name), inputs[at]?.ifMissing === 'holds')
    }),
  )
  const ranked = hits.toSorted((one, other) => compareOutputs(table, one, other))
  const inEngineTerms = (value: Scalar | undefined, at: number): Maybe =>
    value === undefined ? null : outputs[at]?.type === 'date' ? dayNumber(String(value)) : value
  const defaults = outputs.map(({ otherwise }, at) => inEngineTerms(otherwise, at))
  const outcomeOf = (row: Table['rows'][number] | undefined): Interpreted => ({
    values: row ? row.then.map(inEngineTerms) : defaults,
    row: row ? rows.indexOf(row) + 1 : 0,
  })
  const listOf = (some: typeof hits): Interpreted => ({
    list: some.flatMap(({ then: given }) => inEngineTerms(given[0], 0) ?? []),
  })
  switch (hitPolicy) {
    case 'unique':
      if (hits.length > 1) throw new Error('Several rows of a unique table apply')
      return outcomeOf(hits[0])
    case 'any':
      if (hits.some((each) => JSON.stringify(each.then) !== JSON.stringify(hits[0]?.then)))
        throw new Error('Rows disagree')
      return outcomeOf(hits[0])
    case 'first':
      return outcomeOf(hits[0])
    case 'priority':
      return outcomeOf(ranked[0])
    case 'output_order':
      return listOf(ranked)
    case 'rule_order':
      return listOf(hits)
    case 'collect': {
      if (aggregation === undefined) return listOf(hits)
      if (aggregation === 'count') return { values: [hits.length], row: 0 }
      if (hits.length === 0) return { values: defaults, row: 0 }
      const columns = outputs.map((_, at) =>
        hits.map(({ then: given }) => Number(inEngineTerms(given[at], at))),
      )
      return {
        values: columns.map((numbers, at) =>
          aggregated(aggregation, numbers, outputs[at]?.type === 'percent' && isDecimal(rows, at)),
        ),
        row: 0,
      }
    }
  }
}

/** Whether all that the rows give has at most four decimals, and adds up to no more than is counted exactly. */
function isDecimal(rows: Table['rows'], at: number): boolean {
  const numbers = rows.map(({ then: given }) => Number(given[at]))
  const parts = numbers.map((each) => Math.round(each * 10_000))
  const most = parts.reduce((sum, each) => sum + Math.abs(each), 0)
  return Number.isSafeInteger(most) && numbers.every((each, row) => each === (parts[row] ?? 0) / 10_000)
}

function aggregated(by: 'sum' | 'least' | 'most', numbers: readonly number[], decimal: boolean): number {
  if (by === 'least') return Math.min(...numbers) + 0
  if (by === 'most') return Math.max(...numbers) + 0
  let sum = 0
  for (const each of numbers) sum += decimal ? Math.round(each * 10_000) : each
  return decimal ? sum / 10_000 : sum
}

/** The first output that has an order decides, then the next. Equal rows keep their order. */
function compareOutputs(
  { outputs }: Table,
  one: Table['rows'][number],
  other: Table['rows'][number],
): number {
  for (const [at, { values }] of outputs.entries()) {
    if (!values) continue
    const difference = values.indexOf(one.then[at] ?? '') - values.indexOf(other.then[at] ?? '')
    if (difference !== 0) return difference
  }
  return 0
}

const dayNumber = (written: string): number => Date.parse(`${written}T00:00:00Z`) / 86_400_000

/** Whether a value passes a cell. Only the forms that random tables write are read. */
function passes(cell: string, value: Maybe, kind: string, holdsWhenMissing: boolean): boolean {
  const trimmed = cell.trim()
  if (trimmed === '-') return true
  const [, negated] = /^not\((.*)\)$/s.exec(trimmed) ?? []
  const answers = (negated ?? trimmed)
    .split(/, ?(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => answer(part, value, kind))
  // Kleene's logic: something unknown beside nothing true is unknown.
  const listed = answers.includes(true) ? true : answers.includes('unknown') ? 'unknown' : false
  if (listed === 'unknown') return holdsWhenMissing
  return negated === undefined ? listed : !listed
}

function answer(part: string, value: Maybe, kind: string): boolean | 'unknown' {
  if (part === 'missing' || part === 'null') return value === null
  if (part === 'known') return value !== null
  if (value === null) return 'unknown'
  const [, open, least, most, close] = /^([[(\]])(.+)\.\.(.+)([\])[])$/.exec(part) ?? []
  if (open !== undefined) {
    const [from, to] = [literal(least ?? '', kind), literal(most ?? '', kind)]
    return (open === '[' ? value >= from : value > from) && (close === ']' ? value <= to : value < to)
  }
  const [, sign = '', written = ''] = /^(!=|<=|>=|<|>|=)? ?(.*)$/s.exec(part) ?? []
  const than = literal(written, kind)
  switch (sign) {
    case '<':
      return value < than
    case '<=':
      return value <= than
    case '>':
      return value > than
    case '>=':
      return value >= than
    case '!=':
      return value !== than
    default:
      return value === than
  }
}

function literal(written: string, kind: string): Scalar {
  if (kind === 'class') return written.startsWith('"') ? String(JSON.parse(written)) : written
  if (kind === 'flag') return written === 'true'
  return kind === 'date' ? dayNumber(written) : Number(written) + 0
}
