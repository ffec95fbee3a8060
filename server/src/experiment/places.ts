import type { TextColumn } from '../snapshot/packed-texts.ts'
import { placeOf } from './assignment.ts'

/** The places of a snapshot's customers by seed, as long as the snapshot is in use. */
const known = new WeakMap<TextColumn, Map<string, Uint16Array>>()

/** The place of every unit in its order, see `placeOf`. Asking again costs nothing. */
export function placesOf(seed: string, units: TextColumn): Uint16Array {
  const ofUnits = known.get(units) ?? new Map<string, Uint16Array>()
  known.set(units, ofUnits)
  const found = ofUnits.get(seed) ?? Uint16Array.from(units, (unit) => placeOf(seed, unit))
  ofUnits.set(seed, found)
  return found
}
