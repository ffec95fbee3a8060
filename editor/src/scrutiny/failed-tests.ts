import {
  explainer,
  type Plan,
  type PlaybookTest,
  type Problem,
  populationOf,
  runTests,
  type ValueType,
  type WorkingDays,
} from '@branch-playbook/engine'
import type { Path } from '../document/path.ts'

/** An outcome as a test writes it; that of a table that collects is a list. */
export type WrittenOutcome = PlaybookTest['expect'][string]

/** An expectation of one of the playbook's own tests that the playbook as edited does not meet. */
export interface FailedExpectation {
  readonly test: string
  readonly outcome: string
  readonly expected: WrittenOutcome
  /** What the expectation would be if the new outcome were right. */
  readonly found: WrittenOutcome
  /** Where the expectation stands. */
  readonly path: Path
}

/** What became of one of the playbook's own tests. */
export interface TestVerdict {
  readonly failed: readonly FailedExpectation[]
  /** Why it could not be run. */
  readonly unready: readonly Problem[]
}

/** What becomes of the playbook's own tests under its plan, each at the place where it stands. */
export async function verdictsOf(plan: Plan, workingDays: WorkingDays): Promise<TestVerdict[]> {
  const { values } = explainer(plan)
  const results = await runTests(plan, workingDays, (facts, run) =>
    values(populationOf(plan, [facts]), 0, run),
  )
  return results.map(({ problems }) => ({
    failed: problems.flatMap((problem) => failedExpectation(plan, problem) ?? []),
    unready: problems.filter(({ code }) => code !== 'test_failed'),
  }))
}

function failedExpectation(plan: Plan, { code, path, values }: Problem): FailedExpectation | null {
  if (code !== 'test_failed') return null
  const [, , at, , outcome = ''] = path.split('/')
  return {
    test: String(values.test),
    outcome,
    expected: plan.playbook.tests[Number(at)]?.expect[outcome] ?? null,
    found: writtenOutcome(plan, outcome, String(values.found)),
    path: ['tests', Number(at), 'expect', outcome],
  }
}

function writtenOutcome({ types, nodes }: Plan, outcome: string, found: string): WrittenOutcome {
  const members = nodes.find(({ node }) => node.id === outcome)?.members()
  if (!members || !found.startsWith('[')) return written(types.get(outcome), found)
  const inside = found.slice(1, -1)
  return inside === '' ? [] : inside.split(', ').flatMap((each) => written(members, each) ?? [])
}

function written(type: ValueType | undefined, found: string): string | number | boolean | null {
  if (found === 'null') return null
  switch (type?.kind) {
    case 'class':
    case 'date':
      return found
    case 'flag':
      return found === 'true'
    default:
      return Number(found)
  }
}
