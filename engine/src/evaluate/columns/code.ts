import type { Condition, Expression, LookupKey, Operand, Step } from '../../expression/expression.ts'
import {
  type Column,
  encode,
  MISSING_INTEGER,
  newColumn,
  type Storage,
  storageOf,
} from '../../population/column.ts'
import { type Scalar, sameType, type ValueType } from '../../values/value-type.ts'

/** What the generated code reads, by position: it names nothing, so no name can reach into it. */
export interface Sources {
  /** Columns read: facts, and steps whose columns are given. */
  readonly columns: string[]
  readonly inputs: string[]
  readonly tables: Column[]
}

/**
 * Writes steps as straight-line code over typed arrays. Every subexpression is a constant of its own and is
 * written once. Conditions are 0 or 1 and joined without branches; a choice between whole numbers is made
 * with masks, because a mispredicted branch costs more than computing both sides.
 */
export class CodeWriter {
  readonly sources: Sources = { columns: [], inputs: [], tables: [] }
  readonly lines: string[] = []
  readonly #types: ReadonlyMap<string, ValueType>
  readonly #named = new Map<string, string>()
  readonly #written = new Map<string, string>()

  constructor(types: ReadonlyMap<string, ValueType>) {
    this.#types = types
  }

  /** Reads the column of a fact, or of a step that has been decided before. */
  read(name: string): string {
    const known = this.#named.get(name)
    if (known) return known
    const at = this.sources.columns.push(name) - 1
    return this.#name(name, this.#constant(`c${at}[i]`))
  }

  /** Writes a step; later steps read it by its name. */
  step({ name, type, expression }: Step): string {
    const code = this.#expression(expression, type)
    // Adding 0 turns -0 into 0, so that no evaluator can differ in the sign of nothing.
    return this.#name(
      name,
      storageOf(type) === 'double' ? this.#constant(`${code} + 0`) : this.#constant(`${code} | 0`),
    )
  }

  #name(name: string, variable: string): string {
    this.#named.set(name, variable)
    return variable
  }

  #constant(code: string): string {
    const known = this.#written.get(code)
    if (known) return known
    const variable = `v${this.#written.size}`
    this.#written.set(code, variable)
    this.lines.push(`const ${variable} = ${code}`)
    return variable
  }

  #table(values: readonly Scalar[], type: ValueType): string {
    const table = newColumn(type, values.length)
    values.forEach((value, at) => {
      table[at] = encode(type, value)
    })
    return `t${this.sources.tables.push(table) - 1}`
  }

  #typeOf(operand: Operand): ValueType | undefined {
    return operand.op === 'fact' || operand.op === 'step' ? this.#types.get(operand.name) : undefined
  }

  #operand(operand: Operand, type: ValueType | undefined): string {
    switch (operand.op) {
      case 'fact':
      case 'step':
        return this.#recoded(this.read(operand.name), this.#types.get(operand.name), type)
      case 'input':
        return this.#input(operand.name)
      case 'constant':
        return this.#encoded(operand.value, type)
    }
  }

  #encoded(value: Scalar, type: ValueType | undefined): string {
    if (type?.kind === 'class' && !type.values.some((each) => each === value)) return String(NO_CODE)
    return literal(type ? encode(type, value) : Number(value))
  }

  /** A class value in the code of another class that has it too. */
  #recoded(value: string, from: ValueType | undefined, to: ValueType | undefined): string {
    if (from?.kind !== 'class' || to?.kind !== 'class' || sameType(from, to)) return value
    const codes = from.values.map((each) => to.values.indexOf(each) + 1 || NO_CODE)
    const at = this.sources.tables.push(new Uint8Array([0, ...codes])) - 1
    return this.#constant(`t${at}[${value}]`)
  }

  #input(name: string): string {
    const known = this.sources.inputs.indexOf(name)
    return `p${known >= 0 ? known : this.sources.inputs.push(name) - 1}`
  }

  #expression(expression: Expression, type: ValueType): string {
    switch (expression.op) {
      case 'fact':
      case 'step':
      case 'input':
      case 'constant':
        return this.#operand(expression, type)
      case 'add':
        return this.#binary('+', expression, type)
      case 'subtract':
        return this.#binary('-', expression, type)
      case 'multiply':
        return this.#binary('*', expression, type)
      case 'divide':
        return this.#binary('/', expression, type)
      case 'minimum':
      case 'maximum': {
        const [left, right] = [
          this.#expression(expression.left, type),
          this.#expression(expression.right, type),
        ]
        return this.#constant(`Math.${expression.op === 'minimum' ? 'min' : 'max'}(${left}, ${right})`)
      }
      case 'floor':
        return this.#constant(`Math.floor(${this.#expression(expression.of, type)})`)
      case 'bands': {
        const of = this.#operand(expression.of, undefined)
        const reached = expression.thresholds.map((each) => `(${of} >= ${literal(each)} | 0)`)
        return reached.length === 0 ? '0' : this.#constant(reached.join(' + '))
      }
      case 'lookup':
        return this.#lookup(expression.keys, expression.results, type)
      case 'choose':
        return this.#choose(expression, type)
      case 'workingDay': {
        const day = this.#expression(expression.of, { kind: 'date' })
        return this.#constant(`days[Math.min(Math.max(${day} - firstDay | 0, 0), lastDay)]`)
      }
      case 'holds':
        return this.#constant(`${this.#condition(expression.condition)} + 1`)
    }
  }

  #binary(sign: string, { left, right }: { left: Expression; right: Expression }, type: ValueType): string {
    return this.#constant(`${this.#expression(left, type)} ${sign} ${this.#expression(right, type)}`)
  }

  #lookup(keys: readonly LookupKey[], results: readonly Scalar[], type: ValueType): string {
    const index = keys
      .map((key) => ({ size: key.domain.length, code: this.#operand(key.of, this.#typeOf(key.of)) }))
      .reduce((sum, { size, code }) => (sum === '' ? code : `(${sum}) * ${size} + ${code}`), '')
    return this.#constant(`${this.#table(results, type)}[${index} | 0]`)
  }

  #choose({ rules, otherwise }: Extract<Expression, { op: 'choose' }>, type: ValueType): string {
    const whole = [otherwise, ...rules.map(({ take }) => take)].every((each) =>
      isWhole(each, this.#types, storageOf(type)),
    )
    return rules.reduceRight(
      (rest, { when, take }) => {
        const condition = this.#condition(when)
        const chosen = this.#expression(take, type)
        if (chosen === rest) return rest
        if (!whole) return this.#constant(`${condition} !== 0 ? ${chosen} : ${rest}`)
        const mask = this.#constant(`-${condition}`)
        return this.#constant(`${chosen} & ${mask} | ${rest} & ~${mask}`)
      },
      this.#expression(otherwise, type),
    )
  }

  #condition(condition: Condition): string {
    switch (condition.test) {
      case 'all':
      case 'any': {
        const sign = condition.test === 'all' ? '&' : '|'
        return this.#constant(condition.of.map((each) => this.#condition(each)).join(` ${sign} `))
      }
      case 'not':
        return this.#constant(`${this.#condition(condition.of)} ^ 1`)
      case 'compare': {
        const type = this.#typeOf(condition.left) ?? this.#typeOf(condition.right)
        const [left, right] = [this.#operand(condition.left, type), this.#operand(condition.right, type)]
        return this.#constant(`${left} ${SIGNS[condition.is]} ${right} | 0`)
      }
      case 'missing': {
        const value = this.read(condition.fact)
        const type = this.#types.get(condition.fact)
        return this.#constant(`${missingTest(value, type ? storageOf(type) : 'double')} | 0`)
      }
      case 'among': {
        const type = this.#typeOf(condition.of)
        const values = type?.kind === 'class' ? type.values : []
        const members: boolean[] = [false, ...values.map((value) => condition.values.includes(value))]
        const table = new Uint8Array(members.map(Number))
        const at = this.sources.tables.push(table) - 1
        return this.#constant(`t${at}[${this.#operand(condition.of, type)}]`)
      }
      case 'always':
        return condition.holds ? '1' : '0'
    }
  }
}

/** The code of no value of a class. */
const NO_CODE = 255

const SIGNS = { equal: '===', not_equal: '!==', less: '<', at_most: '<=', more: '>', at_least: '>=' } as const

const literal = (value: number): string =>
  value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : value})` : String(value)

function missingTest(value: string, storage: Storage): string {
  switch (storage) {
    case 'double':
      return `${value} !== ${value}`
    case 'integer':
      return `${value} === ${MISSING_INTEGER}`
    case 'code':
      return `${value} === 0`
  }
}

/** Whether an expression is a whole number of 32 bits for certain, so that masks can choose it. */
function isWhole(expression: Expression, types: ReadonlyMap<string, ValueType>, wanted: Storage): boolean {
  if (wanted === 'code') return true
  if (wanted === 'double') return false
  switch (expression.op) {
    case 'fact':
    case 'step': {
      const type = types.get(expression.name)
      return type !== undefined && storageOf(type) === 'integer'
    }
    case 'constant':
      return Number.isInteger(expression.value) && Math.abs(Number(expression.value)) < -MISSING_INTEGER
    case 'lookup':
    case 'bands':
    case 'workingDay':
      return true
    default:
      return false
  }
}
