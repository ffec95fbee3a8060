import type { Affinity } from '../nodes/affinity/affinity.ts'
import {
  type Association,
  associatedRules,
  associationFigures,
  inForce,
} from '../nodes/affinity/association.ts'
import { type Product, suitabilityNode, type Verdict, verdictOn } from '../nodes/suitability/suitability.ts'
import { orderableProducts } from '../order/order-check.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bilingual } from '../values/fields.ts'
import { inEveryLanguage } from '../values/fields.ts'
import type { DecisionView, Figure } from './reason.ts'

/** Something that goes with what a customer holds, whether or not it may be offered to him, with its evidence. */
export interface Opportunity {
  /** The affinity node, and its rule. */
  readonly node: string
  readonly rule: string
  readonly product: Product
  /** May be offered today; withheld by suitability; or its rule does not hold on the day. */
  readonly state: 'offered' | 'withheld' | 'not_in_force'
  readonly verdict: Verdict
  /** What he holds that leads to it, with the figure by which he does. */
  readonly has: readonly { readonly name: Bilingual; readonly figure: Figure }[]
  readonly lacks: Bilingual
  /** What was counted when the rule was found: support and confidence in percent, lift as a factor. */
  readonly evidence: {
    readonly customers: number
    readonly both: number
    readonly support: number
    readonly confidence: number
    readonly lift: number
  }
  readonly acceptedBy: string
  /** `YYYY-MM-DD`, as is the last day on which it holds. */
  readonly acceptedOn: string
  readonly until: string
}

/**
 * What goes with what a customer holds, of every affinity node: what may be offered first, in each the greatest
 * leverage first. Of several rules that lead to one product each is an opportunity of its own.
 */
export function opportunitiesOf({ playbook }: Plan, view: DecisionView): Opportunity[] {
  const found = playbook.nodes.flatMap((node) =>
    node.kind === 'affinity' ? ofAffinity(node, productsOf(playbook.nodes, node), view) : [],
  )
  const rank = ({ state }: Opportunity) => ['offered', 'withheld', 'not_in_force'].indexOf(state)
  return found.toSorted((left, right) => rank(left) - rank(right))
}

const productsOf = (nodes: Plan['playbook']['nodes'], { suitability }: Affinity): readonly Product[] =>
  suitabilityNode(nodes.find(({ id }) => id === suitability))?.products ?? []

function ofAffinity(node: Affinity, products: readonly Product[], view: DecisionView): Opportunity[] {
  return associatedRules(node, view).flatMap((rule): Opportunity[] => {
    const product = products.find(({ id }) => id === rule.offer)
    if (!product) return []
    const verdict = verdictOn(view, node.suitability, rule.offer)
    return [
      {
        node: node.id,
        rule: rule.id,
        product,
        state: stateOf(rule, verdict, view),
        verdict,
        has: rule.has.flatMap((id) => {
          const holding = node.holdings.find((each) => each.id === id)
          return holding ? [{ name: holding.name, figure: view.figure(holding.of) }] : []
        }),
        lacks: node.holdings.find(({ id }) => id === rule.lacks)?.name ?? inEveryLanguage(rule.lacks),
        evidence: evidenceOf(rule),
        acceptedBy: rule.acceptedBy,
        acceptedOn: rule.acceptedOn,
        until: rule.until,
      },
    ]
  })
}

function stateOf(rule: Association, verdict: Verdict, view: DecisionView): Opportunity['state'] {
  if (!inForce(rule, view.run.asOf)) return 'not_in_force'
  return verdict === 'suitable' ? 'offered' : 'withheld'
}

function evidenceOf(rule: Association): Opportunity['evidence'] {
  const { support, confidence, lift } = associationFigures(rule)
  const { customers, both } = rule.counts
  return { customers, both, support, confidence, lift }
}

/** A product that a playbook lets be offered at all, and whether it may be offered to a customer. */
export interface JudgedProduct extends Product {
  readonly verdict: Verdict
}

/** Every product of the playbook's suitability nodes, with the verdict on it for a customer. */
export const judgedProducts = (plan: Plan, view: DecisionView): JudgedProduct[] =>
  orderableProducts(plan).map(({ gate, product }) => ({
    ...product,
    verdict: verdictOn(view, gate.id, product.id),
  }))
