import { distance } from 'fastest-levenshtein'

const MOST_EDITS = 3

/** The known name with the fewest edits, or 'none' when none is near: for the mend of a mistyped name. */
export function nearestName(name: string, known: readonly string[]): string {
  const ranked = known
    .filter((each) => Math.abs(each.length - name.length) <= MOST_EDITS)
    .map((each) => ({ each, edits: distance(name, each) }))
    .toSorted((left, right) => left.edits - right.edits)
  const [best] = ranked
  return best && best.edits <= MOST_EDITS ? best.each : 'none'
}
