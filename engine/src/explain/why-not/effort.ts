import { fieldsOf } from '../../check/references.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import type { Maybe } from '../../values/value-type.ts'

/** A fact with another value, and how it differs from the present one. */
export interface FactChange {
  readonly fact: string
  readonly from: Maybe
  readonly to: Maybe
  /** How much more, in the unit of the fact; null where one of the two is no number. */
  readonly difference: number | null
  /** Nobody can bring it about: what was recorded about the past, such as the tier held so far. */
  readonly settled: boolean
}

const SETTLED = 1000
const FORGOTTEN = 100
const NEGATIVE = 50

/**
 * How much a change asks for, only for putting changes in order: a yes or no or another class 1, a number the
 * more the further it moves. Amounts that would have to fall below zero come later, figures that would have to
 * become unknown later still, and what nobody can change last.
 */
export function effortOf({ from, to, difference, settled }: FactChange): number {
  const distance = difference === null ? 1 : 1 + Math.log10(1 + Math.abs(difference))
  const isNegative = typeof to === 'number' && to < 0 && (from === null || Number(from) >= 0)
  return (
    distance +
    (settled ? SETTLED : 0) +
    (to === null && from !== null ? FORGOTTEN : 0) +
    (isNegative ? NEGATIVE : 0)
  )
}

/** Says of each fact of a playbook whether anybody can still change it. */
export function settledFacts(plan: Plan, run: Run): (fact: string, from: Maybe) => boolean {
  const records = new Set(
    plan.playbook.nodes.flatMap((node) =>
      fieldsOf(node).flatMap(({ meaning, value }) => (meaning.record ? [String(value)] : [])),
    ),
  )
  const dates = new Set(plan.playbook.facts.flatMap(({ name, type }) => (type === 'date' ? [name] : [])))
  return (fact, from) =>
    records.has(fact) || (dates.has(fact) && typeof from === 'number' && from <= run.asOf)
}
