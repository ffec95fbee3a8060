/**
 * The words that say something of the figure itself; `null` is what DMN calls a missing one. A class may have
 * `missing` or `known` among its values; `null` is always the word.
 */
export const KEYWORDS: ReadonlyMap<string, 'missing' | 'known'> = new Map([
  ['missing', 'missing'],
  ['null', 'missing'],
  ['known', 'known'],
])

/** Whether a word may as well be a value of the class. */
export const mayBeValue = (word: string): boolean => word !== 'null'
