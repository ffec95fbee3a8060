import { formatDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { strategyNamed } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { tookPlace } from '../desk/outcomes.ts'
import { dutiesIn, isBlockedToday, promisesIn } from '../manager/causes.ts'
import { countDuties } from '../manager/duties.ts'
import { countOutcomes } from '../manager/outcomes.ts'
import { listedIn, withStrategies } from '../manager/read.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { contactsInBranch } from '../store/ledger.ts'
import { lastRunOfDays } from '../store/runs.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { branchFor } from './branch-for.ts'
import { bilingual, identifier, isoDay, outcome } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const PERIODS = ['30', '90'] as const
const count = z.number().int()

const outcomesSchema = z.array(
  z.object({
    of: z.string().nullable(),
    name: bilingual.nullable(),
    contacts: count,
    orders: z.object({
      placed: count,
      ended: count.openapi({ description: 'Rejected or cancelled' }),
    }),
    outcomes: z.array(z.object({ outcome, count })),
    talked: z.object({
      count,
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
    }),
  }),
)

const managerSchema = z
  .object({
    from: isoDay,
    until: isoDay,
    duties: z.array(
      z.object({
        adviser: z.string(),
        tier: z.string().nullable(),
        kept: count,
        late: count.openapi({ description: 'Kept, but overdue by then' }),
        no_time: count.openapi({ description: 'Missed: on no day was there time for it' }),
        away: count.openapi({ description: 'Missed: its adviser was away on all of its days' }),
        not_done: count.openapi({ description: 'Missed, although a list had it within its minutes' }),
        open: count.openapi({ description: 'Not overdue yet, or on today’s list for the first time' }),
        blocked: count.openapi({ description: 'Due still, but forbidden by the contact policy' }),
        gone: count.openapi({ description: 'Due no more without a conversation' }),
      }),
    ),
    workload: z.array(
      z.object({ adviser: adviserSchema, due: count, listed: count, spent: count, customers: count }),
    ),
    byStrategy: outcomesSchema,
    byAdviser: outcomesSchema,
    blockedCallBacks: z
      .array(
        z.object({
          customer: z.object({ id: z.string(), name: z.string() }),
          on: isoDay,
          adviser: z.string(),
        }),
      )
      .openapi({ description: 'Calls promised for today or before that the contact policy does not allow' }),
  })
  .openapi('ManagerFigures')

const read = createRoute({
  method: 'get',
  path: '/api/branches/{id}/manager',
  tags: ['Branches'],
  summary: 'How a branch keeps its duties, what its contacts come to, and how its advisers are loaded',
  description:
    'Duties are those on the lists that were in force last for each day of the period; contacts are those that nobody took back.',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({
      days: z.enum(PERIODS).optional().openapi({ description: 'The days back from today; 30 when left out' }),
    }),
  },
  responses: { 200: answer('The figures', managerSchema), ...refusals },
})

export const managerRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const { days = PERIODS[0] } = c.req.valid('query')
    const branch = branchFor(desk, c.get('user'), id)
    const { today, store, day: until } = desk
    const first = today.grounds.day - Number(days) + 1
    const from = formatDay(first)
    const runs = await lastRunOfDays(store, [first, today.grounds.day])
    const erased = await erasedCustomers(store)
    const listed = (await listedIn(store, id, runs)).filter(({ customer }) => !erased.has(customer))
    const contacts = await contactsInBranch(store, id, first, today.grounds.day)
    const talked = contacts.filter((each) => tookPlace(each.outcome))
    const talks = new Map(
      [...Map.groupBy(talked, ({ customer }) => customer)].map(([who, all]) => [
        who,
        all.map(({ day }) => day),
      ]),
    )
    const duties = dutiesIn(desk, listed, runs, contacts)
    const kept = { talks, promises: promisesIn(contacts) }
    const leading = today.leadingIn[branch] ?? today.leading
    const made = await withStrategies(store, id, from, contacts)
    await desk.journal.look(c.get('user').id, {
      action: 'manager.viewed',
      subject: `branches/${id}/manager`,
      details: { from, until },
    })
    return c.json(
      {
        from,
        until,
        duties: countDuties(duties, kept, runs.at(-1)?.day ?? until, (duty) => isBlockedToday(desk, duty)),
        workload: workloadOf(desk, branch),
        byStrategy: countOutcomes(made.contacts, made.orders, ({ strategy }) => strategy).map((each) => ({
          ...each,
          outcomes: [...each.outcomes],
          name: strategyNamed(leading, each.of)?.name ?? null,
        })),
        byAdviser: countOutcomes(made.contacts, made.orders, ({ adviser }) => adviser).map((each) => ({
          ...each,
          outcomes: [...each.outcomes],
          name: null,
        })),
        blockedCallBacks: blockedIn(desk, branch),
      },
      200,
    )
  })

/** What each adviser of a branch has to do today, against his minutes. */
function workloadOf({ today }: Desk, branch: number) {
  const { members, memberOf } = today.staff
  const { erased } = today.grounds
  const { minutesDue, minutesListed } = today.live.lists
  const customers = members.map(() => 0)
  for (const member of memberOf) customers[member] = (customers[member] ?? 0) + 1
  for (const row of erased) {
    const member = memberOf[row] ?? -1
    customers[member] = (customers[member] ?? 0) - 1
  }
  return members.flatMap((member, place) =>
    member.branch === branch
      ? [
          {
            adviser: adviserOf(member),
            due: minutesDue[place] ?? 0,
            listed: minutesListed[place] ?? 0,
            spent: today.spent[place] ?? 0,
            customers: customers[place] ?? 0,
          },
        ]
      : [],
  )
}

/** The calls that were promised and may not be made. */
function blockedIn({ today, identities, snapshot }: Desk, branch: number) {
  const { live, staff, grounds } = today
  return live.state.callBacks.open().flatMap(({ row, on }) => {
    const id = snapshot.customers.ids.at(row) ?? ''
    const isOwn = snapshot.customers.branch[row] === branch && !grounds.erased.has(row)
    if (!isOwn || on > grounds.day || live.promised.has(row)) return []
    const adviser = staff.members[staff.memberOf[row] ?? -1]?.id ?? ''
    return [{ customer: { id, name: identities.at(row)?.name ?? id }, on: formatDay(on), adviser }]
  })
}
