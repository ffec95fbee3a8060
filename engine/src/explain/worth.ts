import { sumTerms } from '../nodes/measure/sum.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bilingual } from '../values/fields.ts'
import type { DecisionView } from './reason.ts'

/** What a customer is worth by the playbook's own reckoning, term by term; amounts in the minor unit. */
export interface Worth {
  /** The measure on which the tier rests. */
  readonly node: string
  readonly name: Bilingual
  /** What the strategist wrote about it: its assumptions, where its margins come from. */
  readonly note: Bilingual | null
  readonly total: number
  /** They add up to the total, as each is rounded by itself. */
  readonly terms: readonly WorthTerm[]
}

export interface WorthTerm {
  /** The fact that it is a term of. */
  readonly of: string
  readonly label: Bilingual
  /** The share of the amount that counts, in percent; null where it counts whole or a count has a worth. */
  readonly rate: number | null
  /** What one of a count is worth; null for an amount. */
  readonly each: number | null
  readonly result: number
}

/** The worth of a customer by the measure that a tier node rests on; null when that is no sum of terms. */
export function worthOf({ playbook }: Plan, tier: string | null, view: DecisionView): Worth | null {
  const tiered = playbook.nodes.find(({ id }) => id === tier)
  const measure = tiered?.kind === 'tier' ? playbook.nodes.find(({ id }) => id === tiered.of) : undefined
  if (measure?.kind !== 'measure' || measure.calculation.method !== 'sum') return null
  return {
    node: measure.id,
    name: measure.name,
    note: measure.note ?? null,
    total: numberOf(view, measure.id),
    terms: sumTerms(measure.id, measure.calculation).map(({ of, rate, each, step }) => ({
      of,
      label: view.nameOf(of),
      rate: rate ?? null,
      each: each ?? null,
      result: numberOf(view, step),
    })),
  }
}

function numberOf(view: DecisionView, name: string): number {
  const value = view.value(name)
  return typeof value === 'number' ? value : 0
}
