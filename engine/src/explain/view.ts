import type { RunInputs } from '../expression/inputs.ts'
import { productVerdict } from '../nodes/suitability/suitability.ts'
import { type Plan, runInputs } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Figures } from '../population/population.ts'
import { type Bilingual, splitReference } from '../values/fields.ts'
import type { DecisionView } from './reason.ts'

/** One customer's decision as its nodes see it, from the values of all facts and steps, which are asked for late. */
export function decisionView(plan: Plan, run: Run, values: Pick<Figures, 'get'>): DecisionView {
  let inputs: RunInputs | undefined
  const names = namesIn(plan)
  const value = (name: string) => {
    const known = values.get(name) ?? null
    if (known !== null || plan.types.has(name)) return known
    inputs ??= runInputs(plan, run)
    return inputs.get(name) ?? null
  }
  // A part that has no name of its own goes by that of its node.
  const nameOf = (name: string): Bilingual =>
    names.get(name) ?? names.get(splitReference(name).node) ?? { 'zh-CN': name, en: name }
  return {
    run,
    value,
    nameOf,
    figure(name) {
      const found = value(name)
      const named = typeof found === 'string' ? names.get(found) : undefined
      return { kind: plan.types.get(name)?.kind ?? 'count', value: found, ...(named && { name: named }) }
    },
  }
}

/** A plan is asked for its names once a customer. */
const known = new WeakMap<Plan, ReadonlyMap<string, Bilingual>>()

/** What the playbook calls its things, by their names in the plan. */
export function namesIn(plan: Plan): ReadonlyMap<string, Bilingual> {
  const names = known.get(plan) ?? namesOf(plan)
  known.set(plan, names)
  return names
}

/** What the playbook calls its products, facts, nodes and strategies; of two of one name the later. */
function namesOf({ playbook }: Plan): Map<string, Bilingual> {
  return new Map([
    ...playbook.nodes.flatMap((node) =>
      node.kind === 'suitability'
        ? node.products.flatMap(({ id, name }) => [
            [id, name] as const,
            [productVerdict(node.id, id), name] as const,
          ])
        : [],
    ),
    ...playbook.nodes.flatMap((node) =>
      node.kind === 'inbound' ? node.handlers.map(({ id, name }) => [id, name] as const) : [],
    ),
    ...playbook.facts.map(({ name, label }) => [name, label] as const),
    ...playbook.nodes.map(({ id, name }) => [id, name] as const),
    ...playbook.nodes.flatMap((node) =>
      node.kind === 'matrix' ? node.strategies.map(({ id, name }) => [id, name] as const) : [],
    ),
  ])
}
