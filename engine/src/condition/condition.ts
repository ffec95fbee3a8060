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
  type Operand,
} from '../expression/expression.ts'
import type { CheckedScope, Report, Scope, Value } from '../nodes/kind.ts'
import { parseDay } from '../values/day.ts'
import { fieldMeanings, valueReference } from '../values/fields.ts'
import { isNumeric, isOfNumericType, type Scalar, sameType, type ValueType } from '../values/value-type.ts'

const ORDERED = ['less', 'at_most', 'more', 'at_least'] as const
const SAME = ['equal', 'not_equal'] as const

const scalar = z.union([z.number(), z.string().min(1).max(200), z.boolean()])

const comparison = z.strictObject({
  of: valueReference('any'),
  is: z.enum([...SAME, ...ORDERED]),
  /** What the figure is compared with: a value, or another figure of the same kind; one of the two. */
  value: scalar.optional(),
  than: valueReference('any').optional(),
  /** Whether the condition holds when a figure of it is missing. */
  ifMissing: z.boolean().optional(),
})

const membership = z.strictObject({
  of: valueReference(['class']),
  is: z.enum(['among', 'not_among']),
  values: z.array(z.string().min(1)).min(1).max(200),
  ifMissing: z.boolean().optional(),
})

const presence = z.strictObject({ of: valueReference('any'), is: z.enum(['known', 'missing']) })

type Comparing = z.infer<typeof comparison>
type Presence = z.infer<typeof presence>
export type Test = Comparing | z.infer<typeof membership>
export type Leaf = Test | Presence

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

fieldMeanings.add(conditionSchema, { condition: true })

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
    if (value) checkLeaf(condition, value, path, scope, report)
  }
}

function checkLeaf(leaf: Leaf, value: Value, path: Path, scope: Scope, report: Report): void {
  const reference = leaf.of
  if (isPresence(leaf)) {
    if (!value.mayBeMissing) report('never_missing', [...path, 'is'], { reference })
    return
  }
  const than = 'than' in leaf && leaf.than !== undefined ? leaf.than : null
  const other = than === null ? undefined : scope.value(than)
  checkMissing(leaf, value, than === null || !other ? null : { name: than, value: other }, path, report)
  if ('values' in leaf) {
    for (const [at, each] of leaf.values.entries())
      checkLiteral(each, value, reference, [...path, 'values', at], report)
    return
  }
  if (isOrdered(leaf.is) && !isNumeric(value.type))
    report('not_ordered', [...path, 'is'], { reference, kind: value.type.kind })
  if (leaf.value === undefined && than === null) report('nothing_to_compare', path, { reference })
  if (leaf.value !== undefined && than !== null) report('two_to_compare', [...path, 'than'], { reference })
  if (leaf.value !== undefined) checkLiteral(leaf.value, value, reference, [...path, 'value'], report)
  if (than !== null && other) checkKinds(reference, value, than, other, [...path, 'than'], report)
}

function checkMissing(
  { of, ifMissing }: Test,
  value: Value,
  other: { readonly name: string; readonly value: Value } | null,
  path: Path,
  report: Report,
): void {
  const undecided = value.mayBeMissing ? of : other?.value.mayBeMissing ? other.name : null
  if (undecided !== null && ifMissing === undefined) {
    report('missing_undecided', path, { reference: undecided, field: 'ifMissing', choices: 'condition' })
  }
  if (undecided === null && ifMissing !== undefined) {
    report('missing_impossible', [...path, 'ifMissing'], { reference: of })
  }
}

/** Two figures are compared only where they are of one kind, and classes only where their values are the same. */
function checkKinds(
  reference: string,
  { type }: Value,
  than: string,
  other: Value,
  path: Path,
  report: Report,
): void {
  if (type.kind !== other.type.kind) {
    report('kinds_differ', path, { reference, kind: type.kind, other: than, otherKind: other.type.kind })
  } else if (type.kind === 'class' && other.type.kind === 'class' && !sameType(type, other.type)) {
    const [values, otherValues] = [type.values.join(', '), other.type.values.join(', ')]
    report('classes_differ', path, { reference, values, other: than, otherValues })
  }
}

export const isPresence = (leaf: Leaf): leaf is Presence => leaf.is === 'known' || leaf.is === 'missing'

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
  const { operand, mayBeMissing, type } = scope.value(condition.of)
  if (isPresence(condition)) return condition.is === 'missing' ? missing(operand) : not(missing(operand))
  const other = 'than' in condition && condition.than !== undefined ? scope.value(condition.than) : null
  const test = lowerTest(condition, operand, other?.operand ?? literal(condition, type))
  const lacking = [...(mayBeMissing ? [operand] : []), ...(other?.mayBeMissing ? [other.operand] : [])]
  return condition.ifMissing
    ? any(...lacking.map(missing), test)
    : all(...lacking.map((each) => not(missing(each))), test)
}

function lowerTest(leaf: Test, operand: Operand, than: Operand): Condition {
  if ('values' in leaf) {
    const among: Condition = { test: 'among', of: operand, values: leaf.values }
    return leaf.is === 'among' ? among : not(among)
  }
  return compare(operand, leaf.is satisfies Comparison, than)
}

/** The value that a comparison is with, in the plan's terms. */
function literal(leaf: Test, { kind }: ValueType): Operand {
  const value = 'value' in leaf ? leaf.value : undefined
  return constant(kind === 'date' ? (parseDay(String(value)) ?? 0) : (value ?? 0))
}
