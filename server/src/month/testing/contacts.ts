import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Outcome } from '../../desk/outcomes.ts'
import type { Action } from '../../testing/small-bank.ts'
import { daysBetween, WORKING_DAYS } from './calendar.ts'
import type { Month } from './month.ts'

/** So many contacts an adviser makes a day, and the manager for the branch's desk. */
const AN_ADVISERS = 4
const THE_DESKS = 2

/** Every adviser who is there works at his list from its top. */
export async function workLists(month: Month): Promise<void> {
  for (const branch of month.branches) {
    const { advisers, actions } = await month.listOf(branch)
    for (const { id, desk, away } of advisers) {
      if (away) continue
      const own = actions.filter(({ adviser, listing }) => adviser.id === id && listing === 'listed')
      const user = desk ? `manager-${branch}` : id
      for (const action of own.slice(0, desk ? THE_DESKS : AN_ADVISERS))
        await contact(month, branch, user, action)
    }
  }
}

async function contact(month: Month, branch: string, user: string, action: Action): Promise<void> {
  const outcome = month.random.weighted<Outcome>([
    ['reached', 46],
    ['interested', 8],
    ['not_reached', 20],
    ['call_back', 14],
    ['refused', 7],
    ['not_suitable', 5],
  ])
  await log(month, branch, user, action, outcome, outcome === 'call_back' ? promisedDay(month) : null)
}

async function log(
  month: Month,
  branch: string,
  user: string,
  action: Action,
  outcome: Outcome,
  callBackOn: string | null = null,
): Promise<string> {
  const { key, customer, channel, adviser, sources, tier, strategy } = action
  const id = randomUUID()
  const made = { id, customer: customer.id, action: key, outcome }
  const sent = { ...made, channel, ...(callBackOn !== null && { callBackOn }) }
  await month.do(user, 'POST', '/api/contacts', sent, 201)
  month.book.contacts.push({
    ...made,
    day: month.day,
    branch,
    adviser: adviser.id,
    callBackOn,
    led: action.action,
    due: { source: sources[0]?.id ?? '', tier, strategy: strategy?.id ?? null },
  })
  return id
}

/** A working day of the next fortnight; now and then today. */
function promisedDay({ random, day }: Month): string {
  const soon = WORKING_DAYS.filter((each) => each > day && daysBetween(day, each) <= 14)
  const [first, ...others] = soon
  return first === undefined || random.chance(0.1) ? day : random.pick([first, ...others])
}

/** A slip of the finger: a contact is logged and taken back. Whether the list is then as it was. */
export async function slip(month: Month): Promise<boolean> {
  const branch = month.branches[month.random.whole(0, month.branches.length - 1)] ?? ''
  const before = await month.listOf(branch)
  const action = before.actions.find(({ listing }) => listing === 'listed')
  if (!action) return true
  const user = `manager-${branch}`
  const id = await log(month, branch, user, action, 'refused')
  await month.do(user, 'POST', `/api/contacts/${id}/withdrawal`, undefined)
  month.book.takeBack(id)
  return isDeepStrictEqual(await month.listOf(branch), before)
}
