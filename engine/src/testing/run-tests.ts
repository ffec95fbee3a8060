import type { WorkingDays } from '../calendar/calendar.ts'
import { writtenFacts } from '../check/tests.ts'
import { checkRun, type Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { PlaybookTest } from '../playbook/playbook.ts'
import { dictionaryOf, readFacts } from '../playbook/read-facts.ts'
import type { Figures } from '../population/population.ts'
import { type Problem, pointer, problem } from '../problem/problem.ts'
import { parseDay } from '../values/day.ts'
import { isSameOutcome, outcomesOf, readExpected, writtenOutcome } from './expected.ts'

export interface TestResult {
  readonly name: string
  readonly passed: boolean
  /** Expectations that were not met, or why the test could not be run. */
  readonly problems: readonly Problem[]
}

/** Decides one customer: an evaluator, as tests need it. */
export type DecideOne = (facts: Figures, run: Run) => Figures | Promise<Figures>

/** Runs the tests inside a playbook, with the evaluator that is given. */
export async function runTests(
  plan: Plan,
  workingDays: WorkingDays,
  decide: DecideOne,
): Promise<TestResult[]> {
  const results: TestResult[] = []
  const written = writtenFacts(plan.playbook)
  const dictionary = dictionaryOf(plan.playbook.facts)
  for (const [at, test] of plan.playbook.tests.entries()) {
    const { facts } = readFacts(dictionary, written(test), [])
    const problems = await runTest(plan, workingDays, (run) => decide(facts, run), test, ['tests', at])
    results.push({ name: test.name, passed: problems.length === 0, problems })
  }
  return results
}

async function runTest(
  plan: Plan,
  workingDays: WorkingDays,
  decide: (run: Run) => ReturnType<DecideOne>,
  test: PlaybookTest,
  path: readonly PropertyKey[],
): Promise<readonly Problem[]> {
  const run = { asOf: parseDay(test.asOf) ?? 0, workingDays, events: test.events ?? [] }
  const unready = checkRun(plan, run)
  if (unready.length > 0) {
    const at = pointer([...path, 'asOf'])
    return unready.map((each) => (each.code === 'calendar_ends' ? { ...each, path: at } : each))
  }
  const values = await decide(run)
  const outcomes = outcomesOf(plan)
  return Object.entries(test.expect).flatMap(([name, written]) => {
    const outcome = outcomes.get(name)
    const found = outcome?.found(values) ?? null
    if (outcome && isSameOutcome(readExpected(outcome, written), found)) return []
    const expected = Array.isArray(written) ? `[${written.join(', ')}]` : String(written)
    const shown = { test: test.name, name, expected, found: writtenOutcome(outcome?.type, found) }
    return [problem('test_failed', [...path, 'expect', name], shown)]
  })
}
