import type { Comparison } from '../expression/expression.ts'
import type { Scope } from '../nodes/kind.ts'
import { splitReference } from '../values/fields.ts'
import { nearestName } from '../values/nearest-name.ts'
import { type Fault, type FaultCode, fault, type Span } from './fault.ts'
import { FORMULA_FUNCTIONS, FUNCTIONS } from './functions.ts'
import { parseFormula } from './parse.ts'
import { presenceBy } from './presence.ts'
import type { Comparing, Syntax } from './syntax.ts'
import { constantOf, type Part, type Typed } from './typed.ts'
import {
  commonUnit,
  type FormulaType,
  isMeasured,
  productOf,
  quotientOf,
  sumOf,
  typeOfFigure,
  type Unit,
} from './units.ts'

export interface Checked {
  /** Null when the formula makes no sense. */
  readonly typed: Typed | null
  readonly faults: readonly Fault[]
}

/** Reads a formula and finds the unit of every part of it, and what is wrong with it. */
export function checkFormula(text: string, scope: Scope): Checked {
  const parsed = parseFormula(text)
  if (!parsed.ok) return { typed: null, faults: [parsed.fault] }
  const checker = new Checker(scope)
  const typed = checker.type(parsed.formula, new Set())
  return { typed, faults: checker.faults }
}

const COMPARISONS: Record<Comparing, Comparison> = {
  '=': 'equal',
  '!=': 'not_equal',
  '<': 'less',
  '<=': 'at_most',
  '>': 'more',
  '>=': 'at_least',
}

const NUMBER: FormulaType = { unit: 'number' }
const FLAG: FormulaType = { unit: 'flag' }

/** The figures that are known to be there, at a place of the formula. */
type Known = ReadonlySet<string>
type Binary = Extract<Syntax, { is: 'binary' }>
type Call = Extract<Syntax, { is: 'call' }>

class Checker {
  readonly faults: Fault[] = []
  readonly #scope: Scope

  constructor(scope: Scope) {
    this.#scope = scope
  }

  type(syntax: Syntax, known: Known): Typed | null {
    const constant = (type: FormulaType, value: number | string | boolean) =>
      made(syntax, type, { is: 'constant', value }, false)
    switch (syntax.is) {
      case 'number':
        return constant(NUMBER, syntax.value)
      case 'percent':
        return constant({ unit: 'percent' }, syntax.value)
      case 'date':
        return constant({ unit: 'date' }, syntax.value)
      case 'text':
        return constant({ unit: 'text' }, syntax.value)
      case 'flag':
        return constant(FLAG, syntax.value)
      case 'today':
        return made(syntax, { unit: 'date' }, { is: 'today' }, false)
      case 'name':
        return this.#figure(syntax, syntax.name, known)
      case 'minus':
        return this.#minus(syntax, this.type(syntax.of, known))
      case 'not': {
        const of = this.#flag(this.type(syntax.of, known))
        return of && made(syntax, FLAG, { is: 'not', of }, of.mayBeMissing)
      }
      case 'binary':
        return this.#binary(syntax, known)
      case 'call':
        return this.#call(syntax, known)
    }
  }

  #fault(code: FaultCode, span: Span, values: Fault['values'] = {}): null {
    this.faults.push(fault(code, span, values))
    return null
  }

  #figure(span: Span, name: string, known: Known): Typed | null {
    const value = this.#scope.value(name)
    if (value) {
      return made(
        span,
        typeOfFigure(value.type),
        { is: 'figure', name },
        value.mayBeMissing && !known.has(name),
      )
    }
    if (this.#scope.node(name)) return this.#fault('formula_no_value', span, { name })
    const nearest = nearestName(name, this.#scope.names())
    return this.#fault('formula_unknown_name', span, {
      name,
      nearest,
      part: splitReference(name).part ?? 'none',
    })
  }

  #minus(span: Span, of: Typed | null): Typed | null {
    if (!of) return null
    if (!isMeasured(of.unit)) return this.#fault('formula_not_a_number', of, { unit: of.unit })
    const value = constantOf(of)
    if (typeof value === 'number') return made(span, of, { is: 'constant', value: 0 - value }, false)
    return made(span, of, { is: 'opposite', of }, of.mayBeMissing)
  }

  #flag(of: Typed | null): Typed | null {
    if (!of || of.unit === 'flag') return of
    return this.#fault('formula_not_a_condition', of, { unit: of.unit })
  }

  #binary(syntax: Binary, known: Known): Typed | null {
    const { operator } = syntax
    if (operator === 'and' || operator === 'or') return this.#joined(syntax, operator, known)
    const [left, right] = [this.type(syntax.left, known), this.type(syntax.right, known)]
    if (!left || !right) return null
    switch (operator) {
      case '+':
      case '-':
        return this.#calculated(syntax, left, right, sumOf(operator, left.unit, right.unit))
      case '*':
        return this.#calculated(syntax, left, right, productOf(left.unit, right.unit))
      case '/':
        return this.#calculated(syntax, left, right, quotientOf(left.unit, right.unit))
      default:
        return this.#compared(syntax, operator, left, right)
    }
  }

  #joined(syntax: Binary, by: 'and' | 'or', known: Known): Typed | null {
    const left = this.#flag(this.type(syntax.left, known))
    const presence = presenceBy(syntax.left)
    const right = this.#flag(
      this.type(syntax.right, new Set([...known, ...(by === 'and' ? presence.yes : presence.no)])),
    )
    if (!left || !right) return null
    return made(syntax, FLAG, { is: 'joined', by, left, right }, left.mayBeMissing || right.mayBeMissing)
  }

  #calculated(
    syntax: Binary,
    left: Typed,
    right: Typed,
    combined: {
      readonly unit: Unit
      readonly by: 'add' | 'subtract' | 'multiply' | 'divide' | 'part_of' | 'share'
    } | null,
  ): Typed | null {
    if (!combined) return this.#unfit(syntax, syntax.operator, left, right)
    const { unit, by } = combined
    const divisor = by === 'divide' || by === 'share' ? constantOf(right) : 1
    if (divisor === 0) return this.#fault('formula_divided_by_zero', right)
    const mayBeMissing = left.mayBeMissing || right.mayBeMissing || divisor === null
    return made(syntax, { unit }, { is: 'calculation', by, left, right }, mayBeMissing)
  }

  #compared(syntax: Binary, operator: Comparing, left: Typed, right: Typed): Typed | null {
    if (!this.#common(syntax, operator, [left, right])) return null
    const ordered = operator !== '=' && operator !== '!='
    if (ordered && (left.unit === 'flag' || left.unit === 'class' || left.unit === 'text')) {
      return this.#fault('formula_not_ordered', syntax, { unit: left.unit, operator })
    }
    const part: Part = { is: 'comparison', by: COMPARISONS[operator], left, right }
    return made(syntax, FLAG, part, left.mayBeMissing || right.mayBeMissing)
  }

  /** The type that all of them are of; null, with a fault, when they are not of one kind. */
  #common(span: Span, operation: string, all: readonly [Typed, ...Typed[]]): FormulaType | null {
    const [first, ...rest] = all
    let common: Typed = first
    for (const each of rest) {
      const unit = commonUnit(common.unit, each.unit)
      if (unit === null) return this.#unfit(span, operation, common, each)
      if (unit === 'text') return this.#fault('formula_texts_alone', each)
      if (unit !== common.unit) common = each
      else if (!sameValues(common, each)) {
        const [values, otherValues] = [common, each].map((one) => (one.values ?? []).join(', '))
        return this.#fault('formula_classes_differ', span, {
          values: values ?? '',
          otherValues: otherValues ?? '',
        })
      }
    }
    if (common.unit === 'text') return this.#fault('formula_texts_alone', common)
    const strange = all.find(
      (each) => each.unit === 'text' && !common.values?.some((one) => one === constantOf(each)),
    )
    if (strange) {
      const [value, values] = [String(constantOf(strange)), common.values ?? []]
      return this.#fault('formula_unknown_value', strange, {
        value,
        values: values.join(', '),
        nearest: nearestName(value, values),
      })
    }
    return common
  }

  #unfit(span: Span, operation: string, left: Typed, right: Typed): null {
    const [plain, other] = left.unit === 'number' ? [left, right] : [right, left]
    if (plain.unit === 'number' && other.unit === 'percent') {
      const value = constantOf(plain)
      return this.#fault('formula_plain_percentage', plain, { number: value === null ? 'x' : String(value) })
    }
    return this.#fault('formula_units', span, { operation, left: left.unit, right: right.unit })
  }

  #call(syntax: Call, known: Known): Typed | null {
    const { name, given } = syntax
    const arity = FUNCTIONS.get(name)
    const span = { at: syntax.at, end: syntax.at + name.length }
    if (!arity) {
      return this.#fault('formula_unknown_function', span, {
        name,
        nearest: nearestName(name, FORMULA_FUNCTIONS),
      })
    }
    if (given.length < arity.least || given.length > arity.most) {
      return this.#fault('formula_arguments', span, { name, found: given.length, ...arity })
    }
    const [condition] = given
    const presence = name === 'if' && condition ? presenceBy(condition) : null
    const knownAt = (at: number): Known => {
      if (!presence || at === 0) return known
      return new Set([...known, ...(at === 1 ? presence.yes : presence.no)])
    }
    const typed = given.map((each, at) => this.type(each, knownAt(at)))
    const [first, second, third] = typed
    const all = typed.filter((each) => each !== null)
    if (!first || all.length < given.length) return null
    switch (name) {
      case 'min':
      case 'max':
        return this.#extreme(syntax, name, [first, ...all.slice(1)])
      case 'round':
      case 'floor':
      case 'ceil':
        return this.#ofNumber(syntax, name, first, first, { is: 'rounding', by: name, of: first })
      case 'abs':
        return this.#ofNumber(syntax, name, first, first, { is: 'absolute', of: first })
      case 'if':
        return second && third ? this.#choice(syntax, first, second, third) : null
      case 'known':
        return second ? this.#known(syntax, first, second) : null
      case 'missing':
        if (!first.mayBeMissing) return this.#fault('formula_never_missing', first)
        return made(syntax, FLAG, { is: 'missing', of: first }, false)
      case 'days_since':
        return this.#daysSince(syntax, first)
      default:
        return this.#converted(syntax, name, first)
    }
  }

  #ofNumber(span: Span, name: string, of: Typed, type: FormulaType, part: Part): Typed | null {
    if (!isMeasured(of.unit))
      return this.#fault('formula_argument', of, { name, unit: of.unit, expected: 'number' })
    return made(span, type, part, of.mayBeMissing)
  }

  #extreme(span: Span, name: 'min' | 'max', all: readonly [Typed, ...Typed[]]): Typed | null {
    const common = this.#common(span, name, all)
    if (!common) return null
    if (!isMeasured(common.unit) && common.unit !== 'date') {
      return this.#fault('formula_argument', all[0], { name, unit: common.unit, expected: 'number' })
    }
    const by = name === 'min' ? 'minimum' : 'maximum'
    return made(
      span,
      common,
      { is: 'extreme', by, of: all },
      all.some(({ mayBeMissing }) => mayBeMissing),
    )
  }

  #choice(span: Span, condition: Typed, yes: Typed, no: Typed): Typed | null {
    const when = this.#flag(condition)
    const common = this.#common(span, 'if', [yes, no])
    if (!when || !common) return null
    const mayBeMissing = when.mayBeMissing || yes.mayBeMissing || no.mayBeMissing
    return made(span, common, { is: 'choice', when, yes, no }, mayBeMissing)
  }

  #known(span: Span, of: Typed, otherwise: Typed): Typed | null {
    const common = this.#common(span, 'known', [of, otherwise])
    if (!common) return null
    if (!of.mayBeMissing) return this.#fault('formula_never_missing', of)
    return made(span, common, { is: 'known', of, otherwise }, otherwise.mayBeMissing)
  }

  #daysSince(span: Span, date: Typed): Typed | null {
    if (date.unit !== 'date') {
      return this.#fault('formula_argument', date, { name: 'days_since', unit: date.unit, expected: 'date' })
    }
    const today = made(span, { unit: 'date' }, { is: 'today' }, false)
    const part: Part = { is: 'calculation', by: 'subtract', left: today, right: date }
    return made(span, { unit: 'days' }, part, date.mayBeMissing)
  }

  /** `number` takes a unit away; the others give one to a plain number or a count. */
  #converted(span: Span, name: string, of: Typed): Typed | null {
    const unit = CONVERSIONS.find((each) => each === name)
    if (!unit) return null
    const fits = unit === 'number' ? isMeasured(of.unit) : of.unit === 'number' || of.unit === 'count'
    if (!fits) {
      const expected = unit === 'number' ? 'number' : 'plain'
      return this.#fault('formula_argument', of, { name, unit: of.unit, expected })
    }
    return made(span, { unit }, { is: 'converted', of }, of.mayBeMissing)
  }
}

const CONVERSIONS = ['number', 'money', 'percent', 'days', 'count'] as const

function made({ at, end }: Span, { unit, values }: FormulaType, part: Part, mayBeMissing: boolean): Typed {
  return { ...part, at, end, unit, ...(values && { values }), mayBeMissing }
}

/** Whether two classes have the same values in the same order; a text has none to differ in. */
function sameValues(left: FormulaType, right: FormulaType): boolean {
  if (!left.values || !right.values) return true
  return (
    left.values.length === right.values.length && left.values.every((each, at) => each === right.values?.[at])
  )
}
