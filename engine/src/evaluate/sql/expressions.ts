import { type RawBuilder, sql } from 'kysely'
import type { WorkingDays } from '../../calendar/calendar.ts'
import type { Expression, LookupKey, Operand } from '../../expression/expression.ts'
import { fitsInteger } from '../../expression/range.ts'
import { encode } from '../../population/column.ts'
import type { Scalar, ValueType } from '../../values/value-type.ts'
import { total } from './arithmetic.ts'
import { mayDivideByZero } from './cells.ts'
import { writeCondition } from './conditions.ts'
import { asDouble, asInteger, double, type Figure, integer, listOf } from './figure.ts'
import { isTotal } from './magnitude.ts'
import type { Operands } from './operands.ts'

/** Writes expressions of the plan as SQL over the columns that are defined already. */
export class ExpressionWriter {
  readonly #operands: Operands
  readonly #workingDays: WorkingDays

  constructor(operands: Operands, workingDays: WorkingDays) {
    this.#operands = operands
    this.#workingDays = workingDays
  }

  write(expression: Expression, type: ValueType): Figure {
    switch (expression.op) {
      case 'fact':
      case 'step':
      case 'input':
      case 'constant':
        return this.#operands.read(expression, type)
      case 'nothing':
        return this.#operands.nothing(type)
      case 'floor': {
        const of = this.write(expression.of, type)
        return of.form === 'integer' ? of : { ...of, sql: sql`floor(${of.sql})` }
      }
      case 'bands':
        return this.#bands(expression.of, expression.thresholds)
      case 'lookup':
        return this.#lookup(expression.keys, expression.results, type)
      case 'choose':
        return this.#choose(expression, type)
      case 'workingDay':
        return this.#workingDay(expression.of)
      case 'holds': {
        const { sql: test, mayBeNull } = writeCondition(expression.condition, this.#operands)
        return { sql: mayBeNull ? sql`coalesce(${test}, false)` : test, form: 'flag', mayBeNull: false }
      }
      default:
        return this.#arithmetic(expression, type)
    }
  }

  #arithmetic(expression: Extract<Expression, { left: Expression }>, type: ValueType): Figure {
    const { op } = expression
    const [left, right] = [this.write(expression.left, type), this.write(expression.right, type)]
    const mayBeNull = left.mayBeNull || right.mayBeNull
    const range = this.#operands.rangeOf(expression)
    const isWhole =
      left.form === 'integer' && right.form === 'integer' && range !== null && fitsInteger(range)
    if (isWhole && op !== 'divide') return { sql: plain(op, left.sql, right.sql), form: 'integer', mayBeNull }
    const { traits } = this.#operands
    const [one, other] = [asDouble(left, traits), asDouble(right, traits)]
    return { sql: this.#doubles(expression, one, other), form: 'double', mayBeNull }
  }

  #doubles(
    expression: Extract<Expression, { left: Expression }>,
    left: RawBuilder<number>,
    right: RawBuilder<number>,
  ): RawBuilder<unknown> {
    const { op } = expression
    const written = plain(op, left, right)
    if (this.#operands.traits.ieee || op === 'minimum' || op === 'maximum') return written
    const magnitudes = [expression.left, expression.right].map((each) => this.#operands.magnitudeOf(each))
    const [one, other] = magnitudes
    if (!one || !other || !isTotal(op, one, other)) return sql`(${total[op](left, right)})`
    // A zero divisor gives nothing: the plan sees to it that the result of such a division does not count.
    return mayDivideByZero(expression) ? sql`(case when ${right} = 0 then null else ${written} end)` : written
  }

  #bands(of: Operand, thresholds: readonly number[]): Figure {
    const { traits } = this.#operands
    const operand = this.#operands.read(of, undefined)
    const [value, { mayBeNull }] = [asDouble(operand, traits), operand]
    if (thresholds.length === 0) return this.#operands.constant(0, undefined)
    if (traits.countsBands) {
      const counted = sql`width_bucket(${value}, ${listOf(thresholds, 'double', traits)})`
      return { sql: sql`cast(${counted} as ${sql.raw(traits.types.double)})`, form: 'double', mayBeNull }
    }
    const reached = thresholds.map(
      (each, at) => sql`when ${value} >= ${double(each)} then ${integer(at + 1)}`,
    )
    return {
      sql: sql`(case ${sql.join(reached.toReversed(), sql` `)} else 0 end)`,
      form: 'integer',
      mayBeNull: false,
    }
  }

  #lookup(keys: readonly LookupKey[], results: readonly Scalar[], type: ValueType): Figure {
    const range = this.#operands.rangeOf({ op: 'lookup', keys, results })
    const form = this.#operands.formOf(type, range)
    const cells = results.map((each) => (type.kind === 'flag' ? each === true : encode(type, each)))
    const places = keys.map((key) => this.#place(key))
    const index = places.reduce<RawBuilder<unknown>>(
      (row, { sql: place }, at) => sql`(${row} * ${integer(keys[at]?.domain.length ?? 1)} + ${place})`,
      integer(0),
    )
    return {
      sql: sql`(${listOf(cells, form, this.#operands.traits)})[${index} + 1]`,
      form,
      mayBeNull: places.some(({ mayBeNull }) => mayBeNull),
    }
  }

  /** The place of a key's value in its domain, from 0. */
  #place({ of, domain }: LookupKey): Figure {
    const type = this.#operands.typeOf(of)
    const figure = this.#operands.read(of, type)
    const { sql: value, mayBeNull } = figure
    const whole = asInteger(figure, this.#operands.traits)
    const place = (sql: RawBuilder<unknown>, mayBeNull = false): Figure => ({
      sql,
      form: 'integer',
      mayBeNull,
    })
    switch (figure.form) {
      case 'flag':
        return place(sql`(case when ${value} then 2 when not ${value} then 1 else 0 end)`)
      case 'code':
        return place(mayBeNull ? sql`coalesce(${whole}, 0)` : whole)
      case 'integer':
        return place(value, mayBeNull)
      case 'double':
        return place(
          sql`(case when ${value} between 0 and ${integer(domain.length - 1)} then ${whole} end)`,
          true,
        )
    }
  }

  #choose({ rules, otherwise }: Extract<Expression, { op: 'choose' }>, type: ValueType): Figure {
    const { traits } = this.#operands
    const figures = [...rules.map(({ take }) => take), otherwise].map((each) => this.write(each, type))
    const form = figures.every((each) => each.form === 'integer')
      ? 'integer'
      : this.#operands.formOf(type, null)
    const taken = figures.map((each) => (form === 'double' ? asDouble(each, traits) : each.sql))
    const cases = rules.map(
      ({ when }, at) => sql`when ${writeCondition(when, this.#operands).sql} then ${taken[at] ?? sql`null`}`,
    )
    return {
      sql: sql`(case ${sql.join(cases, sql` `)} else ${taken.at(-1) ?? sql`null`} end)`,
      form,
      mayBeNull: figures.some(({ mayBeNull }) => mayBeNull),
    }
  }

  /** Days outside the calendar count as its first or last, as `WorkingDays.ordinal` has it. */
  #workingDay(of: Expression): Figure {
    const { first, last, ordinals } = this.#workingDays
    const { traits } = this.#operands
    const day = this.write(of, { kind: 'date' })
    if (ordinals.length === 0) return this.#operands.constant(0, undefined)
    const within = { ...day, sql: sql`least(greatest(${day.sql}, ${integer(first)}), ${integer(last)})` }
    const form = traits.keepsIntegers ? 'integer' : 'double'
    const place = sql`${asInteger(within, traits)} - ${integer(first)} + 1`
    // A day that is missing has no ordinal; least and greatest would take a bound for it.
    const ordinal = sql`(${listOf([...ordinals], form, traits)})[${place}]`
    const known = day.mayBeNull ? sql`(case when ${day.sql} is not null then ${ordinal} end)` : ordinal
    return { sql: known, form, mayBeNull: day.mayBeNull }
  }
}

const SIGNS = { add: sql`+`, subtract: sql`-`, multiply: sql`*`, divide: sql`/` } as const

function plain(
  op: Extract<Expression, { left: Expression }>['op'],
  left: RawBuilder<unknown>,
  right: RawBuilder<unknown>,
): RawBuilder<unknown> {
  switch (op) {
    case 'minimum':
      return sql`least(${left}, ${right})`
    case 'maximum':
      return sql`greatest(${left}, ${right})`
    default:
      return sql`(${left} ${SIGNS[op]} ${right})`
  }
}
