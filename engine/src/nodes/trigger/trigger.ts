import { z } from 'zod'
import { checkCondition, conditionSchema, lowerCondition } from '../../condition/condition.ts'
import { yesOrNo } from '../../coverage/place.ts'
import {
  add,
  all,
  any,
  choose,
  compare,
  constant,
  type Expression,
  holds,
  input,
  missing,
  not,
  step,
  subtract,
} from '../../expression/expression.ts'
import { AS_OF, announced, eventDay } from '../../expression/inputs.ts'
import { channel } from '../../values/channel.ts'
import { formatDay, parseDay } from '../../values/day.ts'
import { days, factReference, identifier, minutes, urgency } from '../../values/fields.ts'
import { contactSteps, MOST_URGENT } from '../contact-source.ts'
import { type CheckedScope, defineKind, nodeBase, part } from '../kind.ts'
import { checkPropensity, propensitySchema, propensitySteps } from '../propensity.ts'
import { eventInForce } from './event.ts'
import { explainTrigger } from './explain.ts'
import { tellTrigger } from './tell.ts'

const schema = nodeBase('trigger').extend({
  occurs: z.discriminatedUnion('by', [
    /** An event that head office announces, such as a rate cut; in force for `timeToLive` days. */
    z.strictObject({ by: z.literal('announcement'), event: identifier(), timeToLive: days(366).min(1) }),
    /** A day of the customer's own, such as a maturity. */
    z.strictObject({
      by: z.literal('date'),
      date: factReference(['date']),
      daysBefore: days(366),
      daysAfter: days(366),
    }),
  ]),
  /** The holdings that the event touches: how many of the customer's, and worth how much. */
  touches: z
    .strictObject({ holdings: factReference(['count']), balance: factReference(['money']).optional() })
    .optional(),
  audience: conditionSchema.optional(),
  /** A contact on or after the day of the event settles it. */
  lastContact: factReference(['date']),
  channel: channel(),
  minutes: minutes(),
  urgency: urgency(MOST_URGENT),
  talkingPoints: z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
  /** Where a customer answers otherwise to this than his strategy says. */
  propensity: propensitySchema.optional(),
})

export type Trigger = z.infer<typeof schema>

/** An event, whom it touches, and what to say to them while it is news. */
export const trigger = defineKind('trigger', schema, {
  outcome: () => ({ kind: 'flag' }),

  check(node, scope, report) {
    checkPropensity(node, report)
    if (node.audience) checkCondition(node.audience, ['audience'], scope, report)
    if (node.touches && scope.value(node.touches.holdings)?.mayBeMissing) {
      report('missing_not_allowed', ['touches', 'holdings'], { reference: node.touches.holdings })
    }
  },

  lower(node, scope) {
    const { id, occurs } = node
    const since = part(id, 'since')
    const last = scope.value(node.lastContact)
    const unsettled = compare(last.operand, 'less', step(since))
    const [start, inForce] =
      occurs.by === 'announcement'
        ? [input(eventDay(id)), compare(input(announced(id)), 'equal', constant(1))]
        : [
            whenKnown(
              occurs.date,
              subtract(scope.value(occurs.date).operand, constant(occurs.daysBefore)),
              scope,
            ),
            all(
              scope.value(occurs.date).mayBeMissing ? not(missing(scope.value(occurs.date).operand)) : all(),
              compare(input(AS_OF), 'at_least', step(since)),
              compare(input(AS_OF), 'at_most', step(part(id, 'until'))),
            ),
          ]
    const until =
      occurs.by === 'date'
        ? [
            {
              name: part(id, 'until'),
              node: id,
              type: { kind: 'date' } as const,
              expression: add(step(since), constant(occurs.daysBefore + occurs.daysAfter)),
              output: false,
            },
          ]
        : []
    return [
      { name: since, node: id, type: { kind: 'date' }, expression: start, output: false },
      ...until,
      {
        name: id,
        node: id,
        type: { kind: 'flag' },
        expression: holds(
          all(
            inForce,
            last.mayBeMissing ? any(missing(last.operand), unsettled) : unsettled,
            node.touches
              ? compare(scope.value(node.touches.holdings).operand, 'at_least', constant(1))
              : all(),
            node.audience ? lowerCondition(node.audience, scope) : all(),
          ),
        ),
        output: true,
      },
      ...contactSteps(id, node.minutes, node.channel, constant(node.urgency)),
      ...propensitySteps(node, scope),
    ]
  },

  inputs(node, run) {
    const event = eventInForce(node, run)
    return [
      [announced(node.id), event ? 1 : 0],
      [eventDay(node.id), event ? (parseDay(event.day) ?? 0) : 0],
    ]
  },

  place: ({ id }, branch) =>
    branch.step === id && branch.by === 'value' ? { path: [], way: yesOrNo(branch) } : null,

  tell: tellTrigger,
  explain: explainTrigger,

  occasion(node, view) {
    if (node.occurs.by === 'announcement') return eventInForce(node, view.run)?.id ?? ''
    const date = view.value(node.occurs.date)
    return typeof date === 'number' ? formatDay(date) : ''
  },
})

const whenKnown = (reference: string, expression: Expression, scope: CheckedScope): Expression =>
  scope.value(reference).mayBeMissing
    ? choose([{ when: missing(scope.value(reference).operand), take: constant(0) }], expression)
    : expression
