import { parsePlaybookText } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import type { DocumentComparison } from '../api/document-comparison.ts'
import { withSolver } from '../desk/claims.ts'
import { compareDocuments } from './document-comparison.ts'

/** Two documents of the store, as text. */
export interface Pair {
  readonly before: string
  readonly after: string
}

/** How long the solver may take for all outcomes together, and for one of them. */
const SOLVER_MS = 5000
const OUTCOME_MS = 2000

/** What differs between two documents, proven as far as the solver comes in its time. */
export async function compare({ before, after }: Pair): Promise<DocumentComparison> {
  const [earlier, later] = [parsePlaybookText(before), parsePlaybookText(after)]
  if (!earlier.ok || !later.ok) throw new Error('A document of the store is no playbook')
  const calendar = await readCalendar(later.value.calendar)
  const workingDays = calendar.ok ? calendar.value : null
  return withSolver(SOLVER_MS, (solve) =>
    compareDocuments(earlier.value, later.value, workingDays, solve && { solve, timeoutMs: OUTCOME_MS }),
  )
}
