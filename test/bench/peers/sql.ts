import { encode, type Plan, type Run, runInputs, stepsRead, type ValueType } from '@branch-playbook/engine'

type Step = Plan['steps'][number]
type Expression = Step['expression']
type Condition = Extract<Expression, { op: 'holds' }>['condition']
type Operand = Extract<Expression, { op: 'bands' }>['of']

const COMPARISONS = {
  equal: '=',
  not_equal: '<>',
  less: '<',
  at_most: '<=',
  more: '>',
  at_least: '>=',
} as const

const SQL_TYPES: Record<ValueType['kind'], string> = {
  money: 'DOUBLE',
  percent: 'DOUBLE',
  days: 'INTEGER',
  count: 'INTEGER',
  date: 'INTEGER',
  flag: 'UTINYINT',
  class: 'UTINYINT',
}

export const sqlType = ({ kind }: ValueType): string => SQL_TYPES[kind]
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * The plan as SQL over the table `customers`, as a person who knows DuckDB would write it: one subquery for each
 * layer of steps, because an alias that is referred to in the same SELECT is computed again at every use;
 * classes and flags as the small numbers that columns store; missing as NULL; the calendar as a joined table.
 */
export function planAsSql(plan: Plan, run: Run): string {
  const writer = new SqlWriter(plan, run)
  const decided = layersOf(plan.steps).reduce((source, layer) => {
    const columns = layer.map((step) => `${writer.step(step)} AS ${quoted(step.name)}`)
    const { joins } = writer
    writer.joins = []
    return `SELECT source.*, ${columns.join(', ')} FROM (${source}) source ${joins.join(' ')}`
  }, 'SELECT * FROM customers')
  return `SELECT id, adviser, ${plan.outputs.map(({ name }) => quoted(name)).join(', ')} FROM (${decided})`
}

/** Steps by how many others they rest on in a row. */
function layersOf(steps: readonly Step[]): Step[][] {
  const depths = new Map<string, number>()
  const layers: Step[][] = []
  for (const step of steps) {
    const depth = Math.max(-1, ...[...stepsRead(step.expression)].map((name) => depths.get(name) ?? -1)) + 1
    depths.set(step.name, depth)
    const layer = layers[depth] ?? []
    layer.push(step)
    layers[depth] = layer
  }
  return layers
}

class SqlWriter {
  readonly #types: Plan['types']
  readonly #inputs: ReadonlyMap<string, number>
  readonly #run: Run
  /** Calendars joined by the steps written last. */
  joins: string[] = []

  constructor(plan: Plan, run: Run) {
    this.#types = plan.types
    this.#inputs = runInputs(plan, run)
    this.#run = run
  }

  step({ type, expression }: Step): string {
    return `CAST(${this.#expression(expression, type)} AS ${sqlType(type)})`
  }

  #typeOf(operand: Operand): ValueType | undefined {
    return operand.op === 'fact' || operand.op === 'step' ? this.#types.get(operand.name) : undefined
  }

  #operand(operand: Operand, type: ValueType | undefined): string {
    switch (operand.op) {
      case 'fact':
      case 'step':
        return quoted(operand.name)
      case 'input':
        return String(this.#inputs.get(operand.name) ?? 0)
      case 'constant':
        return type ? String(encode(type, operand.value)) : String(Number(operand.value))
    }
  }

  #expression(expression: Expression, type: ValueType): string {
    switch (expression.op) {
      case 'fact':
      case 'step':
      case 'input':
      case 'constant':
        return this.#operand(expression, type)
      case 'nothing':
        return 'NULL'
      case 'add':
        return this.#binary('+', expression, type)
      case 'subtract':
        return this.#binary('-', expression, type)
      case 'multiply':
        return this.#binary('*', expression, type)
      case 'divide':
        return this.#binary('/', expression, type)
      case 'minimum':
        return `least(${this.#expression(expression.left, type)}, ${this.#expression(expression.right, type)})`
      case 'maximum':
        return `greatest(${this.#expression(expression.left, type)}, ${this.#expression(expression.right, type)})`
      case 'floor':
        return `floor(${this.#expression(expression.of, type)})`
      case 'bands':
        return this.#bands(expression.of, expression.thresholds)
      case 'lookup':
        return this.#lookup(expression, type)
      case 'choose': {
        const rules = expression.rules.map(
          ({ when, take }) => `WHEN ${this.#condition(when)} THEN ${this.#expression(take, type)}`,
        )
        return `CASE ${rules.join(' ')} ELSE ${this.#expression(expression.otherwise, type)} END`
      }
      case 'workingDay':
        return this.#workingDay(this.#expression(expression.of, { kind: 'date' }))
      case 'holds':
        return `CASE WHEN ${this.#condition(expression.condition)} THEN 2 ELSE 1 END`
    }
  }

  /** Doubles throughout, as the plan has it. */
  #binary(sign: string, { left, right }: { left: Expression; right: Expression }, type: ValueType): string {
    return `(${this.#expression(left, type)}::DOUBLE ${sign} ${this.#expression(right, type)}::DOUBLE)`
  }

  #bands(of: Operand, thresholds: readonly number[]): string {
    const value = this.#operand(of, undefined)
    const rules = thresholds.map((threshold, at) => `WHEN ${value} >= ${threshold} THEN ${at + 1}`)
    return `CASE ${rules.toReversed().join(' ')} ELSE 0 END`
  }

  #lookup({ keys, results }: Extract<Expression, { op: 'lookup' }>, type: ValueType): string {
    const index = keys.reduce(
      (sum, { of, domain }) => `(${sum}) * ${domain.length} + coalesce(${this.#operand(of, undefined)}, 0)`,
      '0',
    )
    return `[${results.map((each) => encode(type, each)).join(', ')}][(${index}) + 1]`
  }

  #workingDay(day: string): string {
    const { first, last } = this.#run.workingDays
    if (/^\d+$/.test(day)) return String(this.#run.workingDays.ordinal(Number(day)))
    const alias = `calendar_${this.joins.length}`
    this.joins.push(
      `LEFT JOIN calendar ${alias} ON ${alias}.day = least(greatest(${day}, ${first}), ${last})`,
    )
    return `${alias}.ordinal`
  }

  #condition(condition: Condition): string {
    switch (condition.test) {
      case 'all':
        return `(${condition.of.map((each) => this.#condition(each)).join(' AND ')})`
      case 'any':
        return `(${condition.of.map((each) => this.#condition(each)).join(' OR ')})`
      case 'not':
        return `(NOT ${this.#condition(condition.of)})`
      case 'missing':
        return `${this.#operand(condition.of, undefined)} IS NULL`
      case 'always':
        return condition.holds ? 'TRUE' : 'FALSE'
      case 'among': {
        const type = this.#typeOf(condition.of)
        const codes = condition.values.map((value) => (type ? encode(type, value) : value))
        return `${this.#operand(condition.of, type)} IN (${codes.join(', ')})`
      }
      case 'compare': {
        const type = this.#typeOf(condition.left) ?? this.#typeOf(condition.right)
        return `${this.#operand(condition.left, type)} ${COMPARISONS[condition.is]} ${this.#operand(condition.right, type)}`
      }
    }
  }
}
