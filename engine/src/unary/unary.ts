import type { Interval } from '../region/interval.ts'
import { choices, complement, numbers, type Region, regionOfType, union } from '../region/region.ts'
import type { Scalar, ValueType } from '../values/value-type.ts'

/** What a test compares with one value: a number, a day number, a class or a flag. */
export type UnaryComparison = 'equal' | 'not_equal' | 'less' | 'at_most' | 'more' | 'at_least'

/** One of the alternatives that a cell lists. */
export type UnaryPart =
  | { readonly is: UnaryComparison; readonly value: Scalar }
  | { readonly is: 'between'; readonly interval: Interval }
  | { readonly is: 'missing' | 'known' }

/**
 * The test that a cell of a decision table puts to one figure, as S-FEEL writes it: anything, one of some
 * alternatives, or none of them. Values are in the engine's terms: dates are day numbers.
 */
export type UnaryTest =
  | { readonly admits: 'anything' }
  | { readonly admits: 'any_of' | 'none_of'; readonly parts: readonly UnaryPart[] }

/** What the test says of a missing figure: whether it holds, or null where that has to be decided elsewhere. */
export function ofMissing(test: UnaryTest): boolean | null {
  if (test.admits === 'anything') return true
  const each = test.parts.map(({ is }) => (is === 'missing' ? true : is === 'known' ? false : null))
  const listed = each.includes(true) ? true : each.includes(null) ? null : false
  return test.admits === 'none_of' && listed !== null ? !listed : listed
}

/**
 * The values that a test admits. `whenMissing` says whether a missing figure passes a test that does not
 * decide it itself; false where the figure is never missing.
 */
export function regionOf(
  test: UnaryTest,
  type: ValueType,
  mayBeMissing: boolean,
  whenMissing: boolean,
): Region {
  const everything = regionOfType(type, false)
  const missing = mayBeMissing && (ofMissing(test) ?? whenMissing)
  if (test.admits === 'anything') return { ...everything, missing }
  const listed = test.parts
    .map((part) => regionOfPart(part, type))
    .reduce(union, complement(everything, everything))
  return { ...(test.admits === 'any_of' ? listed : complement(listed, everything)), missing }
}

/** The values that one alternative admits; the missing one is left to `ofMissing`. */
export function regionOfPart(part: UnaryPart, type: ValueType): Region {
  const everything = regionOfType(type, false)
  switch (part.is) {
    case 'known':
      return everything
    case 'missing':
      return complement(everything, everything)
    case 'between':
      return numbers(type, [part.interval])
    case 'not_equal':
      return complement(regionOfPart({ is: 'equal', value: part.value }, type), everything)
    default:
      return typeof part.value === 'number'
        ? numbers(type, [intervalOf(part.is, part.value)])
        : choices([part.value])
  }
}

/** The numbers of which a comparison with a number holds. */
export function intervalOf(is: Exclude<UnaryComparison, 'not_equal'>, value: number): Interval {
  const below = { least: -Infinity, leastOpen: true, most: value, mostOpen: is === 'less' }
  const above = { least: value, leastOpen: is === 'more', most: Infinity, mostOpen: true }
  if (is === 'equal') return { least: value, most: value, leastOpen: false, mostOpen: false }
  return is === 'less' || is === 'at_most' ? below : above
}
