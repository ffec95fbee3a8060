import type { Calendar, Coverage, Problem } from '@branch-playbook/engine'
import type { TestVerdict } from './failed-tests.ts'
import type { JudgedClaim } from './judged-claim.ts'

/** Look at this document. A later request makes an unfinished one void. */
export interface Request {
  readonly revision: number
  readonly document: unknown
  /** Tests and claims wait for it. */
  readonly calendar: Calendar | null
}

/** What was found, as soon as it is; each says of which request. */
export type Answer = { readonly revision: number } & (
  | { readonly found: 'problems'; readonly problems: readonly Problem[] }
  | { readonly found: 'tests'; readonly verdicts: readonly TestVerdict[] }
  | { readonly found: 'coverage'; readonly coverage: Coverage }
  | { readonly found: 'claim'; readonly id: string; readonly judged: JudgedClaim }
  | { readonly found: 'fault'; readonly reason: string }
)
