import { createRoute, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { Desk } from '../desk/desk.ts'
import { reportSchema, takeReport } from '../orders/report.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

/** Before the body is read as JSON: what is signed are its very bytes. */
const signed =
  (desk: Desk): MiddlewareHandler =>
  async (c, next) => {
    const { connector } = desk.courier
    if (!connector?.isSigned) throw new Refusal('no_core_system')
    if (!connector.isSigned(c.req.raw.headers, await c.req.text())) throw new Refusal('wrong_signature')
    return next()
  }

const status = (desk: Desk) =>
  createRoute({
    method: 'post',
    path: '/api/orders/status',
    tags: ['Orders'],
    summary: 'Takes what the core system says of an order',
    description:
      'For the core system alone: the request is signed as the Standard Webhooks specification has it, with the secret that both share, and no older than five minutes. It may come twice and in any order. See docs/connectors.md.',
    middleware: [signed(desk)] as const,
    request: { body: body(reportSchema) },
    responses: {
      200: answer('Taken, or known', z.object({ order: z.string() })),
      ...refusals,
    },
  })

export const orderStatusRoutes = (desk: Desk) =>
  resource().openapi(status(desk), async (c) => {
    const report = c.req.valid('json')
    if ((await takeReport(desk.journal, report)) === 'unknown')
      throw new Refusal('unknown_order', { order: report.order })
    return c.json({ order: report.order }, 200)
  })
