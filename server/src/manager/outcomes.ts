import { OUTCOMES, type Outcome, tookPlace } from '../desk/outcomes.ts'
import { type Interval, wilson } from '../experiment/intervals.ts'

/** What came of the contacts with those of a strategy, or of an adviser. */
export interface OutcomeCount {
  /** The strategy or adviser; null for contacts that came of no list. */
  readonly of: string | null
  readonly contacts: number
  readonly outcomes: readonly { readonly outcome: Outcome; readonly count: number }[]
  /** The share of contacts in which the conversation took place, and its 95 % interval (Wilson). */
  readonly talked: { readonly count: number; readonly interval: Interval | null }
}

/** Counts contacts by what they are of. */
export function countOutcomes<Contact extends { readonly outcome: Outcome }>(
  contacts: readonly Contact[],
  of: (contact: Contact) => string | null,
): OutcomeCount[] {
  return [...Map.groupBy(contacts, of)]
    .map(([key, all]) => {
      const count = all.filter(({ outcome }) => tookPlace(outcome)).length
      return {
        of: key,
        contacts: all.length,
        outcomes: OUTCOMES.map((outcome) => ({
          outcome,
          count: all.filter((each) => each.outcome === outcome).length,
        })),
        talked: { count, interval: wilson({ count, of: all.length }) },
      }
    })
    .toSorted((one, other) => other.contacts - one.contacts || (one.of ?? '').localeCompare(other.of ?? ''))
}
