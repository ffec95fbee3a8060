import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { sees } from './access.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { branchName } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const list = createRoute({
  method: 'get',
  path: '/api/branches',
  tags: ['Branches'],
  summary: 'The branches that the user may see, with today’s counts',
  responses: {
    200: answer(
      'The branches',
      z.array(
        branchName.extend({
          advisers: z.array(adviserSchema),
          customers: z.number().int(),
          listed: z.number().int(),
          cut: z.number().int(),
          blocked: z.number().int(),
        }),
      ),
    ),
    ...refusals,
  },
})

export const branchRoutes = (desk: Desk) =>
  resource().openapi(list, (c) => {
    const { staff } = desk.today
    const counts = desk.today.counts()
    const seen = desk.snapshot.branches.flatMap((branch, place) => {
      const count = counts[place]
      if (!count || !sees(c.get('user'), branch.id)) return []
      const advisers = staff.members.filter((member) => member.branch === place).map(adviserOf)
      return [{ ...branch, advisers, ...count }]
    })
    return c.json(seen, 200)
  })
