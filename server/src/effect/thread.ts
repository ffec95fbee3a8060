import { type Proof, proofread } from '../desk/proofread.ts'
import type { Proofreading } from './proofs.ts'

/** What the threads of `effects.ts`, `comparisons.ts`, `proofs.ts` and of the reach of events do. */
export { reachOf } from '../events/reach.ts'
export { examineBranch } from '../overlays/examine.ts'
export { compare } from './compare.ts'
export { examine } from './examine.ts'

export const proofreadText = ({ text, options }: Proofreading): Promise<Proof> => proofread(text, options)
