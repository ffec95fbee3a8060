import { z } from 'zod'
import { checkCondition, conditionSchema, lowerCondition } from '../../condition/condition.ts'
import { explainCondition, explainConditions } from '../../condition/decisive.ts'
import { examineOrder } from '../../condition/examine.ts'
import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import {
  choose,
  compare,
  constant,
  type Expression,
  holds,
  nothing,
  type Step,
  step,
} from '../../expression/expression.ts'
import { readValue } from '../../playbook/read-facts.ts'
import { bilingual, classValue, valueOfType } from '../../values/fields.ts'
import type { Scalar, ValueType } from '../../values/value-type.ts'
import { type CheckedScope, defineKind, nodeBase, part, type Report } from '../kind.ts'
import { tellRule } from './tell.ts'

const outcomeValue = () => valueOfType('type')

const ruleCase = z.strictObject({
  when: conditionSchema,
  /** What the rule gives where this is the first case that holds; a day is written YYYY-MM-DD. */
  then: outcomeValue(),
  note: bilingual().optional(),
})

/** Either `when` alone, which is yes or no; or `cases`, of which the first that holds gives the outcome. */
const schema = nodeBase('rule').extend({
  when: conditionSchema.optional(),
  /** What the cases give; yes or no when not said. */
  type: z.enum(['flag', 'class', 'text', 'money', 'percent', 'days', 'count', 'date']).optional(),
  /** The values of a class, the best first. */
  values: z.array(classValue()).min(1).max(200).optional(),
  cases: z.array(ruleCase).min(1).max(1000).optional(),
  /** What the rule gives where no case holds; nothing, when not said. */
  otherwise: outcomeValue().optional(),
})

export type Rule = z.infer<typeof schema>

/** The part that says which case decided: its place from 1, and 0 for none. */
const CASE = 'case'

/** A condition, or several in order, with an outcome. */
export const rule = defineKind('rule', schema, {
  outcome: typeOf,
  mayBeMissing: ({ cases, otherwise }) => cases !== undefined && otherwise === undefined,
  parts: ({ cases }) => (cases ? { [CASE]: { type: { kind: 'count' }, mayBeMissing: false } } : {}),

  check(node, scope, report) {
    if (node.when) {
      for (const field of ['cases', 'type', 'values', 'otherwise'] as const) {
        if (node[field] !== undefined) report('rule_two_forms', [field], { field })
      }
      checkCondition(node.when, ['when'], scope, report)
      return
    }
    if (!node.cases) report('rule_without_cases', [])
    checkValues(node, report)
    const type = typeOf(node)
    for (const [at, { when, then }] of (node.cases ?? []).entries()) {
      checkCondition(when, ['cases', at, 'when'], scope, report)
      checkOutcome(type, then, ['cases', at, 'then'], report)
    }
    if (node.otherwise !== undefined) checkOutcome(type, node.otherwise, ['otherwise'], report)
  },

  lower(node, scope) {
    const { id, when, cases = [], otherwise } = node
    const type = typeOf(node)
    if (when) {
      return [{ name: id, node: id, type, expression: holds(lowerCondition(when, scope)), output: true }]
    }
    const decided = part(id, CASE)
    return [
      { name: decided, node: id, type: { kind: 'count' }, expression: firstCase(node, scope), output: true },
      outcomeStep(id, type, decided, [otherwise, ...cases.map(({ then }) => then)]),
    ]
  },

  examine({ cases = [] }, insight, find) {
    const tried = cases.map(({ when }, at) => ({ condition: when, path: ['cases', at, 'when'] }))
    examineOrder(tried, insight, find)
  },

  place({ id, cases, otherwise }, { step, by, takes }) {
    if (!cases || by !== 'rule' || step !== part(id, CASE)) return null
    if (takes !== 0) return { path: ['cases', Number(takes) - 1] }
    return otherwise === undefined ? { path: ['cases'], way: 'none' } : { path: ['otherwise'] }
  },

  tell: tellRule,

  explain(node, view) {
    const name = { kind: 'text', value: node.id, name: node.name } as const
    const outcome = view.figure(node.id)
    if (node.when) {
      const code = outcome.value === true ? 'rule_holds' : 'rule_fails'
      return [{ node: node.id, code, figures: { name } }, ...explainCondition(node.id, node.when, view)]
    }
    return explainCases(node, name, outcome, view)
  },
})

function typeOf({ type = 'flag', values = [], cases = [], otherwise }: Rule): ValueType {
  switch (type) {
    case 'class':
      return { kind: 'class', values }
    case 'text': {
      const texts = [...cases.map(({ then }) => then), ...(otherwise === undefined ? [] : [otherwise])]
      return { kind: 'class', values: [...new Set(texts.map(String))] }
    }
    default:
      return { kind: type }
  }
}

/** A class has no more values than a fact may have. */
const MOST_TEXTS = 200

function checkValues(node: Rule, report: Report): void {
  const { type = 'flag', values } = node
  const outcome = typeOf(node)
  if (type === 'text' && outcome.kind === 'class' && outcome.values.length > MOST_TEXTS)
    report('too_big', ['cases'], { found: outcome.values.length, most: MOST_TEXTS })
  if (type === 'class' && !values) report('values_missing', [])
  if (type !== 'class' && values) report('values_unused', ['values'], { kind: type })
  values?.forEach((value, at) => {
    if (values.indexOf(value) < at) report('duplicate_value', ['values', at], { value })
  })
}

function checkOutcome(type: ValueType, value: Scalar, path: (string | number)[], report: Report): void {
  if (readValue(type, value) !== undefined) return
  const values = type.kind === 'class' ? type.values.join(', ') : ''
  report('wrong_outcome', path, { value: String(value), kind: type.kind, values })
}

const firstCase = ({ cases = [] }: Rule, scope: CheckedScope): Expression =>
  choose(
    cases.map(({ when }, at) => ({ when: lowerCondition(when, scope), take: constant(at + 1) })),
    constant(0),
  )

/** The outcome by the place of the case; the first, for no case, may be nothing. */
function outcomeStep(
  id: string,
  type: ValueType,
  decided: string,
  outcomes: readonly (Scalar | undefined)[],
): Step {
  const spare = outcomes.find((each) => each !== undefined) ?? 0
  const results = outcomes.map((each) => readValue(type, each ?? spare) ?? 0)
  const cell: Expression = {
    op: 'lookup',
    keys: [{ of: step(decided), domain: results.map((_, at) => at) }],
    results,
  }
  const [otherwise] = outcomes
  const none = compare(step(decided), 'equal', constant(0))
  const expression = otherwise === undefined ? choose([{ when: none, take: nothing }], cell) : cell
  return { name: id, node: id, type, expression, output: true }
}

/** The case that holds and its figures; where none holds, what kept each from holding. */
function explainCases({ id, cases = [] }: Rule, name: Figure, outcome: Figure, view: DecisionView): Reason[] {
  const place = view.figure(part(id, CASE))
  const decided = cases[Number(place.value) - 1]
  if (!decided) {
    const kept = explainConditions(
      id,
      cases.map(({ when }) => when),
      view,
    )
    return [{ node: id, code: 'rule_otherwise', figures: { name, outcome } }, ...kept]
  }
  return [
    { node: id, code: 'rule_case', figures: { name, outcome, case: place } },
    ...explainCondition(id, decided.when, view),
  ]
}
