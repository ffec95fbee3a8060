/** What a thread of the effects does: see `effects.ts`. */
export { examine } from './examine.ts'
