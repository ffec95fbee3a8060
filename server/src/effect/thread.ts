/** What the threads of `effects.ts` and `comparisons.ts` do. */
export { compare } from './compare.ts'
export { examine } from './examine.ts'
