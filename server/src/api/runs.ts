import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import type { RulesRecord } from '../desk/rules-record.ts'
import { eventsOfRun, readInputs } from '../replay/past-day.ts'
import { findRun, listRuns, type StoredRun } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'
import { bilingual, hash, identifier, isoDay, moment, playbookVersion, rowNumber } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const runSchema = z
  .object({
    id: hash,
    day: isoDay,
    engine: z.string(),
    playbook: playbookVersion,
    rules: z
      .object({
        versions: z.array(
          z.object({
            playbook: z.string(),
            version: z.number().int(),
            hash,
            branches: z.array(z.string()).nullable().openapi({ description: 'Null for all' }),
          }),
        ),
        experiments: z.array(
          z.object({ id: z.string(), playbook: z.string(), challenger: z.number().int(), hash }),
        ),
        overlays: z
          .array(
            z.object({
              branch: z.string(),
              overlay: z.string(),
              playbook: z.string(),
              version: z.number().int(),
              values: z.record(z.string(), z.number()),
              hash,
            }),
          )
          .openapi({
            description: 'Numbers that branches set in versions; the hash is that of both together',
          }),
      })
      .nullable()
      .openapi({ description: 'Which versions decided whom; null where its row cannot be read' }),
    outcome: z.string().openapi({ description: 'SHA-256 of the actions' }),
    snapshot: hash,
    contactState: hash.openapi({ description: 'Of the contacts logged before the day' }),
    events: z
      .array(z.object({ id: z.string(), type: z.string(), day: isoDay, name: bilingual }))
      .openapi({ description: 'None where its row cannot be read' }),
    customers: z.number().int(),
    listed: z.number().int(),
    cut: z.number().int(),
    blocked: z.number().int(),
  })
  .openapi('Run')

const MOST_RUNS = 500

const cause = z.enum(['night', 'event', 'activation', 'leave', 'handover'])

const list = createRoute({
  method: 'get',
  path: '/api/runs',
  tags: ['Runs'],
  summary: 'The runs in the order in which they came into force, the latest first',
  description: 'The next page begins before the `number` of the last one.',
  request: {
    query: z.strictObject({
      before: rowNumber.optional(),
      day: isoDay.optional(),
      cause: cause.optional(),
      limit: z.coerce.number().int().min(1).max(MOST_RUNS).optional(),
    }),
  },
  responses: {
    200: answer('The runs', z.array(runSchema.extend({ number: z.number().int(), cause, at: moment }))),
    ...refusals,
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/runs/{id}',
  tags: ['Runs'],
  summary: 'A run by its identity',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The run', runSchema), ...refusals },
})

export const runRoutes = ({ store }: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const { limit = MOST_RUNS, ...query } = c.req.valid('query')
      const runs = await listRuns(store, { ...query, limit })
      return c.json(
        runs.map(({ number, cause, at, ...run }) => ({ ...shown(run), number, cause, at })),
        200,
      )
    })
    .openapi(read, async (c) => {
      return c.json(shown(await runFor(store, c.req.valid('param').id)), 200)
    })

/**
 * A stored run.
 * @throws Refusal when there is none.
 */
export async function runFor(store: Database, id: string): Promise<StoredRun> {
  const run = await findRun(store, id)
  if (!run) throw new Refusal('unknown_run', { run: id })
  return run
}

const shown = (run: StoredRun): z.infer<typeof runSchema> => ({
  id: run.id,
  day: run.day,
  engine: run.engine,
  rules: shownRules(readInputs(run)?.rules ?? null),
  outcome: run.outcome,
  playbook: { id: run.playbook, version: run.version, hash: run.playbook_hash },
  snapshot: run.snapshot,
  contactState: run.contact_state,
  events: [...(eventsOfRun(run) ?? [])],
  customers: run.customers,
  listed: run.listed,
  cut: run.cut,
  blocked: run.blocked,
})

function shownRules(rules: RulesRecord | null): z.infer<typeof runSchema>['rules'] {
  if (!rules) return null
  return {
    versions: rules.versions.map(({ branches, ...version }) => ({
      ...version,
      branches: branches === null ? null : [...branches],
    })),
    overlays: (rules.overlays ?? []).map(({ values, ...overlay }) => ({ ...overlay, values: { ...values } })),
    experiments: rules.experiments.map(({ id, playbook, challenger, hash }) => ({
      id,
      playbook,
      challenger,
      hash,
    })),
  }
}
