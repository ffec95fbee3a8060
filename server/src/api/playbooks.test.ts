import { describe, expect, test } from 'vitest'
import {
  approve,
  DRAFT,
  effectOf,
  openDraft,
  putInForce,
  saveDraft,
  submit,
  submitChange,
  VERSIONS,
  withoutTriggers,
} from '../testing/life.ts'
import { allLists } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

const NO_DUTIES = { A: null, B: null, C: null, D: null, E: null }

const draft = () => openDraft(bank)
const save = (document: unknown, etag: string) => saveDraft(bank, document, etag)
const secondVersion = () => submitChange(bank, withoutTriggers)

describe('a draft', () => {
  test('starts from the newest version, and is kept across a restart', async () => {
    const first = await draft()
    expect(first).toMatchObject({ saved: false, version: 1 })
    const changed = withoutTriggers(first.document)
    expect((await save(changed, first.etag)).status).toBe(200)
    await bank.restart()
    const kept = await draft()
    expect(kept).toMatchObject({ saved: true, author: 'strategist', note: 'less' })
    expect(kept.document).toEqual(changed)
    expect((await bank.ask('strategist', 'GET', '/api/playbooks')).body).toMatchObject([
      { id: 'retail', active: { version: 1 }, draft: true },
    ])
  })

  test('saved over somebody else’s change is refused, and nothing is overwritten', async () => {
    const opened = await draft()
    const mine = withoutTriggers(opened.document)
    await save(mine, opened.etag)
    const theirs = { ...opened.document, tests: [] }
    const { etag, document } = await draft()
    expect(await save(theirs, opened.etag)).toMatchObject({
      status: 412,
      body: { type: '/problems/draft_changed', etag },
    })
    expect(document).toEqual(mine)
    expect((await draft()).document).toEqual(mine)
    const unconditional = await bank.ask('strategist', 'PUT', DRAFT, { document: theirs })
    expect(unconditional.status).toBe(428)
  })

  test('with faults is kept and its problems are told; one without the form of a playbook is not', async () => {
    const { document, etag } = await draft()
    const faulty = {
      ...document,
      nodes: document.nodes.map((each) => (each.kind === 'matrix' ? { ...each, rows: 'nowhere' } : each)),
    }
    const kept = await save(faulty, etag)
    expect(kept).toMatchObject({ status: 200, body: { problems: [{ severity: 'error' }] } })
    const { etag: next } = await draft()
    const broken = await save({ ...document, nodes: 'none' }, next)
    expect(broken).toMatchObject({ status: 422, body: { problems: [{ path: '/nodes' }] } })
    expect((await save({ ...document, id: 'other' }, next)).status).toBe(422)
    expect((await draft()).document).toEqual(faulty)
  })

  test('can be discarded', async () => {
    const { document, etag } = await draft()
    await save(withoutTriggers(document), etag)
    const { etag: next } = await draft()
    expect((await bank.ask('strategist', 'DELETE', DRAFT, undefined, { 'if-match': next })).status).toBe(204)
    expect(await draft()).toMatchObject({ saved: false, etag })
  })
})

describe('a version', () => {
  test('is made of a draft whose tests pass, and is not in force yet', async () => {
    expect(await secondVersion()).toMatchObject({ status: 201, body: { version: 2, state: 'submitted' } })
    expect((await bank.ask('auditor', 'GET', VERSIONS)).body).toMatchObject([
      { version: 2, state: 'submitted', author: 'strategist', note: 'No events any more' },
      { version: 1, state: 'active' },
    ])
    const read = await bank.ask('auditor', 'GET', `${VERSIONS}/2`)
    // Events that no list names any more are only warned of.
    const warning = { severity: 'warning', code: 'unused_node' }
    expect(read).toMatchObject({
      status: 200,
      body: { version: 2, problems: expect.arrayContaining([expect.objectContaining(warning)]) },
    })
    expect((await bank.ask('auditor', 'GET', `${VERSIONS}/3`)).status).toBe(404)
    expect((await submit(bank)).status).toBe(404)
  })

  test('is refused when a test in it fails, and the draft is kept', async () => {
    const { document, etag } = await draft()
    const nodes = document.nodes.map((each) =>
      each.kind === 'coverage' ? { ...each, duties: NO_DUTIES } : each,
    )
    const changed = { ...document, nodes, parameters: [] }
    await save(changed, etag)
    const refused = await bank.ask('strategist', 'POST', VERSIONS, { note: 'No events any more' })
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/playbook_faulty' } })
    expect(JSON.stringify(refused.body)).toContain('test_failed')
    expect(await draft()).toMatchObject({ saved: true, document: changed })
    expect((await bank.ask('auditor', 'GET', VERSIONS)).body).toHaveLength(1)
  })

  test('made while the draft is saved again loses neither', async () => {
    const { document, etag } = await draft()
    const first = withoutTriggers(document)
    await save(first, etag)
    const saved = await draft()
    const second = { ...first, layout: { tier: { x: 1, y: 2 } } }
    const publishing = bank.ask('strategist', 'POST', VERSIONS, { note: '' })
    const [published, kept] = await Promise.all([publishing, save(second, saved.etag)])
    expect([published.status, kept.status]).toEqual([201, 200])
    // Whichever came first: what was saved is the draft now, or has become the version.
    expect((await draft()).document).toEqual(second)
  })

  test('made several times at once is made once', async () => {
    const { document, etag } = await draft()
    await save(withoutTriggers(document), etag)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => bank.ask('strategist', 'POST', VERSIONS, { note: '' })),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 404 || status === 409)).toHaveLength(3)
    expect((await bank.ask('auditor', 'GET', VERSIONS)).body).toHaveLength(2)
  })

  test('of a draft other than the one opened is refused', async () => {
    const opened = await draft()
    await save(withoutTriggers(opened.document), opened.etag)
    const publish = (etag: string) =>
      bank.ask('strategist', 'POST', VERSIONS, { note: '' }, { 'if-match': `"${etag}"` })
    expect(await publish(opened.etag)).toMatchObject({
      status: 412,
      body: { type: '/problems/draft_changed' },
    })
    expect((await publish((await draft()).etag)).status).toBe(201)
  })

  test('that means the same as another is refused', async () => {
    const { document, etag } = await draft()
    await save({ ...document, layout: { tier: { x: 1, y: 2 } } }, etag)
    expect((await submit(bank)).status).toBe(409)
  })

  test('comes into force by an approver, changes the lists at once, and stays over a restart', async () => {
    const before = await allLists(bank)
    await secondVersion()
    expect(await allLists(bank)).toEqual(before)
    await approve(bank, 2, await effectOf(bank, 2))
    expect(await allLists(bank)).toEqual(before)
    expect(await putInForce(bank, 2)).toMatchObject({
      status: 201,
      body: { number: 2, version: 2, state: 'in_force' },
    })
    const after = await allLists(bank)
    expect(after.every(({ run }) => run.playbook.version === 2)).toBe(true)
    expect(after.flatMap(({ actions }) => actions).some(({ action }) => action === 'trigger')).toBe(false)
    await bank.restart()
    expect(await allLists(bank)).toEqual(after)
    expect((await bank.ask('auditor', 'GET', '/api/runs')).body).toMatchObject([
      { cause: 'activation', playbook: { version: 2 } },
      { cause: 'night', playbook: { version: 1 } },
    ])
    await putInForce(bank, 1)
    expect(await allLists(bank)).toEqual(before)
    expect((await bank.ask('auditor', 'GET', VERSIONS)).body).toMatchObject([
      { version: 2, state: 'retired' },
      { version: 1, state: 'active' },
    ])
  })
})
