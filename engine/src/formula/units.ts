import type { ValueKind, ValueType } from '../values/value-type.ts'

/** A unit of formulas: the kinds of figures, plain numbers, and texts that stand for a value of a class. */
export type Unit = ValueKind | 'number' | 'text'

/** What part of a formula is: its unit and, for a class, its values. */
export type FormulaType = { readonly unit: Unit; readonly values?: readonly string[] }

export const typeOfFigure = (type: ValueType): FormulaType =>
  type.kind === 'class' ? { unit: 'class', values: type.values } : { unit: type.kind }

/** Arithmetic of the plan behind an operator. Shares are percentages as people write them: 0.5 is 50. */
export type Calculation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  /** A percentage of something: left × right ÷ 100. */
  | 'part_of'
  /** How many hundredths of the right the left is: left × 100 ÷ right. */
  | 'share'

export interface Combined {
  readonly unit: Unit
  readonly by: Calculation
}

/** Units that a plain number beside them takes on. */
const TAKEN: ReadonlySet<Unit> = new Set(['money', 'days', 'count'])

const MEASURED: ReadonlySet<Unit> = new Set(['money', 'days', 'count', 'percent', 'number'])

/** Whether the unit counts something that can be multiplied, halved and shared, as days of the calendar cannot. */
export const isMeasured = (unit: Unit): boolean => MEASURED.has(unit)

/** The unit of two things that are of one kind, such as the sides of a comparison; null when they are not. */
export function commonUnit(left: Unit, right: Unit): Unit | null {
  if (left === right) return left
  if (left === 'number' && TAKEN.has(right)) return right
  if (right === 'number' && TAKEN.has(left)) return left
  if (left === 'class' && right === 'text') return left
  if (right === 'class' && left === 'text') return right
  return null
}

export function sumOf(operator: '+' | '-', left: Unit, right: Unit): Combined | null {
  const by = operator === '+' ? 'add' : 'subtract'
  if (left === 'date' && right === 'date') return operator === '-' ? { unit: 'days', by } : null
  if (left === 'date') return right === 'days' || right === 'number' ? { unit: 'date', by } : null
  if (right === 'date')
    return operator === '+' && (left === 'days' || left === 'number') ? { unit: 'date', by } : null
  const unit = commonUnit(left, right)
  return unit !== null && isMeasured(unit) ? { unit, by } : null
}

/**
 * Plain numbers, counts and percentages multiply anything; two amounts, or an amount and days, make no unit. So many
 * times a plain number is a plain number: in `fees - 200 * visits` the 200 are fen for each.
 */
export function productOf(left: Unit, right: Unit): Combined | null {
  if (!isMeasured(left) || !isMeasured(right)) return null
  if ((left === 'number' && right === 'count') || (left === 'count' && right === 'number')) {
    return { unit: 'number', by: 'multiply' }
  }
  if (left === 'number') return { unit: right, by: 'multiply' }
  if (right === 'number') return { unit: left, by: 'multiply' }
  if (right === 'percent') return { unit: left, by: 'part_of' }
  if (left === 'percent') return { unit: right, by: 'part_of' }
  if (left === 'count') return { unit: right, by: 'multiply' }
  if (right === 'count') return { unit: left, by: 'multiply' }
  return null
}

/** What is divided by its own kind is a percentage; what is divided by a number or a count keeps its unit. */
export function quotientOf(left: Unit, right: Unit): Combined | null {
  if (!isMeasured(left) || !isMeasured(right)) return null
  if (right === 'number') return { unit: left, by: 'divide' }
  if (right === 'percent') return { unit: left, by: 'share' }
  if (left === right) return { unit: 'percent', by: 'share' }
  return right === 'count' ? { unit: left, by: 'divide' } : null
}
