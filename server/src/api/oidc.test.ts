import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CALLBACK } from '../identity/provider.ts'
import { Browser } from '../testing/browser.ts'
import type { Listening } from '../testing/listening.ts'
import { CLIENT, type LocalProvider, localProvider } from '../testing/local-provider.ts'
import { logged } from '../testing/people.ts'
import { served } from '../testing/served.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
let provider: LocalProvider
let server: Listening

beforeAll(async () => {
  bank = await smallBank()
  const addUser = (id: string) =>
    bank.ask('administrator', 'POST', '/api/users', { id, name: id, role: 'strategist' })
  for (const id of ['li', 'disabled', 'wu', 'xu']) expect((await addUser(id)).status).toBe(201)
  await bank.ask('administrator', 'PATCH', '/api/users/disabled', { disabled: true })
  let callback = ''
  server = await served(bank, (url) => {
    callback = new URL(CALLBACK, url).href
    return { publicUrl: url, password: false, basic: 'off', provider: settings }
  })
  provider = await localProvider(callback)
  settings.issuer = provider.issuer
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await server.stop()
  await provider.stop()
  await bank.end()
})

// The provider has to know the server's address, and the server the provider's: it looks at its first sign-in.
const settings = {
  issuer: new URL('http://127.0.0.1:9'),
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  name: 'Bank account',
  claim: 'preferred_username',
}

beforeEach(() => {
  provider.person = { subject: 'employee-1', name: 'li' }
})

const at = (path: string) => new URL(path, server.url).href

/** Goes to the provider and comes back, up to the moment before our callback is called. */
async function comesBack(browser: Browser, path = '/api/sign-in/oidc'): Promise<URL> {
  return browser.followUntil(at(path), at(CALLBACK))
}

const whoIs = async (browser: Browser): Promise<unknown> => (await browser.ask(at('/api/session'))).json()

const problem = z.object({ type: z.string(), status: z.number() })
const refusalOf = async (response: Response) => problem.parse(await response.json())

const refused = (status: number, code: string) => ({ type: `/problems/${code}`, status })

describe('signing in with the bank’s provider', () => {
  test('is offered where the bank has one, and passwords are not where it wants none', async () => {
    expect(await (await fetch(at('/api/sign-in/methods'))).json()).toEqual({
      password: false,
      oidc: { name: 'Bank account' },
    })
    const { body } = await bank.ask(null, 'GET', '/api/sign-in/methods')
    expect(body).toEqual({ password: true, oidc: null })
    expect(await bank.ask(null, 'GET', '/api/sign-in/oidc')).toMatchObject({ status: 404 })
    const byPassword = await fetch(at('/api/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'auditor', password: 'demo' }),
    })
    expect(await refusalOf(byPassword)).toEqual(refused(403, 'password_off'))
    const basic = await fetch(at('/api/bank'), {
      headers: { authorization: `Basic ${btoa('auditor:demo')}` },
    })
    expect(await refusalOf(basic)).toEqual(refused(401, 'basic_off'))
  })

  test('leads to the page that was wanted, as the user whom the claim names, with our role for him', async () => {
    const browser = new Browser()
    const back = await comesBack(browser, '/api/sign-in/oidc?returnTo=/playbooks/retail%3Ftab=versions')
    const response = await browser.ask(back)
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      '/playbooks/retail?tab=versions',
    ])
    expect(await whoIs(browser)).toMatchObject({
      user: { id: 'li', role: 'strategist' },
      passwordDue: false,
    })
    const entries = await logged(bank, 'users/li')
    expect(entries.map(({ action }) => action)).toEqual(['user.added', 'user.changed', 'sign_in.succeeded'])
    expect(entries[1]?.details).toEqual({ linkedTo: provider.issuer.href.replace(/\/$/, '') })
  })

  test('finds the user again by his number there, whatever he is called by now', async () => {
    provider.person = { subject: 'employee-1', name: 'renamed' }
    const browser = new Browser()
    await browser.ask(await comesBack(browser))
    expect(await whoIs(browser)).toMatchObject({ user: { id: 'li' } })
  })

  test('does not give one’s account to somebody else who is called the same', async () => {
    provider.person = { subject: 'employee-2', name: 'li' }
    const browser = new Browser()
    expect(await refusalOf(await browser.ask(await comesBack(browser)))).toEqual(refused(403, 'no_account'))
    expect(await whoIs(browser)).toMatchObject({ status: 401 })
  })

  test('is refused to the unknown, the disabled and the demo’s users, and makes nobody', async () => {
    const before = await bank.ask('administrator', 'GET', '/api/users')
    for (const name of ['stranger', 'disabled', 'administrator']) {
      provider.person = { subject: `of ${name}`, name }
      const browser = new Browser()
      const response = await browser.ask(await comesBack(browser))
      expect(await refusalOf(response), name).toEqual(refused(403, 'no_account'))
    }
    expect((await bank.ask('administrator', 'GET', '/api/users')).body).toEqual(before.body)
    expect((await logged(bank, 'users/disabled')).at(-1)).toEqual({
      by: 'system',
      action: 'sign_in.failed',
      details: { via: 'provider' },
    })
  })

  test('ends for a user who is disabled after it', async () => {
    provider.person = { subject: 'employee-5', name: 'xu' }
    const browser = new Browser()
    await browser.ask(await comesBack(browser))
    expect(await whoIs(browser)).toMatchObject({ user: { id: 'xu' } })
    await bank.ask('administrator', 'PATCH', '/api/users/xu', { disabled: true })
    expect(await whoIs(browser)).toMatchObject({ status: 401 })
    const again = new Browser()
    expect(await refusalOf(await again.ask(await comesBack(again)))).toEqual(refused(403, 'no_account'))
  })

  test('leads back to the sign-in page when it is refused to a person, with the reason', async () => {
    provider.person = { subject: 'of stranger', name: 'stranger' }
    const browser = new Browser()
    const response = await browser.ask(await comesBack(browser), 'text/html,application/xhtml+xml')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/?refused=no_account'])
  })

  test('is refused when he cancels there', async () => {
    provider.person = null
    const browser = new Browser()
    const response = await browser.ask(await comesBack(browser))
    expect(await refusalOf(response)).toEqual(refused(401, 'provider_refused'))
  })
})

describe('an answer of the provider', () => {
  const over = refused(401, 'sign_in_attempt_over')

  test('counts once', async () => {
    const browser = new Browser()
    const back = await comesBack(browser)
    expect((await browser.ask(back)).status).toBe(302)
    expect(await refusalOf(await browser.ask(back))).toEqual(over)
  })

  test('counts in the browser that asked for it only', async () => {
    const back = await comesBack(new Browser())
    expect(await refusalOf(await new Browser().ask(back))).toEqual(over)
  })

  test('counts for the attempt that it answers: another state, or a code from another, do not', async () => {
    const [mine, other] = [new Browser(), new Browser()]
    const [back, foreign] = [await comesBack(mine), await comesBack(other)]
    const state = new URL(back)
    state.searchParams.set('state', 'made-up')
    expect(await refusalOf(await mine.ask(state))).toEqual(over)
    const again = await comesBack(mine)
    again.searchParams.set('code', foreign.searchParams.get('code') ?? '')
    // The code is good, but only with the verifier that never left the server.
    expect(await refusalOf(await mine.ask(again))).toEqual(refused(401, 'provider_refused'))
    expect(await whoIs(mine)).toMatchObject({ status: 401 })
  })

  test('with the nonce of another attempt proves nothing', async () => {
    const browser = new Browser()
    const back = await comesBack(browser)
    const { store } = bank.open.desk
    await store.updateTable('oidc_attempts').set({ nonce: 'of another attempt' }).execute()
    expect(await refusalOf(await browser.ask(back))).toEqual(refused(401, 'provider_refused'))
    expect(await whoIs(browser)).toMatchObject({ status: 401 })
  })

  test('that comes too late is over', async () => {
    const browser = new Browser()
    const back = await comesBack(browser)
    const { store } = bank.open.desk
    await store.updateTable('oidc_attempts').set({ expires_at: '2020-01-01T00:00:00.000Z' }).execute()
    expect(await refusalOf(await browser.ask(back))).toEqual(over)
  })
})

test('nobody is sent on to another site', async () => {
  for (const elsewhere of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/%09/elsewhere.example',
    'elsewhere',
    'javascript:alert(1)',
  ]) {
    const address = `/api/sign-in/oidc?returnTo=${encodeURIComponent(decodeURIComponent(elsewhere))}`
    const response = await new Browser().ask(at(address))
    expect(await refusalOf(response), elsewhere).toEqual(refused(400, 'invalid_request'))
  }
})

test('a provider that does not answer is said to, and found again when it does', async () => {
  const nobody = await served(bank, (url) => ({
    publicUrl: url,
    provider: { ...settings, issuer: new URL('http://127.0.0.1:9') },
  }))
  const response = await new Browser().ask(new URL('/api/sign-in/oidc', nobody.url))
  expect(await refusalOf(response)).toEqual(refused(503, 'provider_unreachable'))
  await nobody.stop()
  const browser = new Browser()
  const back = await comesBack(browser)
  await provider.stop()
  expect(await refusalOf(await browser.ask(back))).toEqual(refused(503, 'provider_unreachable'))
})
