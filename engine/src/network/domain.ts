import type { Maybe, Scalar } from '../values/value-type.ts'

/**
 * What one figure may be: an interval of doubles, or some classes or flags; with or without the missing value.
 * Both bounds belong to the interval: doubles are discrete, so "below 5" is "at most the double before 5".
 */
export type Domain = Numbers | Choices

export interface Numbers {
  readonly kind: 'numbers'
  /** No number at all when `least` is more than `most`. */
  readonly least: number
  readonly most: number
  /** Every number in it is whole. */
  readonly whole: boolean
  /** It may be no number (the difference of two infinite ones), which no comparison holds for. */
  readonly nan: boolean
  readonly missing: boolean
}

export interface Choices {
  readonly kind: 'choices'
  readonly of: readonly Choice[]
  readonly missing: boolean
}

export type Choice = string | boolean

export const TRUE: Choices = { kind: 'choices', of: [true], missing: false }
export const FALSE: Choices = { kind: 'choices', of: [false], missing: false }
export const EITHER: Choices = { kind: 'choices', of: [false, true], missing: false }

/** Any number whatever, for results that nobody looks at. */
export const ANY_NUMBER: Numbers = {
  kind: 'numbers',
  least: -Infinity,
  most: Infinity,
  whole: false,
  nan: true,
  missing: true,
}

export const NOTHING: Numbers = { ...ANY_NUMBER, least: Infinity, most: -Infinity, nan: false }

const truth = (holds: boolean): Choices => (holds ? TRUE : FALSE)

export const numbers = (least: number, most: number, whole = false, missing = false): Numbers => ({
  kind: 'numbers',
  least,
  most,
  whole,
  nan: false,
  missing,
})

/** The domain of one value. */
export const only = (value: Maybe): Domain => {
  if (value === null) return NOTHING
  if (typeof value === 'number') return numbers(value, value, Number.isInteger(value))
  if (typeof value === 'boolean') return truth(value)
  return { kind: 'choices', of: [value], missing: false }
}

/** Whether it holds any value but the missing one. */
export const hasKnown = (domain: Domain): boolean =>
  domain.kind === 'numbers' ? domain.least <= domain.most || domain.nan : domain.of.length > 0

export const isEmpty = (domain: Domain): boolean => !domain.missing && !hasKnown(domain)

/** The one value it holds; undefined when it holds several or none. */
export function single(domain: Domain): Maybe | undefined {
  if (!hasKnown(domain)) return domain.missing ? null : undefined
  if (domain.missing) return undefined
  if (domain.kind === 'choices') return domain.of.length === 1 ? domain.of[0] : undefined
  return domain.least === domain.most && !domain.nan ? domain.least : undefined
}

export const isTrue = (domain: Domain): boolean => domain.kind === 'choices' && single(domain) === true
export const isFalse = (domain: Domain): boolean => domain.kind === 'choices' && single(domain) === false

/** Whether it holds that value. */
export function admits(domain: Domain, value: Maybe): boolean {
  if (value === null) return domain.missing
  if (domain.kind === 'choices') return domain.of.some((each) => each === value)
  if (typeof value !== 'number') return false
  // A product of whole numbers may leave what doubles hold.
  if (domain.whole && Number.isFinite(value) && !Number.isInteger(value)) return false
  return value >= domain.least && value <= domain.most
}

/** What both hold; the first itself when the second takes nothing from it, so that a change can be told. */
export function meet(left: Domain, right: Domain): Domain {
  const missing = left.missing && right.missing
  if (left.kind === 'choices') {
    const of = right.kind === 'choices' ? left.of.filter((each) => right.of.includes(each)) : []
    if (of.length === left.of.length && missing === left.missing) return left
    return { kind: 'choices', of, missing }
  }
  if (right.kind === 'choices')
    return missing === left.missing && !hasKnown(left) ? left : onlyMissing(missing)
  const whole = left.whole || right.whole
  let least = Math.max(left.least, right.least)
  let most = Math.min(left.most, right.most)
  if (whole) {
    least = Math.ceil(least)
    most = Math.floor(most)
  }
  const nan = left.nan && right.nan
  const same =
    least === left.least &&
    most === left.most &&
    whole === left.whole &&
    nan === left.nan &&
    missing === left.missing
  return same ? left : { kind: 'numbers', least, most, whole, nan, missing }
}

const onlyMissing = (missing: boolean): Numbers => ({ ...NOTHING, missing })

/** What at least one of the two holds, and the numbers in between. */
export function join(left: Domain, right: Domain): Domain {
  const missing = left.missing || right.missing
  if (!hasKnown(left)) return right.missing === missing ? right : { ...right, missing }
  if (!hasKnown(right)) return left.missing === missing ? left : { ...left, missing }
  if (left.kind === 'choices' && right.kind === 'choices') {
    const added = right.of.filter((each) => !left.of.includes(each))
    return { kind: 'choices', of: [...left.of, ...added], missing }
  }
  if (left.kind === 'choices' || right.kind === 'choices') return ANY_NUMBER
  return {
    kind: 'numbers',
    least: Math.min(left.least, right.least),
    most: Math.max(left.most, right.most),
    whole: left.whole && right.whole,
    nan: left.nan || right.nan,
    missing,
  }
}

/** The domain without the missing value, or with nothing else. */
export const known = (domain: Domain): Domain => (domain.missing ? { ...domain, missing: false } : domain)
export const absent = (domain: Domain): Domain =>
  domain.kind === 'numbers' ? onlyMissing(domain.missing) : { ...domain, of: [] }

/** What at least one of these values is. */
export function hull(values: readonly (Scalar | null)[]): Domain {
  const found = values.filter((each) => typeof each === 'number')
  const missing = values.includes(null)
  if (found.length > 0) {
    let [least, most] = [Infinity, -Infinity]
    for (const each of found) {
      least = Math.min(least, each)
      most = Math.max(most, each)
    }
    return numbers(least, most, found.every(Number.isInteger), missing)
  }
  const of = [...new Set(values)].filter((each): each is Choice => each !== null && typeof each !== 'number')
  return of.length > 0 ? { kind: 'choices', of, missing } : onlyMissing(missing)
}
