import { z } from 'zod'
import {
  all,
  type ChooseRule,
  type Condition,
  choose,
  compare,
  constant,
  divide,
  type Expression,
  floor,
  isTrue,
  maximum,
  minimum,
  multiply,
  type Step,
  step,
} from '../../expression/expression.ts'
import { CHANNELS } from '../../values/channel.ts'
import { minutes, money, nodeReference, valueReference } from '../../values/fields.ts'
import { channelPermission, permissionType } from '../contact-policy/contact-policy.ts'
import { channelType, contactParts, MOST_URGENT } from '../contact-source.ts'
import { type CheckedScope, defineKind, nodeBase, part } from '../kind.ts'
import { hasPropensity, ownPropensity } from '../propensity.ts'
import { tellArbitration } from './tell.ts'

const schema = nodeBase('arbitration').extend({
  policy: nodeReference(['contact_policy']),
  /** Duties come first, then events; campaigns take what is left. Within a class, the first listed leads. */
  coverage: z.array(nodeReference(['coverage'])).max(20),
  triggers: z.array(nodeReference(['trigger'])).max(50),
  campaigns: z
    .array(nodeReference(['campaign']))
    .max(50)
    .optional(),
  /** What a customer is worth, and the amount from which more no longer counts. */
  value: valueReference(['money']),
  valueCap: money().min(1),
  strategy: nodeReference(['matrix']),
  /** The minutes an adviser has for the list when his own are not known. */
  minutesPerDay: minutes(),
})

export type Arbitration = z.infer<typeof schema>

/** What becomes of a customer today; `none` and `blocked` are never listed. Listed in this order. */
export const ACTIONS = ['coverage', 'trigger', 'campaign', 'blocked', 'none'] as const
export type ActionClass = (typeof ACTIONS)[number]
export const LISTED_ACTIONS = ['coverage', 'trigger', 'campaign'] as const satisfies ActionClass[]
export type ListedAction = (typeof LISTED_ACTIONS)[number]

/** What stands for the source of a customer whom no node calls for; no such node may have it as its id. */
const NO_SOURCE = 'none'

/** The nodes that can put a customer on the list, in the order in which they lead. */
export const sourcesOf = ({ coverage, triggers, campaigns = [] }: Arbitration): readonly string[] => [
  ...coverage,
  ...triggers,
  ...campaigns,
]

/** The values of the step `source`: a source stands in a column as its place among them, from 1. */
export const sourceValues = (node: Arbitration): readonly string[] => [NO_SOURCE, ...sourcesOf(node)]

/** value 1 to 100, times propensity 1 to 100 %, times urgency up to 300 %. */
export const MOST_SCORE = 100 * MOST_URGENT

export const arbitrationParts = (id: string) => ({
  source: part(id, 'source'),
  permission: part(id, 'permission'),
  channel: part(id, 'channel'),
  minutes: part(id, 'minutes'),
  score: part(id, 'score'),
  propensity: part(id, 'propensity'),
})

/** All reasons to contact a customer become one conversation, ranked by value x propensity x urgency. */
export const arbitration = defineKind('arbitration', schema, {
  outcome: () => ({ kind: 'class', values: ACTIONS }),

  parts: (node) => ({
    source: { type: { kind: 'class', values: sourceValues(node) }, mayBeMissing: false },
    channel: { type: channelType, mayBeMissing: false },
    permission: { type: permissionType, mayBeMissing: false },
    minutes: { type: { kind: 'count' }, mayBeMissing: false },
    score: { type: { kind: 'count' }, mayBeMissing: false },
  }),

  check(node, scope, report) {
    if (sourcesOf(node).length === 0) report('nothing_to_arbitrate', [])
    for (const list of ['coverage', 'triggers', 'campaigns'] as const) {
      const ids = node[list] ?? []
      ids.forEach((id, at) => {
        if (ids.indexOf(id) < at) report('duplicate_source', [list, at], { node: id })
        if (id === NO_SOURCE) report('forbidden_key', [list, at], { key: id })
      })
    }
    if (scope.value(node.value)?.mayBeMissing)
      report('missing_not_allowed', ['value'], { reference: node.value })
  },

  lower(node, scope) {
    const { id } = node
    const names = arbitrationParts(id)
    const sources = sourcesOf(node)
    const fires = (source: string) => isTrue(step(source))
    const leading = (of: (source: string) => Expression, otherwise: Expression) =>
      choose(
        sources.map((source): ChooseRule => ({ when: fires(source), take: of(source) })),
        otherwise,
      )
    const greatestAmong = (some: readonly string[], of: (source: string) => string) =>
      some.length === 0
        ? constant(0)
        : some
            .map((source) => choose([{ when: fires(source), take: step(of(source)) }], constant(0)))
            .reduce(maximum)
    // A campaign that goes along with a duty or an event makes that contact neither longer nor more urgent:
    // otherwise it would push other duties off the list.
    const greatest = (of: (source: string) => string) => {
      const [first, left] = [[...node.coverage, ...node.triggers], node.campaigns ?? []]
      return left.length === 0
        ? greatestAmong(first, of)
        : choose([{ when: leads(left), take: greatestAmong(left, of) }], greatestAmong(first, of))
    }
    const leads = (some: readonly string[]): Condition => ({
      test: 'among',
      of: step(names.source),
      values: some,
    })
    const output = (name: string, type: Step['type'], expression: Expression): Step => ({
      name,
      node: id,
      type,
      expression,
      output: true,
    })
    const inner = (name: string, expression: Expression): Step => ({
      ...output(part(id, name), { kind: 'count' }, expression),
      output: false,
    })
    const channelStep = step(names.channel)
    // Where no node has likelihoods of its own, the plan is what it was before they could.
    const learning = sources.filter((source) => hasPropensity(scope.node(source)))
    const byStrategy = step(part(node.strategy, 'propensity'))
    return [
      output(
        names.source,
        { kind: 'class', values: sourceValues(node) },
        leading((source) => constant(source), constant(NO_SOURCE)),
      ),
      output(
        names.channel,
        channelType,
        leading((source) => step(contactParts(source).channel), constant('phone')),
      ),
      output(
        names.permission,
        permissionType,
        choose(
          CHANNELS.slice(1).map((each) => ({
            when: compare(channelStep, 'equal', constant(each)),
            take: step(channelPermission(node.policy, each)),
          })),
          step(channelPermission(node.policy, CHANNELS[0])),
        ),
      ),
      output(id, { kind: 'class', values: ACTIONS }, action(node)),
      output(
        names.minutes,
        { kind: 'count' },
        greatest((source) => contactParts(source).minutes),
      ),
      inner('value_points', valuePoints(node, scope)),
      inner(
        'urgency',
        greatest((source) => contactParts(source).urgency),
      ),
      ...(learning.length > 0
        ? [
            {
              ...inner(
                'propensity',
                choose(
                  learning.map((source) => ownRate(source, names.source)),
                  byStrategy,
                ),
              ),
              type: { kind: 'percent' } as const,
            },
          ]
        : []),
      output(
        names.score,
        { kind: 'count' },
        floor(
          divide(
            multiply(
              multiply(
                step(part(id, 'value_points')),
                learning.length > 0 ? step(names.propensity) : byStrategy,
              ),
              step(part(id, 'urgency')),
            ),
            constant(100),
          ),
        ),
      ),
    ]
  },

  place(node, { step, by, takes }) {
    if (step === node.id && takes === 'blocked' && by === 'value') return { path: ['policy'] }
    if (step !== arbitrationParts(node.id).source || by !== 'rule') return null
    if (takes === NO_SOURCE) return { path: [], way: NO_SOURCE }
    for (const list of ['coverage', 'triggers', 'campaigns'] as const) {
      const at = node[list]?.indexOf(String(takes)) ?? -1
      if (at >= 0) return { path: [list, at] }
    }
    return null
  },

  tell: tellArbitration,

  explain(node, view) {
    const names = arbitrationParts(node.id)
    const outcome = view.value(node.id)
    if (outcome === 'none') return [{ node: node.id, code: 'action_none', figures: {} }]
    if (outcome === 'blocked') {
      const permission = view.figure(names.permission)
      return [
        {
          node: node.id,
          code: 'action_blocked',
          figures: { permission, channel: view.figure(names.channel) },
        },
      ]
    }
    return [
      {
        node: node.id,
        code: 'action_scored',
        figures: {
          score: view.figure(names.score),
          value: { kind: 'count', value: view.value(part(node.id, 'value_points')) },
          propensity: view.figure(
            view.value(names.propensity) === null ? part(node.strategy, 'propensity') : names.propensity,
          ),
          urgency: { kind: 'percent', value: view.value(part(node.id, 'urgency')) },
        },
      },
      {
        node: node.id,
        code: 'action_value',
        figures: {
          name: { kind: 'text', value: node.value, name: view.nameOf(node.value) },
          amount: view.figure(node.value),
          cap: { kind: 'money', value: node.valueCap },
          value: { kind: 'count', value: view.value(part(node.id, 'value_points')) },
        },
      },
    ]
  },
})

/** The likelihood of the node that leads, where it has one for the customer. */
const ownRate = (source: string, leading: string): ChooseRule => ({
  when: all(
    compare(step(leading), 'equal', constant(source)),
    compare(step(ownPropensity(source)), 'more', constant(0)),
  ),
  take: step(ownPropensity(source)),
})

function action(node: Arbitration): Expression {
  const source = step(part(node.id, 'source'))
  const ledBy = (sources: readonly string[], action: ActionClass): ChooseRule[] =>
    sources.length === 0
      ? []
      : [{ when: { test: 'among', of: source, values: sources }, take: constant(action) }]
  return choose(
    [
      { when: compare(source, 'equal', constant(NO_SOURCE)), take: constant('none') },
      {
        when: compare(step(part(node.id, 'permission')), 'not_equal', constant('allowed')),
        take: constant('blocked'),
      },
      ...ledBy(node.coverage, 'coverage'),
      ...ledBy(node.triggers, 'trigger'),
    ],
    constant('campaign' satisfies ActionClass),
  )
}

/** 1 to 100: the share of the cap that the customer is worth. The cap keeps one huge value from deciding all. */
const valuePoints = (node: Arbitration, scope: CheckedScope): Expression =>
  maximum(
    constant(1),
    minimum(
      constant(100),
      floor(divide(multiply(scope.value(node.value).operand, constant(100)), constant(node.valueCap))),
    ),
  )
