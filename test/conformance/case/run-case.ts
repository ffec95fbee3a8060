import { type Parsed, type Problem, plan, runTests, WorkingDays } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import type { Case } from './case.ts'
import { completeCase } from './complete-case.ts'
import { EVALUATORS } from './evaluators.ts'

/** What is wrong with how a case came out, in words; nothing for a case that passes. */
export async function runCase(given: Case): Promise<string[]> {
  const completed = completeCase(given)
  if (!completed.ok) return judged(given, completed.problems)
  const planned = plan(completed.value)
  if (!planned.ok) return judged(given, planned.problems)
  const calendar = await calendarOf(given)
  if (!calendar.ok) return judged(given, calendar.problems)
  const found: string[] = []
  for (const [name, evaluator] of Object.entries(EVALUATORS)) {
    const results = await runTests(planned.plan, calendar.value, evaluator(planned.plan))
    found.push(...results.flatMap(({ problems }) => problems.map((each) => `${name}: ${inWords(each)}`)))
  }
  return [...(given.problems ? judged(given, planned.problems) : []), ...found]
}

async function calendarOf({ calendar }: Case): Promise<Parsed<WorkingDays>> {
  if (typeof calendar === 'string') return readCalendar(calendar)
  return { ok: true, value: new WorkingDays(calendar), problems: [] }
}

/** Whether the problems are those that the case expects. */
function judged({ problems: expected = [] }: Case, problems: readonly Problem[]): string[] {
  const codes = new Set<string>(problems.map(({ code }) => code))
  const there = codes.size === 0 ? 'there is none' : `there is ${[...codes].join(', ')}`
  const lacking = expected
    .filter((code) => !codes.has(code))
    .map((code) => `expected the problem ${code}; ${there}`)
  const surplus = problems.filter(({ code }) => expected.length === 0 || !expected.includes(code))
  return [...lacking, ...(lacking.length > 0 || expected.length === 0 ? surplus.map(inWords) : [])]
}

const inWords = ({ path, what, mend }: Problem): string => `${path || '/'}: ${what} ${mend}`
