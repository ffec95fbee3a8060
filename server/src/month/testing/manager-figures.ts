import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { isTalk, type MadeContact } from './book.ts'
import { countOf, type Fates, placeOf } from './duty-count.ts'
import type { Month } from './month.ts'
import type { ToldRuns } from './told-runs.ts'

/** The whole month. */
const DAYS = 30

const outcomes = z.array(
  z.object({
    of: z.string().nullable(),
    contacts: z.number(),
    orders: z.object({ placed: z.number(), ended: z.number() }),
    outcomes: z.array(z.object({ outcome: z.string(), count: z.number() })),
    talked: z.object({ count: z.number() }),
  }),
)
const count = z.number()
const figuresSchema = z.object({
  duties: z.array(
    z.object({
      ...{ adviser: z.string(), tier: z.string().nullable(), kept: count, late: count, no_time: count },
      ...{ away: count, not_done: count, open: count, blocked: count, gone: count },
    }),
  ),
  workload: z.array(z.object({ listed: count, customers: count })),
  byStrategy: outcomes,
  byAdviser: outcomes,
  blockedCallBacks: z.array(z.object({ customer: z.object({ id: z.string() }), on: z.string() })),
})
type Figures = z.infer<typeof figuresSchema>

/** What the managers’ pages say otherwise than runs and book do. */
export async function wrongFigures(month: Month, runs: ToldRuns): Promise<string[]> {
  const days = await runs.lastOfDays(month)
  const wrong: string[] = []
  for (const branch of month.branches) {
    const shown = await month.ask(
      `manager-${branch}`,
      'GET',
      `/api/branches/${branch}/manager?days=${DAYS}`,
      {
        answer: figuresSchema,
      },
    )
    const own = month.book.contacts.filter((contact) => contact.branch === branch)
    const checks: readonly (readonly [string, unknown, unknown])[] = [
      ['outcomes by adviser', shapesOf(shown.byAdviser), countBy(own, ({ adviser }) => adviser)],
      ['outcomes by strategy', shapesOf(shown.byStrategy), countBy(own, ({ due }) => due.strategy)],
      ['orders', ordersIn(shown.byAdviser), ordersOf(month, branch)],
      ['orders by strategy', ordersIn(shown.byStrategy), ordersOf(month, branch)],
      ['workload', workIn(shown), await workOf(month, branch)],
      ['promises', promisesIn(shown), await forbiddenPromises(month, branch)],
    ]
    for (const [what, found, expected] of checks)
      if (!isDeepStrictEqual(found, expected))
        wrong.push(
          `${month.day} ${branch} ${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`,
        )
    const { fates, left } = countOf(month, branch, days)
    wrong.push(...wrongDuties(shown, fates).map((each) => `${month.day} ${branch} ${each}`))
    const blocked = shown.duties.reduce((sum, each) => sum + each.blocked, 0)
    const silent = left.filter((customer) => month.book.mayBeSilent(customer, month.day)).length
    if (blocked > silent)
      wrong.push(`${month.day} ${branch}: ${blocked} duties are blocked, at most ${silent} may be`)
  }
  return wrong
}

function wrongDuties({ duties }: Figures, fates: ReadonlyMap<string, Fates>): string[] {
  const shown = new Map(
    duties.map(({ blocked, gone, adviser, tier, ...rest }) => [
      placeOf({ adviser, tier }),
      { ...rest, left: blocked + gone },
    ]),
  )
  return [...new Set([...shown.keys(), ...fates.keys()])].flatMap((place) => {
    const [found, expected] = [shown.get(place), fates.get(place)]
    return isDeepStrictEqual(found, expected)
      ? []
      : [`duties of ${place}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`]
  })
}

const byKey = <Of>(all: readonly (readonly [string, Of])[]) =>
  all.toSorted(([one], [other]) => (one < other ? -1 : 1))

/** For whom how many contacts, conversations, and of each outcome there are; those with orders only have none. */
const shapesOf = (all: Figures['byAdviser']) =>
  byKey(
    all.flatMap(({ of, contacts, talked, outcomes: each }) =>
      contacts === 0
        ? []
        : [
            [
              String(of),
              [
                contacts,
                talked.count,
                byKey(each.flatMap((one) => (one.count ? [[one.outcome, one.count]] : []))),
              ],
            ] as const,
          ],
    ),
  )

const countBy = (contacts: readonly MadeContact[], of: (contact: MadeContact) => string | null) =>
  byKey(
    [...Map.groupBy(contacts, of)].map(([key, own]) => {
      const outcomesOf = [...Map.groupBy(own, ({ outcome }) => outcome)]
      const counts = byKey(outcomesOf.map(([outcome, all]) => [outcome, all.length]))
      return [String(key), [own.length, own.filter(({ outcome }) => isTalk(outcome)).length, counts]] as const
    }),
  )

const ordersIn = (all: Figures['byAdviser']) => [
  all.reduce((sum, { orders }) => sum + orders.placed, 0),
  all.reduce((sum, { orders }) => sum + orders.ended, 0),
]

function ordersOf({ book }: Month, branch: string) {
  const own = book.orders.filter((order) => order.branch === branch)
  return [own.length, own.filter(({ isOver, fate }) => isOver && fate !== 'accepted').length]
}

const workIn = ({ workload }: Figures) => [
  workload.reduce((sum, { listed }) => sum + listed, 0),
  workload.reduce((sum, { customers }) => sum + customers, 0),
]

async function workOf(month: Month, branch: string) {
  const { actions } = await month.listOf(branch)
  const listed = actions.filter(({ listing }) => listing === 'listed')
  const customers = [...month.book.feeds.customers.values()].filter((each) => each.branch === branch)
  return [listed.reduce((sum, { minutes }) => sum + minutes, 0), customers.length]
}

const promisesIn = ({ blockedCallBacks }: Figures) =>
  byKey(blockedCallBacks.map(({ customer, on }) => [customer.id, on]))

/** Promises whose day has come, and that are on no list. */
async function forbiddenPromises(month: Month, branch: string) {
  const { actions } = await month.listOf(branch)
  const listed = new Set(actions.flatMap((each) => (each.action === 'call_back' ? [each.customer.id] : [])))
  const { customers } = month.book.feeds
  return byKey(
    [...month.book.promises()].filter(
      ([customer, on]) =>
        customers.get(customer)?.branch === branch && on <= month.day && !listed.has(customer),
    ),
  )
}
