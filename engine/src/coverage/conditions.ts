import { fieldsOf } from '../check/references.ts'
import { conditionSchema, lowerCondition } from '../condition/condition.ts'
import type { Condition } from '../expression/expression.ts'
import type { CheckedScope, NodeBase } from '../nodes/kind.ts'
import type { Path } from '../values/walk.ts'

/** A condition of a node, whole or a part of one, in the plan's terms. */
export interface PlacedCondition {
  readonly path: Path
  readonly condition: Condition
}

/** All conditions that a node writes and the parts of which they are made, but for those that only turn another. */
export function conditionsOf(node: NodeBase, scope: CheckedScope): PlacedCondition[] {
  return fieldsOf(node).flatMap(({ meaning, value, path }) => {
    if (!meaning.condition) return []
    const parsed = conditionSchema.safeParse(value)
    if (!parsed.success || 'not' in parsed.data) return []
    return [{ path, condition: lowerCondition(parsed.data, scope) }]
  })
}
