import { all, any, type Condition, not } from '../expression/expression.ts'
import type { Find, Insight } from '../nodes/kind.ts'
import { lowerCondition, type PlaybookCondition } from './condition.ts'

type Path = readonly (string | number)[]

/** A part of a condition, as a tree from which parts can be taken. */
type Part =
  | { readonly path: Path; readonly leaf: Condition }
  | { readonly path: Path; readonly join: 'all' | 'any'; parts: Part[] }
  | { readonly path: Path; readonly of: Part }

/**
 * Conditions that never hold or always do, and parts of a condition without which it would be the same; said of
 * the largest such part. Of two parts that say the same the later one is reported.
 */
export function examineCondition(
  condition: PlaybookCondition,
  path: Path,
  insight: Insight,
  find: Find,
): void {
  const whole = partOf(condition, path, insight)
  let unknown = false
  const isNever = (asked: Condition): boolean => {
    const never = insight.isNever(asked)
    unknown ||= never === 'unknown'
    return never === true
  }
  const examineParts = (part: Part, positive: boolean): void => {
    if ('of' in part) examineParts(part.of, !positive)
    if (!('parts' in part)) return
    for (const each of part.parts.toReversed()) {
      if (part.parts.length > 1 && hasNoEffect(each, part, positive)) continue
      examineParts(each, positive)
    }
  }
  const hasNoEffect = (
    part: Part,
    { parts, join }: Extract<Part, { join: string }>,
    positive: boolean,
  ): boolean => {
    const before = lowered(whole)
    const at = parts.indexOf(part)
    parts.splice(at, 1)
    const after = lowered(whole)
    // Without a part of `all` it holds at least as often, without one of `any` at most.
    const wider = (join === 'all') === positive
    if (isNever(wider ? all(after, not(before)) : all(before, not(after)))) {
      find('condition_part', part.path, { how: howOf(part) })
      return true
    }
    parts.splice(at, 0, part)
    return false
  }
  const howOf = (part: Part): string => {
    if (isNever(lowered(part))) return 'never'
    return isNever(not(lowered(part))) ? 'always' : 'implied'
  }
  if (isNever(lowered(whole))) find('condition_never', path)
  else if (isNever(not(lowered(whole)))) find('condition_always', path)
  else examineParts(whole, true)
  if (unknown) find('condition_undecided', path)
}

function partOf(condition: PlaybookCondition, path: Path, insight: Insight): Part {
  if ('not' in condition) return { path, of: partOf(condition.not, [...path, 'not'], insight) }
  for (const join of ['all', 'any'] as const) {
    const of: PlaybookCondition[] | undefined = Reflect.get(condition, join)
    if (of) return { path, join, parts: of.map((each, at) => partOf(each, [...path, join, at], insight)) }
  }
  return { path, leaf: lowerCondition(condition, insight) }
}

function lowered(part: Part): Condition {
  if ('leaf' in part) return part.leaf
  if ('of' in part) return not(lowered(part.of))
  return (part.join === 'all' ? all : any)(...part.parts.map(lowered))
}

/** Of conditions that are tried in order: those that hold only where an earlier one does. */
export function examineOrder(
  conditions: readonly { readonly condition: PlaybookCondition; readonly path: Path }[],
  insight: Insight,
  find: Find,
): void {
  const before: Condition[] = []
  for (const [at, { condition, path }] of conditions.entries()) {
    const holding = lowerCondition(condition, insight)
    // One that never holds at all is reported as such.
    if (before.length > 0 && insight.isNever(holding) === false) {
      const never = insight.isNever(all(holding, ...before.map(not)))
      if (never === 'unknown') find('condition_undecided', path)
      else if (never) find('case_shadowed', path, { case: at + 1 }, holding)
    }
    before.push(holding)
  }
}
