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
import type { Run } from '../../plan/run.ts'
import type { BankEvent } from '../../playbook/event.ts'
import { channel } from '../../values/channel.ts'
import { formatDay, parseDay } from '../../values/day.ts'
import { days, factReference, identifier, minutes, urgency } from '../../values/fields.ts'
import { contactSteps, MOST_URGENT } from '../contact-source.ts'
import { type CheckedScope, defineKind, nodeBase, part } from '../kind.ts'

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
})

type Trigger = z.infer<typeof schema>

/** An event, whom it touches, and what to say to them while it is news. */
export const trigger = defineKind('trigger', schema, {
  outcome: () => ({ kind: 'flag' }),

  check(node, scope, report) {
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

  explain(node, view) {
    const name = { kind: 'text', value: node.id, name: node.name } as const
    if (view.value(node.id) !== true) return [{ node: node.id, code: 'trigger_not', figures: { name } }]
    const touched = node.touches && {
      holdings: view.figure(node.touches.holdings),
      ...(node.touches.balance && { balance: view.figure(node.touches.balance) }),
    }
    const figures = { name, since: view.figure(part(node.id, 'since')), ...touched }
    if (node.occurs.by === 'date') {
      return [
        { node: node.id, code: 'trigger_date', figures: { ...figures, date: view.figure(node.occurs.date) } },
      ]
    }
    const event = eventInForce(node, view.run)
    const title = {
      kind: 'text',
      value: event?.id ?? node.occurs.event,
      name: event?.name ?? node.name,
    } as const
    if (!touched) return [{ node: node.id, code: 'trigger_announced', figures: { ...figures, title } }]
    const code = touched.balance ? 'trigger_touches_balance' : 'trigger_touches'
    return [{ node: node.id, code, figures: { ...figures, title } }]
  },

  occasion(node, view) {
    if (node.occurs.by === 'announcement') return eventInForce(node, view.run)?.id ?? ''
    const date = view.value(node.occurs.date)
    return typeof date === 'number' ? formatDay(date) : ''
  },
})

/** The latest event of the trigger's type that is in force on the day of the run. */
function eventInForce({ occurs }: Trigger, run: Run): BankEvent | undefined {
  if (occurs.by !== 'announcement') return undefined
  return run.events
    .filter((event) => {
      const age = run.asOf - (parseDay(event.day) ?? Number.POSITIVE_INFINITY)
      return event.type === occurs.event && age >= 0 && age < occurs.timeToLive
    })
    .toSorted((left, right) => compareText(right.day, left.day) || compareText(right.id, left.id))[0]
}

const compareText = (left: string, right: string): number => (left < right ? -1 : Number(left > right))

const whenKnown = (reference: string, expression: Expression, scope: CheckedScope): Expression =>
  scope.value(reference).mayBeMissing
    ? choose([{ when: missing(scope.value(reference).operand), take: constant(0) }], expression)
    : expression
