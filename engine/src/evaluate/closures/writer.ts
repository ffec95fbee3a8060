import type {
  ChooseRule,
  Condition,
  Expression,
  LookupKey,
  Operand,
  Step,
} from '../../expression/expression.ts'
import { mayBeNegativeZero } from '../../expression/negative-zero.ts'
import { fitsInteger, type Range, rangeOf, rangeOfType } from '../../expression/range.ts'
import { isSameForAll } from '../../expression/same-for-all.ts'
import { encode, storageOf } from '../../population/column.ts'
import { type Scalar, sameType, type ValueType } from '../../values/value-type.ts'
import type { CellStore, Cells, Flags, Work } from './cells.ts'
import {
  ARITHMETIC,
  banded,
  both,
  chosen,
  either,
  floors,
  lookedUp,
  members,
  neither,
  nested,
  ordinalsOf,
  plain,
  saturated,
  stored,
  TESTS,
  unknown,
} from './operations.ts'

/** The code of no value of a class. */
const NO_CODE = 255

/** The calendar of a run, as the closures find it. */
export interface CalendarDays {
  first: number
  ordinals: Int32Array
}

/**
 * Turns steps into closures that work on a block of customers at a time, one closure an operation. As in
 * generated code, both sides of a choice are worked out and one is taken.
 */
export class ClosureWriter {
  /** What is worked out once a run, because it is the same for every customer; and what for every block. */
  readonly once: Work[] = []
  readonly works: Work[] = []
  readonly inputs = new Map<string, Cells>()
  readonly calendar: CalendarDays = { first: 0, ordinals: new Int32Array(0) }
  readonly #figures = new Map<string, Cells>()
  readonly #store: CellStore
  readonly #types: ReadonlyMap<string, ValueType>
  readonly #ranges = new Map<string, Range>()
  #isOnce = false

  constructor(store: CellStore, types: ReadonlyMap<string, ValueType>) {
    this.#store = store
    this.#types = types
  }

  /** The cells of a fact or step: those of a step that is written, or new ones to be filled from a column. */
  figure(name: string): Cells {
    const cells = this.#figures.get(name) ?? this.#store.own()
    this.#figures.set(name, cells)
    return cells
  }

  /** The names of facts and steps that are read or written so far. */
  names(): Iterable<string> {
    return this.#figures.keys()
  }

  /** Writes a step; later steps read it by its name. */
  step({ name, type, expression }: Step): void {
    const range = rangeOf(expression, (figure) => {
      if (figure.op === 'step') return this.#ranges.get(figure.name) ?? null
      const known = this.#types.get(figure.name)
      return known ? rangeOfType(known) : null
    })
    if (range) this.#ranges.set(name, range)
    const fits = storageOf(type) !== 'integer' || (range && fitsInteger(range))
    const value = this.#plain(this.#cells(expression, type), expression)
    const cells = fits ? value : this.#with([value], (into) => saturated(value, into))
    this.#figures.set(name, this.#store.keep(cells))
  }

  #plain(value: Cells, expression: Expression): Cells {
    return mayBeNegativeZero(expression) ? this.#with([value], (into) => plain(value, into)) : value
  }

  #typeOf(operand: Operand): ValueType | undefined {
    return operand.op === 'fact' || operand.op === 'step' ? this.#types.get(operand.name) : undefined
  }

  /** Work of which numbers come. Operations go cell by cell, so the result may take the place of what it reads. */
  #with(operands: readonly (Cells | Flags)[], work: (into: Cells) => Work): Cells {
    this.#store.giveBack(...operands)
    // What is worked out once a run must not lie where every block writes.
    const into = this.#isOnce ? this.#store.shared(0) : this.#store.lend()
    const works = this.#isOnce ? this.once : this.works
    works.push(work(into))
    return into
  }

  #flagsWith(operands: readonly (Cells | Flags)[], work: (into: Flags) => Work): Flags {
    this.#store.giveBack(...operands)
    const into = this.#store.lendFlags()
    this.works.push(work(into))
    return into
  }

  #operand(operand: Operand, type: ValueType | undefined): Cells {
    switch (operand.op) {
      case 'fact':
      case 'step':
        return this.#recoded(this.figure(operand.name), this.#types.get(operand.name), type)
      case 'input': {
        const cells = this.inputs.get(operand.name) ?? this.#store.shared(0)
        this.inputs.set(operand.name, cells)
        return cells
      }
      case 'constant':
        return this.#store.constant(coded(operand.value, type))
    }
  }

  /** A class value in the code of another class that has it too. */
  #recoded(value: Cells, from: ValueType | undefined, to: ValueType | undefined): Cells {
    if (from?.kind !== 'class' || to?.kind !== 'class' || sameType(from, to)) return value
    const codes = Float64Array.of(0, ...from.values.map((each) => to.values.indexOf(each) + 1 || NO_CODE))
    return this.#with([value], (into) => lookedUp(codes, value, into))
  }

  #cells(expression: Expression, type: ValueType): Cells {
    const before = this.#isOnce
    this.#isOnce = before || isSameForAll(expression)
    const cells = this.#varying(expression, type)
    this.#isOnce = before
    return cells
  }

  #varying(expression: Expression, type: ValueType): Cells {
    switch (expression.op) {
      case 'fact':
      case 'step':
      case 'input':
      case 'constant':
        return this.#operand(expression, type)
      case 'nothing':
        return this.#store.constant(encode(type, null))
      case 'floor': {
        const of = this.#cells(expression.of, type)
        return this.#with([of], (into) => floors(of, into))
      }
      case 'bands': {
        const of = this.#operand(expression.of, undefined)
        return this.#with([of], (into) => banded(of, expression.thresholds, into))
      }
      case 'lookup':
        return this.#lookup(expression.keys, expression.results, type)
      case 'choose':
        return this.#choose(expression.rules, expression.otherwise, type)
      case 'workingDay': {
        const day = this.#cells(expression.of, { kind: 'date' })
        return this.#with([day], (into) => ordinalsOf(this.calendar, day, into))
      }
      case 'holds': {
        const flags = this.#condition(expression.condition)
        return this.#with([flags], (into) => stored(flags, into))
      }
      default: {
        const left = this.#cells(expression.left, type)
        const right = this.#cells(expression.right, type)
        return this.#with([left, right], (into) => ARITHMETIC[expression.op](left, right, into))
      }
    }
  }

  #lookup(keys: readonly LookupKey[], results: readonly Scalar[], type: ValueType): Cells {
    const cells = Float64Array.from(results, (each) => encode(type, each))
    const place = keys
      .map(({ of }) => this.#operand(of, this.#typeOf(of)))
      .reduce((outer, inner, at) => {
        const size = keys[at]?.domain.length ?? 1
        return this.#with([outer, inner], (into) => nested(outer, size, inner, into))
      })
    return this.#with([place], (into) => lookedUp(cells, place, into))
  }

  #choose(rules: readonly ChooseRule[], otherwise: Expression, type: ValueType): Cells {
    return rules.reduceRight<Cells>(
      (rest, { when, take }) => {
        const [flags, value] = [this.#condition(when), this.#cells(take, type)]
        return this.#with([flags, value, rest], (into) => chosen(flags, value, rest, into))
      },
      this.#cells(otherwise, type),
    )
  }

  #condition(condition: Condition): Flags {
    switch (condition.test) {
      case 'all':
      case 'any': {
        const join = condition.test === 'all' ? both : either
        const [first, ...rest] = condition.of
        return rest.reduce(
          (left, each) => {
            const right = this.#condition(each)
            return this.#flagsWith([left, right], (into) => join(left, right, into))
          },
          first ? this.#condition(first) : this.#always(condition.test === 'all'),
        )
      }
      case 'not': {
        const flags = this.#condition(condition.of)
        return this.#flagsWith([flags], (into) => neither(flags, into))
      }
      case 'compare': {
        const { left, is, right } = condition
        const type = this.#typeOf(left) ?? this.#typeOf(right)
        const [one, other] = [this.#operand(left, type), this.#operand(right, type)]
        return this.#flagsWith([one, other], (into) => TESTS[is](one, other, into))
      }
      case 'missing':
        return this.#missing(condition.of)
      case 'among': {
        const type = this.#typeOf(condition.of)
        const values = type?.kind === 'class' ? type.values : []
        const table = Uint8Array.of(0, ...values.map((each) => Number(condition.values.includes(each))))
        const of = this.#operand(condition.of, type)
        return this.#flagsWith([of], (into) => members(table, of, into))
      }
      case 'always':
        return this.#always(condition.holds)
    }
  }

  /** Flags that are never written to, and so belong to no work. */
  #always(holds: boolean): Flags {
    return new Uint8Array(this.#store.block).fill(Number(holds))
  }

  #missing(operand: Operand): Flags {
    const type = this.#typeOf(operand)
    if (!type) return this.#always(false)
    const value = this.#operand(operand, type)
    if (storageOf(type) === 'double') return this.#flagsWith([value], (into) => unknown(value, into))
    const absent = this.#store.constant(encode(type, null))
    return this.#flagsWith([value], (into) => TESTS.equal(value, absent, into))
  }
}

function coded(value: Scalar, type: ValueType | undefined): number {
  if (type?.kind === 'class' && !type.values.some((each) => each === value)) return NO_CODE
  return type ? encode(type, value) : Number(value)
}
