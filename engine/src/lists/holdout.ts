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

/** The places of customers by playbook and campaign, from 1; 0 is not worked out yet. */
const known = new WeakMap<readonly string[], Map<string, Uint16Array>>()

/**
 * Whom the campaigns of a plan hold out: those whose place is below the campaign's share, so that a share that grows
 * holds out whom it held out before, and others. `customers` has the id of each position. Null when no campaign holds
 * anybody out. Asking again for the same customers costs nothing.
 */
export function holdoutsOf({ playbook }: Plan, customers: readonly string[]): HeldOut | null {
  const shares = holdoutShares(playbook)
  if (shares.size === 0) return null
  const places = known.get(customers) ?? new Map<string, Uint16Array>()
  known.set(customers, places)
  const ofCampaign = new Map(
    [...shares].map(([campaign, share]) => {
      const seed = `${playbook.id}:${campaign}`
      const own = places.get(seed) ?? new Uint16Array(customers.length)
      places.set(seed, own)
      return [campaign, { share, own }]
    }),
  )
  return (customer, campaign) => {
    const found = ofCampaign.get(campaign)
    const id = customers[customer]
    if (!found || id === undefined) return false
    const place = found.own[customer] || holdoutPlace(playbook.id, campaign, id) + 1
    found.own[customer] = place
    return place <= found.share
  }
}
