import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { OpenEnquiry } from './book.ts'
import type { Month } from './month.ts'

const kindsSchema = z.object({ kinds: z.array(z.object({ node: z.string(), id: z.string() })) })
const enquirySchema = z.object({
  id: z.string(),
  kind: z.object({ id: z.string() }).nullable(),
  offers: z.array(z.object({ id: z.string(), risk: z.string() })),
  due: z.object({ at: z.string().nullable(), day: z.string().nullable() }),
  late: z.boolean(),
})

/** So seldom an enquiry is forgotten by everybody. */
const FORGOTTEN = 0.1
/** So often one that is seen to turns out to be of another kind. */
const OF_ANOTHER_KIND = 0.15

/** In each branch a customer asks something, and a stranger; what was offered against the rules. */
export async function receiveEnquiries(month: Month): Promise<string[]> {
  const broken: string[] = []
  for (const branch of month.branches) {
    const [first] = (await month.listOf(branch)).actions
    const askers = [
      ...(first ? [{ customer: first.customer.id }] : []),
      { branch, person: '王女士', phone: '13800000000' },
    ]
    for (const from of askers) {
      const { offers } = await receive(month, branch, from)
      for (const { id, risk } of offers)
        if (!('customer' in from) || !month.book.suits(from.customer, risk, month.day))
          broken.push(`${month.day}: ${JSON.stringify(from)} was offered ${id} (${risk})`)
    }
  }
  return broken
}

async function receive(
  month: Month,
  branch: string,
  from: { customer: string } | { branch: string; person: string },
) {
  const user = `manager-${branch}`
  const of = 'customer' in from ? `customer=${from.customer}` : `branch=${branch}`
  const { kinds } = await month.ask(user, 'GET', `/api/enquiries/kinds?${of}`, { answer: kindsSchema })
  const [first, ...others] = kinds
  const kind = first && !month.random.chance(0.2) ? month.random.pick([first, ...others]) : null
  const send = { id: randomUUID(), from, channel: 'phone', kind, text: '想问一下' }
  const enquiry = await month.ask(user, 'POST', '/api/enquiries', {
    send,
    expected: 201,
    answer: enquirySchema,
  })
  if ('customer' in from) month.book.asked.push({ id: enquiry.id, customer: from.customer })
  month.book.enquiries.set(enquiry.id, {
    branch,
    kind: enquiry.kind?.id ?? null,
    due: enquiry.due,
    isForgotten: month.random.chance(FORGOTTEN),
    step: 1,
    isAnswered: false,
  })
  return enquiry
}

/** Whoever has an enquiry takes it, hands it on, corrects its kind, answers it, closes it: now this, now that. */
export async function handleEnquiries(month: Month): Promise<void> {
  for (const [id, enquiry] of month.book.enquiries) {
    if (enquiry.isForgotten && !isLate(enquiry, month)) continue
    if (!enquiry.isAnswered && month.random.chance(OF_ANOTHER_KIND)) await correctKind(month, id, enquiry)
    const what = enquiry.isAnswered
      ? 'closed'
      : month.random.pick(['taken', 'handed_on', 'answered', 'closed', 'none'])
    if (what === 'none') continue
    const send = { id: randomUUID(), after: enquiry.step, what, ...moreOf(what, month, enquiry) }
    await month.do(`manager-${enquiry.branch}`, 'POST', `/api/enquiries/${id}/steps`, send)
    enquiry.step += 1
    if (what === 'answered') enquiry.isAnswered = true
    if (what === 'closed') month.book.enquiries.delete(id)
  }
}

/** Corrects the kind of an enquiry: from then on it has the deadline of the kind that it is. */
async function correctKind(month: Month, id: string, enquiry: OpenEnquiry): Promise<void> {
  const user = `manager-${enquiry.branch}`
  const { kinds } = await month.ask(user, 'GET', `/api/enquiries/kinds?enquiry=${id}`, {
    answer: kindsSchema,
  })
  const [first, ...others] = kinds.filter((kind) => kind.id !== enquiry.kind)
  if (!first) return
  const kind = month.random.pick([first, ...others])
  const send = { id: randomUUID(), after: enquiry.step, what: 'corrected', kind, note: '登记有误' }
  const { due } = await month.ask(user, 'POST', `/api/enquiries/${id}/steps`, { send, answer: enquirySchema })
  Object.assign(enquiry, { kind: kind.id, due, step: enquiry.step + 1 })
}

function moreOf(what: string, month: Month, { branch }: OpenEnquiry): object {
  if (what === 'answered' || what === 'closed') return { note: '已回复客户' }
  if (what !== 'handed_on') return {}
  const [first = '', ...others] = month.advisersOf(branch)
  return { note: '', to: { to: 'adviser', adviser: month.random.pick([first, ...others]) } }
}

/** Whether its moment or its day is over at this moment, and nobody has answered it. */
const isLate = ({ due, isAnswered }: OpenEnquiry, { now, day }: Month): boolean =>
  !isAnswered && ((due.at !== null && Date.parse(due.at) <= now) || (due.day !== null && due.day < day))

/** Enquiries that are nowhere though they are open, somewhere though they are closed, or late unseen. */
export async function lostEnquiries(month: Month): Promise<string[]> {
  const broken: string[] = []
  for (const [id, enquiry] of month.book.enquiries) if (isLate(enquiry, month)) month.book.late.add(id)
  for (const branch of month.branches) {
    const shown = await month.ask(`manager-${branch}`, 'GET', `/api/branches/${branch}/enquiries`, {
      answer: z.array(enquirySchema),
    })
    const late = new Map(shown.map((each) => [each.id, each.late]))
    for (const [id, enquiry] of month.book.enquiries)
      if (enquiry.branch === branch && late.get(id) !== isLate(enquiry, month))
        broken.push(
          `${month.day}: enquiry ${id}, due ${JSON.stringify(enquiry.due)}, is ${late.get(id) ?? 'nowhere'}`,
        )
    for (const { id } of shown)
      if (!month.book.enquiries.has(id)) broken.push(`${month.day}: enquiry ${id} is over, and still there`)
  }
  return broken
}
