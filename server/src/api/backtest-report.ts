import { formatDay } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { DoneBacktest } from '../backtest/decide-days.ts'
import { SIDES, STANDINGS } from '../backtest/decided-day.ts'
import { BY } from '../backtest/figures.ts'
import { KINDS } from '../backtest/happened.ts'
import { STEPS } from '../backtest/period.ts'
import { messageIn } from '../locale/messages.ts'
import { bilingual, hash, isoDay } from './fields.ts'

const count = z.number().int()
const byKind = z.object({
  reached: count,
  not_reached: count,
  refused: count,
  ordered: count,
} satisfies Record<(typeof KINDS)[number], z.ZodType>)

const figures = z
  .object({
    listed: count.openapi({ description: 'Places on lists: who stays on the list counts every day' }),
    shared: count.openapi({ description: 'Of them on the other side’s lists of the same day, too' }),
    contacted: count.openapi({ description: 'Somebody contacted the customer within the window' }),
    missed: count.openapi({ description: 'Nobody did, though others of the same list were contacted' }),
    unworked: count.openapi({
      description: 'Nobody of that member’s list was contacted: nothing can be said',
    }),
    open: count.openapi({ description: 'The window is not over' }),
    minutes: count,
    load: z
      .object({ capacity: count, due: count, cut: count, overQuota: count })
      .nullable()
      .openapi({ description: 'Minutes there were and minutes due; null where it is of no list as a whole' }),
    inside: byKind.openapi({ description: 'What really happened with customers on the lists' }),
    outside: byKind.openapi({ description: 'What really happened with others' }),
  })
  .openapi('BacktestFigures')

const sides = { then: figures, draft: figures }
const named = z.object({ id: z.string(), name: bilingual })

export const reportSchema = z
  .object({
    id: z.string(),
    basis: z.object({
      playbook: z.string(),
      version: count.nullable().openapi({ description: 'Null for a draft' }),
      hash,
      from: isoDay,
      to: isoDay,
      every: z.enum(STEPS),
      window: count,
      days: z.array(isoDay).openapi({ description: 'The days that were decided' }),
      skipped: z.array(
        z.object({
          day: isoDay,
          why: z.enum(['snapshot_deleted', 'snapshot_damaged', 'playbook_missing', 'does_not_run']),
          detail: z.string().nullable(),
        }),
      ),
      inForce: z.array(z.object({ id: z.string(), version: count, days: count })),
    }),
    customers: z.object({ then: count, draft: count }).openapi({ description: 'Different ones, listed' }),
    total: z.object(sides),
    groups: z.array(
      z.object({ by: z.enum(BY), rows: z.array(z.object({ value: z.string().nullable(), ...sides })) }),
    ),
    happened: z
      .array(z.object({ kind: z.enum(KINDS), both: count, draft: count, then: count, neither: count }))
      .openapi({
        description: 'On whose lists those were with whom it happened: on both, on one only, on none',
      }),
    stood: z
      .array(z.object({ standing: z.enum(STANDINGS), then: count, draft: count }))
      .openapi({ description: 'What had become of them that day' }),
    beyond: count.openapi({
      description: 'What happened in the period, but on no day within whose window it is held against a list',
    }),
    names: z.object({
      strategies: z.array(named),
      reasons: z.array(named),
      advisers: z.array(z.object({ id: z.string(), name: bilingual, branch: z.string() })),
    }),
  })
  .openapi('Backtest')

export type BacktestReport = z.infer<typeof reportSchema>

/** What came of a backtest, in figures. */
export function reportOf({ id, backtest, period, windowDays, ...done }: DoneBacktest): BacktestReport {
  const { tally } = backtest
  const groups = BY.map((by) => ({ by, rows: tally.rows(by) }))
  const named = (by: (typeof BY)[number]) =>
    (groups.find((group) => group.by === by)?.rows ?? []).flatMap(({ value }) => {
      const name = value === null ? undefined : backtest.nameOf(value)
      return value !== null && name ? [{ id: value, name }] : []
    })
  return {
    id,
    basis: {
      playbook: done.playbook,
      version: done.version,
      hash: done.hash,
      ...period,
      window: windowDays,
      days: backtest.days.map(({ decided }) => formatDay(decided.day)),
      skipped: [...done.skipped],
      inForce: [...done.inForce],
    },
    customers: { then: backtest.customers('then'), draft: backtest.customers('draft') },
    total: tally.total,
    groups,
    ...happenedIn(backtest),
    names: {
      strategies: named('strategy'),
      reasons: named('reason'),
      advisers: [...backtest.members.values()].map(({ id, name, branch }) => ({
        id,
        branch,
        name: {
          'zh-CN': name ?? messageIn('zh-CN', 'desk.name'),
          en: name ?? messageIn('en', 'desk.name'),
        },
      })),
    },
  }
}

/** Where all that happened fell, on both sides together. */
function happenedIn({ happenings }: DoneBacktest['backtest']) {
  const happened = KINDS.map((kind) => ({ kind, both: 0, draft: 0, then: 0, neither: 0 }))
  const stood = STANDINGS.map((standing) => ({ standing, then: 0, draft: 0 }))
  let beyond = 0
  for (const { happening, fell } of happenings) {
    const { then, draft } = fell
    if (!then || !draft) {
      beyond += 1
      continue
    }
    const counts = happened.find(({ kind }) => kind === happening.kind)
    const where =
      then.inside && draft.inside ? 'both' : draft.inside ? 'draft' : then.inside ? 'then' : 'neither'
    if (counts) counts[where] += 1
    for (const side of SIDES) {
      const standing = stood.find((each) => each.standing === fell[side]?.stood.standing)
      if (standing) standing[side] += 1
    }
  }
  return { happened, stood, beyond }
}
