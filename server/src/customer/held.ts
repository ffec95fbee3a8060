import type { DecisionView, Worth } from '@branch-playbook/engine'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import { BALANCE_OF } from '../snapshot/facts.ts'

interface Held {
  readonly group: string
  readonly balance: number
  readonly riskLevel: string | null
}

/**
 * What a holding brings in a year, in the minor unit: its balance at the margin that the playbook's own measure
 * of worth gives to its group; null where the measure has no margin for it.
 */
export function contributionOf({ group, balance }: Held, worth: Worth | null): number | null {
  const term = worth?.terms.find(({ of }) => of === BALANCE_OF.get(group))
  if (!term) return null
  return term.rate === null ? balance : Math.round((balance * Math.round(term.rate * 10_000)) / 1_000_000)
}

/** The terms of a worth that no holding brings in: fees, what serving costs. */
export const besidesHoldings = ({ terms }: Worth): Worth['terms'] => {
  const balances = new Set(BALANCE_OF.values())
  return terms.filter(({ of }) => !balances.has(of))
}

/**
 * Whether a holding is riskier than the customer may be offered today by the playbook. He may hold it all the
 * same: he may have bought it under another class, or elsewhere. Null for a holding without a level of risk, and
 * where the playbook judges none.
 */
export function aboveClass(
  { riskLevel }: Held,
  { plan }: PreparedPlaybook,
  view: DecisionView,
): boolean | null {
  const gate = plan.playbook.nodes.find(({ kind }) => kind === 'suitability')
  if (riskLevel === null || !gate) return null
  const most = view.value(gate.id)
  // Levels are R1 to R5; a customer without a valid assessment has `none`, which forbids no holding.
  return typeof most === 'string' && most.startsWith('R') ? riskLevel > most : null
}
