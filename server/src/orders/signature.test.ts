import { expect, test } from 'vitest'
import { isSigned, readSecret, signedHeaders } from './signature.ts'

const secret = readSecret(`whsec_${Buffer.alloc(32, 7).toString('base64')}`) ?? expect.fail()
const AT = 1_700_000_000_000

const headersOf = (changes: Record<string, string> = {}) =>
  new Headers({ ...signedHeaders(secret, 'm1', '{"a":1}', AT), ...changes })

test('A body is signed as the Standard Webhooks specification has it', () => {
  // The example of the specification.
  const known = readSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw') ?? expect.fail()
  const headers = signedHeaders(
    known,
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    1_614_265_330_000,
  )
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('Only what was signed with the secret, whole and of these minutes, passes', () => {
  expect(isSigned(secret, headersOf(), '{"a":1}', AT)).toBe(true)
  expect(isSigned(secret, headersOf(), '{"a":1}', AT + 299_000)).toBe(true)
  expect(
    isSigned(
      secret,
      headersOf({ 'webhook-signature': `v1,AAAA ${headersOf().get('webhook-signature')}` }),
      '{"a":1}',
      AT,
    ),
  ).toBe(true)
  expect(isSigned(secret, headersOf(), '{"a":2}', AT)).toBe(false)
  expect(isSigned(secret, headersOf(), '{"a":1}', AT + 302_000)).toBe(false)
  expect(isSigned(secret, headersOf(), '{"a":1}', AT - 302_000)).toBe(false)
  for (const [name, value] of [
    ['webhook-id', 'm2'],
    ['webhook-timestamp', '1700000001'],
    ['webhook-timestamp', 'NaN'],
    ['webhook-signature', ''],
    ['webhook-signature', 'v1,'],
    ['webhook-signature', 'v2,AAAA'],
  ] as const)
    expect(isSigned(secret, headersOf({ [name]: value }), '{"a":1}', AT), `${name} ${value}`).toBe(false)
  expect(isSigned(secret, new Headers(), '{"a":1}', AT)).toBe(false)
})

test('A secret that is short or no base64 is none', () => {
  for (const text of ['', 'whsec_', 'whsec_c2hvcnQ=', Buffer.alloc(32).toString('base64'), 'whsec_***'])
    expect(readSecret(text)).toBeNull()
})
