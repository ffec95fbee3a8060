/**
 * A text in small letters, each letter by itself as databases do it: JavaScript alone makes two letters of an İ, and a
 * Σ another one at the end of a word.
 */
export const lowerCased = (text: string): string =>
  (PECULIAR.test(text) ? text.replaceAll('İ', 'i').replaceAll('Σ', 'σ') : text).toLowerCase()

const PECULIAR = /[İΣ]/

/** The order of texts by their bytes in UTF-8, which is that of databases. */
export function byBytes(left: string, right: string): number {
  if (left === right) return 0
  if (SURROGATES.test(left) || SURROGATES.test(right)) return Buffer.from(left).compare(Buffer.from(right))
  return left < right ? -1 : 1
}

/** Only beyond these do the 16-bit units of JavaScript stand in another order. */
const SURROGATES = /[\ud800-\udfff]/
