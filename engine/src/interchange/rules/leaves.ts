import type { PlaybookCondition } from '../../condition/condition.ts'
import { parseDay } from '../../values/day.ts'
import { isNumeric, isOfNumericType, type Scalar, sameType, type ValueType } from '../../values/value-type.ts'
import type { KnownFact } from './figures.ts'

/** A condition, or what it always is. */
export type Folded = PlaybookCondition | boolean

export type Comparing = 'equal' | 'not_equal' | 'less' | 'at_most' | 'more' | 'at_least'

/** The comparisons of json-rules-engine by their names there. */
export const COMPARISONS: ReadonlyMap<string, Comparing> = new Map([
  ['equal', 'equal'],
  ['notEqual', 'not_equal'],
  ['lessThan', 'less'],
  ['lessThanInclusive', 'at_most'],
  ['greaterThan', 'more'],
  ['greaterThanInclusive', 'at_least'],
])

/** json-rules-engine lets a missing fact differ from every value, and be on no side of any. */
const missingAs = (mayBeMissing: boolean, ifMissing: boolean) => (mayBeMissing ? { ifMissing } : {})

/** Whether the fact is there; always, where it cannot lack. */
const isThere = ({ name, mayBeMissing }: KnownFact): Folded =>
  mayBeMissing ? { of: name, is: 'known' } : true

/** Whether the value, as JSON holds it, is one of the type; of a class, any text. */
export function fits(type: ValueType, value: unknown): value is Scalar {
  switch (type.kind) {
    case 'flag':
      return typeof value === 'boolean'
    case 'class':
      return typeof value === 'string'
    case 'date':
      return typeof value === 'string' && parseDay(value) !== null
    default:
      return typeof value === 'number'
  }
}

/** A comparison with a value that fits the fact's type. */
export function compared(fact: KnownFact, is: Comparing, value: Scalar): Folded {
  const { name, type, mayBeMissing } = fact
  if (type.kind === 'class' && !type.values.some((each) => each === value)) return is === 'not_equal'
  if (typeof value === 'number' && !isOfNumericType(type, value)) return beyond(fact, is, value)
  return { of: name, is, value, ...missingAs(mayBeMissing, is === 'not_equal') }
}

/** A comparison with a number that the fact never is: one between whole numbers, or one out of its reach. */
function beyond(fact: KnownFact, is: Comparing, value: number): Folded {
  if (is === 'equal' || is === 'not_equal') return is === 'not_equal'
  const isBelow = is === 'less' || is === 'at_most'
  const whole = isBelow ? Math.floor(value) : Math.ceil(value)
  if (isOfNumericType(fact.type, whole)) {
    return {
      of: fact.name,
      is: isBelow ? 'at_most' : 'at_least',
      value: whole,
      ...missingAs(fact.mayBeMissing, false),
    }
  }
  return isBelow === value > 0 ? isThere(fact) : false
}

/** A comparison of two facts; null where they are of different kinds. */
export function comparedWith(fact: KnownFact, is: Comparing, other: KnownFact): Folded | null {
  const isOrder = is !== 'equal' && is !== 'not_equal'
  if (!sameType(fact.type, other.type) || (isOrder && !isNumeric(fact.type))) return null
  const mayBeMissing = fact.mayBeMissing || other.mayBeMissing
  return { of: fact.name, is, than: other.name, ...missingAs(mayBeMissing, is === 'not_equal') }
}

/** Whether the fact is one of some values that fit its type. */
export function among(fact: KnownFact, values: readonly Scalar[]): Folded {
  const { name, type, mayBeMissing } = fact
  if (type.kind !== 'class')
    return joined(
      'any',
      values.map((value) => compared(fact, 'equal', value)),
    )
  const listed = type.values.filter((each) => values.includes(each))
  return listed.length === 0
    ? false
    : { of: name, is: 'among', values: listed, ...missingAs(mayBeMissing, false) }
}

export const negated = (condition: Folded): Folded =>
  typeof condition === 'boolean' ? !condition : 'not' in condition ? condition.not : { not: condition }

/** The most conditions that one group has. */
const MOST_IN_GROUP = 100

/** All or any of some conditions, without those that change nothing. Of none, all holds and any does not. */
export function joined(by: 'all' | 'any', conditions: readonly Folded[]): Folded {
  const decisive = by === 'any'
  if (conditions.includes(decisive)) return decisive
  const open = conditions.filter((each): each is PlaybookCondition => typeof each !== 'boolean')
  const [first, ...others] = open
  if (first === undefined) return !decisive
  if (others.length === 0) return first
  if (open.length <= MOST_IN_GROUP) return by === 'all' ? { all: open } : { any: open }
  const groups: Folded[] = []
  for (let from = 0; from < open.length; from += MOST_IN_GROUP) {
    groups.push(joined(by, open.slice(from, from + MOST_IN_GROUP)))
  }
  return joined(by, groups)
}
