import { z } from 'zod'
import type { DecisionView } from '../../explain/reason.ts'
import {
  type ChooseRule,
  type Condition,
  choose,
  compare,
  constant,
  input,
  type LookupKey,
  missing,
  type Step,
  step,
  subtract,
} from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { bilingual, days, factReference, recordBy } from '../../values/fields.ts'
import { type CheckedScope, defineKind, type NodeBase, nodeBase, part } from '../kind.ts'
import { checkTerms, productSchema, RISKS, type Risk } from './product.ts'
import { tellSuitability } from './tell.ts'

const schema = nodeBase('suitability').extend({
  /** The risk class that the bank assessed, such as C1 to C5; a customer without one is offered nothing. */
  riskClass: factReference(['class']),
  /**
   * The most risk that each class may be offered; null for none at all. Without it the convention holds: class
   * Ck buys R1 to Rk, and whatever begins with C1, its lowest sub-class too, R1 only.
   */
  admits: recordBy('riskClass', z.enum(RISKS).nullable()).optional(),
  /** The day of the assessment. */
  assessed: factReference(['date']),
  /** For how many days an assessment holds, its own day included. */
  validFor: days(3650).min(1),
  /** The products that may be offered at all: no other node offers one that is not listed here. */
  products: z.array(productSchema).min(1).max(500),
  /** The paragraph of the regulation on which this rests. */
  regulation: bilingual().optional(),
})

export type Suitability = z.infer<typeof schema>
export type { Product } from './product.ts'

const STATUSES = ['valid', 'missing', 'expired'] as const
const statusType = { kind: 'class', values: STATUSES } as const

const NONE = 'none'
const mostRiskType = { kind: 'class', values: [NONE, ...RISKS] } as const

/** Whether a product may be offered to a customer, and which of three different reasons forbids it. */
export const VERDICTS = ['suitable', 'assessment_missing', 'assessment_expired', 'risk_mismatch'] as const
export type Verdict = (typeof VERDICTS)[number]
const verdictType = { kind: 'class', values: VERDICTS } as const

/** The step that says whether a product may be offered; its values are `VERDICTS`. */
export const productVerdict = (suitability: string, product: string): string =>
  part(suitability, `p_${product}`)

/** The verdict on a product for a customer. What is not known forbids: it is taken for no assessment. */
export function verdictOn(view: Pick<DecisionView, 'value'>, suitability: string, product: string): Verdict {
  const found = view.value(productVerdict(suitability, product))
  return VERDICTS.find((each) => each === found) ?? 'assessment_missing'
}

/** The suitability node of that id; undefined when the node is of another kind, which is reported elsewhere. */
export const suitabilityNode = (node: NodeBase | undefined): Suitability | undefined =>
  node && isSuitability(node) ? node : undefined

const isSuitability = (node: NodeBase): node is Suitability => node.kind === 'suitability'

/**
 * Which risk a customer may be offered today: a gate that nothing passes. Whoever offers a product names the
 * gate; what is not known (no class, no day of assessment, a day still to come) counts as no assessment.
 */
export const suitability = defineKind('suitability', schema, {
  outcome: () => mostRiskType,

  parts: ({ products }) => ({
    status: { type: statusType, mayBeMissing: false },
    ...Object.fromEntries(
      products.map(({ id }) => [`p_${id}`, { type: verdictType, mayBeMissing: false }] as const),
    ),
  }),

  check(node, scope, report) {
    node.products.forEach((product, at) => {
      const { id } = product
      checkTerms(product, at, report)
      if (node.products.findIndex((other) => other.id === id) < at)
        report('duplicate_value', ['products', at, 'id'], { value: id })
      if (id === NONE) report('forbidden_key', ['products', at, 'id'], { key: id })
    })
    const type = scope.value(node.riskClass)?.type
    for (const riskClass of type?.kind === 'class' ? type.values : []) {
      const usual = usualRisk(riskClass)
      if (!node.admits) {
        if (!usual) report('risk_class_undecided', [], { value: riskClass })
        continue
      }
      const most = node.admits[riskClass]
      if (most && usual && RISKS.indexOf(most) > RISKS.indexOf(usual))
        report('risk_above_class', ['admits', riskClass], { value: riskClass, most, usual })
    }
  },

  lower(node, scope) {
    const { id } = node
    const riskClass = scope.value(node.riskClass)
    const assessed = scope.value(node.assessed)
    const [age, status] = [part(id, 'age'), part(id, 'status')]
    const classes = riskClass.type.kind === 'class' ? riskClass.type.values : []
    const byClass: LookupKey = { of: riskClass.operand, domain: [null, ...classes] }
    const unknown = (value: typeof riskClass): ChooseRule[] =>
      value.mayBeMissing ? [{ when: missing(value.operand), take: constant('missing') }] : []
    const since = subtract(input(AS_OF), assessed.operand)
    return [
      {
        name: age,
        node: id,
        type: { kind: 'days' },
        expression: assessed.mayBeMissing
          ? choose([{ when: missing(assessed.operand), take: constant(0) }], since)
          : since,
        output: false,
      },
      {
        name: status,
        node: id,
        type: statusType,
        expression: choose(
          [
            ...unknown(riskClass),
            ...unknown(assessed),
            { when: compare(step(age), 'less', constant(0)), take: constant('missing') },
            { when: compare(step(age), 'at_least', constant(node.validFor)), take: constant('expired') },
          ],
          constant('valid'),
        ),
        output: true,
      },
      {
        name: id,
        node: id,
        type: mostRiskType,
        expression: choose(
          [{ when: compare(step(status), 'not_equal', constant('valid')), take: constant(NONE) }],
          {
            op: 'lookup',
            keys: [byClass],
            results: [NONE, ...classes.map((each) => mostRiskOf(node, each) ?? NONE)],
          },
        ),
        output: true,
      },
      ...verdicts(node),
    ]
  },

  place({ id, admits, products }, { step, by, takes, keys }) {
    if (step === part(id, 'status') && by === 'value') return { path: [], way: String(takes) }
    if (step === id && by === 'cell' && admits && typeof keys[0] === 'string')
      return { path: ['admits', keys[0]] }
    const product = products.findIndex((each) => step === productVerdict(id, each.id))
    if (product < 0 || by !== 'value') return null
    return { path: ['products', product], way: takes === 'suitable' ? 'yes' : 'no' }
  },

  tell: tellSuitability,

  explain(node, view) {
    const status = view.value(part(node.id, 'status'))
    const figures = {
      name: { kind: 'text', value: node.id, name: node.name },
      riskClass: view.figure(node.riskClass),
      assessed: view.figure(node.assessed),
      age: { kind: 'days', value: view.value(part(node.id, 'age')) },
      validFor: { kind: 'days', value: node.validFor },
      most: { kind: 'text', value: view.value(node.id) },
    } as const
    const code = () => {
      if (status === 'expired') return 'suitability_expired'
      if (status !== 'valid') return 'suitability_missing'
      return figures.most.value === NONE ? 'suitability_nothing' : 'suitability_valid'
    }
    const regulation = node.regulation && {
      node: node.id,
      code: 'suitability_regulation' as const,
      figures: { regulation: { kind: 'text', value: node.id, name: node.regulation } as const },
    }
    return [{ node: node.id, code: code(), figures }, ...(regulation ? [regulation] : [])]
  },
})

/** What a class may be offered by convention; null for a class that is not called C1 to C5. */
function usualRisk(riskClass: string): Risk | null {
  const level = /^C([1-5])(?!\d)/.exec(riskClass)?.[1]
  return level === undefined ? null : (RISKS[Number(level) - 1] ?? null)
}

const mostRiskOf = ({ admits }: Suitability, riskClass: string): Risk | null =>
  (admits ? admits[riskClass] : usualRisk(riskClass)) ?? null

/** One verdict a level of risk, which the products of that level share. */
function verdicts({ id, products }: Suitability): Step[] {
  const levels = RISKS.filter((risk) => products.some((product) => product.risk === risk))
  const verdict = (name: string, expression: Step['expression']): Step => ({
    name,
    node: id,
    type: verdictType,
    expression,
    output: false,
  })
  const levelStep = (risk: Risk) => part(id, `verdict_${risk.toLowerCase()}`)
  return [
    ...levels.map((risk) =>
      verdict(
        levelStep(risk),
        choose(
          [
            {
              when: compare(step(part(id, 'status')), 'equal', constant('missing')),
              take: constant('assessment_missing'),
            },
            {
              when: compare(step(part(id, 'status')), 'equal', constant('expired')),
              take: constant('assessment_expired'),
            },
            {
              when: { test: 'among', of: step(id), values: [NONE, ...RISKS.slice(0, RISKS.indexOf(risk))] },
              take: constant('risk_mismatch'),
            },
          ],
          constant('suitable'),
        ),
      ),
    ),
    ...products.map((product) => verdict(productVerdict(id, product.id), step(levelStep(product.risk)))),
  ]
}

/**
 * The condition under which a product of a checked suitability node may be offered. It asks for the most risk and
 * not for the verdict, whose reasons nobody needs in the nightly run.
 */
export function isSuitable(
  scope: Pick<CheckedScope, 'node'>,
  suitability: string,
  product: string,
): Condition {
  const found = suitabilityNode(scope.node(suitability))?.products.find(({ id }) => id === product)
  if (!found) throw new Error(`"${suitability}" has no product "${product}": check the playbook first`)
  return { test: 'among', of: step(suitability), values: RISKS.slice(RISKS.indexOf(found.risk)) }
}
