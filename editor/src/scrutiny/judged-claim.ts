import {
  type BankEvent,
  type Figure,
  formatDay,
  type Invariant,
  type Plan,
  prove,
  type Reason,
  type Why,
  type WorkingDays,
} from '@branch-playbook/engine'

/** What became of a claim: proven, unknown and why, or refuted by a made customer. */
export type JudgedClaim =
  | { readonly status: 'proven' }
  | { readonly status: 'unknown'; readonly why: Why }
  | { readonly status: 'refuted'; readonly breaker: Breaker }

/** A made customer who breaks a claim. */
export interface Breaker {
  readonly day: string
  readonly events: readonly BankEvent[]
  /** The facts that matter; everything else about him is nothing. */
  readonly facts: readonly { readonly name: string; readonly value: Figure }[]
  readonly reasons: readonly Reason[]
  /** For a claim that compares two: the other, who has this much more and gets less. */
  readonly other: {
    readonly more: string
    readonly value: Figure
    readonly reasons: readonly Reason[]
  } | null
}

/** Bounds the reasoning about a claim, in expressions looked at: what takes longer is not known here. */
const EFFORT = 200_000

/** Judges a claim by cases and bounds alone, without a solver. */
export async function judge(
  plan: Plan,
  invariant: Invariant,
  workingDays: WorkingDays,
): Promise<JudgedClaim> {
  const judgement = await prove(plan, invariant, { workingDays, effort: EFFORT })
  if (judgement.status === 'proven') return { status: 'proven' }
  if (judgement.status === 'unknown') return { status: 'unknown', why: judgement.why }
  const { facts, telling, run, reasons, other } = judgement.counterexample
  const figure = (name: string, values: typeof facts): Figure => ({
    kind: plan.types.get(name)?.kind ?? 'count',
    value: values.get(name) ?? null,
  })
  const { claim } = invariant
  return {
    status: 'refuted',
    breaker: {
      day: formatDay(run.asOf),
      events: run.events,
      facts: telling.map((name) => ({ name, value: figure(name, facts) })),
      reasons,
      other:
        claim.kind === 'monotone' && other
          ? { more: claim.more, value: figure(claim.more, other.values), reasons: other.reasons }
          : null,
    },
  }
}
