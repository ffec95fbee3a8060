import { arbitrationParts, type DecisionView, occasionsOf } from '@branch-playbook/engine'
import type { PreparedPlaybook } from './prepared-playbook.ts'
import type { Today } from './today.ts'

/** A decision as it may be told to a customer, and what he must not be told of. */
export interface Told {
  readonly view: DecisionView
  /** The campaigns that call for the customer and hold him out. */
  readonly heldOut: ReadonlySet<string>
  /** Whether one of them is all that he would be called for. */
  readonly leads: boolean
}

/** Whether a customer is called for by nothing but a campaign that holds him out. */
export const isLeftAlone = (due: { readonly action: string; readonly told: Told }): boolean =>
  due.action === 'campaign' && due.told.leads

/**
 * What may be told of a decision: a campaign that holds the customer out is as if it did not call for him. Only where it
 * is what he would be called for it stays in sight, for those to whom it is not told, such as whoever counts. A call
 * that he was promised is told to whoever makes it, and of the campaign nothing with it.
 */
export function toldOf(
  today: Today,
  row: number,
  playbook: PreparedPlaybook,
  view: DecisionView,
  isPromised: boolean,
): Told {
  const heldOut = new Set(
    occasionsOf(playbook.plan, view)
      .map(({ node: { id } }) => id)
      .filter((id) => today.holdsOut(row, id)),
  )
  if (heldOut.size === 0) return { view, heldOut, leads: false }
  const { id } = playbook.arbitration
  const lead = view.value(id) === 'campaign' && !isPromised ? view.value(arbitrationParts(id).source) : null
  const hidden = new Set([...heldOut].filter((each) => each !== lead))
  return {
    view: { ...view, value: (name) => (hidden.has(name) ? false : view.value(name)) },
    heldOut,
    leads: hidden.size < heldOut.size,
  }
}
