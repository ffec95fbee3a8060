import { hash } from 'node:crypto'
import { Once } from '../desk/once.ts'
import { type Proof, type ProofreadOptions, SUBMITTED } from '../desk/proofread.ts'
import { threadFor } from './threads.ts'

/** What is to be proofread. */
export interface Proofreading {
  readonly text: string
  readonly options: ProofreadOptions
}

const checking = threadFor<Proofreading, Proof>('proofreadText')
/** Apart from the others, so that nobody who saves waits for another's solver. */
const submitting = threadFor<Proofreading, Proof>('proofreadText')

/** A draft is read far more often than it changes. */
const MOST_KEPT = 16
const kept = new Once<Proof>(MOST_KEPT)

/** Checks a playbook in a thread of its own: a very large one takes seconds, and nobody else waits for it. */
export const proofOf = (text: string): Promise<Proof> =>
  kept.get(hash('sha256', text), () => checking.run({ text, options: {} }))

/** Checks a playbook that is submitted, with the solver's help. */
export const proofForSubmission = (text: string): Promise<Proof> =>
  submitting.run({ text, options: SUBMITTED })
