import { distance } from 'fastest-levenshtein'

const MOST_EDITS = 3

/** The known name with the fewest edits, or 'none' when none is near: for the mend of a mistyped name. */
export function nearestName(name: string, known: readonly string[]): string {
  // A short name with half its letters changed is another name.
  const most = Math.min(MOST_EDITS, Math.floor(name.length / 2))
  const [best] = known
    .filter((each) => Math.abs(each.length - name.length) <= most)
    .map((each) => ({ each, edits: distance(name, each) }))
    .toSorted((left, right) => left.edits - right.edits)
  return best && best.edits <= most ? best.each : 'none'
}
