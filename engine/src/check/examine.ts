import { conditionSchema, type PlaybookCondition } from '../condition/condition.ts'
import { examineCondition } from '../condition/examine.ts'
import type { Find, NodeBase } from '../nodes/kind.ts'
import { planChecked } from '../plan/plan.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { MOST_PROBLEMS, type Problem, problem } from '../problem/problem.ts'
import type { Path } from '../values/walk.ts'
import { insightInto } from './insight.ts'
import { fieldsOf } from './references.ts'
import type { Names } from './scope.ts'
import { findUnused } from './unused.ts'

/**
 * What is wrong with a playbook that has no errors of its own making: rows of tables that contradict each other,
 * customers whom none covers, conditions that never hold, thresholds that nobody reaches, nodes that nobody reads.
 * Found by reasoning over all customers there can be, each with one on whom it shows where there is such.
 */
export function* examine(playbook: Playbook, names: Names): Generator<Problem> {
  const insight = insightInto(planChecked(playbook), names)
  for (const [at, node] of playbook.nodes.entries()) {
    const problems: Problem[] = []
    const counts = new Map<Problem['code'], number>()
    const find: Find = (code, path, values, shows) => {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count > MOST_PROBLEMS) return
      problems.push(problem(code, ['nodes', at, ...path], values, shows && insight.witness(shows)))
    }
    for (const { condition, path } of conditionsOf(node)) examineCondition(condition, path, insight, find)
    names.nodes.get(node.id)?.examine(insight, find)
    yield* problems
  }
  yield* findUnused(playbook)
}

/** The conditions of a node, without those inside of others. */
function conditionsOf(node: NodeBase): { readonly condition: PlaybookCondition; readonly path: Path }[] {
  const fields = fieldsOf(node).filter(({ meaning }) => meaning.condition)
  const outermost = fields.filter(
    ({ path }) =>
      !fields.some(
        (other) => other.path.length < path.length && other.path.every((key, at) => key === path[at]),
      ),
  )
  return outermost.flatMap(({ value, path }) => {
    const parsed = conditionSchema.safeParse(value)
    return parsed.success ? [{ condition: parsed.data, path }] : []
  })
}
