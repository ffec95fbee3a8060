import type { Desk } from '../desk/desk.ts'
import type { RulesRecord } from '../desk/rules-record.ts'
import type { StoredRun } from '../store/runs.ts'
import type { BranchAgain, LineAgain } from './decide.ts'
import { type PastDay, pastDay, readInputs } from './past-day.ts'

/** The day of a stored run by its own rules or others; null when it cannot be decided again. */
async function dayOfRun(desk: Desk, run: StoredRun, rules?: RulesRecord): Promise<PastDay | null> {
  const inputs = readInputs(run)
  if (!inputs) return null
  const { past, missing } = await pastDay(desk, {
    ...inputs,
    snapshot: run.snapshot,
    ...(rules && { rules }),
  })
  return missing.length > 0 ? null : past
}

/**
 * The lists of a branch on the day of a stored run, decided again by the run's rules or by others; null when
 * that cannot be done, or the bank had no such branch then.
 */
export async function branchAgain(
  desk: Desk,
  run: StoredRun,
  branch: string,
  rules?: RulesRecord,
): Promise<BranchAgain | null> {
  const past = await dayOfRun(desk, run, rules)
  if (!past) return null
  const again = await desk.past.branch(past, branch)
  return again.ok ? again.value : null
}

/**
 * One customer of a stored run, decided again, with what that rests on; no line for one whom the bank did not
 * know then. Null when the day cannot be decided again.
 */
export async function lineAgain(
  desk: Desk,
  run: StoredRun,
  customer: string,
): Promise<{ readonly past: PastDay; readonly line: LineAgain | null } | null> {
  const past = await dayOfRun(desk, run)
  if (!past) return null
  const again = await desk.past.line(past, customer)
  return again.ok ? { past, line: again.value } : null
}
