import type { EnquiryKind } from '@branch-playbook/engine'
import { Refusal } from '../api/problem.ts'
import { requireUnerased } from '../customer/unerased.ts'
import type { Desk } from '../desk/desk.ts'
import type { Principal } from '../identity/users.ts'
import { addEnquiry, enquiryById, type StoredEnquiry, stepById } from '../store/enquiries.ts'
import { nextNumber } from '../store/next-number.ts'
import type { Tables } from '../store/tables.ts'
import { type Asker, proposalFor } from './answer.ts'
import { storedDecision } from './decision.ts'
import { storedRoute } from './route.ts'

type Asked = Pick<Tables['enquiries'], 'id' | 'branch' | 'customer' | 'person' | 'phone' | 'channel' | 'text'>

/**
 * Records an enquiry once, with what the playbook answers to it at that moment; under an id that is taken nothing
 * is added, and the enquiry there comes back.
 */
export const receive = (
  desk: Desk,
  { id: by }: Principal,
  asker: Asker,
  kind: EnquiryKind | null,
  asked: Asked,
): Promise<{ readonly enquiry: StoredEnquiry; readonly added: boolean }> =>
  desk.journal.change(by, async (store, note, at) => {
    const taken = await enquiryById(store, asked.id)
    if (taken) return { enquiry: taken, added: false }
    // Its first step has its id.
    if (await stepById(store, asked.id)) throw new Refusal('enquiry_differs', { enquiry: asked.id })
    if (asked.customer !== null) await requireUnerased(store, asked.customer)
    const received = { at: new Date(at), day: desk.today.grounds.day }
    const proposal = proposalFor(desk.today, asker, kind, received)
    const { kept, route } = proposal
    const number = await nextNumber(store, 'enquiries')
    const { id, branch, customer, channel } = asked
    const enquiry = await addEnquiry(
      store,
      {
        ...asked,
        number,
        ...storedDecision(proposal),
        open: 1,
        day: desk.day,
        by,
        at,
      },
      { id, enquiry: id, place: 1, what: 'received', ...storedRoute(route), note: '', day: desk.day, by, at },
    )
    note({
      action: 'enquiry.received',
      subject: `enquiries/${id}`,
      details: { number, branch, channel, kind: kept.kind?.id ?? null, to: route.to, day: desk.day },
      personal: customer === null ? [] : [{ customer }],
    })
    return { enquiry, added: true }
  })
