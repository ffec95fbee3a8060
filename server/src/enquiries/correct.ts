import { type EnquiryKind, parseDay } from '@branch-playbook/engine'
import { Refusal } from '../api/problem.ts'
import type { Desk } from '../desk/desk.ts'
import type { StoredEnquiry } from '../store/enquiries.ts'
import {
  type Asker,
  customerAsks,
  kindNamed,
  type Proposal,
  proposalFor,
  type Received,
  strangerAsks,
} from './answer.ts'
import { standing } from './decision.ts'

type KindName = Pick<EnquiryKind, 'node' | 'id'>

/** Whether a kind is the one that is named, or both are anything else. */
export const isOfKind = (kind: KindName | null, named: KindName | null): boolean =>
  kind?.node === named?.node && kind?.id === named?.id

/**
 * Who asked: the customer as long as the branch that he asked looks after him. Later he is as a stranger there, for it
 * has no business with what the bank knows of him.
 */
export function whoAsked({ today, snapshot }: Desk, { customer, branch }: StoredEnquiry): Asker {
  const place = snapshot.branches.findIndex(({ id }) => id === branch)
  const row = customer === null ? null : snapshot.customers.rowOf(customer)
  return row !== null && snapshot.customers.branch[row] === place
    ? customerAsks(today, row)
    : strangerAsks(today, place)
}

/**
 * What becomes of an enquiry when it is of another kind: the rules decide again that hold now, and offer what suits
 * the customer now; the time that it may take has run since it was received.
 * @throws Refusal of the kind that it has, of one that the playbook does not know, and of anything else of which
 * nobody has said what it is.
 */
export function decidedAnew(
  desk: Desk,
  enquiry: StoredEnquiry,
  named: KindName | null,
  note: string,
): Proposal {
  if (isOfKind(standing(enquiry).kept.kind, named))
    throw new Refusal('enquiry_of_this_kind', { number: enquiry.number })
  if (named === null && enquiry.text === '' && note === '') throw new Refusal('enquiry_says_nothing')
  const asker = whoAsked(desk, enquiry)
  return proposalFor(desk.today, asker, named && kindNamed(asker, named), receivedAt(desk, enquiry))
}

/** When an enquiry was received. */
export const receivedAt = ({ today }: Desk, { at, day }: StoredEnquiry): Received => ({
  at: new Date(at),
  day: parseDay(day) ?? today.grounds.day,
})
