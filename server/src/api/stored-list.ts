import { eventSchema, parseDay } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { contactsBetween } from '../store/ledger.ts'
import { actionsOf, runOfDay, type StoredAction } from '../store/runs.ts'
import type { BranchList } from './actions.ts'
import { adviserOf } from './adviser.ts'
import { doneContact } from './contact.ts'
import { bilingual } from './fields.ts'
import { Refusal } from './problem.ts'

const sourcesSchema = z.array(z.object({ id: z.string(), name: bilingual }))

/** The list of a branch in the last run stored for a day, for one adviser or (null) all. */
export async function storedList(
  desk: Desk,
  branch: string,
  day: string,
  adviser: string | null,
): Promise<BranchList> {
  const run = await runOfDay(desk.store, day)
  if (!run) throw new Refusal('no_run_for_day', { day, today: desk.day })
  const wanted = (id: string) => adviser === null || id === adviser
  const actions = (await actionsOf(desk.store, run.id, branch)).filter((each) => wanted(each.adviser))
  const date = parseDay(day) ?? 0
  const contacts = await contactsBetween(desk.store, date, date)
  const inBranch = new Set(actions.map((each) => each.adviser))
  return {
    date: day,
    run: {
      id: run.id,
      playbook: { id: run.playbook, version: run.version, hash: run.playbook_hash },
      snapshot: run.snapshot,
      events: z.array(eventSchema).parse(JSON.parse(run.events)),
    },
    advisers: [...inBranch].map((id) => {
      const own = actions.filter((each) => each.adviser === id)
      const minutes = (of: readonly StoredAction[]) => of.reduce((sum, each) => sum + each.minutes, 0)
      return {
        ...memberOf(desk, id),
        minutesListed: minutes(own.filter(({ listing }) => listing === 'listed')),
        minutesDue: minutes(own.filter(({ listing }) => listing !== 'over_quota')),
        minutesSpent: contacts
          .filter((each) => each.adviser === id)
          .reduce((sum, each) => sum + each.minutes, 0),
      }
    }),
    actions: actions.map((action) => storedAction(desk, action)),
    done: contacts
      .filter((each) => each.branch === branch && wanted(each.adviser))
      .map((contact) => doneContact(desk, contact)),
    blocked: 0,
  }
}

/** An adviser as he is now; one who has left keeps his number for a name. */
function memberOf({ today }: Desk, id: string): BranchList['advisers'][number] {
  const place = today.staff.placeOf(id)
  const member = place === null ? undefined : today.staff.members[place]
  const shown = adviserOf(member ?? { id, name: id, branch: -1, minutes: 0 })
  return { ...shown, minutesListed: 0, minutesDue: 0, minutesSpent: 0 }
}

function storedAction(desk: Desk, stored: StoredAction): BranchList['actions'][number] {
  const { key, customer, position, listing, action, channel, minutes, score, tier } = stored
  const row = desk.snapshot.customers.rowOf(customer)
  const identity = row === null ? undefined : desk.identities[row]
  const { leading, grounds } = desk.today
  const playbook = grounds.rules.arms.find(({ hash }) => hash === stored.playbook_hash) ?? leading
  const strategy = stored.strategy === null ? undefined : playbook.strategyOf(stored.strategy)
  return {
    key,
    customer: { id: customer, name: identity?.name ?? customer, phone: identity?.phone ?? null },
    adviser: memberOf(desk, stored.adviser),
    position,
    listing,
    action,
    sources: sourcesSchema.parse(JSON.parse(stored.sources)),
    channel,
    minutes,
    score,
    overdue: stored.overdue === 1,
    tier,
    strategy: stored.strategy !== null && strategy ? { id: stored.strategy, name: strategy.name } : null,
    talkingPoints: { 'zh-CN': [], en: [] },
    reasons: [],
    attempts: 0,
  }
}
