import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { EXPERIMENT_STATES, endOf, sharesOf, stateOf } from '../experiment/life.ts'
import { type Experiment, listExperiments } from '../store/experiments.ts'
import type { Database } from '../store/tables.ts'
import { identifier, isoDay, moment } from './fields.ts'
import { Refusal } from './problem.ts'

export const ofExperiment = z.strictObject({ id: identifier })

/** Shares are kept in hundredths of a percent. */
const HUNDREDTHS = 100

/** A share of all units, in percent with at most two decimals. */
export const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((given) => Math.abs(given * HUNDREDTHS - inHundredths(given)) < 1e-6, {
    error: 'Expected a percentage with at most two decimals',
  })
  .openapi({ description: 'In percent, with at most two decimals', example: 12.5 })

export const inHundredths = (percent: number): number => Math.round(percent * HUNDREDTHS)

export const unit = z.enum(['branch', 'customer']).openapi({
  description:
    'What has the challenger or has not: whole branches with all their customers, or each customer',
})

export const experimentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(EXPERIMENT_STATES),
    playbook: z.string(),
    challenger: z
      .number()
      .int()
      .openapi({ description: 'Its version; the champion is whatever is in force' }),
    unit,
    share: percent.openapi({ description: 'Of all units, in percent: those with the challenger' }),
    holdout: percent.openapi({
      description: 'Of all units, in percent: those that never have the challenger',
    }),
    seed: z.string().openapi({
      description:
        'A unit’s place is the first eight hexadecimal digits of the SHA-256 of `seed:unit`, modulo 10000. It has the challenger when its place is below the share in hundredths of a percent, and is held out when it is at least 10000 less the holdout.',
    }),
    branches: z.array(z.string()).nullable().openapi({ description: 'Null for all' }),
    from: isoDay.openapi({ description: 'Its first day' }),
    ended: isoDay.nullable().openapi({ description: 'The first day on which it did not run any more' }),
    by: z.string(),
    at: moment,
    reason: z.string(),
    shares: z
      .array(
        z.object({
          from: isoDay,
          share: percent,
          holdout: percent,
          by: z.string(),
          at: moment,
          reason: z.string(),
        }),
      )
      .openapi({ description: 'All that it ever had, the first first; both 0 at its end' }),
  })
  .openapi('Experiment')

export function shownExperiment(experiment: Experiment, day: string): z.infer<typeof experimentSchema> {
  const { id, name, playbook, challenger, unit, seed, branches, valid_from, by, at, reason } = experiment
  return {
    id,
    name,
    state: stateOf(experiment, day),
    playbook,
    challenger,
    unit,
    ...inPercent(sharesOf(experiment)),
    seed,
    branches: branches === null ? null : [...branches],
    from: valid_from,
    ended: endOf(experiment),
    by,
    at,
    reason,
    shares: experiment.shares.map((each) => ({
      from: each.valid_from,
      ...inPercent(each),
      by: each.by,
      at: each.at,
      reason: each.reason,
    })),
  }
}

const inPercent = ({ share, holdout }: { readonly share: number; readonly holdout: number }) => ({
  share: share / HUNDREDTHS,
  holdout: holdout / HUNDREDTHS,
})

/** An experiment by its id, in the desk's store or that of a transaction. */
export async function experimentFor(
  { store: own }: Pick<Desk, 'store'>,
  id: string,
  store: Database = own,
): Promise<Experiment> {
  const found = (await listExperiments(store)).find((each) => each.id === id)
  if (!found) throw new Refusal('unknown_experiment', { experiment: id })
  return found
}

/** How the log calls an experiment. */
export const subjectOf = (id: string): string => `experiments/${id}`
