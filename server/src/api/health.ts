import { createRoute, z } from '@hono/zod-openapi'
import { VERSION } from '../version.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const health = createRoute({
  method: 'get',
  path: '/api/health',
  tags: ['Server'],
  summary: 'Whether the server is up',
  responses: {
    200: answer('It is', z.object({ status: z.literal('ok'), version: z.string() })),
    ...refusals,
  },
})

export const healthRoutes = () =>
  resource().openapi(health, (c) => c.json({ status: 'ok' as const, version: VERSION }, 200))
