import { setImmediate as othersTurn } from 'node:timers/promises'
import {
  type BankEvent,
  type Bilingual,
  type Counterexample,
  findingOf,
  formatDay,
  type Invariant,
  type Judgement,
  type Plan,
  type Problem,
  prove,
  type Solve,
  type WorkingDays,
} from '@branch-playbook/engine'
import { z3Solver } from '@branch-playbook/playbooks'

/** What became of a claim of a playbook. `unknown`: neither a proof nor anyone who breaks it was found. */
export interface ClaimEvidence {
  readonly id: string
  readonly name: Bilingual
  readonly verdict: 'proven' | 'disproven' | 'unknown'
  /** Who breaks it; for a disproven claim. */
  readonly witness?: ClaimWitness
}

/** A made-up customer who breaks a claim. */
interface ClaimWitness {
  readonly day: string
  readonly events: readonly BankEvent[]
  /** The facts that tell, as documents write them; null for what is missing. All others are at nothing. */
  readonly facts: Readonly<Record<string, string | null>>
}

interface Judged {
  readonly claims: readonly ClaimEvidence[]
  /** An error for each claim that somebody breaks; a warning for each that the solver left open, too. */
  readonly problems: readonly Problem[]
}

/** How long a draft's claims are looked at while somebody waits for it; no claim takes longer than half a second. */
const MOST_MS_UNASKED = 2_000

/**
 * Judges every claim of a playbook: by cases and bounds, and for what these leave open by the solver, which has
 * so many milliseconds for all of them. With none it is not asked, claims that it would take too long to come to
 * are left open, and what is open is no problem yet. Between two claims others are answered.
 */
export async function judgeClaims(plan: Plan, workingDays: WorkingDays, solverMs: number): Promise<Judged> {
  const claims: ClaimEvidence[] = []
  const problems: Problem[] = []
  await withSolver(solverMs, async (solve, left) => {
    const end = performance.now() + MOST_MS_UNASKED
    for (const [at, invariant] of (plan.playbook.invariants ?? []).entries()) {
      await othersTurn()
      if (!solve && performance.now() > end) {
        claims.push({ id: invariant.id, name: invariant.name, verdict: 'unknown' })
        continue
      }
      const judgement = await prove(plan, invariant, {
        workingDays,
        ...(solve && { solve, timeoutMs: left() }),
      })
      const found = findingOf(plan, at, judgement)
      if (found && (solve || judgement.status === 'refuted')) problems.push(found)
      claims.push(evidenceOf(invariant, judgement, found))
    }
  })
  return { claims, problems }
}

/** Hands out a solver that stops answering, and is ended, when its time is over; without any time none. */
export async function withSolver<Result>(
  milliseconds: number,
  work: (solve: Solve | null, left: () => number) => Promise<Result>,
): Promise<Result> {
  if (milliseconds === 0) return work(null, () => 0)
  const solver = z3Solver()
  const end = performance.now() + milliseconds
  const left = () => Math.max(0, end - performance.now())
  const timer = setTimeout(() => solver.close(), milliseconds)
  try {
    const solve: Solve = async (text, within) =>
      left() === 0 ? { status: 'unknown' } : solver.solve(text, Math.min(within, left()))
    return await work(solve, left)
  } finally {
    clearTimeout(timer)
    await solver.close()
  }
}

function evidenceOf({ id, name }: Invariant, judgement: Judgement, found: Problem | null): ClaimEvidence {
  if (judgement.status !== 'refuted') return { id, name, verdict: judgement.status }
  return { id, name, verdict: 'disproven', witness: witnessOf(judgement.counterexample, found) }
}

const witnessOf = ({ run }: Counterexample, found: Problem | null): ClaimWitness => ({
  day: formatDay(run.asOf),
  events: run.events,
  facts: Object.fromEntries(found?.witness?.written ?? []),
})
