import { parseDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { SIDES } from '../experiment/assignment.ts'
import { resultsOf } from '../experiment/results.ts'
import { VERDICTS } from '../experiment/verdict.ts'
import { messageIn } from '../locale/messages.ts'
import { experimentFor, ofExperiment, unit } from './experiment.ts'
import { bilingual, isoDay } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const interval = z.object({ low: z.number(), high: z.number() }).nullable().openapi({
  description:
    'Of 95 % confidence. For customers by the score method (Wilson 1927), their difference by method 10 of Newcombe (1998). For whole branches by the ratio of totals over branches (Cochran 1977): customers of one branch resemble each other.',
})

const outcome = z.string().openapi({
  description:
    '`contacted`: reached at least once. `interested`: wanted more of it at least once. `ordered`: placed an order that was not rejected or cancelled. `refused`: wanted no more of it at least once.',
})

const outcomesSchema = z
  .object({
    experiment: z.string(),
    unit,
    days: z.array(isoDay).openapi({ description: 'The days that count: those with a run of the experiment' }),
    sides: z.array(
      z.object({
        side: z.enum(SIDES),
        branches: z.number().int(),
        customers: z
          .number()
          .int()
          .openapi({ description: 'On this side on at least one day, listed or not' }),
        listed: z.number().int().openapi({ description: 'Of them listed on at least one day' }),
        minutes: z.number().int().openapi({ description: 'That contacts with them took' }),
        outcomes: z.array(
          z.object({
            outcome,
            customers: z.number().int(),
            rate: z.number().nullable().openapi({ description: 'Of all customers on the side' }),
            interval,
          }),
        ),
      }),
    ),
    comparisons: z.array(
      z.object({
        outcome,
        better: z.enum(['more', 'fewer']),
        against: z.enum(['champion', 'holdout']),
        difference: z
          .number()
          .nullable()
          .openapi({ description: 'The rate of the challenger less the other' }),
        interval,
        verdict: z.enum(VERDICTS),
        words: bilingual,
      }),
    ),
  })
  .openapi('ExperimentOutcomes')

const read = createRoute({
  method: 'get',
  path: '/api/experiments/{id}/outcomes',
  tags: ['Experiments'],
  summary: 'What came of an experiment so far, side by side',
  description:
    'Contacts and orders count from its first day until the day before its end, for the side on which the customer was on that day; the last run of a day says who was on which. Days count whole. Looking again and again and stopping at the first difference finds differences that are none: decide beforehand how long it runs.',
  request: { params: ofExperiment },
  responses: { 200: answer('The outcomes', outcomesSchema), ...refusals },
})

export const experimentOutcomeRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const experiment = await experimentFor(desk, c.req.valid('param').id)
    const { days, sides, comparisons } = await resultsOf(
      experiment,
      desk.store,
      desk.snapshot,
      parseDay(experiment.valid_from) ?? desk.today.grounds.day,
      desk.today.grounds.day,
    )
    return c.json(
      {
        experiment: experiment.id,
        unit: experiment.unit,
        days: [...days],
        sides: sides.map(({ outcomes, ...side }) => ({
          ...side,
          outcomes: outcomes.map(({ value, ...each }) => ({ ...each, rate: value })),
        })),
        comparisons: comparisons.map(({ value, ...each }) => ({
          ...each,
          difference: value,
          words: {
            'zh-CN': messageIn('zh-CN', `experiment.verdict.${each.verdict}`),
            en: messageIn('en', `experiment.verdict.${each.verdict}`),
          },
        })),
      },
      200,
    )
  })
