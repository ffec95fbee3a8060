import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { listPlaybooks } from '../store/playbooks.ts'
import { hash } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const list = createRoute({
  method: 'get',
  path: '/api/playbooks',
  tags: ['Playbooks'],
  summary: 'The playbooks there are',
  responses: {
    200: answer(
      'The playbooks',
      z.array(
        z.object({
          id: z.string(),
          active: z.object({ version: z.number().int(), hash }).nullable(),
          draft: z.boolean(),
        }),
      ),
    ),
    ...refusals,
  },
})

export const playbookRoutes = (desk: Desk) =>
  resource().openapi(list, async (c) => {
    const playbook = desk.today.leading
    const all = await listPlaybooks(desk.store)
    return c.json(
      all.map(({ id, etag }) => ({
        id,
        active: id === playbook.id ? { version: playbook.version, hash: playbook.hash } : null,
        draft: etag !== null,
      })),
      200,
    )
  })
