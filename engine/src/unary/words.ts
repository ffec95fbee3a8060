/** The words that say something of the figure itself; `null` is what DMN calls a missing one. */
export const KEYWORDS: ReadonlyMap<string, 'missing' | 'known'> = new Map([
  ['missing', 'missing'],
  ['null', 'missing'],
  ['known', 'known'],
])
