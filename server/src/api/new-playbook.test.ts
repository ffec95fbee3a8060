import { expect, test } from 'vitest'
import { z } from 'zod'
import { openDraft } from '../testing/life.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

const NEW = '/api/playbooks/private_bank'
const NAME = { 'zh-CN': '私人银行手册', en: 'Private bank playbook' }

/** The shipped playbook under another id, as somebody who starts from it would have it. */
async function another(change: Record<string, unknown> = {}) {
  const { document } = await openDraft(bank)
  return { ...document, id: 'private_bank', name: NAME, ...change }
}
const begin = (document: unknown, user = 'strategist') =>
  bank.ask(user, 'POST', '/api/playbooks', { document })
const etagIn = (body: unknown) => z.looseObject({ etag: z.string() }).parse(body).etag

test('A playbook begins as a draft, is submitted as its version 1, approved by somebody else and put in force', async () => {
  const begun = await begin(await another())
  expect(begun).toMatchObject({ status: 201, body: { id: 'private_bank', problems: [] } })
  expect((await bank.ask('auditor', 'GET', '/api/playbooks')).body).toMatchObject([
    { id: 'private_bank', name: NAME, active: null, draft: true },
    { id: 'retail', active: { version: 1 } },
  ])
  expect((await bank.ask('auditor', 'GET', `${NEW}/versions`)).body).toEqual([])
  expect((await bank.ask('strategist', 'GET', `${NEW}/draft`)).body).toMatchObject({
    saved: true,
    version: 0,
    base: 0,
    review: null,
  })

  const note = 'For those with more than ten million'
  const submitted = await bank.ask('strategist', 'POST', `${NEW}/versions`, { note })
  expect(submitted).toMatchObject({ status: 201, body: { version: 1, base: null } })
  const effect = await bank.ask('approver', 'GET', `${NEW}/versions/1/effect`)
  expect(effect.status).toBe(200)
  const { hash } = z.looseObject({ hash: z.string() }).parse(effect.body)
  const approval = { effect: hash, comment: 'Good' }
  expect((await bank.ask('strategist', 'POST', `${NEW}/versions/1/approval`, approval)).status).toBe(403)
  expect((await bank.ask('approver', 'POST', `${NEW}/versions/1/approval`, approval)).status).toBeLessThan(
    300,
  )
})

test('One that has only a draft is gone when its draft is discarded, and its id is free again', async () => {
  const etag = etagIn((await begin(await another())).body)
  const headers = { 'if-match': `"${etag}"` }
  expect((await bank.ask('strategist', 'DELETE', `${NEW}/draft`, undefined, headers)).status).toBe(204)
  expect((await bank.ask('strategist', 'GET', `${NEW}/draft`)).status).toBe(404)
  expect((await bank.ask('auditor', 'GET', `${NEW}/versions`)).status).toBe(404)
  expect((await begin(await another())).status).toBe(201)
})

test('It may have faults but not the id of another, nor the form of no playbook; only a strategist begins one', async () => {
  expect(await begin(await another({ id: 'retail' }))).toMatchObject({
    status: 409,
    body: { type: '/problems/playbook_exists' },
  })
  expect((await begin({ id: 'x' })).status).toBe(422)
  const reaching: unknown = JSON.parse(`{"__proto__": {}, ${JSON.stringify(await another()).slice(1)}`)
  expect(await begin(reaching)).toMatchObject({
    status: 422,
    body: {
      type: '/problems/playbook_unreadable',
      problems: [{ code: 'forbidden_key', path: '/__proto__' }],
    },
  })
  // Also where something else is wrong before.
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const both = `{"document": {"a": {"__proto__": 1}, "b": ${deep}}}`
  expect(await bank.ask('strategist', 'POST', '/api/playbooks', both)).toMatchObject({ status: 400 })
  expect((await begin(await another(), 'approver')).status).toBe(403)
  expect((await bank.ask('auditor', 'GET', '/api/playbooks')).body).toHaveLength(1)
  const { nodes } = await another()
  const begun = await begin(await another({ nodes: nodes.filter(({ kind }) => kind !== 'tier') }))
  expect(begun.status).toBe(201)
  expect((await bank.ask('strategist', 'POST', `${NEW}/versions`, { note: '' })).status).toBe(422)
})
