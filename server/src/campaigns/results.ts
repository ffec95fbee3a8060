import { type Interval, leadOfKey, type Share } from '@branch-playbook/engine'
import { tookPlace } from '../desk/outcomes.ts'
import { compared, estimated, type Verdict } from '../experiment/verdict.ts'
import { cameToNothing } from '../orders/order.ts'
import type { CampaignExposure } from '../store/campaigns.ts'
import type { Contact } from '../store/ledger.ts'
import type { Tables } from '../store/tables.ts'

/** What can be said of what a campaign does, from those it called and those it held out. */
export const CAMPAIGN_VERDICTS = ['more', 'fewer', 'not_told_apart', 'too_few', 'no_holdout'] as const
type CampaignVerdict = (typeof CAMPAIGN_VERDICTS)[number]

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
    rated({ count: outcomes.filter((all) => all.some(wanted)).length, of: listed.length })
  const ordered = (side: typeof listed) => {
    const bought = side.filter(({ customer, day }) =>
      (orders.get(customer) ?? []).some(
        (order) =>
          order.product === product && !cameToNothing(order) && order.day >= day && order.day <= until,
      ),
    )
    return rated({ count: bought.length, of: side.length })
  }
  return {
    listed: listed.length,
    reached: had(tookPlace),
    interested: had((outcome) => outcome === 'interested'),
    refused: had((outcome) => outcome === 'refused'),
    heldOut: heldOut.length,
    ordered: product === null ? null : told(ordered(listed), ordered(heldOut)),
  }
}

function rated(all: Share): Rate {
  const { value, interval } = estimated({ unit: 'customer', all })
  return { ...all, rate: value, interval }
}

/** Those who were called against those held out, judged as an experiment is. */
function told(listed: Rate, heldOut: Rate): NonNullable<CampaignResults['ordered']> {
  const { value, interval, verdict } = compared(
    { unit: 'customer', all: listed },
    { unit: 'customer', all: heldOut },
    'more',
  )
  const word = heldOut.of === 0 ? 'no_holdout' : WORDS[verdict]
  return { listed, heldOut, difference: value, interval, verdict: word }
}

const WORDS: Readonly<Record<Verdict, CampaignVerdict>> = {
  challenger_better: 'more',
  champion_better: 'fewer',
  not_told_apart: 'not_told_apart',
  too_few: 'too_few',
}
