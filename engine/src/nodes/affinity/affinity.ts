import { z } from 'zod'
import { yesOrNo } from '../../coverage/place.ts'
import {
  all,
  any,
  type ChooseRule,
  type Condition,
  choose,
  compare,
  constant,
  holds,
  input,
  isTrue,
  missing,
  not,
  type Step,
  step,
} from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { parseDay } from '../../values/day.ts'
import { bilingual, choiceOf, identifier, nodeReference, valueReference } from '../../values/fields.ts'
import { type CheckedScope, defineKind, type NodeBase, nodeBase, part } from '../kind.ts'
import { isSuitable, suitabilityNode } from '../suitability/suitability.ts'
import { type Association, associationSchema, byLeverage, checkAssociation } from './association.ts'
import { explainAffinity } from './explain.ts'
import { tellAffinity } from './tell.ts'

const schema = nodeBase('affinity').extend({
  /** The gate: what may not be offered to a customer is not worth offering. */
  suitability: nodeReference(['suitability']),
  /**
   * What customers may hold: held when the figure is above zero, or true. A figure that is missing counts
   * neither as held nor as lacking.
   */
  holdings: z
    .array(
      z.strictObject({
        id: identifier().max(60),
        name: bilingual(),
        of: valueReference(['money', 'count', 'flag']),
      }),
    )
    .min(1)
    .max(200),
  /** Pairs that are one product, such as a loan and its repayment order: who has one has the other. */
  oneProduct: z
    .array(z.strictObject({ one: choiceOf('holdings', 'id'), other: choiceOf('holdings', 'id') }))
    .max(200)
    .optional(),
  /** The associations that a strategist accepted. The one of greatest leverage leads. */
  rules: z.array(associationSchema).min(1).max(200),
})

export type Affinity = z.infer<typeof schema>

const NONE = 'none'

export const affinityParts = (id: string) => ({
  /** Which rule gave the best offer; `none` when there is none. */
  rule: part(id, 'rule'),
  /** Whether a customer holds and lacks what a rule says, whether or not the rule is in force. */
  associated: (rule: string) => part(id, `r_${rule}`),
  /** Whether a product is worth offering today. */
  offered: (product: string) => part(id, `p_${product}`),
  held: (holding: string) => part(id, `h_${holding}`),
})

/** Which product goes with what a customer holds, is not held yet and may be offered to him. */
export const affinity = defineKind('affinity', schema, {
  outcome: (node) => ({ kind: 'class', values: [NONE, ...offersOf(node)] }),

  parts: (node) => ({
    rule: { type: { kind: 'class', values: [NONE, ...node.rules.map(({ id }) => id)] }, mayBeMissing: false },
    ...Object.fromEntries(
      offersOf(node).map(
        (product) => [`p_${product}`, { type: { kind: 'flag' }, mayBeMissing: false }] as const,
      ),
    ),
  }),

  check(node, scope, report) {
    for (const list of ['holdings', 'rules'] as const) {
      const ids = node[list].map(({ id }) => id)
      ids.forEach((id, at) => {
        if (ids.indexOf(id) < at) report('duplicate_value', [list, at, 'id'], { value: id })
        if (id === NONE) report('forbidden_key', [list, at, 'id'], { key: id })
      })
    }
    const products = suitabilityNode(scope.node(node.suitability))?.products
    node.rules.forEach((rule, at) => {
      checkAssociation(rule, node.oneProduct ?? [], ['rules', at], report)
      if (products && !products.some(({ id }) => id === rule.offer)) {
        const choices = products.map(({ id }) => id).join(', ')
        report('unknown_choice', ['rules', at, 'offer'], { value: rule.offer, choices })
      }
    })
  },

  lower(node, scope) {
    const { id } = node
    const names = affinityParts(id)
    const ranked = byLeverage(node.rules)
    const flag = (name: string, condition: Condition): Step => ({
      name,
      node: id,
      type: { kind: 'flag' },
      expression: holds(condition),
      output: false,
    })
    const fires = (rule: Association) =>
      all(
        ...within(rule),
        isTrue(step(names.associated(rule.id))),
        isSuitable(scope, node.suitability, rule.offer),
      )
    const first = (take: (rule: Association) => string) =>
      choose(
        ranked.map((rule): ChooseRule => ({ when: fires(rule), take: constant(take(rule)) })),
        constant(NONE),
      )
    return [
      ...node.holdings.map((holding) => flag(names.held(holding.id), isHeld(holding.of, scope))),
      ...node.rules.map((rule) =>
        flag(
          names.associated(rule.id),
          all(...rule.has.map((each) => isTrue(step(names.held(each)))), lacks(node, rule.lacks, scope)),
        ),
      ),
      ...offersOf(node).map((product) =>
        flag(names.offered(product), any(...node.rules.filter(({ offer }) => offer === product).map(fires))),
      ),
      {
        name: names.rule,
        node: id,
        type: { kind: 'class', values: [NONE, ...node.rules.map((rule) => rule.id)] },
        expression: first((rule) => rule.id),
        output: false,
      },
      {
        name: id,
        node: id,
        type: { kind: 'class', values: [NONE, ...offersOf(node)] },
        expression: first((rule) => rule.offer),
        output: true,
      },
    ]
  },

  place({ id, rules }, branch) {
    const rule = rules.findIndex((each) => branch.step === affinityParts(id).associated(each.id))
    if (rule >= 0 && branch.by === 'value') return { path: ['rules', rule], way: yesOrNo(branch) }
    return branch.step === id && branch.takes === NONE ? { path: [], way: NONE } : null
  },

  tell: tellAffinity,

  explain: (node, view) => explainAffinity(node, view),
})

/** The products that the rules lead to, the rule of greatest leverage first. */
export const offersOf = ({ rules }: Pick<Affinity, 'rules'>): string[] => [
  ...new Set(byLeverage(rules).map(({ offer }) => offer)),
]

/** The affinity node of that id; undefined when the node is of another kind, which is reported elsewhere. */
export const affinityNode = (node: NodeBase | undefined): Affinity | undefined =>
  node && isAffinity(node) ? node : undefined

const isAffinity = (node: NodeBase): node is Affinity => node.kind === 'affinity'

/** A rule holds from the day on which it was accepted to its last. */
const within = ({ acceptedOn, until }: Association): Condition[] => [
  compare(input(AS_OF), 'at_least', constant(parseDay(acceptedOn) ?? 0)),
  compare(input(AS_OF), 'at_most', constant(parseDay(until) ?? 0)),
]

function isHeld(name: string, scope: CheckedScope): Condition {
  const { type, mayBeMissing, operand } = scope.value(name)
  const held = type.kind === 'flag' ? isTrue(operand) : compare(operand, 'more', constant(0))
  return mayBeMissing ? all(not(missing(operand)), held) : held
}

function lacks(node: Affinity, holding: string, scope: CheckedScope): Condition {
  const of = node.holdings.find(({ id }) => id === holding)?.of ?? ''
  const { mayBeMissing, operand } = scope.value(of)
  const notHeld = not(isTrue(step(affinityParts(node.id).held(holding))))
  return mayBeMissing ? all(not(missing(operand)), notHeld) : notHeld
}
