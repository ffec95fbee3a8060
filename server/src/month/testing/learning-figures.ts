import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { isTalk, type MadeContact } from './book.ts'
import { daysBetween, WORKING_DAYS } from './calendar.ts'
import type { Month } from './month.ts'

const SUCCESSES = ['reached', 'interested', 'ordered'] as const
/** So long after a contact an order may still come of it, in days. */
const ORDER_DAYS = 14

const learningSchema = z.object({
  basis: z.object({ evidence: z.string() }),
  contacts: z.number(),
  occasions: z.number(),
  leftOut: z.object({ unplanned: z.number(), elsewhere: z.number(), open: z.number() }),
  cells: z.array(
    z.object({
      ...{ source: z.string(), tier: z.string().nullable(), strategy: z.string().nullable() },
      ...{ week: z.string(), tries: z.number(), successes: z.number() },
    }),
  ),
})
type Learned = z.infer<typeof learningSchema>

/** What is learned otherwise than the book has it, and what looking at it has changed. */
export async function wrongLearning(month: Month): Promise<string[]> {
  const wrong: string[] = []
  const before = await standing(month)
  for (const success of SUCCESSES) {
    const path = `/api/playbooks/retail/learning?success=${success}&from=${WORKING_DAYS[0]}`
    const shown = await month.ask('strategist', 'GET', path, { answer: learningSchema })
    const again = await month.ask('strategist', 'GET', path, { answer: learningSchema })
    if (again.basis.evidence !== shown.basis.evidence)
      wrong.push(`${month.day}: ${success} differs when asked again`)
    const expected = learnedIn(month, success)
    const found = { ...shown, cells: sorted(shown.cells), basis: undefined }
    if (!isDeepStrictEqual(found, expected))
      wrong.push(`${month.day} ${success}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`)
  }
  const after = await standing(month)
  return isDeepStrictEqual(after, before) ? wrong : [...wrong, `${month.day}: looking has changed something`]
}

/** What playbooks and lists are, which nothing that is learned may change by itself. */
async function standing(month: Month) {
  const { store } = month.bank.open.desk
  return {
    versions: await store.selectFrom('versions').selectAll().execute(),
    drafts: await store.selectFrom('drafts').selectAll().execute(),
    lists: await Promise.all(month.branches.map((branch) => month.listOf(branch))),
  }
}

function learnedIn(month: Month, success: (typeof SUCCESSES)[number]) {
  const { book, day: today } = month
  const isSettled = ({ day }: MadeContact) =>
    daysBetween(day, today) > (success === 'ordered' ? ORDER_DAYS : 0)
  const settled = book.contacts.filter(isSettled)
  const occasions = [...Map.groupBy(settled, (contact) => occasionOf(month, contact)).values()]
  const open = occasions.filter((own) => own.every(({ outcome }) => outcome === 'call_back'))
  const cells = new Map<string, Learned['cells'][number]>()
  for (const own of occasions) {
    const [first] = own
    if (!first || open.includes(own)) continue
    const of = { ...first.due, week: mondayOf(first.day) }
    const cell = cells.get(JSON.stringify(of)) ?? { ...of, tries: 0, successes: 0 }
    cell.tries += 1
    if (hasSucceeded(month, own, success)) cell.successes += 1
    cells.set(JSON.stringify(of), cell)
  }
  return {
    basis: undefined,
    contacts: settled.length,
    occasions: occasions.length - open.length,
    leftOut: { unplanned: 0, elsewhere: 0, open: open.length },
    cells: sorted([...cells.values()]),
  }
}

/** What a list asked for, however often it was tried, and put off. */
function occasionOf({ book }: Month, contact: MadeContact): string {
  const { customer, action } = book.begun(contact)
  return JSON.stringify([customer, action])
}

function hasSucceeded(
  { book }: Month,
  own: readonly MadeContact[],
  success: (typeof SUCCESSES)[number],
): boolean {
  const [first] = own
  if (!first) return false
  const ordered = book.standingOrders.flatMap(({ customer, day }) =>
    customer === first.customer ? [day] : [],
  )
  if (success === 'reached') return own.some(({ outcome }) => isTalk(outcome))
  if (success === 'interested')
    return own.some(({ outcome, day }) => outcome === 'interested' || ordered.includes(day))
  return ordered.some((day) => day >= first.day && daysBetween(first.day, day) <= ORDER_DAYS)
}

function mondayOf(day: string): string {
  const date = new Date(day)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

const sorted = (cells: readonly Learned['cells'][number][]) =>
  cells
    .map(({ source, tier, strategy, week, tries, successes }) => ({
      source,
      tier,
      strategy,
      week,
      tries,
      successes,
    }))
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
