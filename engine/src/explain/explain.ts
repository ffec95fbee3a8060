import { edgesOf } from '../check/references.ts'
import type { Trace } from '../evaluate/trace/trace.ts'
import { traced } from '../evaluate/trace/traced.ts'
import { sourcesOf } from '../nodes/arbitration/arbitration.ts'
import type { BoundNode } from '../nodes/kind.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures, Population } from '../population/population.ts'
import type { DecisionView, Reason } from './reason.ts'
import { decisionView } from './view.ts'

/** Explains single customers of a population under one plan. */
export interface Explainer {
  /** The values of all facts and steps of the customer at that position. */
  values(population: Population, at: number, run: Run): Figures
  view(population: Population, at: number, run: Run): DecisionView
}

/** Prepares explanations: the trace of a customer, from which figures and reasons are read when asked for. */
export function explainer(plan: Plan): Explainer {
  const tracer = traced(plan)
  return {
    values(population, at, run) {
      const trace = tracer.at(population, at, run)
      return new Map([...plan.types.keys()].map((name) => [name, trace.value(name)]))
    },
    view: (population, at, run) => traceView(plan, tracer.at(population, at, run)),
  }
}

/** A traced decision as its nodes see it. */
const traceView = (plan: Plan, trace: Trace): DecisionView =>
  decisionView(plan, trace.run, { get: (name) => trace.value(name) })

/**
 * Why one customer's decision is what it is: the reasons of every node, in the order of the plan, down to the
 * figures. `facts` as `decide` takes them; `sentence` puts a reason into words.
 */
export const explain = (plan: Plan, facts: Figures, run: Run): Reason[] =>
  reasonsOf(plan, traceView(plan, traced(plan).decide(facts, run)))

/** Why everything came out as it did for one customer: the reasons of every node, in the order of the plan. */
export const reasonsOf = (plan: Plan, view: DecisionView): Reason[] =>
  plan.nodes.flatMap((node) => node.explain(view))

/**
 * Why this customer is on today's list: first the duties and events that put him there, then what they rest
 * on, down to the figures. Nodes that had no part in it are left out.
 */
export function reasonsForContact(plan: Plan, view: DecisionView): Reason[] {
  const occasions = occasionsOf(plan, view)
  const byId = new Map(plan.nodes.map((bound) => [bound.node.id, bound]))
  const silent = new Set(
    plan.nodes
      .filter((bound) => bound.occasion(view) !== null && !occasions.includes(bound))
      .map(({ node }) => node.id),
  )
  const reached = new Set(occasions.map(({ node }) => node.id))
  const queue = [...reached, ...(plan.arbitration === null ? [] : [plan.arbitration])]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    reached.add(id)
    const bound = byId.get(id)
    for (const { to } of bound ? edgesOf(bound.node) : []) {
      if (byId.has(to) && !reached.has(to) && !silent.has(to)) queue.push(to)
    }
  }
  return [...reached].flatMap((id) => byId.get(id)?.explain(view) ?? [])
}

/** The nodes that put this customer on the list, most important first. */
export function occasionsOf(plan: Plan, view: DecisionView): BoundNode[] {
  const arbitration = plan.playbook.nodes.find(({ id }) => id === plan.arbitration)
  if (arbitration?.kind !== 'arbitration') return []
  return sourcesOf(arbitration).flatMap((id) => {
    const bound = plan.nodes.find(({ node }) => node.id === id)
    return bound && view.value(id) === true ? [bound] : []
  })
}

/**
 * The key of a customer's action: the customer, the reasons and the cycle. Running a night again makes the
 * same keys, and so adds nothing.
 */
export const actionKey = (plan: Plan, view: DecisionView, customer: string): string =>
  [
    customer,
    ...occasionsOf(plan, view).map((bound) => `${bound.node.id}@${bound.occasion(view) ?? ''}`),
  ].join('|')

/** The node that led to the action of that key of a customer: a duty, an event or a campaign. */
export const leadOfKey = (key: string, customer: string): string =>
  key.slice(customer.length + 1).split('@', 1)[0] ?? ''
