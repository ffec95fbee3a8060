import type { CustomerPage } from '../api/customers.ts'

type Reasons = CustomerPage['decision']['reasons']

const ENQUIRY = /^inbound_/

/** Why the decision of today came out as it did, and what would become of an enquiry. */
export function reasonsApart(reasons: Reasons): { readonly today: Reasons; readonly asked: Reasons } {
  const inbound = new Set(reasons.filter(({ code }) => ENQUIRY.test(code)).map(({ node }) => node))
  return {
    today: reasons.filter(({ node }) => !inbound.has(node)),
    asked: reasons.filter(({ node }) => inbound.has(node)),
  }
}
