import type { Reason } from '../explain/reason.ts'
import { decisionView } from '../explain/view.ts'
import type { Step } from '../expression/expression.ts'
import { visitOperands } from '../expression/reads.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures } from '../population/population.ts'
import { conesOf } from './setting.ts'

/** The reasons of these nodes for a customer's figures, in the order of the plan. */
export function reasonsFor(plan: Plan, run: Run, values: Figures, nodes: ReadonlySet<string>): Reason[] {
  const view = decisionView(plan, run, values)
  return plan.nodes.filter(({ node }) => nodes.has(node.id)).flatMap((node) => node.explain(view))
}

/** The nodes on which some figures rest. */
export const nodesBehind = (steps: readonly Step[], of: readonly string[]): ReadonlySet<string> =>
  new Set(conesOf(steps, of).map(({ node }) => node))

/** The facts on which some figures rest. */
export function factsBehind(steps: readonly Step[], of: readonly string[]): ReadonlySet<string> {
  const facts = new Set<string>()
  for (const { expression } of conesOf(steps, of)) {
    visitOperands(expression, (operand) => operand.op === 'fact' && facts.add(operand.name))
  }
  return facts
}
