import { ACTIONS, LISTINGS } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import { DUE } from '../desk/listed.ts'
import { adviserSchema } from './adviser.ts'
import { documentComparison } from './document-comparison.ts'
import { evidenceSchema } from './evidence.ts'
import { amount, bilingual, hash, isoDay, playbookProblem, playbookVersion, reason } from './fields.ts'

const count = z.number().int()

const flows = z
  .array(z.object({ from: z.string().nullable(), to: z.string().nullable(), count }))
  .openapi({ description: 'Everybody is counted once, who stays too; null is to have none' })

const load = z
  .object({
    minutes: count.openapi({ description: 'What there is for contacts on a working day' }),
    listed: count,
    cut: count,
    overQuota: count,
    minutesListed: count,
    minutesDue: count,
  })
  .openapi('Load')

const change = {
  before: load,
  after: load,
  gained: count.openapi({ description: 'Customers who come on the lists' }),
  lost: count.openapi({ description: 'Customers who go from the lists' }),
}

const worth = z.object({ customers: count, value: amount })

const side = z.object({
  tier: z.string().nullable(),
  strategy: z.string().nullable(),
  action: z.enum(DUE),
  listing: z.enum(LISTINGS).nullable(),
  reasons: z.array(reason),
})

/** Kinds of moves of which examples are shown. */
export const MOVES = ['tier_up', 'tier_down', 'strategy', 'gained', 'lost'] as const

/** What a version would change for all customers of today, on the state of the morning. */
export const effectSchema = z
  .object({
    hash: hash.openapi({ description: 'Of everything else in the report; an approver signs it' }),
    basis: z.object({
      run: hash.openapi({ description: 'The run in force' }),
      day: isoDay,
      snapshot: hash,
      customers: count,
      before: z
        .array(playbookVersion.extend({ customers: count }))
        .openapi({ description: 'The versions in force, that of the most customers first' }),
      after: z.object({
        id: z.string(),
        version: count.nullable().openapi({ description: 'Null for the draft' }),
        hash,
      }),
      branches: z
        .array(z.string())
        .nullable()
        .openapi({ description: 'Where it would hold; null is everywhere' }),
    }),
    document: documentComparison.extend({
      against: playbookVersion.openapi({ description: 'The version in force of the most customers' }),
    }),
    changed: count.openapi({
      description: 'Customers of whom tier, strategy, action or place on the lists is another',
    }),
    tiers: z.object({ values: z.array(z.string()), flows }),
    strategies: z.object({ values: z.array(z.object({ id: z.string(), name: bilingual })), flows }),
    actions: z.object({ values: z.array(z.enum(ACTIONS)), flows }),
    lists: z.object(change),
    branches: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        ...change,
        advisers: z.array(adviserSchema.omit({ minutes: true }).extend(change)),
      }),
    ),
    value: z.object({
      name: bilingual.openapi({ description: 'The figure by which the lists value customers' }),
      tiers: z.array(z.object({ tier: z.string().nullable(), before: worth, after: worth })),
    }),
    evidence: evidenceSchema,
    problems: z.array(playbookProblem),
    samples: z
      .array(
        z.object({
          move: z.enum(MOVES),
          customer: z.string(),
          branch: z.string(),
          before: side,
          after: side,
        }),
      )
      .openapi({
        description: 'Up to three customers for each kind of move, drawn by the hash of the version',
      }),
  })
  .openapi('Effect')

export type Effect = z.infer<typeof effectSchema>
