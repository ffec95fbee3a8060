import { contentHash } from '@branch-playbook/engine'
import type { DocumentComparison } from '../api/document-comparison.ts'
import { Once } from '../desk/once.ts'
import type { Pair } from './compare.ts'
import { threadFor } from './threads.ts'

/** Apart from the effects, so that nobody who signs waits for a solver. */
const comparing = threadFor<Pair, DocumentComparison>('compare')

const MOST_KEPT = 32
const kept = new Once<DocumentComparison>(MOST_KEPT)

/** What differs between two documents, found out in a thread of its own; documents of the store never change. */
export const comparisonOf = (pair: Pair): Promise<DocumentComparison> =>
  kept.get(contentHash(pair), () => comparing.run(pair))
