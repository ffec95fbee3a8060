import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  turn,
  VERSIONS,
} from '../testing/life.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { changingNothing } from '../testing/unchanged.ts'

let bank: SmallBank
/** The etag of the draft as it first was. */
let beginning: string
let document: Document

const UNREVIEWED = 2
const SENT_BACK = 3
const WITHDRAWN = 4
const APPROVED = 5
const LATER = '2026-03-16'
const NOWHERE = '0'.repeat(64)

/** Whoever took part in every version, and has other roles by now. */
const PROMOTED = 'promoted'
const HEAD = 'head'

beforeAll(async () => {
  bank = await smallBank()
  await addUser(bank, PROMOTED, 'strategist')
  await addUser(bank, HEAD, 'strategist')
  await addUser(bank, 'author', 'strategist')
  await addUser(bank, 'colleague', 'strategist')
  const first = await openDraft(bank)
  beginning = first.etag
  document = first.document
  for (const version of [UNREVIEWED, SENT_BACK, WITHDRAWN, APPROVED]) {
    for (const [user, text] of [
      [PROMOTED, 'one'],
      [HEAD, 'two'],
      ['author', 'three'],
    ] as const) {
      const { etag } = await openDraft(bank)
      await saveDraft(bank, described(document, `${text} ${version}`), etag, user)
    }
    expect((await submit(bank, 'author')).status).toBe(201)
  }
  await bank.ask('approver', 'POST', `${VERSIONS}/${SENT_BACK}/return`, { comment: 'No', notes: [] })
  await bank.ask('author', 'POST', `${VERSIONS}/${WITHDRAWN}/withdrawal`, { reason: 'Mistaken' })
  await approve(bank, APPROVED, await effectOf(bank, APPROVED))
  // Activation 2 is scheduled, 3 withdrawn.
  await putInForce(bank, APPROVED, { from: LATER })
  await putInForce(bank, 1, { from: '2026-03-20' })
  await bank.ask('approver', 'POST', '/api/activations/3/withdrawal', { reason: 'Not then' })
  await turn(bank, PROMOTED, 'approver')
  await turn(bank, HEAD, 'administrator')
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

/** Sends a request that is not carried out; answers how it is refused. */
async function refusal(user: string, method: string, path: string, body?: unknown, headers = {}) {
  const answer = await changingNothing(bank, () => bank.ask(user, method, path, body, headers))
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.body).toMatchObject({ status: answer.status, title: expect.any(String) })
  const { type } = Object(answer.body)
  return `${answer.status} ${String(type).replace('/problems/', '')}`
}

const at = (version: number, step: string, user: string, body: object) =>
  refusal(user, 'POST', `${VERSIONS}/${version}/${step}`, body)
const approval = (version: number, user: string) =>
  at(version, 'approval', user, { effect: NOWHERE, comment: '' })
const sendBack = (version: number, user: string, notes: object[] = []) =>
  at(version, 'return', user, { comment: 'No', notes })
const withdrawal = (version: number, user: string) => at(version, 'withdrawal', user, { reason: 'No' })
const activation = (version: number, user = 'approver', scope = {}) =>
  at(version, 'activations', user, { reason: 'Now', ...scope })
const takeBack = (number: number, user = 'approver') =>
  refusal(user, 'POST', `/api/activations/${number}/withdrawal`, { reason: 'No' })

const OTHER_ROLES = ['strategist', 'auditor', 'manager', 'adviser', 'administrator', 'author', HEAD]
const NOT_THIS_ROLE = '403 role_not_allowed'

describe('refused, without a trace in the store, is', () => {
  test('judging a version, or putting it in force, in any role but an approver’s', async () => {
    for (const user of OTHER_ROLES) {
      expect(await approval(UNREVIEWED, user), user).toBe(NOT_THIS_ROLE)
      expect(await sendBack(UNREVIEWED, user), user).toBe(NOT_THIS_ROLE)
      expect(await activation(APPROVED, user), user).toBe(NOT_THIS_ROLE)
      expect(await takeBack(2, user), user).toBe(NOT_THIS_ROLE)
    }
  })

  test('judging one’s own version, or putting it in force, whatever one has become since', async () => {
    for (const user of ['author', HEAD]) await turn(bank, user, 'approver')
    for (const user of ['author', HEAD, PROMOTED]) {
      expect(await approval(UNREVIEWED, user), user).toBe('403 own_version')
      expect(await sendBack(UNREVIEWED, user), user).toBe('403 own_version')
      expect(await activation(APPROVED, user), user).toBe('403 own_version')
    }
    await turn(bank, 'author', 'strategist')
    await turn(bank, HEAD, 'administrator')
  })

  test('judging a version a second time, or one that came with the product', async () => {
    for (const version of [SENT_BACK, WITHDRAWN, APPROVED, 1]) {
      expect(await approval(version, 'approver'), `${version}`).toBe('409 version_reviewed')
      expect(await sendBack(version, 'approver'), `${version}`).toBe('409 version_reviewed')
    }
    for (const version of [SENT_BACK, WITHDRAWN, APPROVED])
      expect(await withdrawal(version, 'author'), `${version}`).toBe('409 version_reviewed')
  })

  test('approving by an effect that is not the one there is', async () => {
    expect(await approval(UNREVIEWED, 'approver')).toBe('412 effect_changed')
    expect(await at(UNREVIEWED, 'approval', 'approver', {})).toBe('400 invalid_request')
  })

  test('sending back with a comment at a node that is not there, or without a word', async () => {
    expect(await sendBack(UNREVIEWED, 'approver', [{ node: 'nowhere', text: 'Why?' }])).toBe(
      '422 unknown_nodes',
    )
    expect(await at(UNREVIEWED, 'return', 'approver', { comment: '', notes: [] })).toBe('400 invalid_request')
  })

  test('withdrawing somebody else’s version', async () => {
    expect(await withdrawal(UNREVIEWED, 'colleague')).toBe('403 not_the_author')
    for (const user of ['approver', PROMOTED, HEAD, 'auditor'])
      expect(await withdrawal(UNREVIEWED, user), user).toBe(NOT_THIS_ROLE)
  })

  test('putting in force what is not approved', async () => {
    for (const version of [UNREVIEWED, SENT_BACK, WITHDRAWN])
      expect(await activation(version), `${version}`).toBe('409 version_not_approved')
  })

  test('putting a version in force on a day or in branches that are not there', async () => {
    const [branch = ''] = bank.open.desk.snapshot.branches.map(({ id }) => id)
    expect(await activation(APPROVED, 'approver', { from: '2026-03-10' })).toBe('422 day_past')
    expect(await activation(APPROVED, 'approver', { from: '2099-01-04' })).toBe('422 day_not_in_calendar')
    expect(await activation(APPROVED, 'approver', { from: '2026-02-30' })).toBe('400 invalid_request')
    for (const branches of [['B999'], [branch, branch]])
      expect(await activation(APPROVED, 'approver', { branches })).toBe('422 unknown_branches')
    expect(await activation(APPROVED, 'approver', { branches: [] })).toBe('400 invalid_request')
  })

  test('putting in force what is in force there already, as by a double click', async () => {
    expect(await activation(1)).toBe('409 already_in_force')
    expect(await activation(APPROVED, 'approver', { from: LATER })).toBe('409 already_in_force')
  })

  test('taking back what has begun, was taken back, or never was', async () => {
    expect(await takeBack(1)).toBe('409 activation_begun')
    expect(await takeBack(3)).toBe('409 activation_withdrawn')
    expect(await takeBack(99)).toBe('404 unknown_activation')
  })

  test('anything about a version or a playbook that is not there', async () => {
    expect(await approval(99, 'approver')).toBe('404 unknown_version')
    expect(await sendBack(99, 'approver')).toBe('404 unknown_version')
    expect(await withdrawal(99, 'author')).toBe('404 unknown_version')
    expect(await activation(99)).toBe('404 unknown_version')
    for (const spelling of ['0x2', '2.0', '+2', '02', '99999999999'])
      expect(await refusal('approver', 'GET', `${VERSIONS}/${spelling}`), spelling).toBe(
        '400 invalid_request',
      )
    const elsewhere = '/api/playbooks/nothing/versions/1/approval'
    expect(await refusal('approver', 'POST', elsewhere, { effect: NOWHERE })).toBe('404 unknown_playbook')
  })

  test('submitting no draft, saving one without saying what was opened, or one that is too large', async () => {
    expect(await refusal('author', 'POST', VERSIONS, { note: '' })).toBe('404 no_draft')
    expect(await refusal('approver', 'POST', VERSIONS, { note: '' })).toBe(NOT_THIS_ROLE)
    expect(await refusal('author', 'PUT', DRAFT, { document })).toBe('428 draft_state_missing')
    expect(await refusal('approver', 'PUT', DRAFT, { document })).toBe(NOT_THIS_ROLE)
    for (const nothing of ['', '*', '""', ' , '])
      expect(await refusal('author', 'PUT', DRAFT, { document }, { 'if-match': nothing }), nothing).toBe(
        '428 draft_state_missing',
      )
    const large = described(document, 'x'.repeat(5 * 1024 * 1024))
    expect(await refusal('author', 'PUT', DRAFT, { document: large })).toBe('413 playbook_too_large')
    const opened = { 'if-match': `"${beginning}"` }
    expect(await refusal('author', 'PUT', DRAFT, { document }, opened)).toBe('412 draft_changed')
    expect(await refusal('author', 'DELETE', DRAFT, undefined, opened)).toBe('412 draft_changed')
  })

  test('merging from nowhere, or what collides', async () => {
    const merge = (base: string, change: Document) =>
      refusal('author', 'POST', `${DRAFT}/merge`, { base, document: change })
    expect(await merge(NOWHERE, document)).toBe('409 unknown_revision')
    const { etag } = await openDraft(bank)
    await saveDraft(bank, described(document, 'saved'), etag)
    expect(await merge(etag, described(document, 'another'))).toBe('409 merge_collides')
    expect(await merge(etag, { ...document, id: 'other' })).toBe('422 playbook_of_other_id')
  })

  test('submitting what was changed meanwhile, was submitted before, fails a test or breaks a claim', async () => {
    const submission = (headers = {}) => refusal('author', 'POST', VERSIONS, { note: '' }, headers)
    const saved = async (changed: Document) => saveDraft(bank, changed, (await openDraft(bank)).etag)
    expect(await submission({ 'if-match': `"${beginning}"` })).toBe('412 draft_changed')
    await saved(described(document, `three ${SENT_BACK}`))
    expect(await submission()).toBe('409 version_unchanged')
    const [test = expect.fail('no test')] = document.tests
    await saved({ ...document, tests: [{ ...test, expect: { tier: 'E' } }] })
    expect(await submission()).toBe('422 playbook_faulty')
    const claim = { kind: 'always', then: { of: 'tier', is: 'equal', value: 'A' } }
    const invariants = [{ id: 'all_a', name: { 'zh-CN': '皆为A层', en: 'All are in A' }, claim }]
    await saved({ ...document, invariants })
    expect(await submission()).toBe('422 playbook_faulty')
  })
})
