import { createRoute, z } from '@hono/zod-openapi'
import type { DoneBacktest, Order } from '../backtest/decide-days.ts'
import { SIDES, STANDINGS } from '../backtest/decided-day.ts'
import { BY, FATES } from '../backtest/figures.ts'
import { KINDS } from '../backtest/happened.ts'
import { pastDays, STEPS } from '../backtest/period.ts'
import { PICKS, type Picked, picked } from '../backtest/pick.ts'
import type { Desk } from '../desk/desk.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { reportOf, reportSchema } from './backtest-report.ts'
import { tellOf } from './backtest-stream.ts'
import { draftFor } from './draft-state.ts'
import { eventStream } from './event-stream.ts'
import { identifier, isoDay, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { documentSchema, requirePlaybook, settingOf, versionFor } from './version.ts'

const TAGS = ['Backtest']
const MOST_WINDOW = 31
const MOST_SHOWN = 100
const SHOWN = 50

const days = createRoute({
  method: 'get',
  path: '/api/backtests/days',
  tags: TAGS,
  summary: 'The past days that had lists, the earliest first, and whether they can be decided again',
  responses: {
    200: answer('The days', z.array(z.object({ day: isoDay, kept: z.boolean() }))),
    ...refusals,
  },
})

const run = createRoute({
  method: 'post',
  path: '/api/backtests',
  tags: TAGS,
  summary: 'Decides past days by a version, and holds the lists against what really happened',
  description:
    'Each day is decided on its own snapshot, contacts, events and calendar, by the version and by the rules that were in force last. An event for each step, the last of which names the report; whoever closes the connection stops it. Without `version` and `document` it is the saved draft.',
  request: {
    body: body(
      z
        .strictObject({
          playbook: identifier,
          version: z.number().int().positive().max(2_147_483_647).optional(),
          document: documentSchema.optional(),
          from: isoDay,
          to: isoDay,
          every: z.enum(STEPS).optional(),
          window: z
            .number()
            .int()
            .min(1)
            .max(MOST_WINDOW)
            .optional()
            .openapi({ description: 'For so many days, that of the list included, a contact counts for it' }),
        })
        .refine(({ version, document }) => version === undefined || document === undefined, {
          error: 'Expected a version or a document, not both',
        }),
    ),
  },
  responses: {
    200: {
      description:
        'Server-sent events with `{"state":"waiting"}` (for another backtest), `{"state":"deciding","day":"2026-03-03","done":4,"days":30}`, and last `{"state":"done","id":"…"}` or `{"state":"failed"}`',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...refusals,
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/backtests/{id}',
  tags: TAGS,
  summary: 'What came of a backtest, in figures; the last few are kept',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The figures', reportSchema), ...refusals },
})

const customers = createRoute({
  method: 'get',
  path: '/api/backtests/{id}/customers',
  tags: TAGS,
  summary: 'The customers behind a figure of a backtest; looking at them is logged',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({
      side: z.enum(SIDES),
      figure: z.enum(PICKS),
      by: z.enum(BY).optional(),
      value: text.max(200).optional().openapi({ description: 'Of `by`; without it, those that have none' }),
      kind: z.enum(KINDS).optional(),
      other: z
        .enum(['inside', 'outside'])
        .optional()
        .openapi({ description: 'Where what happened fell on the other side' }),
      offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_SHOWN).optional(),
    }),
  },
  responses: {
    200: answer(
      'Places on lists, or what happened, with whose they are; by day',
      z.object({
        total: z.number().int(),
        erased: z
          .number()
          .int()
          .openapi({ description: 'Of these rows, those left out because the customer’s data were erased' }),
        rows: z.array(
          z.object({
            customer: z.object({ id: z.string(), name: z.string() }),
            day: isoDay.nullable(),
            branch: z.string().nullable(),
            adviser: z.string().nullable(),
            tier: z.string().nullable(),
            strategy: z.string().nullable(),
            reason: z.string().nullable(),
            standing: z.enum(STANDINGS),
            fate: z.enum(FATES).nullable(),
            kind: z.enum(KINDS).nullable(),
          }),
        ),
      }),
    ),
    ...refusals,
  },
})

/** A list is worked off within a week, as a rule. */
const WINDOW = 7

export const backtestRoutes = (desk: Desk, logFault: (fault: Error) => void) =>
  resource()
    .openapi(days, async (c) => c.json(await pastDays(desk), 200))
    .openapi(run, async (c) => {
      const { playbook, version, document, from, to, every = 'day', window = WINDOW } = c.req.valid('json')
      await requirePlaybook(desk.store, playbook)
      const order: Order = {
        ...(await subjectOf(desk, playbook, version, document)),
        period: { from, to, every },
        windowDays: window,
      }
      const prepared = await desk.backtests.prepare(desk, order)
      try {
        if (prepared.playbook !== playbook)
          throw new Refusal('playbook_of_other_id', { found: prepared.playbook, expected: playbook })
        await desk.journal.look(c.get('user').id, {
          action: 'population.read',
          subject: `playbooks/${playbook}/backtest`,
          details: { version: order.version, hash: prepared.hash, from, to, every, window },
        })
      } catch (fault) {
        prepared.close()
        throw fault
      }
      return eventStream(c, logFault, (stream) => tellOf(desk, prepared, stream))
    })
    .openapi(read, (c) => c.json(reportOf(doneFor(desk, c.req.valid('param').id)), 200))
    .openapi(customers, async (c) => {
      const { id } = c.req.valid('param')
      const {
        by,
        value = null,
        kind = null,
        other = null,
        offset = 0,
        limit = SHOWN,
        ...of
      } = c.req.valid('query')
      const done = doneFor(desk, id)
      const at = by === undefined ? null : { by, value }
      const { total, page } = pageOf(done, { ...of, at, kind, other }, offset, limit)
      const erased = await erasedCustomers(desk.store)
      const rows = page.filter(({ customer }) => !erased.has(customer))
      await desk.journal.look(c.get('user').id, {
        action: 'population.read',
        subject: `playbooks/${done.playbook}/backtest`,
        details: { hash: done.hash, ...of, at, kind, other },
        personal: [...new Set(rows.map(({ customer }) => customer))].map((customer) => ({ customer })),
      })
      return c.json(
        { total, erased: page.length - rows.length, rows: rows.map((row) => shown(desk, row)) },
        200,
      )
    })

/**
 * A backtest that is kept.
 * @throws Refusal when it is not, or never was.
 */
function doneFor({ backtests }: Desk, id: string): DoneBacktest {
  const done = backtests.find(id)
  if (!done) throw new Refusal('unknown_backtest', { backtest: id })
  return done
}

/** The text of a version, of a document that nobody saved, or of the draft. */
async function subjectOf(
  desk: Desk,
  playbook: string,
  version: number | undefined,
  document: Record<string, unknown> | undefined,
): Promise<Pick<Order, 'version' | 'document'>> {
  if (version !== undefined)
    return { version, document: (await versionFor(settingOf(desk), { id: playbook, version })).document }
  if (document !== undefined) return { version: null, document: JSON.stringify(document) }
  return { version: null, document: (await draftFor(desk.store, playbook)).document }
}

/** How many there are, and those of one page. */
function pageOf(
  { backtest }: DoneBacktest,
  wanted: Parameters<typeof picked>[1],
  offset: number,
  limit: number,
): { readonly total: number; readonly page: readonly Picked[] } {
  const page: Picked[] = []
  let total = 0
  for (const each of picked(backtest, wanted)) {
    if (total >= offset && page.length < limit) page.push(each)
    total += 1
  }
  return { total, page }
}

function shown({ snapshot, identities }: Desk, { customer, place, standing, fate, kind }: Picked) {
  const row = snapshot.customers.rowOf(customer)
  // Whoever is no customer any more is known by his number only.
  const name = (row === null ? undefined : identities.at(row)?.name) ?? customer
  return { customer: { id: customer, name }, ...place, standing, fate, kind }
}
