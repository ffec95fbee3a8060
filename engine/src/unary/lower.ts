import {
  all,
  any,
  type Comparison,
  type Condition,
  compare,
  constant,
  isTrue,
  missing,
  not,
  type Operand,
} from '../expression/expression.ts'
import type { Value } from '../nodes/kind.ts'
import type { Interval } from '../region/interval.ts'
import { equalRegions, type Region, regionOfType } from '../region/region.ts'
import type { Scalar } from '../values/value-type.ts'

/**
 * That a figure lies in a region, in the plan's terms. A missing figure is decided before it is compared: no
 * comparison of the plan ever sees one.
 */
export function isWithin(region: Region, { type, mayBeMissing, operand }: Value): Condition {
  const everything = regionOfType(type, false)
  const present = equalRegions({ ...region, missing: false }, everything)
    ? all()
    : presentWithin(region, operand)
  if (!mayBeMissing) return present
  const absent = missing(operand)
  if (present.test === 'always') {
    if (present.holds) return region.missing ? all() : not(absent)
    return region.missing ? absent : any()
  }
  return region.missing ? any(absent, present) : all(not(absent), present)
}

function presentWithin(region: Region, operand: Operand): Condition {
  if (region.kind === 'numbers') return any(...region.intervals.map((each) => between(each, operand)))
  const [only, ...others] = region.of
  if (only === undefined) return any()
  if (typeof only === 'boolean') return only ? isTrue(operand) : compare(operand, 'equal', constant(false))
  if (others.length === 0) return compare(operand, 'equal', constant(only))
  return { test: 'among', of: operand, values: region.of.filter(isText) }
}

const isText = (value: Scalar): value is string => typeof value === 'string'

function between({ least, most, leastOpen, mostOpen }: Interval, operand: Operand): Condition {
  if (least === most) return compare(operand, 'equal', constant(least))
  const end = (value: number, is: Comparison): Condition[] =>
    Number.isFinite(value) ? [compare(operand, is, constant(value))] : []
  return all(...end(least, leastOpen ? 'more' : 'at_least'), ...end(most, mostOpen ? 'less' : 'at_most'))
}
