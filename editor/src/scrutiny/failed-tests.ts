import { explainer, type Plan, populationOf, runTests, type WorkingDays } from '@branch-playbook/engine'
import type { Path } from '../document/path.ts'

/** An expectation of one of the playbook's own tests that the playbook as edited does not meet. */
export interface FailedExpectation {
  readonly test: string
  readonly outcome: string
  readonly expected: string
  readonly found: string
  /** Where the expectation stands, and what it would be if the new outcome were right. */
  readonly path: Path
  readonly value: string | number | boolean | null
}

/** Which expectations of the playbook's own tests its plan does not meet. */
export async function failuresOf(plan: Plan, workingDays: WorkingDays): Promise<FailedExpectation[]> {
  const { values } = explainer(plan)
  const results = await runTests(plan, workingDays, (facts, run) =>
    values(populationOf(plan, [facts]), 0, run),
  )
  return results.flatMap(({ problems }) =>
    problems.flatMap((problem) => {
      const [, , at, , outcome = ''] = problem.path.split('/')
      if (problem.code !== 'test_failed') return []
      const { test, expected, found } = problem.values
      const path = ['tests', Number(at), 'expect', outcome]
      const value = writtenOutcome(plan, outcome, String(found))
      return [{ test: String(test), outcome, expected: String(expected), found: String(found), path, value }]
    }),
  )
}

/** An outcome as a test writes it. */
function writtenOutcome({ types }: Plan, outcome: string, found: string): FailedExpectation['value'] {
  if (found === 'null') return null
  switch (types.get(outcome)?.kind) {
    case 'class':
    case 'date':
      return found
    case 'flag':
      return found === 'true'
    default:
      return Number(found)
  }
}
