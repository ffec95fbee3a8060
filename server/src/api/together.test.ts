import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addUser, DRAFT, described, openDraft, saveDraft, submit, withoutTriggers } from '../testing/life.ts'
import type { Listening } from '../testing/listening.ts'
import { signIn } from '../testing/people.ts'
import { served } from '../testing/served.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
let server: Listening

beforeEach(async () => {
  bank = await smallBank()
  server = await served(bank, () => ({}))
  await addUser(bank, 'li', 'strategist')
})
afterEach(async () => {
  expect(bank.faults).toEqual([])
  await server.stop()
  await bank.end()
})

const PLAYBOOK = '/api/playbooks/retail'

/** Listens to the news of the playbook in a tab of a session. */
async function listen(session: Record<string, string>, tab: string = randomUUID()) {
  const response = await fetch(new URL(`${PLAYBOOK}/live?tab=${tab}`, server.url), { headers: session })
  if (!response.body) throw new Error('There is nothing to listen to')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  /** The data of the next event of that name; null when there will be none. */
  const next = async (event: string): Promise<unknown> => {
    for (;;) {
      const found = new RegExp(`event: ${event}\ndata: (.*)\n\n`).exec(heard)
      if (found) {
        heard = heard.slice(found.index + found[0].length)
        return JSON.parse(found[1] ?? '')
      }
      const { value, done } = await reader.read()
      if (done) return null
      heard += value
    }
  }
  return { tab, status: response.status, next, leave: () => reader.cancel() }
}

const peopleSchema = z.object({
  people: z.array(z.object({ user: z.string(), node: z.string().nullable() })),
})
const people = (news: unknown) =>
  peopleSchema
    .parse(news)
    .people.map(({ user, node }) => `${user} ${node ?? ''}`.trim())
    .toSorted()

/** Everybody who is there, once it is them. */
async function present(heard: Awaited<ReturnType<typeof listen>>, expected: readonly string[]) {
  for (;;) {
    const news = await heard.next('present')
    if (news === null) expect.fail('The news ended')
    if (JSON.stringify(people(news)) === JSON.stringify(expected)) return
  }
}

const sessionOf = async (user: string) => (await signIn(bank, user, 'demo')).session

describe('whoever has a playbook open', () => {
  test('sees who else has, and at which node, until they leave', async () => {
    const first = await listen(await sessionOf('strategist'))
    await present(first, ['strategist'])
    const session = await sessionOf('li')
    const second = await listen(session)
    await present(first, ['li', 'strategist'])
    const turn = (tab: string, headers: Record<string, string>) =>
      bank.ask(null, 'PUT', `${PLAYBOOK}/presence/${tab}`, { node: 'tier' }, headers)
    expect((await turn(second.tab, session)).status).toBe(204)
    await present(first, ['li tier', 'strategist'])
    expect(await turn(first.tab, session)).toMatchObject({
      status: 404,
      body: { type: '/problems/unknown_tab' },
    })
    await second.leave()
    await present(first, ['strategist'])
    await first.leave()
  })

  test('may have many tabs, but not so many that telling them holds up everybody', async () => {
    const session = await sessionOf('li')
    const tabs = await Promise.all(Array.from({ length: 40 }, () => listen(session)))
    const open = tabs.filter(({ status }) => status === 200)
    expect(open.length).toBe(24)
    expect(tabs.filter(({ status }) => status === 429).length).toBe(16)
    const again = await listen(session, open[0]?.tab)
    expect(again.status).toBe(200)
    await Promise.all([...tabs, again].map(({ leave }) => leave()))
  })

  test('hears of a saved draft at once, of comments and of versions', async () => {
    const heard = await listen(await sessionOf('li'))
    const { document, etag } = await openDraft(bank)
    await saveDraft(bank, withoutTriggers(document), etag)
    const saved = await openDraft(bank)
    expect(await heard.next('draft')).toEqual({ by: 'strategist', etag: saved.etag })
    await bank.ask('approver', 'POST', `${PLAYBOOK}/comments`, { node: 'tier', text: 'Why?' })
    expect(await heard.next('comments')).toEqual({})
    expect((await submit(bank)).status).toBe(201)
    expect(await heard.next('versions')).toEqual({})
    await heard.leave()
  })

  test('hears nothing any more once his session has ended, and the news end with it', async () => {
    const session = await sessionOf('li')
    const heard = await listen(session)
    await present(heard, ['li'])
    await bank.ask(null, 'DELETE', '/api/session', undefined, session)
    const { document, etag } = await openDraft(bank)
    await saveDraft(bank, described(document, 'Secret'), etag)
    expect(await heard.next('ended')).toEqual({})
    expect(await heard.next('draft')).toBeNull()
  })

  test('is let go when the bank closes, so that the server can end', async () => {
    const heard = await listen(await sessionOf('li'))
    await present(heard, ['li'])
    bank.open.desk.together.close()
    expect(await heard.next('ended')).toBeNull()
  })
})

describe('saves that the editor makes by itself', () => {
  const autosave = async (text: string, user: string) => {
    const { document, etag } = await openDraft(bank)
    const body = { document: described(document, text), auto: true }
    return bank.ask(user, 'PUT', DRAFT, body, { 'if-match': `"${etag}"` })
  }
  const entries = async () =>
    z
      .object({
        entries: z.array(z.looseObject({ by: z.string(), action: z.string(), details: z.unknown() })),
      })
      .parse((await bank.ask('auditor', 'GET', '/api/audit?action=draft.saved')).body).entries

  test('are one entry of the log for one author, and the next tells what it began with', async () => {
    for (const text of ['one', 'two', 'three']) expect((await autosave(text, 'strategist')).status).toBe(200)
    const { etag: before } = await openDraft(bank)
    await autosave('four', 'li')
    const found = (await entries()).filter(({ action }) => action === 'draft.saved')
    expect(found.map(({ by }) => by).toSorted()).toEqual(['li', 'strategist'])
    expect(found.find(({ by }) => by === 'li')?.details).toMatchObject({ before, auto: true })
  })

  test('leave every state of the run to merge with while it lasts, and everybody a contributor', async () => {
    const started = await openDraft(bank)
    await autosave('one', 'li')
    const inBetween = await openDraft(bank)
    await autosave('between', 'li')
    await autosave('two', 'li')
    const mine = withoutTriggers(inBetween.document)
    const merged = await bank.ask('strategist', 'POST', `${DRAFT}/merge`, {
      base: inBetween.etag,
      document: mine,
    })
    expect(merged).toMatchObject({ status: 200, body: { document: { description: { en: 'two' } } } })
    expect(started.etag).not.toBe(inBetween.etag)
    // The merge has ended the run: of it only the last state is remembered.
    const again = { base: inBetween.etag, document: mine }
    expect(await bank.ask('li', 'POST', `${DRAFT}/merge`, again)).toMatchObject({
      body: { type: '/problems/unknown_revision' },
    })
    expect(await submit(bank)).toMatchObject({ status: 201, body: { contributors: ['li', 'strategist'] } })
  })
})

test('A save that says whose work it is, is refused when somebody else is signed in', async () => {
  const { document, etag } = await openDraft(bank)
  const body = { document: described(document, 'Mine'), as: 'strategist', auto: true }
  expect(await bank.ask('li', 'PUT', DRAFT, body, { 'if-match': `"${etag}"` })).toMatchObject({
    status: 403,
    body: { type: '/problems/other_user' },
  })
  expect((await openDraft(bank)).saved).toBe(false)
})

describe('comments at a node', () => {
  const say = (user: string, node: string, text: string) =>
    bank.ask(user, 'POST', `${PLAYBOOK}/comments`, { node, text })
  const threads = async () => (await bank.ask('auditor', 'GET', `${PLAYBOOK}/comments`)).body

  test('are answered, resolved and opened again, and outlive the draft and a restart', async () => {
    await say('approver', 'tier', 'Why 30,000?')
    await bank.ask('strategist', 'POST', `${PLAYBOOK}/threads/1/answers`, { text: 'As agreed in March' })
    const resolve = (resolved: boolean) =>
      bank.ask('approver', 'PUT', `${PLAYBOOK}/threads/1/resolution`, { resolved })
    expect((await resolve(true)).status).toBe(204)
    const { document, etag } = await openDraft(bank)
    await saveDraft(bank, withoutTriggers(document), etag)
    await submit(bank)
    await bank.restart()
    expect(await threads()).toMatchObject([
      {
        node: 'tier',
        resolved: { by: 'approver' },
        comments: [
          { by: 'approver', text: 'Why 30,000?' },
          { by: 'strategist', text: 'As agreed in March' },
        ],
      },
    ])
    await resolve(false)
    expect(await threads()).toMatchObject([{ resolved: null }])
  })

  test('are deleted by their author only; a thread without any is gone, its number is not taken again', async () => {
    await say('approver', 'tier', 'Why?')
    const remove = (user: string) => bank.ask(user, 'DELETE', `${PLAYBOOK}/comments/1`)
    expect(await remove('strategist')).toMatchObject({
      status: 403,
      body: { type: '/problems/comment_of_other' },
    })
    expect((await remove('approver')).status).toBe(204)
    expect(await threads()).toEqual([])
    expect(await remove('approver')).toMatchObject({ status: 404 })
    expect(await say('approver', 'tier', 'Again')).toMatchObject({ body: { comment: 2 } })
  })

  test('are in the log without what they say', async () => {
    await say('strategist', 'tier', 'Mr Wang of branch 3 complained')
    const { body } = await bank.ask('auditor', 'GET', '/api/audit?action=comment.added')
    expect(body).toMatchObject({
      entries: [{ subject: 'playbooks/retail/comments/1', details: { node: 'tier' } }],
    })
    expect(JSON.stringify(body)).not.toContain('Wang')
  })

  test('are not for whoever only looks on', async () => {
    expect((await say('auditor', 'tier', 'Hm')).status).toBe(403)
    expect((await say('strategist', 'tier', '   ')).status).toBe(400)
  })
})
