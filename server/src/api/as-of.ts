import { LISTINGS } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { LISTED } from '../desk/listed.ts'
import { recordInForce } from '../desk/rules-record.ts'
import { branchesThen } from '../replay/branches-then.ts'
import { compareLists } from '../replay/compare-lists.ts'
import { branchAgain } from '../replay/run-again.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { nearestDays, runDays, runOfDay, type StoredRun } from '../store/runs.ts'
import { requireBranch, sees } from './access.ts'
import { type BranchList, listSchema, withoutErased } from './actions.ts'
import { branchFor } from './branch-for.ts'
import { branchName, identifier, isoDay } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { listOfRun, pastList } from './stored-list.ts'

const place = z.object({
  adviser: z.string().nullable(),
  position: z.number().int(),
  listing: z.enum(LISTINGS),
  action: z.enum(LISTED),
  tier: z.string().nullable(),
  strategy: z.string().nullable(),
})

const read = createRoute({
  method: 'get',
  path: '/api/branches/{id}/as-of',
  tags: ['Replay'],
  summary: 'What a branch was shown on a day, and what it would have been under today’s rules',
  description:
    '`then` is the list of the run that was in force last for the day; `today` is made of the same snapshot, contacts and events by the rules that are in force in the branch today. Without `rules` both, and how they differ.',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({ day: isoDay, rules: z.enum(['then', 'today']).optional() }),
  },
  responses: {
    200: answer(
      'The lists',
      z
        .object({
          branch: z.string(),
          day: isoDay,
          then: listSchema.nullable(),
          today: listSchema.nullable(),
          comparison: z
            .object({
              onlyThen: z.array(z.string()).openapi({ description: 'Customers, in the order of the list' }),
              onlyToday: z.array(z.string()),
              moved: z.array(z.object({ customer: z.string(), then: place, today: place })),
              same: z.number().int(),
            })
            .nullable(),
        })
        .openapi('AsOf'),
    ),
    ...refusals,
  },
})

const days = createRoute({
  method: 'get',
  path: '/api/branches/{id}/as-of/days',
  tags: ['Replay'],
  summary: 'The days of which one can ask what a branch was shown, the latest first',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The days', z.array(isoDay)), ...refusals },
})

const branches = createRoute({
  method: 'get',
  path: '/api/as-of/branches',
  tags: ['Replay'],
  summary: 'The branches that the bank had on a day, as far as the user may see them',
  request: { query: z.strictObject({ day: isoDay }) },
  responses: {
    200: answer(
      'The branches',
      z.array(
        branchName.extend({
          open: z.boolean().openapi({ description: 'Whether the bank still has it' }),
        }),
      ),
    ),
    ...refusals,
  },
})

export const asOfRoutes = (desk: Desk) =>
  resource()
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      const { day, rules } = c.req.valid('query')
      requireBranch(c.get('user'), id)
      const run = await lastRunOf(desk, day)
      const there = (await branchesThen(desk, run)).map((each) => each.id)
      if (!there.includes(id)) throw new Refusal('branch_not_there', { branch: id, day })
      const erased = await erasedCustomers(desk.store)
      const then = rules === 'today' ? null : withoutErased(await listOfRun(desk, run, id, null), erased)
      const today = rules === 'then' ? null : withoutErased(await listAgain(desk, run, id, there), erased)
      await desk.journal.look(c.get('user').id, {
        action: 'list.viewed',
        subject: `branches/${id}/as-of?day=${day}`,
        details: { rules: rules ?? 'both', run: run.id },
      })
      const comparison = then && today && compareLists(then.actions, today.actions)
      return c.json({ branch: id, day, then, today, comparison }, 200)
    })
    .openapi(days, async (c) => {
      branchFor(desk, c.get('user'), c.req.valid('param').id)
      return c.json(await runDays(desk.store), 200)
    })
    .openapi(branches, async (c) => {
      const run = await lastRunOf(desk, c.req.valid('query').day)
      const there = await branchesThen(desk, run)
      const today = new Set(desk.snapshot.branches.map(({ id }) => id))
      const seen = there.filter(({ id }) => sees(c.get('user'), id))
      return c.json(
        seen.map(({ id, name, nameEn }) => ({ id, name, nameEn, open: today.has(id) })),
        200,
      )
    })

/**
 * The list of a branch on the day of a run, by the rules that are in force today in the branches that there were.
 * @throws Refusal when that day cannot be decided again.
 */
async function listAgain(
  desk: Desk,
  run: StoredRun,
  branch: string,
  there: readonly string[],
): Promise<BranchList> {
  // Branches that were closed since have rules today as well: those that would hold there.
  const record = await recordInForce(desk.store, there, desk.today.grounds.day)
  const again = await branchAgain(desk, run, branch, record)
  if (!again) throw new Refusal('not_decided_again', { run: run.id })
  return pastList(desk, run, branch, again, record, null)
}

/**
 * The run that was in force last for a day.
 * @throws Refusal when there was none.
 */
async function lastRunOf({ store }: Desk, day: string): Promise<StoredRun> {
  const run = await runOfDay(store, day)
  if (run) return run
  const nearest = await nearestDays(store, day)
  throw new Refusal('day_never_run', { day, nearest: nearest.join(', ') || 'none' })
}
