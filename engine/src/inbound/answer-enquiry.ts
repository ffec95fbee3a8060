import type { DecisionView, Reason } from '../explain/reason.ts'
import { affinityNode, affinityParts, offersOf } from '../nodes/affinity/affinity.ts'
import { explainEnquiry, handlingOf, inboundNode } from '../nodes/inbound/inbound.ts'
import { type Product, suitabilityNode } from '../nodes/suitability/suitability.ts'
import type { Plan } from '../plan/plan.ts'
import type { Day } from '../values/day.ts'
import type { Bilingual } from '../values/fields.ts'

/** What becomes of one enquiry of one customer. */
export interface EnquiryAnswer {
  readonly enquiry: { readonly id: string; readonly name: Bilingual }
  readonly handler: { readonly id: string; readonly name: Bilingual }
  /**
   * By when: minutes from the moment of the enquiry; or working days from the day of the view's run, and the day
   * on which they are over, null when the calendar ends before.
   */
  readonly deadline:
    | { readonly by: 'minutes'; readonly minutes: number }
    | { readonly by: 'working_days'; readonly days: number; readonly day: Day | null }
  readonly answer: Bilingual
  /** What may be offered afterwards, the best first. Everything in it is suitable for the customer today. */
  readonly offers: readonly Product[]
  readonly reasons: readonly Reason[]
}

/**
 * How an enquiry of a kind is handled for a customer. `view` is the customer's, with all steps of the plan, as
 * `explainer(plan).view` makes it; `node` the id of an inbound node, `enquiry` the id of one of its enquiries.
 * Null when there is no such node or enquiry.
 */
export function answerEnquiry(
  plan: Plan,
  view: DecisionView,
  node: string,
  enquiry: string,
): EnquiryAnswer | null {
  const nodeOf = (id: string) => plan.playbook.nodes.find((each) => each.id === id)
  const inbound = inboundNode(nodeOf(node))
  const asked = inbound?.enquiries.find(({ id }) => id === enquiry)
  if (!inbound || !asked) return null
  const { handler, deadline, answer, offersFrom } = handlingOf(inbound, asked, view)
  const affinity = offersFrom === undefined ? undefined : affinityNode(nodeOf(offersFrom))
  const products = affinity && suitabilityNode(nodeOf(affinity.suitability))?.products
  const offers = (affinity ? offersOf(affinity) : []).flatMap((product) => {
    const offered = affinity && view.value(affinityParts(affinity.id).offered(product)) === true
    return (offered && products?.filter(({ id }) => id === product)) || []
  })
  const { asOf, workingDays } = view.run
  return {
    enquiry: { id: asked.id, name: asked.name },
    handler: {
      id: handler,
      name: inbound.handlers.find(({ id }) => id === handler)?.name ?? inbound.name,
    },
    deadline:
      deadline.by === 'minutes' ? deadline : { ...deadline, day: workingDays.after(asOf, deadline.days) },
    answer,
    offers,
    reasons: [
      ...explainEnquiry(inbound, asked, view),
      ...plan.nodes
        .filter((each) => [affinity?.id, affinity?.suitability].includes(each.node.id))
        .flatMap((each) => each.explain(view)),
    ],
  }
}
