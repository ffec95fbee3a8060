import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import { type Listening, listening } from '../../testing/listening.ts'
import type { CoreReport } from '../order.ts'
import { isSigned, type Secret, signedHeaders } from '../signature.ts'

/**
 * How the core takes a message: `takes` it; is `down`; takes it and `cuts` the line before it answers; takes it and
 * is `slow` to say so; takes it and says at once that it `accepts`.
 */
type Mood = 'takes' | 'down' | 'cuts' | 'slow' | 'accepts'

const messageSchema = z.looseObject({
  message: z.string(),
  order: z.string(),
  kind: z.enum(['order', 'cancel']),
})
type Taken = z.infer<typeof messageSchema>

/** A core system at work on a port of this machine, with moods, which takes every message once however often it comes. */
export interface TestCore {
  readonly url: URL
  /** By the id of the message, in the order in which they came first. */
  readonly taken: ReadonlyMap<string, Taken>
  /** Every request for a message that came, also in vain. */
  readonly asked: readonly string[]
  /** The moods of the next requests; it takes what comes after. */
  readonly moods: Mood[]
  /** What it says of orders when it is asked. */
  readonly stands: Map<string, Omit<CoreReport, 'order'>>
  stop(): Promise<void>
}

const SLOW_MS = 1_200

export async function testCore(secret: Secret): Promise<TestCore> {
  const taken = new Map<string, Taken>()
  const asked: string[] = []
  const moods: Mood[] = []
  const stands = new Map<string, Omit<CoreReport, 'order'>>()
  const app = new Hono<{ Bindings: { outgoing: import('node:http').ServerResponse } }>()
  app.use(async (c, next) => {
    if (!isSigned(secret, c.req.raw.headers, await c.req.text())) return c.text('not signed', 401)
    return next()
  })
  app.on('POST', ['/core/orders', '/core/cancellations'], async (c) => {
    const message = messageSchema.parse(await c.req.json())
    const mood = moods.shift() ?? 'takes'
    asked.push(message.message)
    if (mood === 'down') return c.text('down', 503)
    const before = taken.get(message.message)
    if (before && JSON.stringify(before) !== JSON.stringify(message)) return c.text('differs', 409)
    if (c.req.header('idempotency-key') !== message.message) return c.text('no key', 400)
    if (!before) taken.set(message.message, message)
    if (mood === 'cuts') c.env.outgoing.destroy()
    if (mood === 'slow') await new Promise((over) => setTimeout(over, SLOW_MS))
    return mood === 'accepts'
      ? c.json({ order: message.order, state: 'accepted', reference: 'K1' })
      : c.body(null, 202)
  })
  app.get('/core/orders/:id', (c) => {
    const order = c.req.param('id')
    const stand = stands.get(order)
    return stand ? c.json({ order, ...stand }) : c.notFound()
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  if (!('closeAllConnections' in server)) throw new Error('Not a server of this kind')
  const { url, stop }: Listening = await listening(server)
  return { url: new URL('core', url), taken, asked, moods, stands, stop }
}

/** The headers and the body with which the core reports. */
export function signedReport(secret: Secret, report: object, at?: number) {
  const body = JSON.stringify(report)
  return { body, headers: signedHeaders(secret, 'report', body, at) }
}
