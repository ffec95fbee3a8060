import { readCalendarDocument } from '@branch-playbook/playbooks'
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
        opening: z
          .object({
            timeZone: z.string(),
            hours: z.array(z.object({ from: z.string(), until: z.string() })),
          })
          .optional()
          .openapi({ description: 'When branches are open on working days' }),
      }),
    ),
    ...refusals,
  },
})

export const calendarRoutes = () =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const found = await readCalendarDocument(id)
    if (!found.ok) {
      if (found.problems.some(({ code }) => code === 'unknown_calendar')) {
        throw new Refusal('unknown_calendar', { calendar: id })
      }
      throw new Error(
        `The calendar "${id}" cannot be read: ${found.problems.map(({ what }) => what).join(' ')}`,
      )
    }
    const { source, opening, ...calendar } = found.value
    return c.json({ ...calendar, ...(source !== undefined && { source }), ...(opening && { opening }) }, 200)
  })
