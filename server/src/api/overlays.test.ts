import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decideDay } from '../backtest/decide-day.ts'
import { readInputs, versionsIn } from '../replay/past-day.ts'
import {
  approve,
  type Document,
  effectOf,
  openDraft,
  putInForce,
  submitChange,
  turn,
} from '../testing/life.ts'
import { logged } from '../testing/people.ts'
import { LIST_DAY, type List, listOf, NEXT_DAY, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { branchOverlays, overlayEffectSchema, overlaySchema } from './overlay.ts'

let bank: SmallBank
let branch: string
let other: string

beforeAll(async () => {
  bank = await smallBank()
  const [first, second] = bank.open.desk.snapshot.branches
  branch = first?.id ?? ''
  other = second?.id ?? ''
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

/** Tier C begins lower and is called more often. */
const VALUES = { tier_c_from: 250_000, tier_c_every: 60 }

const of = (id = branch) => `/api/branches/${id}/overlays`
const problemSchema = z.looseObject({
  type: z.string(),
  problems: z.array(z.looseObject({ path: z.string(), code: z.string().optional() })).default([]),
})

const read = async (user = 'manager') => branchOverlays.parse((await bank.ask(user, 'GET', of())).body)
const one = async (id: string) => (await read()).overlays.find((each) => each.id === id)

const put = (id: string, values: object, revision = 0, user = 'manager', at = branch) =>
  bank.ask(user, 'PUT', `${of(at)}/${id}`, { values, note: 'As our customers are', revision })

async function draft(values: object = VALUES): Promise<string> {
  const id = randomUUID()
  const { status, body } = await put(id, values)
  expect(status, JSON.stringify(body)).toBe(201)
  return id
}

const act = (user: string, id: string, what: string, body: object = {}) =>
  bank.ask(user, 'POST', `${of()}/${id}/${what}`, body)

async function submitted(values: object = VALUES): Promise<string> {
  const id = await draft(values)
  const { status, body } = await act('manager', id, 'submission', { revision: 1 })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(overlaySchema.parse(body)).toMatchObject({ state: 'submitted', wantedFrom: LIST_DAY })
  return id
}

async function effect(values: object, user = 'approver') {
  const { status, body } = await bank.ask(user, 'POST', `/api/branches/${branch}/overlay-effect`, { values })
  expect(status, JSON.stringify(body)).toBe(200)
  return overlayEffectSchema.parse(body)
}

async function approved(values: object = VALUES, scope: object = {}) {
  const id = await submitted(values)
  const { hash } = await effect(values)
  const { status, body } = await act('approver', id, 'approval', { effect: hash, ...scope })
  expect(status, JSON.stringify(body)).toBe(200)
  return { id, overlay: overlaySchema.parse(body) }
}

const end = (id: string) => act('approver', id, 'end', { comment: 'Over' })

const refusalOf = ({ status, body }: { status: number; body: unknown }) => {
  const { type, problems } = problemSchema.parse(body)
  return { status, type: type.replace('/problems/', ''), paths: problems.map(({ path }) => path) }
}

/** What a branch is shown, without what names the rules. */
const shown = ({ run: _run, ...list }: List) => list

const runsSchema = z.array(z.looseObject({ id: z.string(), rules: z.unknown() }))
const lastRun = async () => {
  const [run] = runsSchema.parse((await bank.ask('auditor', 'GET', '/api/runs')).body)
  return run ?? expect.fail('There is no run')
}

/** What the playbook opens, as long as it is open. */
let opened: unknown

/** The playbook, closed: it opens nothing to branches. */
const closed = ({ parameters, ...document }: Document): Document => {
  opened = parameters
  return { ...document, tests: [] }
}

async function inForce(change: (document: Document) => Document): Promise<number> {
  const { body } = await submitChange(bank, change)
  const { version } = z.looseObject({ version: z.number() }).parse(body)
  expect((await approve(bank, version, await effectOf(bank, version))).status).toBe(200)
  expect((await putInForce(bank, version)).status).toBe(201)
  return version
}

describe('a branch manager', () => {
  test('sees what head office opens, with its own numbers and the guardrails, for his branch only', async () => {
    const { parameters, overlays, playbook } = await read()
    expect(overlays).toEqual([])
    expect(playbook).toMatchObject({ id: 'retail', version: 1 })
    expect(parameters[0]).toMatchObject({
      id: 'tier_c_from',
      node: { id: 'tier', kind: 'tier' },
      unit: 'money',
      min: 200_000,
      max: 800_000,
      step: 50_000,
      own: 400_000,
      inForce: 400_000,
    })
    expect((await bank.ask('manager', 'GET', of(other))).status).toBe(403)
    const theirs = randomUUID()
    expect((await put(theirs, VALUES, 0, `manager-${other}`, other)).status).toBe(201)
    expect((await put(theirs, {}, 1, 'manager', other)).status).toBe(403)
    expect((await put(theirs, {}, 1)).status).toBe(404)
    expect((await act('manager', theirs, 'submission', { revision: 1 })).status).toBe(404)
    expect((await bank.ask('manager', 'DELETE', `${of()}/${theirs}`)).status).toBe(404)
    expect((await read()).overlays).toEqual([])
    expect((await bank.ask('adviser', 'GET', of())).status).toBe(403)
  })

  test.each([
    ['above the guardrails', { tier_c_from: 850_000 }, ['/tier_c_from']],
    ['between two steps', { tier_c_every: 65 }, ['/tier_c_every']],
    ['of what is not opened', { best_tier: 1 }, ['/best_tier']],
    ['under a name that objects have', JSON.parse('{"tier_c_from": 250000, "__proto__": 1}'), ['/__proto__']],
    ['that is not whole', { maturity_days_before: 3.5 }, ['/nodes/']],
  ])('cannot save a number %s, wherever he sends it', async (_what, values, [path = '']) => {
    const saved = refusalOf(await put(randomUUID(), values))
    expect(saved).toMatchObject({ status: 422, type: 'overlay_unfit' })
    expect(saved.paths[0]).toContain(path)
    const asked = await bank.ask('manager', 'POST', `/api/branches/${branch}/overlay-effect`, { values })
    expect(refusalOf(asked)).toEqual(saved)
    expect((await read()).overlays).toEqual([])
  })

  test('saves a draft once however often he sends it, and never over what somebody else saved', async () => {
    const id = await draft()
    const again = await put(id, VALUES)
    expect(again.status).toBe(200)
    // Nothing but what is said of it.
    expect(z.strictObject(overlaySchema.shape).parse(again.body).revision).toBe(1)
    expect(refusalOf(await put(id, { tier_c_every: 80 })).type).toBe('overlay_changed')
    expect((await put(id, { tier_c_every: 80 }, 1)).status).toBe(200)
    expect(await one(id)).toMatchObject({ state: 'draft', revision: 2, values: { tier_c_every: 80 } })
    expect(refusalOf(await put(randomUUID(), VALUES))).toMatchObject({ status: 409, type: 'overlay_pending' })
    expect(refusalOf(await act('manager', id, 'submission', { revision: 1 })).type).toBe('overlay_changed')
    expect((await bank.ask('manager', 'DELETE', `${of()}/${id}`)).status).toBe(204)
    expect((await read()).overlays).toEqual([])
  })

  test('hands in once; then nothing changes until it is judged or he takes it back', async () => {
    const id = await submitted()
    expect((await act('manager', id, 'submission', { revision: 1 })).status).toBe(200)
    expect(refusalOf(await put(id, { tier_c_every: 80 }, 1)).type).toBe('overlay_submitted')
    expect((await bank.ask('manager', 'DELETE', `${of()}/${id}`)).status).toBe(409)
    const second = await draft()
    expect(refusalOf(await act('manager', second, 'submission', { revision: 1 })).type).toBe(
      'overlay_pending',
    )
    expect((await act('manager', id, 'withdrawal', { comment: 'Not yet' })).status).toBe(200)
    expect(refusalOf(await act('approver', id, 'return', { comment: 'No' })).type).toBe('overlay_judged')
    expect(await one(id)).toMatchObject({ state: 'withdrawn', verdicts: [{ comment: 'Not yet' }] })
    await bank.ask('manager', 'DELETE', `${of()}/${second}`)
    const past = await draft()
    const before = await act('manager', past, 'submission', { revision: 1, from: '2026-03-10' })
    expect(refusalOf(before).type).toBe('day_past')
    await bank.ask('manager', 'DELETE', `${of()}/${past}`)
  })
})

describe('head office', () => {
  test('approves by the effect that it saw, and never whoever took part', async () => {
    const id = await submitted()
    const { hash } = await effect(VALUES)
    expect((await effect(VALUES, 'manager')).hash).toBe(hash)
    const wrong = await act('approver', id, 'approval', { effect: '0'.repeat(64) })
    expect(refusalOf(wrong).type).toBe('overlay_effect_changed')
    await turn(bank, 'manager', 'approver')
    const own = await act('manager', id, 'approval', { effect: hash })
    await turn(bank, 'manager', 'manager')
    expect(refusalOf(own)).toMatchObject({ status: 403, type: 'own_overlay' })
    const late = await act('approver', id, 'approval', { effect: hash, from: '2026-03-10' })
    expect(refusalOf(late).type).toBe('day_past')
    expect((await act('approver', id, 'return', { comment: 'Too low' })).status).toBe(200)
    expect(await one(id)).toMatchObject({ state: 'sent_back', verdicts: [{ comment: 'Too low' }] })
    const listed = z.array(overlaySchema).parse((await bank.ask('approver', 'GET', '/api/overlays')).body)
    expect(listed.map((each) => each.id)).toContain(id)
  })

  test('lets numbers hold from a day to come; until then the branch may take them back', async () => {
    const before = await lastRun()
    const { id, overlay } = await approved(VALUES, { from: NEXT_DAY })
    expect(overlay).toMatchObject({ state: 'scheduled', validFrom: NEXT_DAY, problems: [] })
    expect((await lastRun()).id).toBe(before.id)
    expect((await act('manager', id, 'withdrawal', { comment: 'No' })).status).toBe(200)
    expect((await one(id))?.state).toBe('withdrawn')
  })
})

describe('numbers of a playbook that is not in force any more', () => {
  const NEW = '/api/playbooks/private_bank'

  /** Puts another playbook in force that opens the same numbers, as a bank does that gives its own a new id. */
  async function putAnotherInForce() {
    const { document } = await openDraft(bank)
    const begun = await bank.ask('strategist', 'POST', '/api/playbooks', {
      document: {
        ...document,
        id: 'private_bank',
        name: { 'zh-CN': '私人银行手册', en: 'Private bank playbook' },
      },
    })
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    expect((await bank.ask('strategist', 'POST', `${NEW}/versions`, { note: 'Ours' })).status).toBe(201)
    const { body } = await bank.ask('approver', 'GET', `${NEW}/versions/1/effect`)
    const { hash } = z.looseObject({ hash: z.string() }).parse(body)
    const approval = { effect: hash, comment: 'Good' }
    expect((await bank.ask('approver', 'POST', `${NEW}/versions/1/approval`, approval)).status).toBe(200)
    const activation = { reason: 'As agreed' }
    const active = await bank.ask('approver', 'POST', `${NEW}/versions/1/activations`, activation)
    expect(active.status, JSON.stringify(active.body)).toBe(201)
  }

  test('are neither handed in nor approved; saved again they are numbers of the one that is', async () => {
    const unfit = { status: 422, type: 'overlay_unfit', paths: ['/playbook'] }
    const id = await draft()
    expect(await one(id)).toMatchObject({ playbook: 'retail' })
    await putAnotherInForce()
    expect(refusalOf(await act('manager', id, 'submission', { revision: 1 }))).toMatchObject(unfit)
    // A second draft is one of the other playbook: the first cannot become one as well.
    const second = await draft()
    expect(refusalOf(await put(id, VALUES, 1))).toMatchObject({ status: 409, type: 'overlay_pending' })
    expect((await bank.ask('manager', 'DELETE', `${of()}/${second}`)).status).toBe(204)
    expect((await put(id, VALUES, 1)).status).toBe(200)
    expect(await one(id)).toMatchObject({ playbook: 'private_bank', revision: 2, problems: [] })
    expect((await act('manager', id, 'submission', { revision: 2 })).status).toBe(200)
    expect((await putInForce(bank, 1)).status).toBe(201)
    const { hash } = await effect(VALUES)
    expect(refusalOf(await act('approver', id, 'approval', { effect: hash }))).toMatchObject(unfit)
    expect(await one(id)).toMatchObject({ state: 'submitted', playbook: 'private_bank' })
    expect((await act('approver', id, 'return', { comment: 'Of the other playbook' })).status).toBe(200)
  })
})

describe('numbers in force', () => {
  test('decide the branch as their effect said and no other; the run tells of them, and is replayed to the same bytes', async () => {
    const before = {
      own: await listOf(bank, branch),
      others: await listOf(bank, other),
      run: await lastRun(),
    }
    const expected = await effect(VALUES)
    const { id, overlay } = await approved()
    expect(overlay).toMatchObject({ state: 'in_force', validFrom: LIST_DAY })
    const after = { own: await listOf(bank, branch), others: await listOf(bank, other), run: await lastRun() }
    expect(shown(after.others)).toEqual(shown(before.others))
    expect(shown(after.own)).not.toEqual(shown(before.own))
    const minutes = (list: List) => list.advisers.reduce((sum, each) => sum + each.minutesDue, 0)
    expect(expected.load.before.minutesDue).toBe(minutes(before.own))
    expect(expected.load.after.minutesDue).toBe(minutes(after.own))
    expect(expected.tiers.flows).toContainEqual(expect.objectContaining({ from: 'D', to: 'C' }))
    const customers = expected.tiers.flows.reduce((sum, { count }) => sum + count, 0)
    expect(customers).toBe(expected.customers)
    expect((await read()).parameters.map(({ inForce }) => inForce)).toEqual([250_000, 60, 7])
    expect(after.run.rules).toMatchObject({
      overlays: [{ branch, overlay: id, playbook: 'retail', version: 1, values: VALUES }],
    })
    expect(before.run.rules).toMatchObject({ overlays: [] })
    for (const run of [before.run, after.run]) {
      const { body } = await bank.ask('auditor', 'POST', `/api/runs/${run.id}/replay`)
      expect(body).toMatchObject({ same: true, differences: [] })
    }
    const line = after.own.actions.find(({ tier }) => tier === 'C') ?? expect.fail('Nobody is in tier C')
    const again = await bank.ask('auditor', 'GET', `/api/runs/${after.run.id}/customers/${line.customer.id}`)
    expect(again).toMatchObject({ status: 200, body: { differences: [] } })
    const asOf = await bank.ask('manager', 'GET', `/api/branches/${branch}/as-of?day=${LIST_DAY}`)
    expect(asOf.body).toMatchObject({ comparison: { onlyThen: [], onlyToday: [], moved: [] } })
    const log = await logged(bank, `branches/${branch}/overlays/${id}`)
    expect(log.map(({ by, action }) => `${by} ${action}`)).toEqual([
      'manager overlay.saved',
      'manager overlay.submitted',
      'approver overlay.approved',
    ])
    await bank.restart()
    expect(shown(await listOf(bank, branch))).toEqual(shown(after.own))
    expect((await end(id)).status).toBe(200)
    expect((await lastRun()).id).toBe(before.run.id)
    expect(shown(await listOf(bank, branch))).toEqual(shown(before.own))
  })

  test('hold in the branch under another version as well: its effect and its backtest know of them', async () => {
    const { id } = await approved()
    const asked = await bank.ask('approver', 'GET', '/api/playbooks/retail/versions/1/effect')
    const { changed, lists } = z
      .looseObject({ changed: z.number(), lists: z.looseObject({ before: z.unknown(), after: z.unknown() }) })
      .parse(asked.body)
    // What is in force changes nothing by coming into force, in the branch either.
    expect([changed, lists.after]).toEqual([0, lists.before])
    const { store, snapshots } = bank.open.desk
    const last = (await lastRun()).id
    const run = await store.selectFrom('runs').selectAll().where('id', '=', last).executeTakeFirstOrThrow()
    const inputs = readInputs(run) ?? expect.fail('The run cannot be read')
    const { versions } = await versionsIn(store, inputs.rules)
    const [draft] = versions
    if (!draft) return expect.fail('The run names no version')
    const decided = await decideDay({
      ...inputs,
      handovers: [],
      versions,
      snapshot: run.snapshot,
      snapshots,
      currency: 'CNY',
      draft,
      watched: [],
    })
    if (!decided.ok) return expect.fail(decided.fault)
    const { then, draft: drafted } = decided.value.sides
    expect([drafted, then.customers.length > 0]).toEqual([then, true])
    await end(id)
  })

  test('are replaced by those that begin later; without any of its own the branch has head office’s again', async () => {
    const before = await lastRun()
    const first = await approved()
    const second = await approved({ tier_c_every: 90 })
    expect((await one(first.id))?.state).toBe('superseded')
    expect((await read()).parameters.map(({ inForce }) => inForce)).toEqual([400_000, 90, 7])
    const none = await approved({})
    expect((await lastRun()).id).toBe(before.id)
    expect((await one(second.id))?.state).toBe('superseded')
    for (const { id } of [none, second, first])
      expect((await end(id)).status, id).toBe(id === none.id ? 200 : 200)
  })

  test('hold no longer, all of them together, once a version no longer opens one; with the version that does they hold again', async () => {
    const { id } = await approved()
    const own = await listOf(bank, branch)
    const version = await inForce(closed)
    expect(await one(id)).toMatchObject({
      state: 'obsolete',
      problems: [{ path: '/tier_c_every' }, { path: '/tier_c_from' }],
    })
    const { rules } = await lastRun()
    expect(rules).toMatchObject({ versions: [{ version, branches: null }], overlays: [] })
    expect((await listOf(bank, branch)).run.playbook.version).toBe(version)
    expect((await read()).parameters).toEqual([])
    await bank.restart()
    expect((await one(id))?.state).toBe('obsolete')
    expect((await putInForce(bank, 1)).status).toBe(201)
    expect((await one(id))?.state).toBe('in_force')
    expect(shown(await listOf(bank, branch))).toEqual(shown(own))
    await end(id)
  })

  test('cannot break what the bank claims of every customer', async () => {
    const claim = {
      id: 'enough_for_c',
      name: { 'zh-CN': '贡献达标至少为 C 层', en: 'Enough contribution for tier C' },
      claim: {
        kind: 'always',
        when: { of: 'contribution', is: 'at_least', value: 400_000 },
        then: { of: 'tier', is: 'among', values: ['A', 'B', 'C'] },
      },
    }
    await inForce((document) => ({
      ...document,
      invariants: [claim],
      tests: [],
      // Drafted from the version that opens nothing.
      parameters: opened,
    }))
    const id = await draft({ tier_c_from: 450_000 })
    const refused = refusalOf(await act('manager', id, 'submission', { revision: 1 }))
    expect(refused).toEqual({ status: 422, type: 'overlay_breaks_claim', paths: ['/invariants/0'] })
    expect((await put(id, { tier_c_from: 350_000 }, 1)).status).toBe(200)
    expect((await act('manager', id, 'submission', { revision: 2 })).status).toBe(200)
  })
})
