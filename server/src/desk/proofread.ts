import { setImmediate as othersTurn } from 'node:timers/promises'
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
import { type ClaimEvidence, judgeClaims } from './claims.ts'

/** What speaks for a playbook before anybody trusts it; stored with a version when it is submitted. */
interface Evidence {
  readonly tests: { readonly passed: number; readonly failed: number }
  readonly claims: readonly ClaimEvidence[]
  readonly warnings: number
}

export interface Proof {
  /** The playbook's identity; that of nothing when it cannot be read. */
  readonly hash: string
  readonly problems: readonly Problem[]
  /** Whether it may become a version: no errors, all its tests pass, and nobody breaks a claim of it. */
  readonly sound: boolean
  readonly evidence: Evidence
}

export interface ProofreadOptions {
  /**
   * How long the solver may take, in milliseconds, for all claims that cases and bounds leave open; it runs in a
   * thread of its own. When not said it is not asked: a draft is opened and saved without delay.
   */
  readonly solverMs?: number
}

/** The solver's time for a playbook that is submitted. */
export const SUBMITTED: ProofreadOptions = { solverMs: 10_000 }

/** Checks a playbook, runs the tests inside it with the evaluator that is the oracle, and judges its claims. */
export async function proofread(text: string, { solverMs = 0 }: ProofreadOptions = {}): Promise<Proof> {
  const parsed = parsePlaybookText(text)
  if (!parsed.ok) return unplanned('', parsed.problems)
  const hash = playbookHash(parsed.value)
  const planned = plan(parsed.value)
  if (!planned.ok) return unplanned(hash, planned.problems)
  const calendar = await readCalendar(parsed.value.calendar)
  if (!calendar.ok) return unplanned(hash, [...planned.problems, ...calendar.problems])
  const evaluator = referenceEvaluator(planned.plan)
  const results = await runTests(planned.plan, calendar.value, async (facts, run) => {
    await othersTurn()
    const { values } = await evaluator.decide(facts, run)
    return values
  })
  const judged = await judgeClaims(planned.plan, calendar.value, solverMs)
  const problems = [...planned.problems, ...results.flatMap((result) => result.problems), ...judged.problems]
  const passed = results.filter((result) => result.passed).length
  const evidence = {
    tests: { passed, failed: results.length - passed },
    claims: judged.claims,
    warnings: warningsOf(problems),
  }
  return { hash, problems, sound: !problems.some(isError), evidence }
}

/** What does not even become a plan has nothing that speaks for it. */
const unplanned = (hash: string, problems: readonly Problem[]): Proof => ({
  hash,
  problems,
  sound: false,
  evidence: { tests: { passed: 0, failed: 0 }, claims: [], warnings: warningsOf(problems) },
})

const warningsOf = (problems: readonly Problem[]): number => problems.filter((each) => !isError(each)).length
