import { contentHash } from '@branch-playbook/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Effect, effectSchema } from '../api/effect-report.ts'
import { holdingOut } from '../testing/holding-out.ts'
import {
  approve,
  type Document,
  DRAFT,
  openDraft,
  putInForce,
  saveDraft,
  submitChange,
  VERSIONS,
} from '../testing/life.ts'
import { allLists, contactWith, RATE_CUT, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { stricter } from '../testing/stricter.ts'

let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank()
  expect((await submitChange(bank, stricter)).status).toBe(201)
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const ask = (version: number, query = '', user = 'approver', of = bank) =>
  of.ask(user, 'GET', `${VERSIONS}/${version}/effect${query}`)

async function effect(version: number, query = '', of = bank): Promise<Effect> {
  const { status, body } = await ask(version, query, 'approver', of)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return effectSchema.parse(body)
}

async function draftEffect(change: (document: Document) => unknown) {
  const { document, etag } = await openDraft(bank)
  expect((await saveDraft(bank, change(document), etag)).status).toBe(200)
  return bank.ask('strategist', 'GET', `${DRAFT}/effect`)
}

/** Who moves, of those who are counted. */
const movesOf = ({ flows }: Pick<Effect['tiers'], 'flows'>) => flows.filter(({ from, to }) => from !== to)

/** The minutes of every list, as the branches see them. */
const minutesToday = async (of = bank) =>
  (await allLists(of)).flatMap(({ advisers }) =>
    advisers.map(({ id, minutes, minutesListed, minutesDue }) => ({
      id,
      minutes,
      minutesListed,
      minutesDue,
    })),
  )

const minutesOf = ({ branches }: Effect, side: 'before' | 'after') =>
  branches.flatMap(({ advisers }) =>
    advisers.map(({ id, [side]: { minutes, minutesListed, minutesDue } }) => ({
      id,
      minutes,
      minutesListed,
      minutesDue,
    })),
  )

describe('the effect of a version', () => {
  test('names what it was found from, and its hash is that of everything else in it', async () => {
    const { hash, ...report } = await effect(2)
    expect(contentHash(report)).toBe(hash)
    const run = await bank.ask('auditor', 'GET', '/api/runs')
    expect(run.body).toMatchObject([{ id: report.basis.run }])
    expect(report.basis).toMatchObject({
      before: [{ id: 'retail', version: 1, customers: report.basis.customers }],
      after: { id: 'retail', version: 2 },
      branches: null,
    })
  })

  test('says what differs in the documents in both languages, with nodes and places', async () => {
    const { document, evidence, problems } = await effect(2)
    expect(document.against).toMatchObject({ version: 1 })
    expect(document.changes).toContainEqual({
      kind: 'changed',
      node: 'tier',
      pathBefore: '/nodes/3/bands/0/from',
      pathAfter: '/nodes/3/bands/0/from',
      text: { 'zh-CN': expect.stringContaining('¥100,000.00'), en: expect.stringContaining('¥100,000.00') },
    })
    expect(document.equivalence?.equal).toBeGreaterThan(0)
    expect(document.equivalence?.equal).toBeLessThan(document.equivalence?.outcomes ?? 0)
    expect(evidence.claims.map(({ verdict }) => verdict)).toEqual(['proven', 'proven', 'proven', 'proven'])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('has today’s minutes of every list before, and those that come true, branch by branch, after', async () => {
    const found = await effect(2)
    expect(minutesOf(found, 'before')).toEqual(await minutesToday())
    const tried = await smallBank()
    try {
      const { status } = await submitChange(tried, stricter)
      expect(status).toBe(201)
      expect((await approve(tried, 2, found.hash)).status).toBe(200)
      expect((await putInForce(tried, 2, { branches: ['B001'] })).status).toBe(201)
      const left = await effect(2, '', tried)
      expect(left.basis.before.map(({ version }) => version).toSorted()).toEqual([1, 2])
      expect(left.branches[0]?.after).toEqual(left.branches[0]?.before)
      expect(left.branches[0]?.after).toEqual(found.branches[0]?.after)
      expect(left.branches[1]).toEqual(found.branches[1])
      expect((await putInForce(tried, 2)).status).toBe(201)
      const lists = await allLists(tried)
      const minutes = lists.flatMap(({ advisers }) => advisers.map((each) => each.minutesListed))
      expect(minutes).toEqual(minutesOf(found, 'after').map((each) => each.minutesListed))
      const listed = lists.flatMap(({ actions }) => actions.filter(({ listing }) => listing === 'listed'))
      expect(listed).toHaveLength(found.lists.after.listed)
    } finally {
      await tried.end()
    }
  })

  test('shows customers of each kind of move, with the reasons before and after', async () => {
    const { samples } = await effect(2)
    const moves = new Set(samples.map(({ move }) => move))
    expect(moves).toEqual(new Set(['tier_down', 'gained', 'lost']))
    expect(new Set(samples.map(({ customer }) => customer)).size).toBe(samples.length)
    for (const { move, before, after } of samples) {
      expect([before.reasons.length, after.reasons.length]).not.toContain(0)
      if (move === 'tier_down') {
        expect([before.tier, after.tier]).toEqual(['A', 'B'])
        expect(before.reasons).not.toEqual(after.reasons)
      }
      if (move === 'gained') expect(after.listing).toBe('listed')
      if (move === 'lost') expect([before.listing, after.listing === 'listed']).toEqual(['listed', false])
    }
  })

  test('shows nobody whose personal data were erased, and counts him all the same', async () => {
    const before = await effect(2)
    const [customer = ''] = before.samples.map((sample) => sample.customer)
    const erased = await bank.ask('administrator', 'DELETE', `/api/customers/${customer}/personal-data`, {
      reason: 'He asked for it',
    })
    expect(erased.status).toBe(200)
    const after = await effect(2)
    expect(after.samples.map((sample) => sample.customer)).not.toContain(customer)
    expect(after.tiers).toEqual(before.tiers)
    expect(after.hash).not.toBe(before.hash)
  })

  test('is written down as a look at the customers who are shown; an administrator is shown none', async () => {
    const { samples, hash } = await effect(2)
    const { store } = bank.open.desk
    const entry = await store
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', 'population.read')
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ by: 'approver', subject: 'playbooks/retail/versions/2/effect' })
    expect(JSON.parse(entry.details)).toEqual({ effect: hash })
    const seen = await store
      .selectFrom('audit_personal')
      .select('customer')
      .where('entry', '=', entry.number)
      .execute()
    expect(seen.map(({ customer }) => customer)).toEqual(samples.map(({ customer }) => customer))
    const { body } = await ask(2, '', 'administrator')
    expect(body).toMatchObject({ hash, samples: [] })
  })

  test('of the version in force is empty', async () => {
    const found = await effect(1)
    expect(found.changed).toBe(0)
    expect([found.tiers, found.strategies, found.actions].flatMap(movesOf)).toEqual([])
    expect(found.lists).toMatchObject({ gained: 0, lost: 0 })
    expect(found.lists.after).toEqual(found.lists.before)
    expect(found.document.changes).toEqual([])
    expect(found.samples).toEqual([])
  })

  test('of a version in force that holds customers out is empty, and has today’s minutes', async () => {
    const holding = await smallBank()
    try {
      await submitChange(holding, holdingOut)
      const found = await effect(2, '', holding)
      expect((await approve(holding, 2, found.hash)).status).toBe(200)
      expect((await putInForce(holding, 2)).status).toBe(201)
      const inForce = await effect(2, '', holding)
      expect(inForce.changed).toBe(0)
      expect(minutesOf(inForce, 'before')).toEqual(await minutesToday(holding))
      expect(minutesOf(inForce, 'after')).toEqual(minutesOf(found, 'after'))
    } finally {
      await holding.end()
    }
  })

  test('in one branch leaves the others as they are', async () => {
    const found = await effect(2, '?branches=B002')
    expect(found.basis.branches).toEqual(['B002'])
    const [first, second] = found.branches
    expect(first).toMatchObject({ gained: 0, lost: 0 })
    expect(first?.after).toEqual(first?.before)
    expect(second?.gained).toBeGreaterThan(0)
    expect(second).toEqual((await effect(2)).branches[1])
    expect((await effect(2, '?branches=B002,B001')).hash).toBe((await effect(2)).hash)
  })
})

describe('the draft', () => {
  test('has an effect as well, which is another when the draft is', async () => {
    const first = effectSchema.parse((await draftEffect(stricter)).body)
    expect(first.basis.after.version).toBeNull()
    // It is made from version 2, which was as much stricter already.
    expect(JSON.stringify(first.document.changes)).toContain('¥200,000.00')
    const second = effectSchema.parse((await draftEffect(stricter)).body)
    expect(JSON.stringify(second.document.changes)).toContain('¥400,000.00')
    expect(second.hash).not.toBe(first.hash)
    const again = await bank.ask('strategist', 'GET', `${DRAFT}/effect`)
    expect(again.body).toEqual(second)
  })

  test('whose strategy has another name moves nobody', async () => {
    const renamed = await draftEffect(() => {
      const { plan } = bank.open.desk.today.leading
      return JSON.parse(JSON.stringify(plan.playbook).replaceAll('"broaden"', '"widen"'))
    })
    const found = effectSchema.parse(renamed.body)
    expect(found.document.changes).toMatchObject([{ kind: 'renamed', node: 'strategy' }])
    expect(movesOf(found.strategies)).toEqual([])
    expect(found.strategies.flows).toContainEqual(expect.objectContaining({ from: 'widen', to: 'widen' }))
    expect(found.strategies.values.map(({ id }) => id)).not.toContain('broaden')
    expect(found.changed).toBe(0)
  })

  test('that does not run for this bank has none, and the reason is told', async () => {
    const { status, body } = await draftEffect((document) => ({ ...document, currency: 'USD' }))
    expect(status).toBe(422)
    expect(body).toMatchObject({
      type: '/problems/playbook_does_not_run',
      problems: expect.arrayContaining([expect.objectContaining({ path: '/currency' })]),
    })
  })
})

test('Who asks for what is not there, or in another form, is told', async () => {
  expect(await ask(9)).toMatchObject({ status: 404, body: { type: '/problems/unknown_version' } })
  expect(await ask(2, '?branches=B001,B999')).toMatchObject({
    status: 404,
    body: { type: '/problems/unknown_branch', detail: expect.stringContaining('B999') },
  })
  expect((await ask(2, '?branches=')).status).toBe(400)
  expect((await ask(2, '?branch=B001')).status).toBe(400)
  expect((await bank.ask('approver', 'GET', `${VERSIONS}/x/effect`)).status).toBe(400)
  expect((await bank.ask('approver', 'GET', '/api/playbooks/other/versions/1/effect')).status).toBe(404)
  expect((await bank.ask('approver', 'GET', `${DRAFT}/effect`)).status).toBe(403)
  expect((await ask(2, '', 'manager')).status).toBe(403)
  const { etag } = await openDraft(bank)
  await bank.ask('strategist', 'DELETE', DRAFT, undefined, { 'if-match': `"${etag}"` })
  expect(await bank.ask('strategist', 'GET', `${DRAFT}/effect`)).toMatchObject({
    status: 404,
    body: { type: '/problems/no_draft' },
  })
})

test('The hash stays the same over a contact and a restart, and is another once an event is announced', async () => {
  const first = await effect(2)
  const [list = expect.fail('there is no list')] = await allLists(bank)
  const [action = expect.fail('nobody is due')] = list.actions
  expect((await bank.ask('manager', 'POST', '/api/contacts', contactWith(action))).status).toBe(201)
  expect(await effect(2)).toEqual(first)
  await bank.restart()
  expect(await effect(2)).toEqual(first)
  expect((await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)).status).toBe(201)
  const later = await effect(2)
  expect(later.hash).not.toBe(first.hash)
  expect(later.lists.before).not.toEqual(first.lists.before)
})
