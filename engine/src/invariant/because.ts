import type { Reason } from '../explain/reason.ts'
import { decisionView } from '../explain/view.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures } from '../population/population.ts'

/** The reasons of some nodes for a customer's figures, in the order of the plan. */
export function reasonsFor(plan: Plan, run: Run, values: Figures, nodes: ReadonlySet<string>): Reason[] {
  const view = decisionView(plan, run, values)
  return plan.nodes.filter(({ node }) => nodes.has(node.id)).flatMap((node) => node.explain(view))
}
