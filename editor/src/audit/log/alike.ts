import type { Entry } from '../../api/audit.ts'

/** Neighbours that say the same of the same user, the newest first; most often there is one only. */
export type Alike = readonly [Entry, ...Entry[]]

/** Two in a row are read as quickly as one that has to be opened. */
const FEWEST = 3

/** Entries in their order, with neighbours put together that `sayingOf` and their user do not tell apart. */
export function alike(entries: readonly Entry[], sayingOf: (entry: Entry) => string): readonly Alike[] {
  const groups: [Entry, ...Entry[]][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last && last[0].by === entry.by && sayingOf(last[0]) === sayingOf(entry)) last.push(entry)
    else groups.push([entry])
  }
  return groups.flatMap((group): Alike[] => (group.length < FEWEST ? group.map((each) => [each]) : [group]))
}
