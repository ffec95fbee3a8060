import { describe, expect, test } from 'vitest'
import {
  addUser,
  approve,
  type Document,
  DRAFT,
  described,
  effectOf,
  openDraft,
  putInForce,
  saveDraft,
  submit,
  submitChange,
  turn,
  VERSIONS,
  versionsOf,
} from '../testing/life.ts'
import { LIST_DAY } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest({
  begin: async (bank) => {
    await addUser(bank, 'colleague', 'strategist')
  },
})

const change = (text: string) => submitChange(bank, (document) => described(document, text))
const branches = () => bank.open.desk.snapshot.branches.map(({ id }) => id)
const rules = async () => (await bank.ask('auditor', 'GET', '/api/rules')).body
const LATER = '2026-03-16'

/** A document with another name for one of its nodes. */
const renamed = (document: Document, id: string, name: string): Document => ({
  ...document,
  nodes: document.nodes.map((node) =>
    node.id === id ? { ...node, name: { 'zh-CN': name, en: name } } : node,
  ),
})

describe('the life of a version', () => {
  test('leads from a draft over comments and approval into force, and back', async () => {
    const [ours = '', theirs = ''] = branches()
    const first = await change('first')
    expect(first).toMatchObject({
      status: 201,
      body: {
        version: 2,
        state: 'submitted',
        base: 1,
        contributors: ['strategist'],
        review: null,
        evidence: { tests: { failed: 0 }, claims: [{ verdict: 'proven' }, {}, {}, {}] },
      },
    })
    const sentBack = await bank.ask('approver', 'POST', `${VERSIONS}/2/return`, {
      comment: 'Nearly',
      notes: [{ node: 'tier', text: 'Why so low?' }],
    })
    const review = { verdict: 'sent_back', by: 'approver', notes: [{ node: 'tier', text: 'Why so low?' }] }
    expect(sentBack).toMatchObject({ status: 200, body: { state: 'sent_back', review } })
    // Whoever goes on starts from what was sent back, and sees what was said about it.
    expect((await bank.ask('strategist', 'GET', DRAFT)).body).toMatchObject({
      saved: false,
      base: 2,
      document: { description: { en: 'first' } },
      review,
    })
    expect((await change('second')).body).toMatchObject({ version: 3, base: 2 })

    const effect = await effectOf(bank, 3)
    expect(await approve(bank, 3, effect)).toMatchObject({
      status: 200,
      body: { state: 'approved', review: { verdict: 'approved', by: 'approver', effect } },
    })
    const entry = await bank.open.desk.store
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', 'version.approved')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ by: 'approver', subject: 'playbooks/retail/versions/3' })
    expect(JSON.parse(entry.details)).toMatchObject({ effect, hash: expect.any(String) })

    expect(await putInForce(bank, 3, { branches: [ours] })).toMatchObject({
      status: 201,
      body: { number: 2, version: 3, from: LIST_DAY, branches: [ours], state: 'in_force' },
    })
    expect(await rules()).toMatchObject([
      { branch: ours, now: { version: 3, number: 2 }, next: null },
      { branch: theirs, now: { version: 1, number: 1 }, next: null },
    ])

    expect(await putInForce(bank, 3, { from: LATER })).toMatchObject({
      body: { number: 3, state: 'scheduled' },
    })
    expect(await rules()).toMatchObject([
      { next: { number: 3 } },
      { now: { version: 1 }, next: { number: 3, version: 3, from: LATER } },
    ])
    const withdrawn = await bank.ask('approver', 'POST', '/api/activations/3/withdrawal', {
      reason: 'Not yet',
    })
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', withdrawal: { by: 'approver', reason: 'Not yet' } },
    })

    expect((await putInForce(bank, 1)).status).toBe(201)
    expect(await versionsOf(bank)).toMatchObject([
      { version: 3, state: 'retired' },
      { version: 2, state: 'sent_back' },
      { version: 1, state: 'active' },
    ])
    const activations = [
      { number: 4, version: 1, state: 'in_force' },
      { number: 3, version: 3, state: 'withdrawn' },
      { number: 2, version: 3, state: 'superseded' },
      { number: 1, version: 1, state: 'superseded' },
    ]
    expect((await bank.ask('auditor', 'GET', '/api/activations')).body).toMatchObject(activations)
    await bank.restart()
    expect((await bank.ask('auditor', 'GET', '/api/activations')).body).toMatchObject(activations)
  })

  test('ends where its author withdraws it', async () => {
    await change('first')
    const withdrawn = await bank.ask('strategist', 'POST', `${VERSIONS}/2/withdrawal`, { reason: 'Mistaken' })
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', review: { verdict: 'withdrawn', comment: 'Mistaken' } },
    })
  })

  test('remembers everybody who had a hand in it, also in what was sent back before', async () => {
    const { document, etag } = await openDraft(bank)
    await saveDraft(bank, described(document, 'colleague'), etag, 'colleague')
    expect((await change('first')).body).toMatchObject({ contributors: ['colleague', 'strategist'] })
    await bank.ask('approver', 'POST', `${VERSIONS}/2/return`, { comment: 'No', notes: [] })
    await addUser(bank, 'newcomer', 'strategist')
    const next = await openDraft(bank)
    await saveDraft(bank, described(next.document, 'newcomer'), next.etag, 'newcomer')
    expect((await submit(bank, 'newcomer')).body).toMatchObject({
      version: 3,
      contributors: ['colleague', 'newcomer', 'strategist'],
    })
    await turn(bank, 'colleague', 'approver')
    const own = { status: 403, body: { type: '/problems/own_version' } }
    expect(await approve(bank, 3, await effectOf(bank, 3), 'colleague')).toMatchObject(own)
  })

  test('does not remember who saved a draft that was discarded', async () => {
    const { document, etag } = await openDraft(bank)
    await saveDraft(bank, described(document, 'colleague'), etag, 'colleague')
    const discarded = await openDraft(bank)
    await bank.ask('colleague', 'DELETE', DRAFT, undefined, { 'if-match': discarded.etag })
    expect((await change('first')).body).toMatchObject({ contributors: ['strategist'] })
  })
})

describe('two changes of a draft', () => {
  const merge = (base: string, document: Document) =>
    bank.ask('colleague', 'POST', `${DRAFT}/merge`, { base, document, note: 'both' })

  test('at different nodes are put together, from the first save on', async () => {
    const opened = await openDraft(bank)
    await saveDraft(bank, renamed(opened.document, 'tier', 'Mine'), opened.etag)
    const theirs = renamed(opened.document, 'strategy', 'Theirs')
    expect((await saveDraft(bank, theirs, opened.etag, 'colleague')).status).toBe(412)
    const merged = await merge(opened.etag, theirs)
    expect(merged).toMatchObject({
      status: 200,
      body: { taken: { mine: ['/nodes/strategy'], theirs: ['/nodes/tier'] } },
    })
    const draft = await openDraft(bank)
    expect(draft).toMatchObject({ author: 'colleague', note: 'both', base: 1 })
    expect(draft.document).toEqual(renamed(theirs, 'tier', 'Mine'))
    expect(merged.body).toMatchObject({ etag: draft.etag, document: draft.document })
    // From a state in between as well.
    await saveDraft(bank, renamed(draft.document, 'coverage', 'Later'), draft.etag)
    expect((await merge(draft.etag, renamed(draft.document, 'recency', 'Too'))).status).toBe(200)
    expect((await submit(bank)).body).toMatchObject({ contributors: ['colleague', 'strategist'] })
  })

  test('at the same node collide: the place is named with all three states of it, and nothing is saved', async () => {
    const opened = await openDraft(bank)
    await saveDraft(bank, renamed(opened.document, 'tier', 'Mine'), opened.etag)
    const before = await openDraft(bank)
    const refused = await merge(opened.etag, renamed(opened.document, 'tier', 'Theirs'))
    expect(refused).toMatchObject({
      status: 409,
      body: {
        type: '/problems/merge_collides',
        problems: [
          {
            code: 'merge_collides',
            path: '/nodes/tier',
            base: { id: 'tier' },
            mine: { name: { en: 'Theirs' } },
            theirs: { name: { en: 'Mine' } },
          },
        ],
      },
    })
    expect(await openDraft(bank)).toEqual(before)
  })

  test('are not put together from a state that the draft never had', async () => {
    const { document } = await openDraft(bank)
    expect(await merge('0'.repeat(64), document)).toMatchObject({
      status: 409,
      body: { type: '/problems/unknown_revision' },
    })
  })
})
