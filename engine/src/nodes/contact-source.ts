import { constant, type Expression, type LookupKey, type Step } from '../expression/expression.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import { part } from './kind.ts'

/** The urgency of what is exactly due, in percent; others are more or less urgent than that. */
export const DUE = 100
export const MOST_URGENT = 300

export const contactParts = (id: string) => ({
  minutes: part(id, 'minutes'),
  channel: part(id, 'channel'),
  urgency: part(id, 'urgency'),
})

export const channelType = { kind: 'class', values: CHANNELS } as const

/** Minutes and channel of a source; the same for all customers, or by a class. */
export function contactSteps(
  id: string,
  minutes: number | readonly number[],
  channel: Channel | readonly Channel[],
  urgency: Expression,
  key?: LookupKey,
): Step[] {
  const names = contactParts(id)
  const by = <Value extends number | string>(value: Value | readonly Value[]): Expression =>
    key && Array.isArray(value)
      ? { op: 'lookup', keys: [key], results: value }
      : constant(Array.isArray(value) ? value[0] : value)
  return [
    { name: names.minutes, node: id, type: { kind: 'count' }, expression: by(minutes), output: false },
    { name: names.channel, node: id, type: channelType, expression: by(channel), output: false },
    { name: names.urgency, node: id, type: { kind: 'count' }, expression: urgency, output: false },
  ]
}
