import { BlockList } from 'node:net'
import { describe, expect, test } from 'vitest'
import { clientAddress } from '../identity/client-address.ts'
import { LIMITS, Limits } from '../identity/limits.ts'
import type { SignInSettings } from '../identity/settings.ts'
import { served } from '../testing/served.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests()

const proxies = () => {
  const trusted = new BlockList()
  trusted.addAddress('127.0.0.1', 'ipv4')
  trusted.addSubnet('10.0.0.0', 8, 'ipv4')
  return trusted
}

/** Does something with a bank that is served over HTTP with other settings. */
async function withServed(
  settings: (url: URL) => Partial<SignInSettings>,
  work: (send: (method: string, path: string, options?: Sent) => Promise<Response>) => Promise<void>,
): Promise<void> {
  const server = await served(bank, settings)
  try {
    await work((method, path, { headers = {}, body } = {}) =>
      fetch(new URL(path, server.url), {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  } finally {
    await server.stop()
  }
}

interface Sent {
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

const basic = (user: string) => ({ authorization: `Basic ${btoa(`${user}:demo`)}` })
const inTurn = async (times: number, ask: (time: number) => Promise<Response>): Promise<number[]> => {
  const statuses: number[] = []
  for (let time = 0; time < times; time += 1) statuses.push((await ask(time)).status)
  return statuses
}

describe('too many', () => {
  test('requests of one user are put off, with the time to wait, and nobody else’s', async () => {
    const limits = { ...LIMITS, requests: 5 }
    await withServed(
      () => ({ limits }),
      async (send) => {
        const statuses = await inTurn(7, () => send('GET', '/api/bank', { headers: basic('auditor') }))
        expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
        const refused = await send('GET', '/api/bank', { headers: basic('auditor') })
        expect(await refused.json()).toMatchObject({ type: '/problems/too_many_requests', status: 429 })
        const wait = Number(refused.headers.get('retry-after'))
        expect(wait > 0 && wait <= 60).toBe(true)
        expect((await send('GET', '/api/bank', { headers: basic('approver') })).status).toBe(200)
      },
    )
  })

  test('sign-ins of one user in a minute are put off, right or wrong', async () => {
    await withServed(
      () => ({ limits: { ...LIMITS, signInsOfUser: 3 } }),
      async (send) => {
        const signIn = (user: string) => send('POST', '/api/session', { body: { user, password: 'demo' } })
        expect(await inTurn(4, () => signIn('auditor'))).toEqual([200, 200, 200, 429])
        expect((await signIn('approver')).status).toBe(200)
      },
    )
  })

  test('failures from one address shut it out, whatever users they were for; addresses are not made up', async () => {
    await withServed(
      () => ({ limits: { ...LIMITS, failuresFromAddress: 4 }, trustedProxies: proxies() }),
      async (send) => {
        const guess = (user: string, from: string) =>
          send('POST', '/api/session', {
            body: { user, password: 'guess' },
            headers: { 'x-forwarded-for': from },
          })
        // What a client writes itself stands further left than what the proxy adds.
        const statuses = await inTurn(6, (time) =>
          guess(`stranger-${time}`, `198.51.100.${time}, 203.0.113.9`),
        )
        expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
        expect((await guess('somebody', '203.0.113.10')).status).toBe(401)
        const token = await send('GET', '/api/bank', {
          headers: { authorization: 'Bearer bp_guess', 'x-forwarded-for': '203.0.113.9' },
        })
        expect(token.status).toBe(429)
      },
    )
    await bank.open.desk.store.deleteFrom('sign_in_failures').execute()
  })

  test('is far from what a branch of two hundred advisers needs at nine o’clock', async () => {
    const limits = new Limits(LIMITS)
    for (let adviser = 0; adviser < 200; adviser += 1) {
      await limits.signIn('branch', `adviser-${adviser}`)
      for (let request = 0; request < 20; request += 1) await limits.request(`adviser-${adviser}`)
    }
  })
})

test('an address behind a proxy is believed of trusted proxies only', () => {
  const trusted = proxies()
  const cases = [
    ['192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['::ffff:127.0.0.1', '198.51.100.7, 10.3.2.1', '198.51.100.7'],
    ['127.0.0.1', '10.9.9.9, 198.51.100.7, 10.3.2.1', '198.51.100.7'],
    ['127.0.0.1', 'nonsense', '127.0.0.1'],
    ['2001:db8::1', '198.51.100.7', '2001:db8::1'],
  ] as const
  for (const [socket, forwarded, address] of cases)
    expect(clientAddress(socket, forwarded, trusted), `${socket} ${forwarded}`).toBe(address)
})

describe('behind TLS', () => {
  const settings = (): Partial<SignInSettings> => ({ publicUrl: new URL('https://playbook.bank.example') })

  test('the session’s cookie is bound to the host and never travels in the clear', async () => {
    await withServed(settings, async (send) => {
      const signedIn = await send('POST', '/api/session', { body: { user: 'auditor', password: 'demo' } })
      const cookie = signedIn.headers.get('set-cookie') ?? ''
      expect(cookie).toMatch(
        /^__Host-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      )
      const headers = { cookie: cookie.split(';')[0] ?? '' }
      expect((await send('GET', '/api/bank', { headers })).status).toBe(200)
      // A cookie that another host of the domain could have written is nobody's.
      const planted = { cookie: headers.cookie.replace('__Host-', '') }
      expect((await send('GET', '/api/bank', { headers: planted })).status).toBe(401)
    })
  })

  test('changes come from the pages of the public address, whatever the Host header says', async () => {
    await withServed(settings, async (send) => {
      // The editor signs out without a body, and so without a type of it.
      const signOut = async (headers: Record<string, string>) =>
        (await send('DELETE', '/api/session', { headers })).status
      expect(await signOut({ origin: 'https://playbook.bank.example' })).toBe(204)
      expect(await signOut({ origin: 'http://playbook.bank.example' })).toBe(403)
      expect(await signOut({ origin: 'https://elsewhere.example' })).toBe(403)
      expect(await signOut({ origin: 'null' })).toBe(403)
    })
  })
})
