import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Plan } from '../plan/plan.ts'
import type { Playbook } from '../playbook/playbook.ts'

/** Places are hundredths of a percent, as the shares are. */
const WHOLE = 10_000

/**
 * The place of a customer in a campaign, a whole number from 0 up to but not including 10,000: the first eight
 * hexadecimal digits of the SHA-256 of `playbook:campaign:customer` in UTF-8, modulo 10,000. Anybody can check it with
 * `sha256sum`. Versions have no part in it, so a customer keeps his place for as long as the campaign keeps its id.
 */
export function holdoutPlace(playbook: string, campaign: string, customer: string): number {
  const digest = sha256(utf8ToBytes(`${playbook}:${campaign}:${customer}`))
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) % WHOLE
}

/** The shares of those campaigns that hold customers out: whose place is below the share is held out. */
export const holdoutShares = ({ nodes }: Pick<Playbook, 'nodes'>): ReadonlyMap<string, number> =>
  new Map(
    nodes.flatMap((node) =>
      node.kind === 'campaign' && node.holdout !== undefined
        ? [[node.id, Math.round((node.holdout * WHOLE) / 100)] as const]
        : [],
    ),
  )

/** Whether the customer at a position is left alone by a campaign, so that it can be told what the campaign does. */
export type HeldOut = (customer: number, campaign: string) => boolean

/** The place of the customer at a position in a campaign of a playbook, see `holdoutPlace`. */
export type PlaceIn = (playbook: string, campaign: string, customer: number) => number

/** Works places out as they are asked for, each once. `customers` has the id of each position. */
export function placesAmong(customers: Pick<readonly string[], 'length' | 'at'>): PlaceIn {
  /** By playbook and campaign, from 1; 0 is not worked out yet. */
  const known = new Map<string, Uint16Array>()
  return (playbook, campaign, customer) => {
    const seed = `${playbook}:${campaign}`
    const places = known.get(seed) ?? new Uint16Array(customers.length)
    known.set(seed, places)
    const place = places[customer] || holdoutPlace(playbook, campaign, customers.at(customer) ?? '') + 1
    places[customer] = place
    return place - 1
  }
}

/**
 * Whom the campaigns of a plan hold out: those whose place is below the campaign's share, so that a share that grows
 * holds out whom it held out before, and others. Null when no campaign holds anybody out.
 */
export function holdoutsOf({ playbook }: Pick<Plan, 'playbook'>, placeIn: PlaceIn): HeldOut | null {
  const shares = holdoutShares(playbook)
  if (shares.size === 0) return null
  return (customer, campaign) => {
    const share = shares.get(campaign)
    return share !== undefined && placeIn(playbook.id, campaign, customer) < share
  }
}
