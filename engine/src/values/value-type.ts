/**
 * What a fact or the outcome of a node is: its kind and, for a class, its possible values in order.
 * The kind is also the unit, so that fen are never compared with days.
 */
export type ValueType =
  | { readonly kind: 'money' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'days' }
  | { readonly kind: 'count' }
  | { readonly kind: 'date' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'class'; readonly values: readonly string[] }

export type ValueKind = ValueType['kind']

/**
 * A value as documents, reports and the reference evaluator write it: money in minor units, percent as
 * written (1.85 is 1.85 %), dates as day numbers, classes as text, flags as booleans.
 */
export type Scalar = number | string | boolean

/** A value that a fact may lack. */
export type Maybe = Scalar | null

/** The most that a day or a count may be, either way: sums and differences of two still fit 32 bits. */
export const MOST_INTEGER = 1_000_000_000

/** Whether a number is one that the type can have: amounts are whole, days and counts also within bounds. */
export function isOfNumericType(type: ValueType, value: unknown): value is number {
  if (typeof value !== 'number') return false
  switch (type.kind) {
    case 'percent':
      return Number.isFinite(value)
    case 'money':
      return Number.isSafeInteger(value)
    case 'days':
    case 'count':
    case 'date':
      return Number.isSafeInteger(value) && Math.abs(value) <= MOST_INTEGER
    default:
      return false
  }
}

export const isNumeric = (type: ValueType): boolean => type.kind !== 'flag' && type.kind !== 'class'

export const sameType = (left: ValueType, right: ValueType): boolean => {
  if (left.kind !== 'class' || right.kind !== 'class') return left.kind === right.kind
  return (
    left.values.length === right.values.length && left.values.every((value, at) => value === right.values[at])
  )
}
