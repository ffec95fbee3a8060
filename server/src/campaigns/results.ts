import { leadOfKey } from '@branch-playbook/engine'
import { tookPlace } from '../desk/outcomes.ts'
import { type Interval, newcombe, rateOf, type Share, wilson } from '../experiment/intervals.ts'
import { cameToNothing } from '../orders/order.ts'
import type { CampaignExposure } from '../store/campaigns.ts'
import type { Contact } from '../store/ledger.ts'
import type { Tables } from '../store/tables.ts'

/** What can be said of what a campaign does, from those it called and those it held out. */
export const CAMPAIGN_VERDICTS = ['more', 'fewer', 'not_told_apart', 'too_few', 'no_holdout'] as const
type CampaignVerdict = (typeof CAMPAIGN_VERDICTS)[number]

/** Below so many customers on a side nothing is said, as with experiments. */
const LEAST = 30

/** How many of so many customers did something, with the rate and its interval of 95 %. */
interface Rate extends Share {
  readonly rate: number | null
  readonly interval: Interval | null
}

/** What came of a campaign, in a branch or over the bank. */
export interface CampaignResults {
  /** Customers called for its sake alone, and those of them who were reached, interested, and wanted no more of it. */
  readonly listed: number
  readonly reached: Rate
  readonly interested: Rate
  readonly refused: Rate
  /** Customers who would have been called and were held out. */
  readonly heldOut: number
  /** Who ordered the campaign's product since; null for a campaign that offers none. */
  readonly ordered: {
    readonly listed: Rate
    readonly heldOut: Rate
    /** The rate of the listed less that of the held out. */
    readonly difference: number | null
    readonly interval: Interval | null
    readonly verdict: CampaignVerdict
  } | null
}

/** The campaign whose results are asked for. */
export interface Asked {
  readonly campaign: string
  readonly until: string
  readonly product: string | null
}

type Order = Pick<Tables['orders'], 'customer' | 'product' | 'day' | 'state'>

/** What customers did, by their numbers. */
export interface Happened {
  readonly contacts: ReadonlyMap<string, readonly Pick<Contact, 'action' | 'outcome' | 'day'>[]>
  readonly orders: ReadonlyMap<string, readonly Order[]>
}

/**
 * What came of a campaign with these customers, each of whom is there once. A contact counts that was made for its
 * sake, an order that was placed from the day on which the customer was first called, or held out, until the campaign's
 * last day. Everybody counts on the side that he was on first, whatever came of it: to count only those who were reached
 * would compare customers who are easy to reach with all.
 */
export function resultsOf(
  { campaign, until, product }: Asked,
  exposures: readonly CampaignExposure[],
  { contacts, orders }: Happened,
): CampaignResults {
  const listed = exposures.filter(({ side }) => side === 'listed')
  const heldOut = exposures.filter(({ side }) => side === 'held_out')
  const outcomes = listed.map(({ customer, day }) =>
    (contacts.get(customer) ?? []).flatMap((contact) =>
      contact.action !== null && contact.day >= day && leadOfKey(contact.action, customer) === campaign
        ? [contact.outcome]
        : [],
    ),
  )
  const had = (wanted: (outcome: Contact['outcome']) => boolean) =>
    rated(outcomes.filter((all) => all.some(wanted)).length, listed.length)
  const ordered = (side: typeof listed) => {
    const bought = side.filter(({ customer, day }) =>
      (orders.get(customer) ?? []).some(
        (order) =>
          order.product === product && !cameToNothing(order) && order.day >= day && order.day <= until,
      ),
    )
    return rated(bought.length, side.length)
  }
  return {
    listed: listed.length,
    reached: had(tookPlace),
    interested: had((outcome) => outcome === 'interested'),
    refused: had((outcome) => outcome === 'refused'),
    heldOut: heldOut.length,
    ordered: product === null ? null : compared(ordered(listed), ordered(heldOut)),
  }
}

const rated = (count: number, of: number): Rate => ({
  count,
  of,
  rate: of === 0 ? null : rateOf({ count, of }),
  interval: wilson({ count, of }),
})

/** Nothing is said of a difference that chance explains. */
function compared(listed: Rate, heldOut: Rate): NonNullable<CampaignResults['ordered']> {
  const interval = newcombe(listed, heldOut)
  const difference = interval && rateOf(listed) - rateOf(heldOut)
  return { listed, heldOut, difference, interval, verdict: verdictOf(listed, heldOut, interval) }
}

function verdictOf(listed: Rate, heldOut: Rate, interval: Interval | null): CampaignVerdict {
  if (heldOut.of === 0) return 'no_holdout'
  if (!interval || listed.of < LEAST || heldOut.of < LEAST) return 'too_few'
  if (interval.low <= 0 && interval.high >= 0) return 'not_told_apart'
  return interval.low > 0 ? 'more' : 'fewer'
}
