import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { changeInForce } from '../testing/change-in-force.ts'
import { firstBranch } from '../testing/first-branch.ts'
import { logged } from '../testing/people.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const MORNING = Date.parse('2026-03-11T01:00:00.000Z')
const MINUTE = 60_000

let now = MORNING
let branch: string
let manager: string
/** An adviser of the branch with a customer of his own, and a colleague. */
let adviser: string
let colleague: string
let customer: string
/** A customer of the branch whom nobody but its desk looks after. */
let unattended: string

const bank = bankOfAllTests({
  now: () => new Date(now),
  begin: async ({ open }) => {
    ;({ branch, manager, adviser, colleague, customer, unattended } = firstBranch(open.desk))
  },
})
beforeEach(() => {
  now = MORNING
})

const shownSchema = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.object({ id: z.string() }).nullable(),
  handler: z.object({ id: z.string() }).nullable(),
  answer: z.object({ en: z.string() }).nullable(),
  offers: z.array(z.object({ id: z.string(), risk: z.string() })),
  reasons: z.array(z.object({ text: z.object({ en: z.string() }) })),
  due: z.object({ at: z.string().nullable(), day: z.string().nullable() }),
  route: z.object({
    to: z.string(),
    adviser: z.object({ id: z.string() }).nullable(),
    queue: z.object({ id: z.string() }).nullable(),
  }),
  playbook: z.object({ id: z.string(), version: z.number(), hash: z.string() }),
  person: z.object({ name: z.string(), phone: z.string() }).nullable(),
  text: z.string(),
  state: z.string(),
  late: z.boolean(),
  steps: z.array(z.object({ what: z.string(), note: z.string(), by: z.object({ id: z.string() }) })),
})

const kind = (id: string) => ({ node: 'enquiries', id })

const asked = (more: Record<string, unknown> = {}) => ({
  id: randomUUID() as string,
  from: { customer },
  channel: 'counter',
  kind: kind('complaint'),
  ...more,
})

async function record(body: Record<string, unknown>, user = manager) {
  const answer = await bank.ask(user, 'POST', '/api/enquiries', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return shownSchema.parse(answer.body)
}

const step = (id: string, after: number, more: Record<string, unknown>, user = manager) =>
  bank.ask(user, 'POST', `/api/enquiries/${id}/steps`, { id: randomUUID(), after, ...more })

async function handled(id: string, after: number, more: Record<string, unknown>, user = manager) {
  const { status, body } = await step(id, after, more, user)
  expect(status, JSON.stringify(body)).toBe(200)
  return shownSchema.parse(body)
}

async function openIn(query = '', user = manager) {
  const { status, body } = await bank.ask(user, 'GET', `/api/branches/${branch}/enquiries${query}`)
  expect(status).toBe(200)
  return z.array(shownSchema).parse(body)
}

const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id)

describe('an enquiry', () => {
  test('is answered by the playbook, recorded with its version, and goes to whom it belongs', async () => {
    const made = await record(asked({ kind: kind('investment_advice'), text: '想买基金' }))
    const { playbookOf } = bank.open.desk.today
    const row = bank.open.desk.snapshot.customers.rowOf(customer) ?? -1
    const { id, version, hash } = playbookOf.call(bank.open.desk.today, row)
    expect(made).toMatchObject({
      playbook: { id, version, hash },
      handler: { id: 'adviser' },
      route: { to: 'adviser', adviser: { id: adviser } },
      state: 'open',
      late: false,
    })
    expect(made.reasons[0]?.text.en).toContain('Investment advice')
    expect(idsOf(await openIn(`?adviser=${adviser}`, adviser))).toContain(made.id)
    expect(idsOf(await openIn(`?adviser=${colleague}`, colleague))).not.toContain(made.id)
    expect(await logged(bank, `enquiries/${made.id}`)).toMatchObject([
      { by: manager, action: 'enquiry.received', details: { kind: 'investment_advice', to: 'adviser' } },
    ])
  })

  test('is proposed the same before it is recorded, and proposing records nothing', async () => {
    const before = await openIn()
    const proposed = await bank.ask(adviser, 'POST', '/api/enquiries/proposals', {
      from: { customer },
      kind: kind('deposit_rates'),
    })
    expect(proposed.status).toBe(200)
    expect(await openIn()).toEqual(before)
    const made = await record(asked({ kind: kind('deposit_rates') }), adviser)
    const promise = shownSchema.pick({ answer: true, offers: true, reasons: true, due: true, route: true })
    expect(made).toMatchObject(promise.parse(proposed.body))
  })

  test('offers only what suits the customer: no risk above his class, and a valid assessment', async () => {
    const { desk } = bank.open
    const { ids } = desk.snapshot.customers
    let offered = 0
    for (let row = 0; row < 60; row += 1) {
      if (desk.snapshot.customers.branch[row] !== 0) continue
      const { offers } = shownSchema.pick({ offers: true }).parse(
        (
          await bank.ask(manager, 'POST', '/api/enquiries/proposals', {
            from: { customer: ids.at(row) },
            kind: kind('investment_advice'),
          })
        ).body,
      )
      const playbook = desk.today.playbookOf(row)
      const view = playbook.explainer.view(desk.today.live.state.population, row, desk.today.runOf(row))
      offered += offers.length
      const assessed = Number(view.value('risk_assessed'))
      for (const { id, risk } of offers) {
        const told = `${ids.at(row)} ${id}`
        expect(desk.today.grounds.day - assessed, told).toBeLessThan(365)
        expect(Number(risk.slice(1)), told).toBeLessThanOrEqual(
          Number(String(view.value('risk_class')).slice(1)),
        )
      }
    }
    expect(offered).toBeGreaterThan(0)
  })

  test('typed is taken for the kind that it means; anything else goes to the desk', async () => {
    const lost = await record(asked({ kind: undefined, text: '我的卡丢了怎么办', channel: 'online' }))
    expect(lost).toMatchObject({ kind: { id: 'card_lost' }, route: { to: 'desk' } })
    const other = await record(asked({ kind: undefined, text: '想换一张新版存折' }))
    expect(other).toMatchObject({
      kind: null,
      answer: null,
      offers: [],
      route: { to: 'desk' },
      due: { at: null, day: '2026-03-12' },
    })
    const chosen = await record(asked({ kind: null, text: '我的卡丢了，但想问别的' }))
    expect(chosen.kind).toBeNull()
  })

  test('of a stranger is answered as usual, and his name is kept only until it is closed', async () => {
    const from = { branch, person: '王女士', phone: '13800000000' }
    const made = await record(asked({ from, kind: kind('investment_advice') }))
    expect(made).toMatchObject({
      person: { name: '王女士', phone: '13800000000' },
      offers: [],
      reasons: [],
      route: { to: 'desk' },
    })
    const closed = await handled(made.id, 1, { what: 'closed', note: '已办结' })
    expect(closed).toMatchObject({ state: 'closed', person: { name: '', phone: '' } })
    expect(
      JSON.stringify(await bank.open.desk.store.selectFrom('enquiries').selectAll().execute()),
    ).not.toContain('王女士')
  })

  test('goes to the desk when nobody else looks after the customer, and to a queue outside the branch', async () => {
    const advice = await record(asked({ from: { customer: unattended }, kind: kind('investment_advice') }))
    expect(advice.route).toMatchObject({ to: 'desk' })
    const { snapshot, today } = bank.open.desk
    const withLoan = [...snapshot.customers.ids].find((_id, row) => {
      if (snapshot.customers.branch[row] !== 0) return false
      const view = today.playbookOf(row).explainer.view(today.live.state.population, row, today.runOf(row))
      return Number(view.value('loans')) > 0
    })
    const loan = await record(asked({ from: { customer: withLoan }, kind: kind('early_repayment') }))
    expect(loan.route).toMatchObject({ to: 'queue', queue: { id: 'loan_centre' } })
    const desk = today.staff.members[today.staff.deskOf(0)]?.id
    expect(idsOf(await openIn(`?adviser=${desk}`))).toEqual(expect.arrayContaining([advice.id, loan.id]))
  })

  test('is recorded under an id of its own, and so is each of its steps', async () => {
    const [first, second] = [await record(asked()), await record(asked())]
    const own = randomUUID()
    await handled(first.id, 1, { id: own, what: 'taken' })
    for (const id of [own, first.id])
      expect(await step(second.id, 1, { id, what: 'taken' })).toMatchObject({
        status: 409,
        body: { type: '/problems/enquiry_step_differs' },
      })
    expect(await bank.ask(manager, 'POST', '/api/enquiries', asked({ id: own }))).toMatchObject({
      status: 409,
      body: { type: '/problems/enquiry_differs' },
    })
  })

  test('sent twice is recorded once; with other content it is refused', async () => {
    const body = asked({ text: '排队太久' })
    const answers = await Promise.all([1, 2, 3].map(() => bank.ask(manager, 'POST', '/api/enquiries', body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    for (const other of [
      { text: '别的' },
      { channel: 'phone' },
      { kind: kind('card_lost') },
      { from: { customer: unattended } },
    ])
      expect((await bank.ask(manager, 'POST', '/api/enquiries', { ...body, ...other })).body).toMatchObject({
        type: '/problems/enquiry_differs',
      })
  })

  test('is refused without anything asked, of a kind that there is not, and of nobody', async () => {
    const refusals = [
      [asked({ kind: undefined }), 422],
      [asked({ kind: null, text: '  ' }), 422],
      [asked({ kind: kind('praise') }), 422],
      [asked({ from: { customer: 'nobody' } }), 404],
      [asked({ from: {} }), 400],
      [asked({ from: { branch, person: ' ' } }), 400],
    ] as const
    for (const [body, status] of refusals)
      expect((await bank.ask(manager, 'POST', '/api/enquiries', body)).status).toBe(status)
    expect((await bank.ask(manager, 'GET', '/api/enquiries/kinds')).status).toBe(422)
  })

  test('numbers rise by one, so that a customer can be told his', async () => {
    const first = await record(asked())
    const second = await record(asked())
    expect(second.number).toBe(first.number + 1)
  })
})

describe('its course', () => {
  test('is taken, answered and closed with a note; each step is recorded once, by whoever did it', async () => {
    const { id } = await record(asked())
    const taken = await handled(id, 1, { what: 'taken' }, colleague)
    expect(taken).toMatchObject({ state: 'taken', route: { to: 'adviser', adviser: { id: colleague } } })
    const answered = { id: randomUUID(), after: 2, what: 'answered', note: '已致电' }
    for (const _twice of [1, 2]) {
      const { status, body } = await bank.ask(colleague, 'POST', `/api/enquiries/${id}/steps`, answered)
      expect([status, shownSchema.parse(body).steps.length]).toEqual([200, 3])
    }
    const differing = { ...answered, note: '另一条' }
    expect((await bank.ask(colleague, 'POST', `/api/enquiries/${id}/steps`, differing)).body).toMatchObject({
      type: '/problems/enquiry_step_differs',
    })
    const closed = await handled(id, 3, { what: 'closed', note: '客户满意' })
    expect(closed.steps.map(({ what, by }) => [what, by.id])).toEqual([
      ['received', manager],
      ['taken', colleague],
      ['answered', colleague],
      ['closed', manager],
    ])
    expect(idsOf(await openIn())).not.toContain(id)
    expect(idsOf(await openIn('?state=closed'))).toContain(id)
    expect((await step(id, 4, { what: 'taken' })).body).toMatchObject({ type: '/problems/enquiry_closed' })
    const history = await bank.ask(adviser, 'GET', `/api/enquiries?customer=${customer}`)
    expect(idsOf(z.array(shownSchema).parse(history.body))).toContain(id)
  })

  test('of two who take it at the same time one is told that it changed', async () => {
    const { id } = await record(asked())
    const answers = await Promise.all([
      step(id, 1, { what: 'taken' }, adviser),
      step(id, 1, { what: 'taken' }, colleague),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const [shown] = (await openIn()).filter((each) => each.id === id)
    expect(shown?.steps).toHaveLength(2)
  })

  test('handed on it waits with whom it was handed to; it goes to nobody of another branch', async () => {
    const { id } = await record(asked())
    const other = bank.open.desk.snapshot.advisers.find((each) => each.branch !== branch)?.id ?? ''
    const refused = await step(id, 1, { what: 'handed_on', to: { to: 'adviser', adviser: other } })
    expect(refused.body).toMatchObject({ type: '/problems/unknown_adviser' })
    const nowhere = await step(id, 1, { what: 'handed_on', to: { to: 'queue', handler: 'lone_centre' } })
    expect(nowhere).toMatchObject({ status: 404, body: { type: '/problems/unknown_queue' } })
    const queued = await handled(id, 1, {
      what: 'handed_on',
      to: { to: 'queue', handler: 'loan_centre' },
      note: '请个贷中心核算',
    })
    expect(queued).toMatchObject({ state: 'open', route: { to: 'queue', queue: { id: 'loan_centre' } } })
    const mine = await handled(id, 2, { what: 'handed_on', to: { to: 'adviser', adviser: colleague } })
    expect(mine.route).toMatchObject({ adviser: { id: colleague } })
    expect(idsOf(await openIn(`?adviser=${colleague}`))).toContain(id)
    expect(mine.due).toEqual(queued.due)
  })

  test('closing says what came of it, and answering what was answered', async () => {
    const { id } = await record(asked())
    for (const what of ['answered', 'closed'])
      for (const note of [undefined, ' ']) expect((await step(id, 1, { what, note })).status).toBe(400)
  })
})

test('While an adviser is away his enquiries are his stand-in’s, and his own again afterwards', async () => {
  const { id } = await record(asked({ kind: kind('investment_advice') }))
  const leave = { id: randomUUID(), adviser, from: '2026-03-11', until: '2026-03-12', standIn: colleague }
  const entered = await bank.ask(manager, 'POST', `/api/branches/${branch}/leaves`, leave)
  expect(entered.status, JSON.stringify(entered.body)).toBe(201)
  expect(idsOf(await openIn(`?adviser=${colleague}`))).toContain(id)
  expect(idsOf(await openIn(`?adviser=${adviser}`))).not.toContain(id)
  const back = await bank.ask(manager, 'POST', `/api/leaves/${leave.id}/withdrawal`)
  expect(back.status).toBe(200)
  expect(idsOf(await openIn(`?adviser=${adviser}`))).toContain(id)
})

describe('its deadline', () => {
  test('in minutes makes it late at the moment, for the manager as well, until it is answered', async () => {
    const { id, due } = await record(asked({ kind: kind('deposit_rates') }), adviser)
    expect(due).toEqual({ at: new Date(MORNING + 15 * MINUTE).toISOString(), day: null })
    const toColleague = { what: 'handed_on', to: { to: 'adviser', adviser: colleague } }
    await handled(id, 1, toColleague)
    const desk = bank.open.desk.today.staff.members[bank.open.desk.today.staff.deskOf(0)]?.id
    const lateAt = async (moment: number) => {
      now = moment
      const [shown] = (await openIn()).filter((each) => each.id === id)
      return { late: shown?.late, manager: idsOf(await openIn(`?adviser=${desk}`)).includes(id) }
    }
    expect(await lateAt(MORNING + 15 * MINUTE - 1)).toEqual({ late: false, manager: false })
    expect(await lateAt(MORNING + 15 * MINUTE)).toEqual({ late: true, manager: true })
    expect((await openIn())[0]?.late).toBe(true)
    await handled(id, 2, { what: 'answered', note: '已致电' }, colleague)
    expect(await lateAt(MORNING + 60 * MINUTE)).toEqual({ late: false, manager: false })
  })

  test('in minutes counts those in which the branch is open', async () => {
    now = Date.parse('2026-03-11T08:50:00.000Z')
    const { due } = await record(asked({ kind: kind('deposit_rates') }), adviser)
    expect(due).toEqual({ at: '2026-03-12T01:05:00.000Z', day: null })
  })

  test('in working days is over when a later business day has begun, also after a restart', async () => {
    const { id, due } = await record(asked({ from: { customer: unattended } }))
    expect(due.at).toBeNull()
    const late = async () => (await openIn()).find((each) => each.id === id)?.late
    const dueOn = (day: string) =>
      bank.open.desk.store.updateTable('enquiries').set({ due_day: day }).where('id', '=', id).execute()
    await dueOn('2026-03-11')
    expect(await late()).toBe(false)
    await dueOn('2026-03-10')
    expect(await late()).toBe(true)
    await bank.restart()
    expect(await late()).toBe(true)
  })
})

test('What a customer asked is exported with all else of him, and erased with it', async () => {
  const ids = [...bank.open.desk.snapshot.customers.ids]
  const { branch: branches } = bank.open.desk.snapshot.customers
  const id =
    ids.findLast((each, row) => branches[row] === 0 && each !== customer && each !== unattended) ?? ''
  const open = await record(
    asked({ from: { customer: id }, kind: kind('investment_advice'), text: '卖房款怎么打理' }),
  )
  await handled(open.id, 1, { what: 'answered', note: '女儿要留学' })
  const exported = await bank.ask('auditor', 'GET', `/api/customers/${id}/personal-data`)
  for (const told of ['卖房款怎么打理', '女儿要留学']) expect(JSON.stringify(exported.body)).toContain(told)
  const erased = await bank.ask('administrator', 'DELETE', `/api/customers/${id}/personal-data`, {
    reason: '申请',
  })
  expect(erased).toMatchObject({ status: 200, body: { notes: 1 } })
  const { store } = bank.open.desk
  const rows = JSON.stringify([
    await store.selectFrom('enquiries').selectAll().where('id', '=', open.id).execute(),
    await store.selectFrom('enquiry_steps').selectAll().where('enquiry', '=', open.id).execute(),
  ])
  for (const told of ['卖房款怎么打理', '女儿要留学', ...open.reasons.map(({ text }) => text.en)])
    expect(rows).not.toContain(told)
  expect(rows).toContain('investment_advice')
  expect(idsOf(await openIn())).not.toContain(open.id)
  expect((await step(open.id, 2, { what: 'closed', note: 'x' })).status).toBe(410)
  expect((await bank.ask('auditor', 'GET', `/api/enquiries?customer=${id}`)).status).toBe(410)
  const again = await bank.ask('administrator', 'DELETE', `/api/customers/${id}/personal-data`, {
    reason: '申请',
  })
  expect(again).toMatchObject({ body: { notes: 0 } })
})

test('A step sent again is answered as the first time, though its queue is in no playbook any more', async () => {
  const { id } = await record(asked())
  const handedOn = {
    id: randomUUID(),
    after: 1,
    what: 'handed_on',
    to: { to: 'queue', handler: 'loan_centre' },
  }
  const send = (body: object) => bank.ask(manager, 'POST', `/api/enquiries/${id}/steps`, body)
  expect((await send(handedOn)).status).toBe(200)
  await changeInForce(bank, (document) =>
    JSON.parse(JSON.stringify(document).replaceAll('"loan_centre"', '"credit_centre"')),
  )
  const again = await send(handedOn)
  expect(again.status, JSON.stringify(again.body)).toBe(200)
  expect(shownSchema.parse(again.body).steps).toHaveLength(2)
  const anew = { ...handedOn, id: randomUUID(), after: 2 }
  expect((await send(anew)).body).toMatchObject({ type: '/problems/unknown_queue' })
})
