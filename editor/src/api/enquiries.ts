import { useQuery } from '@tanstack/react-query'
import { type InferRequestType, type InferResponseType, parseResponse } from 'hono/client'
import { CUSTOMERS, useChange } from './change.ts'
import { api } from './client.ts'

const inBranch = api.branches[':id'].enquiries
const steps = api.enquiries[':id'].steps

export type Enquiry = InferResponseType<typeof inBranch.$get, 200>[number]
export type EnquiryRoute = Enquiry['route']
type EnquiryKinds = InferResponseType<typeof api.enquiries.kinds.$get, 200>
export type EnquiryKind = EnquiryKinds['kinds'][number]
export type NewEnquiry = InferRequestType<typeof api.enquiries.$post>['json']
export type EnquiryChannel = NewEnquiry['channel']
export type Proposal = InferResponseType<typeof api.enquiries.proposals.$post, 200>
export type NewStep = InferRequestType<typeof steps.$post>['json']

/** A customer, somebody whom a branch does not know, or whoever made an enquiry. */
export type Enquirer =
  | { readonly customer: string }
  | { readonly branch: string }
  | { readonly enquiry: string }

const ENQUIRIES = ['enquiries']

/** The open enquiries of a branch, or of one of its advisers; or those that are closed. */
export const useEnquiries = (branch: string, adviser: string | null, state: 'open' | 'closed') =>
  useQuery({
    queryKey: [...ENQUIRIES, branch, adviser, state],
    // What comes in online, and what becomes late, shows while the page is open.
    refetchInterval: 20_000,
    queryFn: () =>
      parseResponse(
        inBranch.$get({ param: { id: branch }, query: { state, ...(adviser !== null && { adviser }) } }),
      ),
  })

export const useEnquiriesOf = (customer: string) =>
  useQuery({
    queryKey: [...ENQUIRIES, customer],
    queryFn: () => parseResponse(api.enquiries.$get({ query: { customer } })),
  })

/** The kinds of enquiry that are answered, and to whom outside the branch one may be handed on. */
export const useEnquiryKinds = (from: Enquirer | null) =>
  useQuery({
    queryKey: ['enquiry kinds', from],
    enabled: from !== null,
    staleTime: 60_000,
    queryFn: () => parseResponse(api.enquiries.kinds.$get({ query: from ?? {} })),
  })

/** What would be answered; to an enquiry, if it were of that kind. Of a customer each is a look at him. */
export const useProposal = (
  from: Enquirer | null,
  kind: Pick<EnquiryKind, 'node' | 'id'> | null | undefined,
) =>
  useQuery({
    queryKey: ['enquiry proposal', from, kind],
    enabled: from !== null && kind !== undefined,
    staleTime: 60_000,
    queryFn: () =>
      parseResponse(
        api.enquiries.proposals.$post({ json: { from: from ?? { branch: '' }, kind: kind ?? null } }),
      ),
  })

/** An enquiry stands on the list of whom it belongs to and on the customer's timeline. */
const TOUCHED = [ENQUIRIES, CUSTOMERS]

interface Recorded {
  readonly enquiry: NewEnquiry
  readonly close: { readonly id: string; readonly note: string } | null
}

/** Records an enquiry; one that is answered on the spot is closed at once with a note. */
export const useRecordEnquiry = () =>
  useChange(TOUCHED, async ({ enquiry, close }: Recorded) => {
    const recorded = await parseResponse(api.enquiries.$post({ json: enquiry }))
    if (close === null || recorded.state === 'closed') return recorded
    const closing = { ...close, after: recorded.steps.length, what: 'closed' as const }
    return parseResponse(steps.$post({ param: { id: recorded.id }, json: closing }))
  })

/** Takes an enquiry, answers it, hands it on, corrects its kind or closes it. */
export const useEnquiryStep = (id: string) =>
  useChange(TOUCHED, (json: NewStep) => parseResponse(steps.$post({ param: { id }, json })))
