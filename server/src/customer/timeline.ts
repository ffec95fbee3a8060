import type { Bilingual } from '@branch-playbook/engine'
import type { Desk } from '../desk/desk.ts'
import { tookPlace } from '../desk/outcomes.ts'
import { standing } from '../enquiries/decision.ts'
import type { Order } from '../orders/order.ts'
import { enquiriesOf } from '../store/enquiries.ts'
import { announcements } from '../store/events.ts'
import { contactsWith } from '../store/ledger.ts'
import type { PastListing } from '../store/listings.ts'
import { ordersOf } from '../store/orders.ts'
import type { Tables } from '../store/tables.ts'
import { sourcesOf, type Told, toldBy } from './told.ts'

interface Happened {
  readonly id: string
  /** `YYYY-MM-DD` */
  readonly day: string
  /** The moment, where it is known. */
  readonly at: string | null
}

/** A contact that was logged, and what he was told. */
interface ContactEntry extends Happened {
  readonly kind: 'contact'
  readonly channel: string
  readonly outcome: string
  readonly adviser: string
  readonly by: string
  readonly note: string
  readonly told: Told | null
}

/** One action, on the lists from its first to its last day. */
interface ListedEntry extends Happened {
  readonly kind: 'listed'
  readonly since: string
  readonly action: string
  readonly about: readonly Bilingual[]
  readonly tier: string | null
  /** Whether it was within the day's minutes at least once. */
  readonly listed: boolean
}

/** An event of the bank for which he was on a list. */
interface EventEntry extends Happened {
  readonly kind: 'event'
  readonly name: Bilingual
  readonly withdrawn: boolean
}

/** Something he asked. */
interface EnquiryEntry extends Happened {
  readonly kind: 'enquiry'
  /** What it was about; null for anything else than the playbook's kinds. */
  readonly name: Bilingual | null
  readonly text: string
  readonly open: boolean
}

/** Something he ordered. */
interface OrderEntry extends Happened {
  readonly kind: 'order'
  readonly name: Bilingual
  readonly amount: number
  readonly state: Order['state']
}

export type TimelineEntry = ContactEntry | ListedEntry | EventEntry | EnquiryEntry | OrderEntry

/** Whose timeline it is, with what is read for several of its sources. */
interface Past {
  readonly desk: Desk
  readonly customer: string
  readonly listings: readonly PastListing[]
  /** Whether whoever asks sees what a branch was asked. */
  sees(branch: string): boolean
}

/** Where entries come from. To add something that happens with customers, add its kind above and its source here. */
const SOURCES: readonly ((past: Past) => Promise<readonly TimelineEntry[]>)[] = [
  contactEntries,
  listedEntries,
  eventEntries,
  enquiryEntries,
  orderEntries,
]

/** Whatever the bank's store knows to have happened with a customer, the latest first. */
export async function timelineOf(past: Past): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = []
  // One after the other: SQLite answers one question at a time.
  for (const source of SOURCES) entries.push(...(await source(past)))
  return entries.toSorted(
    (left, right) =>
      byText(right.day, left.day) || byText(right.at ?? '', left.at ?? '') || byText(left.id, right.id),
  )
}

const byText = (left: string, right: string): number => (left < right ? -1 : Number(left > right))

async function contactEntries({ desk, customer, listings }: Past): Promise<ContactEntry[]> {
  const entries: ContactEntry[] = []
  for (const contact of await contactsWith(desk.store, customer)) {
    const { id, day, at, channel, outcome, adviser, by, note } = contact
    const listing = listingOf(contact, listings)
    const told = listing && tookPlace(outcome) ? await toldBy(desk, listing) : null
    entries.push({ kind: 'contact', id, day, at, channel, outcome, adviser, by, note, told })
  }
  return entries
}

/**
 * The listing that a contact settled: the one in force at that moment, or the day's latest for whoever had read a
 * list that has changed since.
 */
function listingOf(
  { day, at, action: key }: Tables['contacts'],
  listings: readonly PastListing[],
): PastListing | undefined {
  if (key === null) return undefined
  const ofDay = listings.filter(({ action, run }) => run.day === day && action.key === key)
  return ofDay.find((each) => each.at <= at) ?? ofDay[0]
}

async function listedEntries({ listings }: Past): Promise<ListedEntry[]> {
  const byKey = Map.groupBy(
    listings.filter(({ last }) => last),
    ({ action }) => action.key,
  )
  return [...byKey].flatMap(([key, found]): ListedEntry[] => {
    const [latest] = found
    const first = found.at(-1)
    if (!latest || !first) return []
    const { action, tier } = latest.action
    return [
      {
        kind: 'listed',
        id: key,
        day: latest.run.day,
        at: null,
        since: first.run.day,
        action,
        about: sourcesOf(latest.action).map(({ name }) => name),
        tier,
        listed: found.some((each) => each.action.listing === 'listed'),
      },
    ]
  })
}

/** An action's key names what it came of: a trigger answers an event by its id, which may hold anything. */
async function eventEntries({ desk, listings }: Past): Promise<EventEntry[]> {
  const keys = [...new Set(listings.map(({ action }) => `${action.key}|`))]
  return (await announcements(desk.store))
    .filter(({ id }) => keys.some((key) => key.includes(`@${id}|`)))
    .map(({ id, day, at, name_zh, name_en, withdrawn }) => ({
      kind: 'event',
      id,
      day,
      at,
      name: { 'zh-CN': name_zh, en: name_en },
      withdrawn: withdrawn === 1,
    }))
}

/** What he asked in a branch that looked after him before stays that branch's. */
async function enquiryEntries({ desk, customer, sees }: Past): Promise<EnquiryEntry[]> {
  const seen = (await enquiriesOf(desk.store, customer)).filter(({ branch }) => sees(branch))
  return seen.map((enquiry) => ({
    kind: 'enquiry',
    id: enquiry.id,
    day: enquiry.day,
    at: enquiry.at,
    name: standing(enquiry).kept.kind?.name ?? null,
    text: enquiry.text,
    open: enquiry.open === 1,
  }))
}

async function orderEntries({ desk, customer }: Past): Promise<OrderEntry[]> {
  return (await ordersOf(desk.store, customer)).map(({ id, day, at, name_zh, name_en, amount, state }) => ({
    kind: 'order',
    id,
    day,
    at,
    name: { 'zh-CN': name_zh, en: name_en },
    amount,
    state,
  }))
}
