import { type RawBuilder, sql } from 'kysely'
import type { Expression, Operand } from '../../expression/expression.ts'
import type { RunInputs } from '../../expression/inputs.ts'
import { type Range, rangeOf } from '../../expression/range.ts'
import { encode } from '../../population/column.ts'
import { isNumeric, type Scalar, sameType, type ValueType } from '../../values/value-type.ts'
import type { DialectTraits, Form } from './dialect.ts'
import { asDouble, double, type Figure, integer, listOf } from './figure.ts'
import { type Magnitude, magnitudeOf, magnitudeOfType } from './magnitude.ts'

/** The code of a class value that its class does not have. */
const NO_CODE = 255

/** What is known of a column that was written. */
interface Column {
  readonly alias: string
  readonly form: Form
  readonly mayBeNull: boolean
  readonly range: Range | null
  readonly magnitude: Magnitude
}

/** The named figures of a query and its constants, as SQL. */
export class Operands {
  readonly traits: DialectTraits
  readonly #types = new Map<string, ValueType>()
  readonly #inputs: RunInputs
  readonly #columns = new Map<string, Column>()

  constructor(traits: DialectTraits, types: ReadonlyMap<string, ValueType>, inputs: RunInputs) {
    this.traits = traits
    this.#types = new Map(types)
    this.#inputs = inputs
  }

  /** Takes note of a column that later ones read by its name; returns what the query calls it. */
  define(name: string, type: ValueType, column: Omit<Column, 'alias'>): string {
    const alias = `c${this.#columns.size}`
    this.#types.set(name, type)
    this.#columns.set(name, { ...column, alias })
    return alias
  }

  /** What the query calls a column. */
  alias(name: string): string {
    return this.#columns.get(name)?.alias ?? name
  }

  typeOf(operand: Operand): ValueType | undefined {
    return operand.op === 'fact' || operand.op === 'step' ? this.#types.get(operand.name) : undefined
  }

  /** How figures of that type are kept; whole numbers that fit, as integers where that is faster. */
  formOf(type: ValueType, range: Range | null): Form {
    if (type.kind === 'flag') return 'flag'
    if (type.kind === 'class') return 'code'
    return this.traits.keepsIntegers && range !== null && isInteger(range.least) && isInteger(range.most)
      ? 'integer'
      : 'double'
  }

  /** An operand in the terms of a type: classes and constants are read as its codes. */
  read(operand: Operand, type: ValueType | undefined): Figure {
    switch (operand.op) {
      case 'fact':
      case 'step':
        return this.#recoded(this.column(operand.name), this.#types.get(operand.name), type)
      case 'input':
        return this.constant(this.#inputs.get(operand.name) ?? 0, undefined)
      case 'constant':
        return this.constant(operand.value, type)
    }
  }

  column(name: string): Figure {
    const { alias, form, mayBeNull } = this.#columns.get(name) ?? {
      alias: name,
      form: 'double',
      mayBeNull: true,
    }
    return { sql: sql.id(alias), form, mayBeNull }
  }

  constant(value: Scalar, type: ValueType | undefined): Figure {
    const written = (sql: RawBuilder<unknown>, form: Form): Figure => ({ sql, form, mayBeNull: false })
    if (type?.kind === 'class') return written(integer(codeOf(type, value)), 'code')
    if (type?.kind === 'flag') return written(sql.lit(value === true), 'flag')
    const number = Number(value)
    return this.traits.keepsIntegers && isInteger(number)
      ? written(integer(number), 'integer')
      : written(double(number), 'double')
  }

  /** What stands for nothing in a figure of that type. */
  nothing(type: ValueType): Figure {
    const form = this.traits.keepsIntegers && isNumeric(type) ? 'integer' : this.formOf(type, null)
    return { sql: sql`cast(null as ${sql.raw(this.traits.types[form])})`, form, mayBeNull: true }
  }

  rangeOf(expression: Expression): Range | null {
    return rangeOf(expression, ({ name }) => this.#columns.get(name)?.range ?? null)
  }

  magnitudeOf(expression: Expression): Magnitude {
    return magnitudeOf(
      expression,
      ({ name }) => this.#columns.get(name)?.magnitude ?? magnitudeOfType({ kind: 'percent' }),
    )
  }

  /** Two numbers in one form. */
  alike(left: Figure, right: Figure): readonly [RawBuilder<unknown>, RawBuilder<unknown>] {
    return left.form === right.form
      ? [left.sql, right.sql]
      : [asDouble(left, this.traits), asDouble(right, this.traits)]
  }

  /** A class value in the code of another class that has it too. */
  #recoded(figure: Figure, from: ValueType | undefined, to: ValueType | undefined): Figure {
    if (from?.kind !== 'class' || to?.kind !== 'class' || sameType(from, to)) return figure
    const codes = listOf(
      from.values.map((value) => codeOf(to, value)),
      'code',
      this.traits,
    )
    return { ...figure, sql: sql`(${codes})[${figure.sql}]` }
  }
}

const codeOf = (type: ValueType, value: Scalar): number => encode(type, value) || NO_CODE

const isInteger = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0)
