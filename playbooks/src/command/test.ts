import {
  explainer,
  type Locale,
  type Problem,
  populationOf,
  referenceEvaluator,
  runTests,
} from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { readPlaybook } from './read-playbook.ts'
import { failure, type Report } from './report.ts'

/** `test FILE`: runs the tests inside a playbook. A test passes when it does with both evaluators. */
export async function testCommand(file: string, locale: Locale): Promise<Report> {
  const read = await readPlaybook(file)
  if (!read.ok) return failure(read.source)
  const { plan, workingDays, source } = read
  const reference = referenceEvaluator(plan)
  const columns = explainer(plan)
  const byReference = await runTests(plan, workingDays, async (facts, run) => {
    const { values } = await reference.decide(facts, run)
    return values
  })
  const byColumns = await runTests(plan, workingDays, (facts, run) =>
    columns.values(populationOf(plan, [facts]), 0, run),
  )
  const tests = byReference.map(({ name, problems }, at) => {
    const found = distinct([...problems, ...(byColumns[at]?.problems ?? [])])
    return { name, passed: found.length === 0, problems: found }
  })
  const failed = tests.filter(({ passed }) => !passed).length
  const passed = tests.length - failed
  return {
    problems: [{ ...source, problems: [...source.problems, ...tests.flatMap(({ problems }) => problems)] }],
    lines: [text(locale, 'test.done', { passed, failed })],
    json: { passed, failed, tests: tests.map(({ name, passed }) => ({ name, passed })) },
  }
}

/** What both evaluators find is said once. */
const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((each) => [`${each.path} ${each.what}`, each])).values(),
]
