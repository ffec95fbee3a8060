import type { RunInputs } from '../expression/inputs.ts'
import { arbitrationParts } from '../nodes/arbitration/arbitration.ts'
import { productVerdict } from '../nodes/suitability/suitability.ts'
import { type Plan, runInputs } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import type { Figures } from '../population/population.ts'
import { type Bilingual, inEveryLanguage, splitReference } from '../values/fields.ts'
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
    names.things.get(name) ?? names.things.get(splitReference(name).node) ?? inEveryLanguage(name)
  return {
    run,
    value,
    nameOf,
    valueName: (figure, of) => valueName(names, figure, of),
    figure(name) {
      const found = value(name)
      const named = typeof found === 'string' ? valueName(names, name, found) : undefined
      return { kind: plan.types.get(name)?.kind ?? 'count', value: found, ...(named && { name: named }) }
    },
  }
}

/** What a playbook calls its things, and the values of its classes: a fact and a value of a class may share a name. */
export interface NamesIn {
  /** Facts, nodes and verdicts on products, by their names in the plan. */
  readonly things: ReadonlyMap<string, Bilingual>
  /** Products, handlers and strategies, by their ids. */
  readonly values: ReadonlyMap<string, Bilingual>
  /** By node or figure, of those whose values no other node names: those that have a name. */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, Bilingual>>
}

/** A plan is asked for its names once a customer. */
const known = new WeakMap<Plan, NamesIn>()

/** What the playbook calls its things, by their names in the plan. */
export function namesIn(plan: Plan): NamesIn {
  const names = known.get(plan) ?? namesOf(plan)
  known.set(plan, names)
  return names
}

/** What the playbook calls a value of a figure, if anything: such as a strategy of the matrix whose figure it is. */
export function valueName({ own, values }: NamesIn, figure: string, value: string): Bilingual | undefined {
  return (own.get(figure) ?? own.get(splitReference(figure).node) ?? values).get(value)
}

/** Of two of one name the later. */
function namesOf({ playbook }: Plan): NamesIn {
  const things = new Map([
    ...playbook.nodes.flatMap((node) =>
      node.kind === 'suitability'
        ? node.products.map(({ id, name }) => [productVerdict(node.id, id), name] as const)
        : [],
    ),
    ...playbook.facts.map(({ name, label }) => [name, label] as const),
    ...playbook.nodes.map(({ id, name }) => [id, name] as const),
  ])
  const named = playbook.nodes.map((node) => [node, namedIn(node)] as const)
  return {
    things,
    values: new Map(named.flatMap(([, entries]) => entries.map(({ id, name }) => [id, name] as const))),
    own: new Map([
      ...named.flatMap(([{ id, kind }, entries]) =>
        OF_THEIR_OWN.has(kind) ? [[id, new Map(entries.map((each) => [each.id, each.name]))] as const] : [],
      ),
      // What leads is a node.
      ...playbook.nodes.flatMap(({ id, kind }) =>
        kind === 'arbitration' ? [[arbitrationParts(id).source, things] as const] : [],
      ),
    ]),
  }
}

const OF_THEIR_OWN: ReadonlySet<PlaybookNode['kind']> = new Set(['matrix', 'inbound', 'tier', 'arbitration'])

function namedIn(node: PlaybookNode): readonly { readonly id: string; readonly name: Bilingual }[] {
  switch (node.kind) {
    case 'suitability':
      return node.products
    case 'inbound':
      return node.handlers
    case 'matrix':
      return node.strategies
    default:
      return []
  }
}
