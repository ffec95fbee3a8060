import { expect, test } from 'vitest'
import { described, openDraft, saveDraft, submitChange } from '../testing/life.ts'
import { stricter } from '../testing/stricter.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests({
  begin: async (bank) => {
    expect((await submitChange(bank, stricter)).status).toBe(201)
  },
})

const compare = (query: string, user = 'auditor', playbook = 'retail') =>
  bank.ask(user, 'GET', `/api/playbooks/${playbook}/comparison?${query}`)

test('Two versions are compared in words of both languages, each change at its node', async () => {
  const { status, body } = await compare('from=1&to=2')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    from: { version: 1, author: 'branch-playbook' },
    to: { version: 2, author: 'strategist' },
    changes: expect.arrayContaining([
      {
        kind: 'changed',
        node: 'coverage',
        pathBefore: '/nodes/9/duties/B/every',
        pathAfter: '/nodes/9/duties/B/every',
        text: {
          'zh-CN': expect.stringContaining('由40 个工作日改为20 个工作日'),
          en: expect.stringContaining('20 working days instead of 40 working days'),
        },
      },
      expect.objectContaining({ kind: 'removed', node: null, pathAfter: null }),
    ]),
    equivalence: { sentences: expect.arrayContaining([expect.objectContaining({ en: expect.any(String) })]) },
  })
})

test('The other way round the changes are the other way round', async () => {
  const { body } = await compare('from=2&to=1')
  expect(body).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({ kind: 'added', node: null, pathBefore: null }),
      expect.objectContaining({
        text: expect.objectContaining({ en: expect.stringContaining('40 working') }),
      }),
    ]),
  })
})

test('Of a change that decides nobody otherwise every outcome is proven the same; the draft is compared as it is', async () => {
  const { document, etag } = await openDraft(bank)
  await saveDraft(bank, described(document, 'The same in other words'), etag)
  const { body } = await compare('from=2&to=draft')
  expect(body).toMatchObject({
    to: { version: null, author: 'strategist' },
    changes: [{ kind: 'changed', node: null, pathAfter: '/description' }],
    equivalence: { outcomes: 29, equal: 29 },
  })
  const same = await compare('from=2&to=2')
  expect(same.body).toMatchObject({ changes: [], equivalence: { equal: 29 } })
})

test('What is not there, or asked for in another form, is told', async () => {
  expect(await compare('from=1&to=7')).toMatchObject({
    status: 404,
    body: { type: '/problems/unknown_version' },
  })
  expect((await compare('from=1&to=2', 'auditor', 'other')).body).toMatchObject({
    type: '/problems/unknown_playbook',
  })
  for (const query of ['from=1', 'from=1&to=two', 'from=0&to=1', 'from=1&to=2&more=1'])
    expect((await compare(query)).status).toBe(400)
  expect((await compare('from=1&to=2', 'manager')).status).toBe(403)
})
