import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { GOOD_PASSWORD, logged, newPerson, signIn } from '../testing/people.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests()

const HOUR_MS = 3_600_000
const statusOf = async (headers: Record<string, string>) =>
  (await bank.ask(null, 'GET', '/api/bank', undefined, headers)).status

describe('a session', () => {
  test('ends after two hours without a request, and after twelve whatever happens', async () => {
    const ages = [
      { seen: 1.9, started: 1.9, status: 200 },
      { seen: 2.1, started: 2.1, status: 401 },
      { seen: 0, started: 11.9, status: 200 },
      { seen: 0, started: 12.1, status: 401 },
    ]
    for (const { seen, started, status } of ages) {
      const { session } = await signIn(bank, 'auditor', 'demo')
      const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()
      await bank.open.desk.store
        .updateTable('sessions')
        .set({ seen_at: ago(seen), started_at: ago(started), expires_at: ago(started - 12) })
        .where('user', '=', 'auditor')
        .execute()
      expect(await statusOf(session), JSON.stringify({ seen, started })).toBe(status)
    }
  })

  test('that is used goes on', async () => {
    const { session } = await signIn(bank, 'approver', 'demo')
    const { store } = bank.open.desk
    const before = new Date(Date.now() - 1.9 * HOUR_MS).toISOString()
    await store.updateTable('sessions').set({ seen_at: before }).where('user', '=', 'approver').execute()
    expect(await statusOf(session)).toBe(200)
    const seen = await store
      .selectFrom('sessions')
      .select('seen_at')
      .where('user', '=', 'approver')
      .executeTakeFirstOrThrow()
    expect(Date.now() - Date.parse(seen.seen_at)).toBeLessThan(60_000)
  })

  test('is listed to its user, who ends it from elsewhere; nobody ends another’s', async () => {
    const here = await newPerson(bank, { id: 'han', role: 'strategist' })
    const { session: there } = await signIn(bank, 'han', GOOD_PASSWORD)
    const other = await newPerson(bank, { id: 'qin', role: 'strategist' })
    const { body } = await bank.ask(null, 'GET', '/api/sessions', undefined, here)
    const sessions = z.array(z.object({ id: z.string(), current: z.boolean() })).parse(body)
    expect(sessions).toHaveLength(2)
    const id = sessions.find(({ current }) => !current)?.id ?? ''
    const end = (headers: Record<string, string>) =>
      bank.ask(null, 'DELETE', `/api/sessions/${id}`, undefined, headers)
    expect(await end(other)).toMatchObject({ status: 404, body: { type: '/problems/unknown_session' } })
    expect(await statusOf(there)).toBe(200)
    expect((await end(here)).status).toBe(204)
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401])
  })

  test('is written down from sign-in to sign-out, and failures without what was typed', async () => {
    const session = await newPerson(bank, { id: 'song', role: 'auditor' })
    await bank.ask(null, 'DELETE', '/api/session', undefined, session)
    await signIn(bank, 'song', 'a wrong password')
    const entries = (await logged(bank, 'users/song')).map(({ by, action }) => `${action} ${by}`)
    expect(entries).toEqual([
      'user.added administrator',
      'sign_in.succeeded song',
      'user.changed song',
      'session.ended song',
      'sign_in.failed system',
    ])
    // Whoever types his password where his name belongs finds it in no log.
    await signIn(bank, 'three boats on the river', 'x')
    const all = JSON.stringify(await bank.open.desk.store.selectFrom('audit_entries').selectAll().execute())
    expect(all).not.toContain('a wrong password')
    expect(all).not.toContain('three boats')
    expect(await logged(bank, 'users')).toContainEqual({
      by: 'system',
      action: 'sign_in.failed',
      details: { via: 'password' },
    })
  })
})

describe('HTTP Basic', () => {
  test('is for the demo’s users, unless the bank opens it to all', async () => {
    await newPerson(bank, { id: 'tang', role: 'auditor' })
    const headers = { authorization: `Basic ${btoa(`tang:${GOOD_PASSWORD}`)}` }
    expect(await bank.ask(null, 'GET', '/api/bank', undefined, headers)).toMatchObject({
      status: 401,
      body: { type: '/problems/basic_off' },
    })
    expect(await statusOf({ authorization: `Basic ${btoa('auditor:demo')}` })).toBe(200)
  })

  test('does not remember a password for another user, nor a wrong one', async () => {
    expect(await statusOf({ authorization: `Basic ${btoa('auditor:demo')}` })).toBe(200)
    expect(await statusOf({ authorization: `Basic ${btoa('auditor:demo1')}` })).toBe(401)
    expect(await statusOf({ authorization: `Basic ${btoa('nobody:demo')}` })).toBe(401)
  })
})

describe('a change', () => {
  test('that a form could send from another page is refused before it is anybody’s', async () => {
    const { session } = await signIn(bank, 'strategist', 'demo')
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const headers = { ...session, 'content-type': type }
      const answers = [
        await bank.ask(null, 'POST', '/api/events', '{"type":"rate_cut"}', headers),
        await bank.ask(null, 'DELETE', '/api/session', undefined, headers),
      ]
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 415, body: { type: '/problems/wrong_media_type' } })
    }
    expect(await statusOf(session)).toBe(200)
  })
})
