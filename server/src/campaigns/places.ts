import { setImmediate } from 'node:timers/promises'
import { placeOf } from '../experiment/assignment.ts'

/** So many customers in a row: a few milliseconds, so that nobody waits for a large bank. */
const SLICE = 5_000

/**
 * The places of customers in a campaign, see `holdoutPlace` of the engine: a campaign draws customers as an experiment
 * does, by a seed of its own.
 */
export async function holdoutPlaces(
  playbook: string,
  campaign: string,
  customers: readonly string[],
): Promise<Uint16Array<ArrayBuffer>> {
  const places = new Uint16Array(customers.length)
  for (let from = 0; from < customers.length; from += SLICE) {
    if (from > 0) await setImmediate()
    const slice = customers.slice(from, from + SLICE)
    places.set(
      slice.map((customer) => placeOf(`${playbook}:${campaign}`, customer)),
      from,
    )
  }
  return places
}
