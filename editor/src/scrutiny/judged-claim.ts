import {
  type BankEvent,
  type Figure,
  type Figures,
  formatDay,
  type Invariant,
  type Plan,
  type PlaybookTest,
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
  /** All his facts that matter, as a test writes them. */
  readonly written: PlaybookTest['facts']
  /** Those of them that tell; everything else about him is nothing. */
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
      written: writtenFacts(plan, facts),
      facts: telling.map((name) => ({ name, value: figure(name, facts) })),
      reasons,
      other:
        claim.kind === 'monotone' && other
          ? { more: claim.more, value: figure(claim.more, other.values), reasons: other.reasons }
          : null,
    },
  }
}

/** Facts in the engine's terms as a test writes them. */
const writtenFacts = ({ types }: Plan, facts: Figures): PlaybookTest['facts'] =>
  Object.fromEntries(
    [...facts].map(([name, value]) => [
      name,
      types.get(name)?.kind === 'date' && typeof value === 'number' ? formatDay(value) : value,
    ]),
  )
