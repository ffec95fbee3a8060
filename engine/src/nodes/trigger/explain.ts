import { explainCondition } from '../../condition/decisive.ts'
import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import { part } from '../kind.ts'
import { eventInForce } from './event.ts'
import type { Trigger } from './trigger.ts'

/** Why an event calls for this customer today, or what keeps it from that; with the figures of its audience. */
export function explainTrigger(node: Trigger, view: DecisionView): Reason[] {
  const isOn = view.value(node.id) === true
  const reason = isOn ? callingReason(node, view) : silentReason(node, view)
  const isAudience = isOn || reason.code === 'trigger_not_audience'
  const audience = isAudience && node.audience ? explainCondition(node.id, node.audience, view) : []
  return [reason, ...audience]
}

const nameOf = (node: Trigger): Figure => ({ kind: 'text', value: node.id, name: node.name })

function callingReason(node: Trigger, view: DecisionView): Reason {
  const touched = node.touches && {
    holdings: view.figure(node.touches.holdings),
    ...(node.touches.balance && { balance: view.figure(node.touches.balance) }),
  }
  const figures = { name: nameOf(node), since: view.figure(part(node.id, 'since')), ...touched }
  if (node.occurs.by === 'date') {
    const date = view.figure(node.occurs.date)
    return { node: node.id, code: 'trigger_date', figures: { ...figures, date } }
  }
  const event = eventInForce(node, view.run)
  const title = {
    kind: 'text',
    value: event?.id ?? node.occurs.event,
    name: event?.name ?? node.name,
  } as const
  const code = !touched
    ? 'trigger_announced'
    : touched.balance
      ? 'trigger_touches_balance'
      : 'trigger_touches'
  return { node: node.id, code, figures: { ...figures, title } }
}

/** The first thing that is wanting, in the order in which people would ask. */
function silentReason(node: Trigger, view: DecisionView): Reason {
  const { occurs, touches, lastContact } = node
  const figures = {
    name: nameOf(node),
    since: view.figure(part(node.id, 'since')),
    lastContact: view.figure(lastContact),
    ...(occurs.by === 'date' && {
      date: view.figure(occurs.date),
      until: view.figure(part(node.id, 'until')),
    }),
  }
  const [since, last] = [Number(figures.since.value), figures.lastContact.value]
  const code = () => {
    if (occurs.by === 'announcement' && !eventInForce(node, view.run)) return 'trigger_no_event'
    if (figures.date?.value === null) return 'trigger_no_date'
    if (figures.date && view.run.asOf < since) return 'trigger_not_yet'
    if (figures.until && view.run.asOf > Number(figures.until.value)) return 'trigger_over'
    if (last !== null && Number(last) >= since) return 'trigger_settled'
    if (touches && Number(view.value(touches.holdings)) < 1) return 'trigger_nothing_touched'
    return 'trigger_not_audience'
  }
  return { node: node.id, code: code(), figures }
}
