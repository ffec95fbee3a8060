import { contentHash } from '@branch-playbook/engine'
import { Piscina } from 'piscina'
import type { DocumentComparison } from '../api/document-comparison.ts'
import type { Pair } from './compare.ts'
import { Once } from './once.ts'

/** Apart from the effects, so that nobody who signs waits for a solver. */
const threads = new Piscina<Pair, DocumentComparison>({
  filename: new URL('./thread.ts', import.meta.url).href,
  name: 'compare',
  minThreads: 0,
  maxThreads: 1,
  execArgv: [],
})

const MOST_KEPT = 32
const kept = new Once<DocumentComparison>(MOST_KEPT)

/** What differs between two documents, found out in a thread of its own; documents of the store never change. */
export const comparisonOf = (pair: Pair): Promise<DocumentComparison> =>
  kept.get(contentHash(pair), () => threads.run(pair))
