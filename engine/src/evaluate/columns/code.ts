import type {
  Comparison,
  Condition,
  Expression,
  LookupKey,
  Operand,
  Step,
} from '../../expression/expression.ts'
import { mayBeNegativeZero } from '../../expression/negative-zero.ts'
import { fitsInteger, type KnownRanges, type Range, rangeOf, rangeOfType } from '../../expression/range.ts'
import { isSameForAll } from '../../expression/same-for-all.ts'
import { type Column, encode, storageOf } from '../../population/column.ts'
import { type Scalar, sameType, type ValueType } from '../../values/value-type.ts'
import { type Integers, Lane, type Lanes } from './lanes.ts'
import { DOUBLE_TESTS, INTEGER_ARITHMETIC, INTEGER_TESTS } from './operations.ts'
import type { Pool, Strip } from './pool.ts'
import { loadInteger, splat, V } from './wasm.ts'

/** The code of no value of a class. */
const NO_CODE = 255

/** What the pieces of a program have in common. */
export interface Shared {
  readonly pool: Pool
  readonly types: ReadonlyMap<string, ValueType>
  /** The bounds of the steps so far, and of the expressions within them. */
  readonly ranges: Map<string, Range>
  readonly rangesWithin: KnownRanges
  /** Where a figure that this piece does not decide is read, and where one that it decides is written. */
  source(name: string): Strip
  sink(name: string): Strip
}

/**
 * Writes steps as straight-line code for four customers at a time. No branch is left: both sides of a choice
 * are computed, and a mask takes one, because a mispredicted branch costs more. Numbers of the playbook are
 * read from memory: a playbook with a moved threshold has the same code, and needs no compiling.
 */
export class CodeWriter {
  readonly lane: Lane
  readonly #program: Shared
  readonly #named = new Map<string, Lanes>()
  readonly #flags = new Map<string, Integers>()

  /** `mostStrips` bounds how many columns are read and written. */
  constructor(program: Shared, mostStrips: number) {
    this.#program = program
    this.lane = new Lane(program.pool, mostStrips)
  }

  /** Writes a step; later steps read it by its name. */
  step({ name, type, expression }: Step): void {
    const value = this.#value(name, expression, type)
    const range = this.#rangeOf(expression)
    if (range) this.#program.ranges.set(name, range)
    this.#named.set(
      name,
      storageOf(type) === 'double' ? this.#plain(value, expression) : this.lane.toIntegers(value),
    )
  }

  #value(name: string, expression: Expression, type: ValueType): Lanes {
    if (expression.op !== 'holds') return this.#expression(expression, type)
    const condition = this.#condition(expression.condition)
    this.#flags.set(name, condition)
    return this.#flag(condition)
  }

  /** A condition that holds is -1 in its lane, so subtracting it counts it. */
  #flag(condition: Integers): Integers {
    return this.lane.integers(this.lane.integer(1).code, condition.code, V.integerSubtract)
  }

  /** Hands a figure out: writes it where later pieces and the caller find it. */
  output(name: string): void {
    // A figure that is given is read from where it came, not from where it goes.
    const value = this.#read(name)
    this.lane.write(this.#program.sink(name), value)
  }

  /** Adding 0 turns -0 into 0, so that no evaluator can differ in the sign of nothing. */
  #plain(value: Lanes, expression: Expression): Lanes {
    const doubles = this.lane.toDoubles(value)
    return mayBeNegativeZero(expression) ? this.lane.doubles(V.add, doubles, this.lane.number(0)) : doubles
  }

  /** A step that is written already, or the column of a fact or of a step decided before. */
  #read(name: string): Lanes {
    const known = this.#named.get(name)
    if (known) return known
    const value = this.lane.read(this.#program.source(name))
    this.#named.set(name, value)
    return value
  }

  #typeOf(operand: Operand): ValueType | undefined {
    return operand.op === 'fact' || operand.op === 'step' ? this.#program.types.get(operand.name) : undefined
  }

  #operand(operand: Operand, type: ValueType | undefined): Lanes {
    switch (operand.op) {
      case 'fact':
      case 'step':
        return this.#recoded(this.#read(operand.name), this.#program.types.get(operand.name), type)
      case 'input':
        return this.#input(operand.name)
      case 'constant':
        return this.#literal(operand.value, type)
    }
  }

  #literal(value: Scalar, type: ValueType | undefined): Lanes {
    if (type?.kind === 'class' && !type.values.some((each) => each === value))
      return this.lane.integer(NO_CODE)
    const number = type ? encode(type, value) : Number(value)
    const whole = type !== undefined && storageOf(type) !== 'double' && isInteger32(number)
    return whole ? this.lane.integer(number) : this.lane.number(number)
  }

  /** A class value in the code of another class that has it too. */
  #recoded(value: Lanes, from: ValueType | undefined, to: ValueType | undefined): Lanes {
    if (from?.kind !== 'class' || to?.kind !== 'class' || sameType(from, to)) return value
    const codes = from.values.map((each) => to.values.indexOf(each) + 1 || NO_CODE)
    return this.lane.lookup(new Uint8Array([0, ...codes]), this.lane.toIntegers(value))
  }

  #input(name: string): Lanes {
    return { type: 'integers', code: splat('i32', this.#program.pool.input(name)) }
  }

  #expression(expression: Expression, type: ValueType): Lanes {
    const write = () => this.#varying(expression, type)
    return isSameForAll(expression) ? this.lane.once(write) : write()
  }

  #varying(expression: Expression, type: ValueType): Lanes {
    switch (expression.op) {
      case 'fact':
      case 'step':
      case 'input':
      case 'constant':
        return this.#operand(expression, type)
      case 'nothing':
        return this.#nothing(type)
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
      case 'minimum':
      case 'maximum':
        return this.#arithmetic(expression, type)
      case 'floor':
        return this.lane.doubles(V.floor, this.lane.toDoubles(this.#expression(expression.of, type)))
      case 'bands':
        return this.#bands(expression.of, expression.thresholds)
      case 'lookup':
        return this.#lookup(expression.keys, expression.results, type)
      case 'choose':
        return this.#choose(expression, type)
      case 'workingDay':
        return this.#workingDay(this.lane.toIntegers(this.#expression(expression.of, { kind: 'date' })))
      case 'holds':
        return this.#flag(this.#condition(expression.condition))
    }
  }

  /** Whole numbers stay whole numbers where no result can leave 32 bits: twice as many fit a vector. */
  #arithmetic(expression: Extract<Expression, { left: Expression }>, type: ValueType): Lanes {
    const left = this.#expression(expression.left, type)
    const right = this.#expression(expression.right, type)
    const whole = expression.op !== 'divide' && left.type === 'integers' && right.type === 'integers'
    const range = whole ? this.#rangeOf(expression) : null
    if (whole && range && fitsInteger(range)) {
      return this.lane.integers(left.code, right.code, INTEGER_ARITHMETIC[expression.op])
    }
    return this.lane.doubles(V[expression.op], this.lane.toDoubles(left), this.lane.toDoubles(right))
  }

  #rangeOf(expression: Expression): Range | null {
    const { types, ranges, rangesWithin } = this.#program
    const figure = ({ op, name }: Extract<Operand, { op: 'fact' | 'step' }>): Range | null => {
      if (op === 'step') return ranges.get(name) ?? null
      const type = types.get(name)
      return type ? rangeOfType(type) : null
    }
    return rangeOf(expression, figure, rangesWithin)
  }

  #bands(of: Operand, thresholds: readonly number[]): Lanes {
    const value = this.lane.toDoubles(this.#operand(of, undefined))
    return thresholds
      .map((each) => this.lane.compareDoubles(value, this.lane.number(each), V.doublesAtLeast))
      .reduce(
        (sum, reached) => this.lane.integers(sum.code, reached.code, V.integerSubtract),
        this.lane.integer(0),
      )
  }

  #lookup(keys: readonly LookupKey[], results: readonly Scalar[], type: ValueType): Lanes {
    const indices = keys.map(({ of }) => this.lane.toIntegers(this.#operand(of, this.#typeOf(of))))
    const index = indices.reduce((row, place, at) => {
      const size = this.lane.integer(keys[at]?.domain.length ?? 1)
      return this.lane.integers(row.code, size.code, V.integerMultiply, place.code, V.integerAdd)
    })
    return this.lane.lookup(tableOf(results, type), index)
  }

  #choose({ rules, otherwise }: Extract<Expression, { op: 'choose' }>, type: ValueType): Lanes {
    return rules.reduceRight<Lanes>(
      (rest, { when, take }) => this.lane.select(this.#condition(when), this.#expression(take, type), rest),
      this.#expression(otherwise, type),
    )
  }

  /** Days outside the calendar count as its first or last, as `WorkingDays.ordinal` has it. */
  #workingDay(day: Integers): Lanes {
    const { first, last, ordinals } = this.#program.pool.calendar
    const since = this.lane.integers(day.code, splat('i32', first), V.integerSubtract)
    const started = this.lane.integers(since.code, this.lane.integer(0).code, V.integerMaximum)
    const within = this.lane.integers(started.code, splat('i32', last), V.integerMinimum)
    return this.lane.gather('i32', 0, within, loadInteger(ordinals))
  }

  #condition(condition: Condition): Integers {
    switch (condition.test) {
      case 'all':
      case 'any': {
        const op = condition.test === 'all' ? V.and : V.or
        const parts = condition.of.map((each) => this.#condition(each))
        return parts.reduce((left, right) => this.lane.integers(left.code, right.code, op))
      }
      case 'not':
        return this.lane.integers(this.#condition(condition.of).code, V.not)
      case 'compare':
        return this.#compare(condition.left, condition.is, condition.right)
      case 'missing':
        return this.#missing(condition.of)
      case 'among': {
        const type = this.#typeOf(condition.of)
        const values = type?.kind === 'class' ? type.values : []
        const members = [false, ...values.map((value) => condition.values.includes(value))]
        return this.lane.isMember(members, this.lane.toIntegers(this.#operand(condition.of, type)))
      }
      case 'always':
        return this.lane.integer(condition.holds ? -1 : 0)
    }
  }

  #nothing(type: ValueType): Lanes {
    const stored = encode(type, null)
    return storageOf(type) === 'double' ? this.lane.number(stored) : this.lane.integer(stored)
  }

  #missing(operand: Operand): Integers {
    const type = this.#typeOf(operand)
    if (!type) return this.lane.integer(0)
    const value = this.#operand(operand, type)
    if (storageOf(type) === 'double') {
      const doubles = this.lane.toDoubles(value)
      return this.lane.compareDoubles(doubles, doubles, V.doublesNotEqual)
    }
    return this.lane.integers(
      this.lane.toIntegers(value).code,
      this.lane.integer(encode(type, null)).code,
      V.equal,
    )
  }

  #compare(left: Operand, is: Comparison, right: Operand): Integers {
    const holding = left.op === 'step' && is === 'equal' && right.op === 'constant' && right.value === true
    const flag = holding ? this.#flags.get(left.name) : undefined
    if (flag) return flag
    const type = this.#typeOf(left) ?? this.#typeOf(right)
    const [one, other] = [this.#operand(left, type), this.#operand(right, type)]
    if (one.type === 'integers' && other.type === 'integers') {
      return this.lane.integers(one.code, other.code, INTEGER_TESTS[is])
    }
    return this.lane.compareDoubles(this.lane.toDoubles(one), this.lane.toDoubles(other), DOUBLE_TESTS[is])
  }
}

/** A number of an outcome that is whole may have a fraction, or 33 bits, on its way. */
function tableOf(values: readonly Scalar[], type: ValueType): Column {
  const numbers = values.map((value) => encode(type, value))
  if (storageOf(type) === 'code') return Uint8Array.from(numbers)
  // Whole numbers are looked up within a vector, also where the outcome is a double.
  return numbers.every(isInteger32) ? Int32Array.from(numbers) : Float64Array.from(numbers)
}

const isInteger32 = (number: number): boolean => number === (number | 0)
