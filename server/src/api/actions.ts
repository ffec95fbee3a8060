import { type Day, formatDay, LISTINGS } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import {
  type Action,
  actionsOf,
  isTold,
  reasonsForAction,
  strategyNamed,
  talkingPointsOf,
} from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { LISTED } from '../desk/listed.ts'
import { OfState } from '../desk/of-state.ts'
import { runIdOf } from '../desk/record.ts'
import { decidingIn } from '../desk/rules-record.ts'
import type { Staff } from '../desk/staff.ts'
import type { Today } from '../desk/today.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { branchFor } from './branch-for.ts'
import { callBackSchema, shownCallBack } from './call-back.ts'
import { doneContact, doneSchema } from './contact.ts'
import {
  bilingual,
  bilingualList,
  channel,
  hash,
  identifier,
  isoDay,
  playbookVersion,
  reason,
} from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { storedList } from './stored-list.ts'

const named = z.object({ id: z.string(), name: bilingual })

export const actionSchema = z
  .object({
    key: z.string().openapi({ description: 'Customer, reasons and cycle: the same in every run of the day' }),
    customer: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }),
    adviser: adviserSchema.nullable(),
    insteadOf: adviserSchema.nullable().openapi({
      description: 'Who is away, if another looks after his customer today; null for a past day',
    }),
    position: z.number().int(),
    listing: z.enum(LISTINGS),
    action: z.enum(LISTED),
    callBack: callBackSchema,
    sources: z.array(named),
    channel,
    minutes: z.number().int(),
    score: z.number().int(),
    overdue: z.boolean(),
    tier: z.string().nullable(),
    strategy: named.nullable(),
    talkingPoints: bilingualList,
    reasons: z.array(reason),
    attempts: z.number().int().openapi({ description: 'Attempts today that reached nobody' }),
  })
  .openapi('Action')

export const listSchema = z
  .object({
    date: isoDay,
    nextDays: z
      .array(isoDay)
      .openapi({ description: 'The five working days that follow today; none for a list of another day' }),
    run: z.object({
      id: hash,
      playbook: playbookVersion.openapi({ description: 'In force in the branch' }),
      challengers: z
        .array(playbookVersion)
        .openapi({ description: 'Beside it, for the share of an experiment' }),
      snapshot: hash,
      events: z.array(z.object({ id: z.string(), type: z.string(), day: isoDay, name: bilingual })),
    }),
    advisers: z.array(
      adviserSchema.extend({
        minutesListed: z.number().int(),
        minutesDue: z.number().int(),
        minutesSpent: z.number().int(),
      }),
    ),
    actions: z.array(actionSchema),
    done: z.array(doneSchema),
    blocked: z
      .number()
      .int()
      .openapi({ description: 'Due, but not to be contacted under the contact policy' }),
  })
  .openapi('BranchList')

export type BranchList = z.infer<typeof listSchema>

const list = createRoute({
  method: 'get',
  path: '/api/branches/{id}/actions',
  tags: ['Branches'],
  summary: 'Whom the branch should contact today, why, and what to say',
  description:
    'Today’s list as it stands after the contacts of the day. For another day the list of the last run stored for it; its reasons are those of the day decided again, and left out where its snapshot is gone.',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({ date: isoDay.optional(), adviser: identifier.optional() }),
  },
  responses: { 200: answer('The list', listSchema), ...refusals },
})

/** What is on the lists of today's staff, put into words: for so many of them at a time. */
type ShownLists = OfState<number, readonly z.infer<typeof actionSchema>[]>
const LISTS_KEPT = 300

export const actionRoutes = (desk: Desk) => {
  const lists: ShownLists = new OfState(LISTS_KEPT)
  return resource().openapi(list, async (c) => {
    const { id } = c.req.valid('param')
    const { date, adviser } = c.req.valid('query')
    const branch = branchFor(desk, c.get('user'), id)
    const { members } = desk.today.staff
    const inBranch = members.flatMap((member, place) => (member.branch === branch ? [place] : []))
    const wanted = inBranch.filter((place) => adviser === undefined || members[place]?.id === adviser)
    if (wanted.length === 0) throw new Refusal('unknown_adviser', { adviser: adviser ?? '' })
    const day = date ?? desk.day
    const shown =
      day === desk.day
        ? liveList(desk, lists, branch, wanted)
        : await storedList(desk, id, day, adviser ?? null)
    await desk.journal.keepLooking(c.get('user').id, {
      action: 'list.viewed',
      subject: `branches/${id}/actions?date=${day}`,
      details: { adviser: adviser ?? null },
    })
    return c.json(withoutErased(shown, await erasedCustomers(desk.store)), 200)
  })
}

/** A list without the customers whose personal data were erased. */
export const withoutErased = (list: BranchList, erased: ReadonlySet<string>): BranchList => ({
  ...list,
  actions: list.actions.filter(({ customer }) => !erased.has(customer.id)),
  done: list.done.filter(({ customer }) => !erased.has(customer)),
})

function liveList(desk: Desk, kept: ShownLists, branch: number, wanted: readonly number[]): BranchList {
  const { today, snapshot } = desk
  const { leading, grounds } = today
  const { members } = today.staff
  const { lists } = today.live
  const branchId = snapshot.branches[branch]?.id
  const { playbook = leading, challengers } = decidingIn(grounds.rules.record, branchId ?? '')
  const ids = new Set(wanted.map((place) => members[place]?.id))
  return {
    date: desk.day,
    nextDays: daysAhead(today).map(formatDay),
    run: {
      id: runIdOf(today),
      playbook: { id: playbook.id, version: playbook.version, hash: playbook.hash },
      challengers: [...challengers],
      snapshot: snapshot.manifest.hash,
      events: [...grounds.events],
    },
    advisers: wanted.flatMap((place) => {
      const member = members[place]
      if (!member) return []
      return [
        {
          ...adviserOf(member),
          minutesListed: lists.minutesListed[place] ?? 0,
          minutesDue: lists.minutesDue[place] ?? 0,
          minutesSpent: today.spent[place] ?? 0,
        },
      ]
    }),
    // Words cost more than all else, and a list is looked at more often than a contact changes it.
    actions: wanted.flatMap((place) =>
      kept.get(today.live, place, () =>
        actionsOf(today, today.live, place)
          .filter(isTold)
          .map((action) => shownAction(desk, place, action)),
      ),
    ),
    done: today.contacts
      .filter((each) => each.branch === branchId && ids.has(each.adviser))
      .map((contact) => doneContact(desk, contact)),
    blocked: today.counts()[branch]?.blocked ?? 0,
  }
}

/** So many working days a branch looks ahead. */
const DAYS_AHEAD = 5

/**
 * The next working days after today, as far as the calendar goes: that of the version which decides the most customers,
 * for the list as for each of its customers.
 */
export function daysAhead({ leading, grounds }: Today): Day[] {
  const { workingDays } = leading
  const days: Day[] = []
  for (let next = workingDays.onOrAfter(grounds.day + 1); next !== null && days.length < DAYS_AHEAD; ) {
    days.push(next)
    next = workingDays.onOrAfter(next + 1)
  }
  return days
}

/** The adviser of a customer while he is away and another stands in for him; null when he is there. */
function awayOf({ members, adviserOf: ownOf, memberOf }: Staff, row: number) {
  const own = members[ownOf[row] ?? -1]
  const here = members[memberOf[row] ?? -1]
  return own?.away && own.branch === here?.branch ? adviserOf(own) : null
}

/** An action on the list of a member of the staff, in words. */
export function shownAction(desk: Desk, place: number, action: Action): z.infer<typeof actionSchema> {
  const { today, identities } = desk
  const playbook = today.playbookOf(action.row)
  const member = today.staff.members[place]
  const identity = identities.at(action.row)
  const { view, told: _told, row, customer, strategy, ...rest } = action
  return {
    ...rest,
    sources: [...action.sources],
    customer: { id: customer, name: identity?.name ?? customer, phone: identity?.phone ?? null },
    adviser: member ? adviserOf(member) : null,
    insteadOf: awayOf(today.staff, action.row),
    strategy: strategyNamed(playbook, strategy),
    callBack: shownCallBack(today.live.promised.get(action.row)),
    talkingPoints: talkingPointsOf(playbook, action),
    reasons: reasonsForAction(playbook, view),
    attempts: today.attempts.get(row) ?? 0,
  }
}
