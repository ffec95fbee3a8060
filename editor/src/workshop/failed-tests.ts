import { explainer, type Plan, populationOf, runTests, WorkingDays } from '@branch-playbook/engine'
import { useEffect, useState } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import type { Path } from '../document/path.ts'
import { useDocument } from '../document/store.ts'

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

/** Runs the playbook's own tests after every edit; empty while it has errors. */
export function useFailedTests(): readonly FailedExpectation[] {
  const plan = useDocument((state) => state.reading.plan)
  const { data: bank } = useBank()
  const { data: calendar } = useCalendar(bank?.calendar)
  const [failed, setFailed] = useState<readonly FailedExpectation[]>([])
  useEffect(() => {
    if (!plan || !calendar) {
      setFailed([])
      return
    }
    let stale = false
    failuresOf(plan, new WorkingDays(calendar)).then((found) => {
      if (!stale) setFailed(found)
    })
    return () => {
      stale = true
    }
  }, [plan, calendar])
  return failed
}

async function failuresOf(plan: Plan, workingDays: WorkingDays): Promise<FailedExpectation[]> {
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
