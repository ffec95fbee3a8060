import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { standingWithCustomers } from '../desk/handover.ts'
import { type HandoverPlan, planOf } from '../desk/handover-plan.ts'
import { SPREADS } from '../desk/spread.ts'
import {
  addHandover,
  handoverById,
  handoversIn,
  handoverWithWithdrawal,
  takersOf,
  withdrawHandover,
} from '../store/handovers.ts'
import type { Database } from '../store/tables.ts'
import { sees } from './access.ts'
import { branchFor, requireAdviser } from './branch-for.ts'
import { hash, identifier, isoDay, moment, words } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { saysAll } from './says-all.ts'

const TAGS = ['Hand-over']

const order = z.strictObject({
  adviser: identifier.openapi({ description: 'The one who leaves' }),
  takers: z.array(identifier).min(1).max(100),
  spread: z.enum(SPREADS).openapi({
    description:
      '`tiers`: the same number of each tier; `minutes`: the minutes due today, with those that the takers have, against their capacity',
  }),
})

const handoverSchema = z
  .object({
    id: z.string(),
    branch: z.string(),
    adviser: z.string(),
    from: isoDay,
    spread: z.enum(SPREADS),
    takers: z.array(z.object({ adviser: z.string(), customers: z.number().int() })),
    by: z.string(),
    at: moment,
    withdrawn: z.object({ by: z.string(), at: moment, reason: z.string() }).nullable(),
  })
  .openapi('Handover')

const previewSchema = z
  .object({
    hash: hash.openapi({ description: 'Of who goes to whom: to be sent with the hand-over' }),
    customers: z.number().int(),
    shares: z.array(
      z.object({
        adviser: z.string(),
        capacity: z.number().int().openapi({ description: 'Minutes for contacts on a working day' }),
        due: z.number().int().openapi({ description: 'Minutes due today with his own customers' }),
        minutes: z.number().int().openapi({ description: 'Minutes due today with those whom he gets' }),
        customers: z.number().int(),
        tiers: z.array(z.object({ tier: z.string().nullable(), customers: z.number().int() })),
      }),
    ),
  })
  .openapi('HandoverPreview')

const list = createRoute({
  method: 'get',
  path: '/api/branches/{id}/handovers',
  tags: TAGS,
  summary: 'Every hand-over of a branch, the one entered last first',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The hand-overs', z.array(handoverSchema)), ...refusals },
})

const preview = createRoute({
  method: 'post',
  path: '/api/branches/{id}/handovers/preview',
  tags: TAGS,
  summary: 'Who would get how many customers of an adviser; nothing is entered',
  request: { params: z.strictObject({ id: identifier }), body: body(order) },
  responses: { 200: answer('The shares, in the order of the takers', previewSchema), ...refusals },
})

const enter = createRoute({
  method: 'post',
  path: '/api/branches/{id}/handovers',
  tags: TAGS,
  summary: 'Hands over the customers of an adviser who leaves; lists are made again at once',
  description:
    'From the day on, customers, lists and enquiries are the new adviser’s, until the core system names another one. The id is made by the client: the same request again adds nothing. Refused is what no longer comes out as it was looked at.',
  request: {
    params: z.strictObject({ id: identifier }),
    body: body(order.extend({ id: z.uuid().toLowerCase(), from: isoDay, hash })),
  },
  responses: {
    200: answer('Entered before; nothing was added', z.object({ handover: handoverSchema })),
    201: answer('Entered', z.object({ handover: handoverSchema })),
    ...refusals,
  },
})

const withdraw = createRoute({
  method: 'post',
  path: '/api/handovers/{id}/withdrawal',
  tags: TAGS,
  summary: 'Takes a hand-over back: the customers are their former adviser’s at once',
  description: 'Days that are over stay as they were. Doing so again changes nothing.',
  request: {
    params: z.strictObject({ id: z.uuid().toLowerCase() }),
    body: body(z.strictObject({ reason: words.trim().min(1).max(500) })),
  },
  responses: { 200: answer('It was taken back', z.object({ handover: handoverSchema })), ...refusals },
})

export const handoverRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param')
      branchFor(desk, c.get('user'), id)
      return c.json(await shown(desk.store, await handoversIn(desk.store, id)), 200)
    })
    .openapi(preview, async (c) => {
      const { id: branch } = c.req.valid('param')
      branchFor(desk, c.get('user'), branch)
      const asked = c.req.valid('json')
      const { handover, shares } = await planFor(desk, desk.store, branch, { id: '', ...asked })
      return c.json(
        {
          hash: handover.record.customers,
          customers: handover.customers.length,
          shares: shares.map((share) => ({ ...share, tiers: [...share.tiers] })),
        },
        200,
      )
    })
    .openapi(enter, async (c) => {
      const user = c.get('user')
      const { id: branch } = c.req.valid('param')
      branchFor(desk, user, branch)
      const { id, adviser, from, takers, spread, hash: seen } = c.req.valid('json')
      const asked = { id, branch, adviser, first_day: from, spread, takers: JSON.stringify(takers) }
      // The work is carried out twice, and a contact in between may change what is due with whom: it is planned once.
      let plan: HandoverPlan | null = null
      const { stored, added } = await desk.changeStaff(user.id, 'handover', async (store, note, at) => {
        const known = await handoverById(store, id)
        if (known) return { stored: known, added: false }
        if (from < desk.day) throw new Refusal('handover_unsound', { today: desk.day })
        plan ??= await planFor(desk, store, branch, { id, adviser, takers, spread })
        const { handover } = plan
        if (handover.record.customers !== seen) throw new Refusal('handover_changed')
        const stored = { ...asked, by: user.id, at }
        await addHandover(store, stored, handover.customers)
        note({
          action: 'handover.entered',
          subject: `handovers/${id}`,
          details: {
            branch,
            adviser,
            from,
            takers,
            spread,
            customers: handover.customers.length,
            hash: seen,
          },
        })
        return { stored, added: true }
      })
      if (!saysAll(stored, asked)) throw new Refusal('handover_differs', { handover: id })
      const handover = await shownOne(desk.store, id)
      return added ? c.json({ handover }, 201) : c.json({ handover }, 200)
    })
    .openapi(withdraw, async (c) => {
      const user = c.get('user')
      const { id } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const stored = await handoverById(desk.store, id)
      if (!stored || !sees(user, stored.branch)) throw new Refusal('unknown_handover', { handover: id })
      const { branch, adviser } = stored
      await desk.changeStaff(user.id, 'handover', async (store, note, at) => {
        if (await withdrawHandover(store, { handover: id, reason, by: user.id, at }))
          note({
            action: 'handover.withdrawn',
            subject: `handovers/${id}`,
            details: { branch, adviser, reason },
          })
      })
      return c.json({ handover: await shownOne(desk.store, id) }, 200)
    })

/** How a hand-over comes out; refused when it cannot be made so, is of nobody, or the adviser is none of the branch. */
async function planFor(
  desk: Desk,
  store: Database,
  branch: string,
  asked: Parameters<typeof planOf>[2],
): Promise<HandoverPlan> {
  requireAdviser(desk.snapshot, branch, asked.adviser)
  const made = planOf(desk.today, await standingWithCustomers(store), asked)
  if (!made) throw new Refusal('handover_unsound', { today: desk.day })
  if (made.handover.customers.length === 0) throw new Refusal('handover_empty', { adviser: asked.adviser })
  return made
}

const takersSchema = z.array(z.string())

/** Hand-overs as they are shown. */
async function shown(
  store: Database,
  found: Awaited<ReturnType<typeof handoversIn>>,
): Promise<z.infer<typeof handoverSchema>[]> {
  const ids = found.map(({ id }) => id)
  const takenBy = Map.groupBy(await takersOf(store, ids), ({ handover }) => handover)
  return found.map(({ first_day: from, withdrawn_by, withdrawn_at, reason, ...each }) => ({
    ...each,
    from,
    spread: SPREADS.find((known) => known === each.spread) ?? 'tiers',
    takers: takersSchema.parse(JSON.parse(each.takers)).map((adviser) => ({
      adviser,
      customers: takenBy.get(each.id)?.find((taken) => taken.adviser === adviser)?.customers ?? 0,
    })),
    withdrawn:
      withdrawn_by !== null && withdrawn_at !== null
        ? { by: withdrawn_by, at: withdrawn_at, reason: reason ?? '' }
        : null,
  }))
}

async function shownOne(store: Database, id: string) {
  const found = await handoverWithWithdrawal(store, id)
  const [one] = await shown(store, found ? [found] : [])
  if (!one) throw new Error(`The hand-over ${id} is not stored`)
  return one
}
