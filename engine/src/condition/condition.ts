import { z } from 'zod'
import {
  all,
  any,
  type Comparison,
  type Condition,
  compare,
  constant,
  missing,
  not,
} from '../expression/expression.ts'
import type { CheckedScope, Report, Scope, Value } from '../nodes/kind.ts'
import { parseDay } from '../values/day.ts'
import { valueReference } from '../values/fields.ts'
import { isNumeric, isOfNumericType, type Scalar } from '../values/value-type.ts'

const ORDERED = ['less', 'at_most', 'more', 'at_least'] as const
const SAME = ['equal', 'not_equal'] as const

const scalar = z.union([z.number(), z.string().min(1).max(200), z.boolean()])

const comparison = z.strictObject({
  of: valueReference('any'),
  is: z.enum([...SAME, ...ORDERED]),
  value: scalar,
  /** Whether the condition holds when the figure is missing. */
  ifMissing: z.boolean().optional(),
})

const membership = z.strictObject({
  of: valueReference(['class']),
  is: z.enum(['among', 'not_among']),
  values: z.array(z.string().min(1)).min(1).max(200),
  ifMissing: z.boolean().optional(),
})

const presence = z.strictObject({ of: valueReference('any'), is: z.enum(['known', 'missing']) })

type Presence = z.infer<typeof presence>
type Test = z.infer<typeof comparison> | z.infer<typeof membership>
type Leaf = Test | Presence

/** A condition as a playbook writes it: a tree of all, any and not over comparisons. */
export type PlaybookCondition =
  | Leaf
  | { all: PlaybookCondition[] }
  | { any: PlaybookCondition[] }
  | { not: PlaybookCondition }

const nested: z.ZodType<PlaybookCondition> = z.lazy(() => conditionSchema)

export const conditionSchema: z.ZodType<PlaybookCondition> = z.union([
  z.discriminatedUnion('is', [comparison, membership, presence]),
  z.strictObject({ all: z.array(nested).min(1).max(100) }),
  z.strictObject({ any: z.array(nested).min(1).max(100) }),
  z.strictObject({ not: nested }),
])

type Path = readonly (string | number)[]

/** Types, units and missing cases of a condition. */
export function checkCondition(condition: PlaybookCondition, path: Path, scope: Scope, report: Report): void {
  if ('all' in condition) {
    for (const [at, each] of condition.all.entries())
      checkCondition(each, [...path, 'all', at], scope, report)
  } else if ('any' in condition) {
    for (const [at, each] of condition.any.entries())
      checkCondition(each, [...path, 'any', at], scope, report)
  } else if ('not' in condition) {
    checkCondition(condition.not, [...path, 'not'], scope, report)
  } else {
    const value = scope.value(condition.of)
    if (value) checkLeaf(condition, value, path, report)
  }
}

function checkLeaf(leaf: Leaf, value: Value, path: Path, report: Report): void {
  const reference = leaf.of
  if (isPresence(leaf)) {
    if (!value.mayBeMissing) report('never_missing', [...path, 'is'], { reference })
    return
  }
  if (value.mayBeMissing && leaf.ifMissing === undefined) {
    report('missing_undecided', path, { reference, field: 'ifMissing' })
  }
  if (!value.mayBeMissing && leaf.ifMissing !== undefined) {
    report('missing_impossible', [...path, 'ifMissing'], { reference })
  }
  if ('values' in leaf) {
    for (const [at, each] of leaf.values.entries())
      checkLiteral(each, value, reference, [...path, 'values', at], report)
    return
  }
  if (isOrdered(leaf.is) && !isNumeric(value.type))
    report('not_ordered', [...path, 'is'], { reference, kind: value.type.kind })
  checkLiteral(leaf.value, value, reference, [...path, 'value'], report)
}

const isPresence = (leaf: Leaf): leaf is Presence => leaf.is === 'known' || leaf.is === 'missing'

const isOrdered = (is: Leaf['is']): boolean => ORDERED.some((each) => each === is)

function checkLiteral(literal: Scalar, { type }: Value, reference: string, path: Path, report: Report): void {
  const values = { reference, kind: type.kind, value: String(literal) }
  switch (type.kind) {
    case 'class':
      if (!type.values.some((each) => each === literal)) {
        report('unknown_class_value', path, {
          reference,
          value: String(literal),
          values: type.values.join(', '),
        })
      }
      return
    case 'flag':
      if (typeof literal !== 'boolean') report('wrong_literal', path, values)
      return
    case 'date':
      if (typeof literal !== 'string' || parseDay(literal) === null) report('wrong_literal', path, values)
      return
    default:
      if (!isOfNumericType(type, literal)) report('wrong_literal', path, values)
  }
}

/**
 * The condition in the plan's terms. A missing figure is decided before it is compared: no comparison of the
 * plan ever sees one.
 */
export function lowerCondition(condition: PlaybookCondition, scope: CheckedScope): Condition {
  if ('all' in condition) return all(...condition.all.map((each) => lowerCondition(each, scope)))
  if ('any' in condition) return any(...condition.any.map((each) => lowerCondition(each, scope)))
  if ('not' in condition) return not(lowerCondition(condition.not, scope))
  const value = scope.value(condition.of)
  if (isPresence(condition))
    return condition.is === 'missing' ? missing(value.operand) : not(missing(value.operand))
  const test = lowerTest(condition, value)
  if (!value.mayBeMissing) return test
  return condition.ifMissing ? any(missing(value.operand), test) : all(not(missing(value.operand)), test)
}

function lowerTest(leaf: Test, { operand, type }: Value): Condition {
  if ('values' in leaf) {
    const among: Condition = { test: 'among', of: operand, values: leaf.values }
    return leaf.is === 'among' ? among : not(among)
  }
  const literal = type.kind === 'date' ? (parseDay(String(leaf.value)) ?? 0) : leaf.value
  return compare(operand, leaf.is satisfies Comparison, constant(literal))
}
