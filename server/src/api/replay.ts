import { createRoute, z } from '@hono/zod-openapi'
import { contactsHash } from '../desk/contact-state.ts'
import type { Desk } from '../desk/desk.ts'
import { DUE } from '../desk/listed.ts'
import { DIFFERENCES, type Difference, difference } from '../replay/difference.ts'
import { recordedRun } from '../replay/recorded.ts'
import { actionDifferences, replayRun } from '../replay/replay-run.ts'
import { lineAgain } from '../replay/run-again.ts'
import { erasedAt } from '../store/erasures.ts'
import { type StoredRun, storedActionOf } from '../store/runs.ts'
import { VERSION } from '../version.ts'
import { sees } from './access.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { bilingual, channel, hash, identifier, isoDay, outcome, playbookVersion, reason } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { runFor } from './runs.ts'

const TAGS = ['Replay']

const differenceSchema = z
  .object({
    what: z.enum(DIFFERENCES),
    place: z.string().openapi({ example: 'runs/4f…/actions/C000017/score' }),
    then: z.string().nullable().openapi({ description: 'What the log or the store has of it' }),
    now: z.string().nullable().openapi({ description: 'What is found, or decided again' }),
    text: bilingual,
  })
  .openapi('Difference')

const replaySchema = z
  .object({
    run: z.object({ id: hash, day: isoDay, engine: z.string(), snapshot: hash, playbook: playbookVersion }),
    same: z.boolean().openapi({ description: 'Nothing at all is different, down to every stored row' }),
    outcome: z.object({ then: z.string(), now: z.string().nullable() }).openapi({
      description: 'SHA-256 of the actions: as it was recorded, and as it comes out now if it does',
    }),
    actions: z.object({
      then: z.number().int(),
      now: z.number().int().nullable(),
      different: z.number().int(),
    }),
    differences: z.array(differenceSchema),
  })
  .openapi('Replay')

const replay = createRoute({
  method: 'post',
  path: '/api/runs/{id}/replay',
  tags: TAGS,
  summary: 'Decides a stored run again, and names every difference',
  description:
    'From its rules, events, snapshot and contact state, by this engine. Compared are the hash of its outcome, every stored row, and what the log says of it. Differences of at most 50 actions are told.',
  request: { params: z.strictObject({ id: hash }) },
  responses: { 200: answer('What came of it', replaySchema), ...refusals },
})

const storedActionSchema = z.looseObject({
  key: z.string(),
  adviser: z.string(),
  position: z.number().int(),
  listing: z.string(),
  action: z.string(),
  sources: z.string(),
  channel: z.string(),
  minutes: z.number().int(),
  score: z.number().int(),
  overdue: z.number().int(),
  tier: z.string().nullable(),
  strategy: z.string().nullable(),
})

const line = createRoute({
  method: 'get',
  path: '/api/runs/{id}/customers/{customer}',
  tags: TAGS,
  summary: 'One customer of a stored run, decided again with his reasons',
  description:
    'By the reference evaluator, which is independent of the one that made the lists; only his place on the list is that of the lists decided again.',
  request: { params: z.strictObject({ id: hash, customer: identifier }) },
  responses: {
    200: answer(
      'The line',
      z
        .object({
          run: z.object({ id: hash, day: isoDay, engine: z.string(), snapshot: hash }),
          customer: z.object({ id: z.string(), name: z.string() }),
          branch: z.string(),
          adviser: adviserSchema,
          stored: storedActionSchema.nullable().openapi({ description: 'Null when nothing was listed' }),
          again: storedActionSchema.nullable(),
          outcome: z.enum(DUE),
          tier: z.string().nullable(),
          strategy: z.object({ id: z.string(), name: bilingual }).nullable(),
          same: z.boolean(),
          differences: z.array(differenceSchema),
          playbook: playbookVersion,
          experiment: z.string().nullable(),
          side: z.string().nullable(),
          facts: z.array(
            z.object({
              name: z.string(),
              label: bilingual,
              kind: z.string(),
              value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
              text: bilingual,
            }),
          ),
          contacts: z
            .array(z.object({ id: z.string(), day: isoDay, channel, outcome }))
            .openapi({ description: 'Logged with him before the day' }),
          events: z.array(z.object({ id: z.string(), type: z.string(), day: isoDay, name: bilingual })),
          reasons: z.array(reason),
          chain: z
            .array(z.object({ depth: z.number().int(), text: bilingual }))
            .openapi({ description: 'The whole chain of reasons, down to the facts' }),
        })
        .openapi('Line'),
    ),
    ...refusals,
  },
})

export const replayRoutes = (desk: Desk) =>
  resource()
    .openapi(replay, async (c) => {
      const run = await runFor(desk.store, c.req.valid('param').id)
      const { same, outcome, actions, differences } = await replayRun(desk, run)
      const counts = Map.groupBy(differences, ({ what }) => what)
      await desk.journal.look(c.get('user').id, {
        action: 'run.replayed',
        subject: `runs/${run.id}`,
        details: {
          same,
          outcome: outcome.now,
          differences: Object.fromEntries([...counts].map(([what, found]) => [what, found.length])),
        },
      })
      return c.json({ run: shown(run), same, outcome, actions, differences: [...differences] }, 200)
    })
    .openapi(line, async (c) => {
      const { id, customer } = c.req.valid('param')
      const run = await runFor(desk.store, id)
      const found = await lineAgain(desk, run, customer)
      if (!found) throw new Refusal('not_decided_again', { run: id })
      const { line, past } = found
      // A customer of another branch and one who did not exist look alike from here.
      if (!line || !sees(c.get('user'), line.branch)) throw new Refusal('unknown_customer', { customer })
      if ((await erasedAt(desk.store, customer)) !== null) throw new Refusal('customer_erased', { customer })
      await desk.journal.look(c.get('user').id, {
        action: 'customer.viewed',
        subject: `runs/${id}/customers`,
        personal: [{ customer }],
      })
      const stored = await storedActionOf(desk.store, id, customer)
      const again = line.action && { ...line.action, run: id }
      const differences = [
        ...(await inputDifferences(desk, run, contactsHash(past.before))),
        ...actionDifferences('action', stored, again),
      ]
      const row = desk.snapshot.customers.rowOf(customer)
      const name = row === null ? undefined : desk.identities.at(row)?.name
      const { adviser, branch, outcome, tier, strategy, playbook, experiment, side, facts, reasons, chain } =
        line
      return c.json(
        {
          run: shown(run),
          customer: { id: customer, name: name ?? customer },
          branch,
          adviser: adviserOf(adviser),
          stored,
          again,
          outcome,
          tier,
          strategy,
          same: differences.length === 0,
          differences,
          playbook,
          experiment,
          side,
          facts: [...facts],
          contacts: past.before
            .filter((contact) => contact.customer === customer)
            .map(({ id, day, channel, outcome }) => ({ id, day, channel, outcome })),
          events: [...past.events],
          reasons: [...reasons],
          chain: [...chain],
        },
        200,
      )
    })

const shown = ({ id, day, engine, snapshot, playbook, version, playbook_hash }: StoredRun) => ({
  id,
  day,
  engine,
  snapshot,
  playbook: { id: playbook, version, hash: playbook_hash },
})

/** What about a run as a whole is not as it was, without deciding all of it again. */
async function inputDifferences({ store }: Desk, stored: StoredRun, contacts: string): Promise<Difference[]> {
  const { run, differences } = await recordedRun(store, stored)
  const place = `runs/${run.id}`
  return [
    ...differences,
    ...(run.engine === VERSION ? [] : [difference('engine', `${place}/engine`, run.engine, VERSION)]),
    ...(contacts === run.contact_state
      ? []
      : [difference('contact_state', `${place}/contact_state`, run.contact_state, contacts)]),
  ]
}
