import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures, Population } from '../population/population.ts'
import type { Maybe, Scalar } from '../values/value-type.ts'
import { decider } from './decider.ts'
import type { Decisions } from './decisions.ts'
import { traced } from './trace/traced.ts'

/** What a decision hands out: a value, nothing, or the members of a list in order. */
export type Outcome = Maybe | readonly Scalar[]

/**
 * Decides one customer: the outcomes of the plan by name, nodes by their ids and parts of nodes as `id.part`.
 * `facts` are in the engine's terms, as `readCustomer` gives them: amounts in minor units, percent as written,
 * dates as day numbers, classes as text, flags as booleans, missing as null. What the plan needs for it is made
 * once and kept with the plan, so that a decision takes microseconds.
 */
export function decide(plan: Plan, facts: Figures, run: Run): Readonly<Record<string, Outcome>> {
  const trace = traced(plan).decide(facts, run)
  const value = (name: string) => trace.value(name)
  const outcomes = plan.outputs.map(({ name }): [string, Outcome] => [name, value(name)])
  const lists = plan.nodes.flatMap((node): [string, Outcome][] => {
    const members = node.list(value)
    return members ? [[node.node.id, members]] : []
  })
  return Object.fromEntries([...outcomes, ...lists])
}

/**
 * Decides everybody in a population: a column for each outcome, in the order of the customers. Whoever decides the
 * same plan again and again keeps a `decider` and hands it the columns to fill.
 */
export const decideAll = (plan: Plan, population: Population, run: Run): Decisions =>
  decider(plan).decide(population, run)
