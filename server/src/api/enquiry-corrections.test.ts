import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { changeInForce } from '../testing/change-in-force.ts'
import { firstBranch } from '../testing/first-branch.ts'
import { logged } from '../testing/people.ts'
import { replaysSame } from '../testing/replays-same.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const MORNING = Date.parse('2026-03-11T01:00:00.000Z')
const MINUTE = 60_000
const after = (minutes: number) => new Date(MORNING + minutes * MINUTE).toISOString()

let now = MORNING
let branch: string
let manager: string
/** An adviser of the branch with customers of his own; and its desk. */
let adviser: string
let desk: string
let customer: string

const bank = bankOfAllTests({
  now: () => new Date(now),
  begin: async ({ open }) => {
    ;({ branch, manager, adviser, desk, customer } = firstBranch(open.desk))
  },
})
beforeEach(() => {
  now = MORNING
})

const decisionSchema = z.object({
  playbook: z.object({ version: z.number() }),
  kind: z.object({ id: z.string() }).nullable(),
  answer: z.object({ en: z.string() }).nullable(),
  offers: z.array(z.object({ id: z.string() })),
  reasons: z.array(z.object({ text: z.object({ en: z.string() }) })),
  due: z.object({ at: z.string().nullable(), day: z.string().nullable() }),
})
const shownSchema = decisionSchema.extend({
  id: z.string(),
  number: z.number(),
  route: z.object({ to: z.string(), adviser: z.object({ id: z.string() }).nullable() }),
  state: z.string(),
  late: z.boolean(),
  steps: z.array(
    z.object({
      what: z.string(),
      note: z.string(),
      at: z.string(),
      by: z.object({ id: z.string() }),
      corrects: decisionSchema.nullable(),
    }),
  ),
})
type Shown = z.infer<typeof shownSchema>

const kind = (id: string) => ({ node: 'enquiries', id })

const asked = (id: string | null, more: object = {}) => ({
  ...{ id: randomUUID() as string, from: { customer }, channel: 'counter' },
  ...{ kind: id === null ? null : kind(id), ...more },
})

async function record(id: string | null, more: object = {}): Promise<Shown> {
  const { status, body } = await bank.ask(manager, 'POST', '/api/enquiries', asked(id, more))
  expect(status, JSON.stringify(body)).toBe(201)
  return shownSchema.parse(body)
}

const step = ({ id, steps }: Shown, more: object, user = manager) =>
  bank.ask(user, 'POST', `/api/enquiries/${id}/steps`, { id: randomUUID(), after: steps.length, ...more })

const correction = (id: string | null, more: object = {}) => ({
  what: 'corrected',
  kind: id === null ? null : kind(id),
  ...more,
})

async function handled(enquiry: Shown, more: object, user = manager): Promise<Shown> {
  const { status, body } = await step(enquiry, more, user)
  expect(status, JSON.stringify(body)).toBe(200)
  return shownSchema.parse(body)
}

async function idsOf(of: string): Promise<string[]> {
  const { body } = await bank.ask(manager, 'GET', `/api/branches/${branch}/enquiries?adviser=${of}`)
  return z
    .array(shownSchema)
    .parse(body)
    .map(({ id }) => id)
}

const refused = (code: string) => ({ body: { type: `/problems/${code}` } })

describe('a wrong kind', () => {
  test('is corrected by whoever may handle it: the rules decide again, from when it was received', async () => {
    const made = await record('investment_advice')
    expect(await idsOf(adviser)).toContain(made.id)
    const stored = await bank.open.desk.store.selectFrom('enquiries').selectAll().execute()
    now = MORNING + 7 * MINUTE
    const anew = await handled(made, correction('card_lost', { note: '听错了' }), adviser)
    expect(anew).toMatchObject({
      ...{ number: made.number, state: 'open', late: false, route: { to: 'desk' } },
      ...{ kind: { id: 'card_lost' }, due: { at: after(10), day: null } },
    })
    expect(anew.answer).not.toEqual(made.answer)
    // It is whose it is now, at once, and the course keeps what it was.
    expect([await idsOf(adviser), await idsOf(desk)].map((ids) => ids.includes(made.id))).toEqual([
      false,
      true,
    ])
    const { answer, offers, reasons, due, playbook } = made
    expect(anew.steps.map(({ what, corrects }) => [what, corrects])).toEqual([
      ['received', null],
      ['corrected', { ...{ answer, offers, reasons, due, playbook }, kind: { id: 'investment_advice' } }],
    ])
    expect(anew.steps[1]).toMatchObject({ note: '听错了', by: { id: adviser }, at: after(7) })
    expect(await bank.open.desk.store.selectFrom('enquiries').selectAll().execute()).toEqual(stored)
    expect((await logged(bank, `enquiries/${made.id}`)).at(-1)).toMatchObject({
      ...{ by: adviser, action: 'enquiry.handled' },
      details: { step: 'corrected', was: 'investment_advice', kind: 'card_lost', to: 'desk' },
    })
    const twice = await handled(anew, correction('complaint'))
    expect(twice.steps.map(({ corrects }) => corrects?.kind?.id)).toEqual([
      undefined,
      'investment_advice',
      'card_lost',
    ])
    const { body } = await bank.ask(manager, 'GET', `/api/customers/${customer}/history`)
    const { timeline } = z.object({ timeline: z.array(z.object({ id: z.string() }).loose()) }).parse(body)
    expect(timeline.find(({ id }) => id === made.id)).toMatchObject({ name: { en: 'Complaint' } })
  })

  test('is found out before it is corrected: what would become of it, and nothing becomes of it yet', async () => {
    const made = await record('deposit_rates')
    now = MORNING + 7 * MINUTE
    const from = { enquiry: made.id }
    const { body: proposed } = await bank.ask(manager, 'POST', '/api/enquiries/proposals', {
      from,
      kind: kind('card_lost'),
    })
    expect(proposed).toMatchObject({ due: { at: after(10) } })
    const kinds = await bank.ask(manager, 'GET', `/api/enquiries/kinds?enquiry=${made.id}`)
    expect(kinds.body).toEqual(
      (await bank.ask(manager, 'GET', `/api/enquiries/kinds?customer=${customer}`)).body,
    )
    const anew = await handled(made, correction('card_lost'))
    expect(anew).toMatchObject(decisionSchema.parse(proposed))
  })

  test('has cost the customer his time: late with the kind that it is, and no longer where that allows more', async () => {
    const made = await record('complaint')
    now = MORNING + 12 * MINUTE
    const lost = await handled(made, correction('card_lost'))
    expect(lost).toMatchObject({ late: true, due: { at: after(10) } })
    expect(await handled(lost, correction('complaint'))).toMatchObject({ late: false, due: made.due })
  })

  test('found days later, the working days count from that on which it was received', async () => {
    const { store } = bank.open.desk
    const made = await record('card_lost', { from: { branch, person: '王女士' } })
    const before = { day: '2026-03-06', at: '2026-03-06T01:00:00.000Z' }
    await store.updateTable('enquiries').set(before).where('id', '=', made.id).execute()
    const other = await handled(made, correction(null, { note: '问路' }))
    expect(other).toMatchObject({ kind: null, due: { day: '2026-03-09' }, late: true })
    expect(await handled(other, correction('complaint'))).toMatchObject({ due: { day: '2026-03-11' } })
  })

  test('of a customer who has gone to another branch is answered as that of a stranger', async () => {
    const { store, snapshot } = bank.open.desk
    const made = await record('complaint')
    const other = snapshot.branches[1]?.id ?? ''
    await store.updateTable('enquiries').set({ branch: other }).where('id', '=', made.id).execute()
    const there = `manager-${other}`
    const anew = await handled(made, correction('investment_advice'), there)
    expect(anew).toMatchObject({ route: { to: 'desk' }, offers: [], reasons: [] })
    expect(await step(made, correction('card_lost'))).toMatchObject({ status: 404 })
  })

  test('is no other kind if it is the same, or there is none such, or nobody says what it is', async () => {
    const made = await record('deposit_rates')
    for (const [id, code] of [
      ['deposit_rates', 'enquiry_of_this_kind'],
      ['praise', 'unknown_enquiry_kind'],
      [null, 'enquiry_says_nothing'],
    ] as const)
      expect(await step(made, correction(id))).toMatchObject({ status: 422, ...refused(code) })
    const other = await record(null, { text: '问路' })
    expect(await step(other, correction(null))).toMatchObject(refused('enquiry_of_this_kind'))
    expect(await idsOf(desk)).toContain(made.id)
  })

  test('is corrected before it is answered, or once it is taken up again; never when it is closed', async () => {
    const made = await record('deposit_rates')
    const answered = await handled(made, { what: 'answered', note: '已答' })
    expect(await step(answered, correction('card_lost'))).toMatchObject({
      status: 409,
      ...refused('enquiry_answered'),
    })
    const again = await handled(answered, { what: 'taken' })
    const anew = await handled(again, correction('card_lost'))
    const closed = await handled(anew, { what: 'closed', note: '已挂失' })
    expect(await step(closed, correction('complaint'))).toMatchObject({
      status: 409,
      ...refused('enquiry_closed'),
    })
  })
})

describe('at the same time', () => {
  test('of two who correct it, and of one who answers while another corrects, one is told', async () => {
    const [first, second] = [await record('deposit_rates'), await record('deposit_rates')]
    const raced = await Promise.all([
      step(first, correction('card_lost')),
      step(first, correction('complaint'), adviser),
    ])
    const crossed = await Promise.all([
      step(second, correction('card_lost')),
      step(second, { what: 'answered', note: '年利率一厘' }, adviser),
    ])
    for (const answers of [raced, crossed]) {
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      expect(answers.find(({ status }) => status === 409)).toMatchObject(refused('enquiry_changed'))
    }
  })

  test('sent again a correction corrects once, also when the kind is in no playbook any more', async () => {
    const entered = asked('deposit_rates')
    const made = shownSchema.parse((await bank.ask(manager, 'POST', '/api/enquiries', entered)).body)
    const once = { id: randomUUID(), ...correction('card_lost', { note: '听错了' }) }
    const answers = await Promise.all([1, 2, 3].map(() => step(made, once)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    for (const other of [{ kind: kind('complaint') }, { kind: null }, { note: '别的' }])
      expect(await step(made, { ...once, ...other })).toMatchObject(refused('enquiry_step_differs'))
    // So does the enquiry itself: it was recorded under the kind that it had first.
    expect(await bank.ask(manager, 'POST', '/api/enquiries', entered)).toMatchObject({
      status: 200,
      body: { kind: { id: 'card_lost' }, steps: { length: 2 } },
    })
    await changeInForce(bank, (document) =>
      JSON.parse(JSON.stringify(document).replaceAll('card_lost', 'card_gone')),
    )
    expect((await step(made, once)).status).toBe(200)
    expect(await handled(shownSchema.parse(answers[0]?.body), correction('complaint'))).toMatchObject({
      playbook: { version: 2 },
      steps: [{}, {}, { corrects: { kind: { id: 'card_lost' }, playbook: { version: 1 } } }],
    })
  })
})

test('All that was decided of an enquiry is exported with what is held of a customer, and erased with it', async () => {
  const { store, snapshot } = bank.open.desk
  const id =
    [...snapshot.customers.ids].findLast(
      (each, row) => snapshot.customers.branch[row] === 0 && each !== customer,
    ) ?? ''
  const made = await record('investment_advice', { from: { customer: id } })
  const anew = await handled(made, correction('complaint', { note: '女儿要留学' }))
  const last = await handled(anew, correction('early_repayment'))
  const told = [
    '女儿要留学',
    ...[made, anew, last].flatMap(({ reasons }) => reasons.map(({ text }) => text.en)),
  ]
  expect(told.length).toBeGreaterThan(3)
  const exported = await bank.ask('auditor', 'GET', `/api/customers/${id}/personal-data`)
  const held = z.object({ enquiries: z.array(shownSchema) }).parse(exported.body)
  for (const each of told) expect(JSON.stringify(held)).toContain(JSON.stringify(each).slice(1, -1))
  const erase = () =>
    bank.ask('administrator', 'DELETE', `/api/customers/${id}/personal-data`, { reason: '申请' })
  expect(await erase()).toMatchObject({ status: 200, body: { notes: 1 } })
  const rows = JSON.stringify([
    await store.selectFrom('enquiry_steps').selectAll().where('enquiry', '=', made.id).execute(),
    await store.selectFrom('enquiry_corrections').selectAll().where('enquiry', '=', made.id).execute(),
  ])
  for (const each of told) expect(rows).not.toContain(JSON.stringify(each).slice(1, -1))
  expect(rows).toContain('early_repayment')
  expect(await step(last, correction('complaint'))).toMatchObject({ status: 410 })
  expect(await erase()).toMatchObject({ body: { notes: 0 } })
})

test('The day comes out the same after corrections, and its log verifies', async () => {
  await replaysSame(bank)
  const { body } = await bank.ask('auditor', 'POST', '/api/audit/verification')
  expect(body).toMatchObject({ ok: true, fault: null })
})
