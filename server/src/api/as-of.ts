import { LISTINGS } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { LISTED } from '../desk/listed.ts'
import type { Principal } from '../identity/users.ts'
import { compareLists } from '../replay/compare-lists.ts'
import { branchAgain } from '../replay/run-again.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { nearestDays, runDays, runOfDay } from '../store/runs.ts'
import { requireBranch } from './access.ts'
import { listSchema, withoutErased } from './actions.ts'
import { identifier, isoDay } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { listOfRun, pastList } from './stored-list.ts'

const place = z.object({
  adviser: z.string().nullable(),
  position: z.number().int(),
  listing: z.enum(LISTINGS),
  action: z.enum(LISTED),
  tier: z.string().nullable(),
  strategy: z.string().nullable(),
})

const read = createRoute({
  method: 'get',
  path: '/api/branches/{id}/as-of',
  tags: ['Replay'],
  summary: 'What a branch was shown on a day, and what it would have been under today’s rules',
  description:
    '`then` is the list of the run that was in force last for the day; `today` is made of the same snapshot, contacts and events by the rules that are in force in the branch today. Without `rules` both, and how they differ.',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({ day: isoDay, rules: z.enum(['then', 'today']).optional() }),
  },
  responses: {
    200: answer(
      'The lists',
      z
        .object({
          branch: z.string(),
          day: isoDay,
          then: listSchema.nullable(),
          today: listSchema.nullable(),
          comparison: z
            .object({
              onlyThen: z.array(z.string()).openapi({ description: 'Customers, in the order of the list' }),
              onlyToday: z.array(z.string()),
              moved: z.array(z.object({ customer: z.string(), then: place, today: place })),
              same: z.number().int(),
            })
            .nullable(),
        })
        .openapi('AsOf'),
    ),
    ...refusals,
  },
})

const days = createRoute({
  method: 'get',
  path: '/api/branches/{id}/as-of/days',
  tags: ['Replay'],
  summary: 'The days of which one can ask what a branch was shown, the latest first',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The days', z.array(isoDay)), ...refusals },
})

export const asOfRoutes = (desk: Desk) => {
  const requireOwn = (user: Principal, id: string) => {
    requireBranch(user, id)
    if (!desk.snapshot.branches.some((each) => each.id === id))
      throw new Refusal('unknown_branch', { branch: id })
  }
  return resource()
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      const { day, rules } = c.req.valid('query')
      requireOwn(c.get('user'), id)
      const run = await runOfDay(desk.store, day)
      if (!run) {
        const nearest = await nearestDays(desk.store, day)
        throw new Refusal('day_never_run', { day, nearest: nearest.join(', ') || 'none' })
      }
      const erased = await erasedCustomers(desk.store)
      const then = rules === 'today' ? null : withoutErased(await listOfRun(desk, run, id, null), erased)
      const { record } = desk.today.grounds.rules
      const again = rules === 'then' ? null : await branchAgain(desk, run, id, record)
      if (rules !== 'then' && !again) throw new Refusal('not_decided_again', { run: run.id })
      const today = again && withoutErased(await pastList(desk, run, id, again, record, null), erased)
      await desk.journal.look(c.get('user').id, {
        action: 'list.viewed',
        subject: `branches/${id}/as-of?day=${day}`,
        details: { rules: rules ?? 'both', run: run.id },
      })
      const comparison = then && today && compareLists(then.actions, today.actions)
      return c.json({ branch: id, day, then, today, comparison }, 200)
    })
    .openapi(days, async (c) => {
      requireOwn(c.get('user'), c.req.valid('param').id)
      return c.json(await runDays(desk.store), 200)
    })
}
