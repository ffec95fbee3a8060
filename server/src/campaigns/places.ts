import { setImmediate } from 'node:timers/promises'
import type { PlaceIn } from '@branch-playbook/engine'
import { z } from 'zod'
import { Once } from '../desk/once.ts'
import { placeOf } from '../experiment/assignment.ts'
import type { TextColumn } from '../snapshot/packed-texts.ts'

/** So many customers in a row: a few milliseconds, so that nobody waits for a large bank. */
const SLICE = 5_000

/** For so many campaigns the places are kept. */
const MOST_KEPT = 8
const kept = new WeakMap<TextColumn, Once<Uint16Array<ArrayBuffer>>>()

/**
 * The places of customers in a campaign, see `holdoutPlace` of the engine: a campaign draws customers as an experiment
 * does, by a seed of its own. For the same customers they are worked out once.
 */
export function holdoutPlaces(
  playbook: string,
  campaign: string,
  customers: TextColumn,
): Promise<Uint16Array<ArrayBuffer>> {
  const known = kept.get(customers) ?? new Once<Uint16Array<ArrayBuffer>>(MOST_KEPT)
  kept.set(customers, known)
  const seed = seedOf(playbook, campaign)
  return known.get(seed, async () => {
    const places = new Uint16Array(customers.length)
    for (let from = 0; from < customers.length; from += SLICE) {
      if (from > 0) await setImmediate()
      const end = Math.min(from + SLICE, places.length)
      for (let row = from; row < end; row += 1) places[row] = placeOf(seed, customers.at(row) ?? '')
    }
    return places
  })
}

const seedOf = (playbook: string, campaign: string): string => `${playbook}:${campaign}`

/** The places of all customers in campaigns, for whoever does not know who the customers are. */
export type Holdouts = ReadonlyMap<string, Uint16Array>

const playbookSchema = z.object({ id: z.string(), nodes: z.array(z.unknown()) })
const drawing = z.object({ id: z.string(), kind: z.literal('campaign'), holdout: z.number() })

/** The places in the campaigns of some playbooks that hold customers out. Whatever is no playbook has none. */
export async function holdoutsIn(documents: readonly string[], customers: TextColumn): Promise<Holdouts> {
  const holdouts = new Map<string, Uint16Array>()
  for (const document of documents) {
    const { data: playbook } = playbookSchema.safeParse(JSON.parse(document))
    if (!playbook) continue
    for (const node of playbook.nodes) {
      const { data: campaign } = drawing.safeParse(node)
      if (!campaign) continue
      const places = await holdoutPlaces(playbook.id, campaign.id, customers)
      holdouts.set(seedOf(playbook.id, campaign.id), places)
    }
  }
  return holdouts
}

/** Places that were worked out before. */
export const placesKnown =
  (holdouts: Holdouts): PlaceIn =>
  (playbook, campaign, row) => {
    const place = holdouts.get(seedOf(playbook, campaign))?.[row]
    if (place === undefined) throw new Error(`Nobody worked out the places in ${playbook}:${campaign}`)
    return place
  }
