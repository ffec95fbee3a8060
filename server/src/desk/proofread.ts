import {
  isError,
  type Problem,
  parsePlaybookText,
  plan,
  playbookHash,
  referenceEvaluator,
  runTests,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'

export interface Proof {
  /** The playbook's identity; that of nothing when it cannot be read. */
  readonly hash: string
  readonly problems: readonly Problem[]
  /** Whether it may become a version: no errors, and all its tests pass. */
  readonly sound: boolean
}

/** Checks a playbook and runs the tests inside it, with the evaluator that is the oracle. */
export async function proofread(text: string): Promise<Proof> {
  const parsed = parsePlaybookText(text)
  if (!parsed.ok) return { hash: '', problems: parsed.problems, sound: false }
  const hash = playbookHash(parsed.value)
  const planned = plan(parsed.value)
  if (!planned.ok) return { hash, problems: planned.problems, sound: false }
  const calendar = await readCalendar(parsed.value.calendar)
  if (!calendar.ok) return { hash, problems: [...planned.problems, ...calendar.problems], sound: false }
  const evaluator = referenceEvaluator(planned.plan)
  const results = await runTests(planned.plan, calendar.value, async (facts, run) => {
    const { values } = await evaluator.decide(facts, run)
    return values
  })
  const problems = [...planned.problems, ...results.flatMap((result) => result.problems)]
  return { hash, problems, sound: !problems.some(isError) }
}
