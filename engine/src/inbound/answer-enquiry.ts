import type { DecisionView, Reason } from '../explain/reason.ts'
import { affinityNode, affinityParts, offersOf } from '../nodes/affinity/affinity.ts'
import {
  type Enquiry,
  explainEnquiry,
  type HANDLING_PERSONS,
  type Handling,
  handlingOf,
  type Inbound,
  inboundNode,
} from '../nodes/inbound/inbound.ts'
import type { Product } from '../nodes/suitability/product.ts'
import { suitabilityNode } from '../nodes/suitability/suitability.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Day } from '../values/day.ts'
import type { Bilingual } from '../values/fields.ts'

/** What becomes of one enquiry of one customer. */
export interface EnquiryAnswer {
  readonly enquiry: { readonly id: string; readonly name: Bilingual }
  readonly handler: {
    readonly id: string
    readonly name: Bilingual
    /** Who of the branch that is; null for a place outside with a queue of its own. */
    readonly person: (typeof HANDLING_PERSONS)[number] | null
  }
  /**
   * By when: minutes from the moment of the enquiry, of those in which the branches are open where the calendar says when
   * (see `afterOpenMinutes`); or working days from the day of the view's run, and the day on which they are over.
   */
  readonly deadline:
    | { readonly by: 'minutes'; readonly minutes: number }
    | { readonly by: 'working_days'; readonly days: number; readonly day: Day }
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
  const asked = askedIn(plan, node, enquiry)
  if (!asked) return null
  const handling = handlingOf(asked.inbound, asked.kind, view)
  const affinity =
    handling.offersFrom === undefined ? undefined : affinityNode(nodeOf(plan, handling.offersFrom))
  const products = affinity && suitabilityNode(nodeOf(plan, affinity.suitability))?.products
  const offers = (affinity ? offersOf(affinity) : []).flatMap((product) => {
    const offered = affinity && view.value(affinityParts(affinity.id).offered(product)) === true
    return (offered && products?.filter(({ id }) => id === product)) || []
  })
  return {
    ...answered(asked, handling, view.run),
    offers,
    reasons: [
      ...explainEnquiry(asked.inbound, asked.kind, view),
      ...plan.nodes
        .filter((each) => [affinity?.id, affinity?.suitability].includes(each.node.id))
        .flatMap((each) => each.explain(view)),
    ],
  }
}

/**
 * How an enquiry of a kind is handled for somebody of whom the bank knows nothing: as usual, and nothing is
 * offered, since what suits him is not known. Null when there is no such node or enquiry.
 */
export function answerStranger(plan: Plan, run: Run, node: string, enquiry: string): EnquiryAnswer | null {
  const asked = askedIn(plan, node, enquiry)
  return asked && { ...answered(asked, asked.kind.otherwise, run), offers: [], reasons: [] }
}

interface Asked {
  readonly inbound: Inbound
  readonly kind: Enquiry
}

const nodeOf = (plan: Plan, id: string) => plan.playbook.nodes.find((each) => each.id === id)

function askedIn(plan: Plan, node: string, enquiry: string): Asked | null {
  const inbound = inboundNode(nodeOf(plan, node))
  const kind = inbound?.enquiries.find(({ id }) => id === enquiry)
  return inbound && kind ? { inbound, kind } : null
}

function answered(
  { inbound, kind }: Asked,
  { handler, deadline, answer }: Handling,
  { asOf, workingDays }: Run,
): Omit<EnquiryAnswer, 'offers' | 'reasons'> {
  const handling = inbound.handlers.find(({ id }) => id === handler)
  return {
    enquiry: { id: kind.id, name: kind.name },
    handler: { id: handler, name: handling?.name ?? inbound.name, person: handling?.person ?? null },
    deadline:
      deadline.by === 'minutes' ? deadline : { ...deadline, day: workingDays.dueAfter(asOf, deadline.days) },
    answer,
  }
}
