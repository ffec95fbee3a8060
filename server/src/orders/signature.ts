import { createHmac, timingSafeEqual } from 'node:crypto'

/** A secret that both sides share: the bytes of what is written `whsec_` and base64. */
export type Secret = Buffer

const PREFIX = 'whsec_'
const [LEAST_BYTES, MOST_BYTES] = [24, 64]

/** Reads a secret; null for a text that is none, or one that is too short to be safe. */
export function readSecret(text: string): Secret | null {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text.slice(PREFIX.length), 'base64')
  return bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES ? bytes : null
}

/** What is signed, and older or newer than this, is refused: somebody may have kept it. In seconds. */
const TOLERANCE = 5 * 60

/**
 * The headers that sign a body as the Standard Webhooks specification has it (standardwebhooks.com, symmetric
 * signatures): HMAC-SHA256 over id, seconds and body. `at` is in milliseconds.
 */
export function signedHeaders(
  secret: Secret,
  id: string,
  body: string,
  at: number = Date.now(),
): Record<string, string> {
  const seconds = String(Math.floor(at / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${macOf(secret, id, seconds, body).toString('base64')}`,
  }
}

/** Whether a body came with the headers that sign it, and is of these minutes. */
export function isSigned(secret: Secret, headers: Headers, body: string, now: number = Date.now()): boolean {
  const id = headers.get('webhook-id')
  const seconds = headers.get('webhook-timestamp')
  const signatures = headers.get('webhook-signature')
  if (!id || !seconds || !signatures || !/^\d{1,15}$/.test(seconds)) return false
  if (Math.abs(now / 1000 - Number(seconds)) > TOLERANCE) return false
  const expected = macOf(secret, id, seconds, body)
  // Several, while a secret is replaced.
  return signatures.split(' ').some((each) => {
    const [version, text = ''] = each.split(',')
    const given = Buffer.from(text, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}

const macOf = (secret: Secret, id: string, seconds: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest()
