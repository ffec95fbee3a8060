import { formatDay, LISTINGS } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { isTold } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { standingWithCustomers } from '../desk/handover.ts'
import { LISTED } from '../desk/listed.ts'
import { weekOf } from '../desk/week.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { announced, eventRevisions } from '../store/events.ts'
import { standingLeaves } from '../store/leaves.ts'
import { daysAhead } from './actions.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { branchFor, requireMember } from './branch-for.ts'
import { identifier, isoDay } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const daySchema = z
  .object({
    day: isoDay,
    advisers: z.array(
      adviserSchema.extend({ minutesListed: z.number().int(), minutesDue: z.number().int() }),
    ),
    contacts: z.array(
      z.object({
        customer: z.object({ id: z.string(), name: z.string() }),
        adviser: z.string(),
        action: z.enum(LISTED),
        listing: z.enum(LISTINGS),
        minutes: z.number().int(),
        overdue: z.boolean(),
      }),
    ),
  })
  .openapi('PlannedDay')

const week = createRoute({
  method: 'get',
  path: '/api/branches/{id}/week',
  tags: ['Branches'],
  summary: 'What becomes due in a branch today and on the five working days after it: a forecast',
  description:
    'It takes for granted that whoever is listed on a day is reached on it; who is cut is still due on the next day. Leave, call-backs, holidays and each day’s minutes are reckoned with; what is announced or moved meanwhile is not known.',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({ adviser: identifier.optional() }),
  },
  responses: { 200: answer('The days', z.array(daySchema)), ...refusals },
})

export const weekRoutes = (desk: Desk) =>
  resource().openapi(week, async (c) => {
    const { id } = c.req.valid('param')
    const { adviser } = c.req.valid('query')
    const branch = branchFor(desk, c.get('user'), id)
    const { today, snapshot, identities, store } = desk
    if (adviser !== undefined) requireMember(today.staff, branch, adviser)
    const events = announced(await eventRevisions(store))
    const leaves = await standingLeaves(store)
    const handovers = await standingWithCustomers(store)
    const planned = weekOf(today, branch, daysAhead(today), leaves, events, handovers)
    const erased = await erasedCustomers(store)
    await desk.journal.look(c.get('user').id, {
      action: 'list.viewed',
      subject: `branches/${id}/week`,
      details: { adviser: adviser ?? null },
    })
    const shown = planned.map(({ today: then, lists }) => {
      const { members } = then.staff
      const { minutesListed, minutesDue } = then.live.lists
      const wanted = lists.filter(({ member }) => adviser === undefined || members[member]?.id === adviser)
      return {
        day: formatDay(then.grounds.day),
        advisers: wanted.flatMap(({ member }) => {
          const who = members[member]
          if (!who) return []
          const minutes = { minutesListed: minutesListed[member] ?? 0, minutesDue: minutesDue[member] ?? 0 }
          return [{ ...adviserOf(who), ...minutes }]
        }),
        contacts: wanted.flatMap(({ member, actions }) =>
          actions
            .filter((action) => isTold(action) && !erased.has(action.customer))
            .map(({ customer, action, listing, minutes, overdue }) => {
              const identity = identities.at(snapshot.customers.rowOf(customer) ?? -1)
              return {
                customer: { id: customer, name: identity?.name ?? customer },
                adviser: members[member]?.id ?? '',
                action,
                listing,
                minutes,
                overdue,
              }
            }),
        ),
      }
    })
    return c.json(shown, 200)
  })
