import { brokenLaws } from '../../testing/list-laws.ts'
import type { Action, List } from '../../testing/small-bank.ts'
import { isTalk } from './book.ts'
import type { Duties } from './duties.ts'
import { CAMPAIGN, CUTS, firstBranch, HANDED_OVER, LEAVE, QUOTA } from './head-office.ts'
import type { Month } from './month.ts'
import type { Seen } from './seen.ts'

/** The laws of the lists, by what they are about. */
export const LAWS = [
  'lists are within their minutes, and whoever was cut had no time',
  'nobody is called who must not be',
  'everything said of products is suitable',
  'every promised call is on its day’s list, and not before',
  'what a conversation has settled does not come back',
  'a duty stays until it is done',
  'news is called for while it is news',
  'a campaign is within its quotas, and leaves those alone whom it holds out',
  'customers are with whoever looks after them',
] as const
export type Law = (typeof LAWS)[number]

/** What is against the laws in the lists as they stand. */
export async function brokenNow(month: Month, seen: Seen, duties: Duties): Promise<Record<Law, string[]>> {
  const lists = await Promise.all(month.branches.map((branch) => month.listOf(branch)))
  const actions = lists.flatMap((list) => list.actions)
  for (const customer of await heldOutSoFar(month)) seen.heldOut.add(customer)
  return {
    'lists are within their minutes, and whoever was cut had no time': lists.flatMap(brokenLaws),
    'nobody is called who must not be': actions.flatMap((action) => unwanted(month, action)),
    'everything said of products is suitable': actions.flatMap((action) => unsuitable(month, action)),
    'every promised call is on its day’s list, and not before': unkept(month, actions),
    'what a conversation has settled does not come back': comeBack(month, actions),
    'a duty stays until it is done': await duties.lost(month, actions),
    'news is called for while it is news': oldNews(month, actions, seen),
    'a campaign is within its quotas, and leaves those alone whom it holds out': overQuota(
      month,
      lists,
      seen,
    ),
    'customers are with whoever looks after them': misplaced(month, lists),
  }
}

function unwanted({ book, day }: Month, { customer: { id }, channel, ...action }: Action): string[] {
  const said = book.feeds.customers.get(id)
  const consents = { phone: said?.consent_phone, sms: said?.consent_sms, wechat: said?.consent_wechat }
  const agreed = Object.entries(consents).some(([name, consent]) => name === channel && consent === true)
  const silence =
    book.silenceOf(id, day) ?? (agreed || action.action === 'call_back' ? null : `never agreed to ${channel}`)
  return silence === null ? [] : [`${id} is on a list and ${silence}`]
}

/** A campaign’s customer may have what it offers. */
const unsuitable = ({ book, day }: Month, { customer, sources }: Action): string[] =>
  sources.some(({ id }) => id === CAMPAIGN) && !book.suits(customer.id, 'R2', day)
    ? [`the campaign would offer ${customer.id} what does not suit him`]
    : []

/** Those whom some run has put down as held out: no list shows them. */
async function heldOutSoFar({ bank }: Month): Promise<string[]> {
  const rows = await bank.open.desk.store
    .selectFrom('actions')
    .select('customer')
    .where('listing', '=', 'held_out')
    .execute()
  return rows.map(({ customer }) => customer)
}

function unkept({ book, day }: Month, actions: readonly Action[]): string[] {
  const promises = book.promises()
  const listed = new Map(actions.map((action) => [action.customer.id, action]))
  const kept = [...promises].flatMap(([customer, on]) => {
    const action = listed.get(customer)
    if (on > day) return action ? [`${customer} is left alone until ${on}, and is on a list`] : []
    if (action?.action === 'call_back')
      return action.callBack?.on === on ? [] : [`${customer} was promised ${on}`]
    return book.mayBeSilent(customer, day)
      ? []
      : [`${customer} was promised a call on ${on}, and is on no list for it`]
  })
  const made = actions.filter(({ action, customer }) => action === 'call_back' && !promises.has(customer.id))
  return [...kept, ...made.map(({ customer }) => `${customer.id} was promised nothing`)]
}

const comeBack = ({ book }: Month, actions: readonly Action[]): string[] =>
  actions.flatMap(({ key, customer, action }) =>
    action !== 'call_back' && book.settled.has(key) ? [`${customer.id} was talked to about ${key}`] : [],
  )

function oldNews({ now }: Month, actions: readonly Action[], { cuts }: Seen): string[] {
  const called = actions.filter(({ sources }) => sources.some(({ id }) => id === 'rate_cut'))
  for (const { customer } of called) cuts.add(customer.id)
  return CUTS.some(([from, until]) => from < now && now < until)
    ? []
    : called.map(({ customer }) => `${customer.id} is called for a cut in rates that is over`)
}

function overQuota({ book, day }: Month, lists: readonly List[], { listed, heldOut }: Seen): string[] {
  const calls = lists.flatMap(({ actions }, branch) =>
    actions.filter(({ action }) => action === 'campaign').map((action) => ({ ...action, branch })),
  )
  for (const { listing, customer } of calls) {
    if (listing === 'listed') listed.add(customer.id)
  }
  const branchOf = new Map(lists.flatMap(({ advisers }, branch) => advisers.map(({ id }) => [id, branch])))
  const made = book.contacts.filter(
    (contact) => contact.day === day && contact.led === 'campaign' && isTalk(contact.outcome),
  )
  const places = [
    ...calls.filter(({ listing }) => listing === 'listed').map(({ adviser }) => adviser.id),
    ...made.map(({ adviser }) => adviser),
  ]
  const most = (of: (adviser: string) => unknown): number =>
    Math.max(0, ...[...Map.groupBy(places, of).values()].map(({ length }) => length))
  const over = [
    ['bank', places.length],
    ['branch', most((adviser) => branchOf.get(adviser))],
    ['adviser', most((adviser) => adviser)],
  ] as const
  return [
    ...over.flatMap(([whose, taken]) =>
      taken > QUOTA[whose] ? [`${taken} places are taken of a ${whose}’s`] : [],
    ),
    ...[...heldOut]
      .filter((customer) => listed.has(customer))
      .map((customer) => `${customer} is held out and called`),
    ...lists.flatMap(({ actions }) =>
      actions.flatMap(({ customer: { id }, sources }) =>
        heldOut.has(id) && sources.some((source) => source.id === CAMPAIGN)
          ? [`${id} is held out and told of the campaign`]
          : [],
      ),
    ),
  ]
}

function misplaced(month: Month, lists: readonly List[]): string[] {
  const { advisers } = firstBranch(month)
  const gone = [
    ...(LEAVE.from <= month.day && month.day <= LEAVE.until ? [advisers[0]] : []),
    ...(month.now > HANDED_OVER ? [advisers.at(-1)] : []),
  ]
  const { branches, customers } = month.bank.open.desk.snapshot
  return lists.flatMap(({ actions }, branch) =>
    actions.flatMap(({ adviser, customer }) => {
      const own = branches[customers.branch[customers.rowOf(customer.id) ?? -1] ?? -1]?.id
      if (own !== month.branches[branch])
        return [`${customer.id} of ${own} is on a list of ${month.branches[branch]}`]
      return gone.includes(adviser.id)
        ? [`${customer.id} is on the list of ${adviser.id}, who is not there`]
        : []
    }),
  )
}
