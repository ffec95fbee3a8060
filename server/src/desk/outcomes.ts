import type { CONTACT_OUTCOMES } from '../feeds/definitions.ts'

/**
 * What can come of a contact: `call_back` puts the conversation off until a day, `not_suitable` says that it
 * took place, and that what there was to offer does not fit the customer, and `interested` that it took place and
 * that he wants more of it.
 */
export const OUTCOMES = [
  'reached',
  'not_reached',
  'call_back',
  'refused',
  'not_suitable',
  'interested',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Whether the conversation took place. One that did not leaves the customer due, and his minutes reserved. */
export const tookPlace = (outcome: Outcome): boolean => outcome !== 'not_reached' && outcome !== 'call_back'

/** An outcome in the words of the bank's feeds, which know three. */
export function inFeeds(outcome: Outcome): (typeof CONTACT_OUTCOMES)[number] {
  if (outcome === 'refused') return outcome
  return tookPlace(outcome) ? 'reached' : 'not_reached'
}
