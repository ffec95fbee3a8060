import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { calendarSchema } from '@branch-playbook/engine'
import { calendarIds, playbookFile } from '@branch-playbook/playbooks'
import { createRoute, z } from '@hono/zod-openapi'
import { bilingual, identifier, isoDay } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const read = createRoute({
  method: 'get',
  path: '/api/calendars/{id}',
  tags: ['Bank'],
  summary: 'A calendar of working days',
  request: { params: z.strictObject({ id: identifier }) },
  responses: {
    200: answer(
      'The calendar',
      z.object({
        id: z.string(),
        name: bilingual,
        source: z.string().optional(),
        years: z.record(z.string(), z.object({ closed: z.array(isoDay), worked: z.array(isoDay) })),
      }),
    ),
    ...refusals,
  },
})

export const calendarRoutes = () =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await calendarIds()).includes(id)) throw new Refusal('unknown_calendar', { calendar: id })
    const file = join(dirname(playbookFile('retail')), 'calendars', `${id}.json`)
    const { source, ...calendar } = calendarSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    return c.json({ ...calendar, ...(source !== undefined && { source }) }, 200)
  })
