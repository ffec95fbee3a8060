import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import { parseDay } from '../../values/day.ts'
import type { Bilingual } from '../../values/fields.ts'
import { inEveryLanguage } from '../../values/fields.ts'
import { productVerdict, verdictOn } from '../suitability/suitability.ts'
import type { Affinity } from './affinity.ts'
import { type Association, associatedRules, associationFigures, inForce } from './association.ts'

/**
 * What is worth offering, the best first, with the rule and its figures; then what goes with the customer's
 * holdings but is withheld, and why.
 */
export function explainAffinity(node: Affinity, view: DecisionView): Reason[] {
  const associated = associatedRules(node, view)
  const holding = associated.filter((rule) => inForce(rule, view.run.asOf))
  const suits = (rule: Association) => verdictOn(view, node.suitability, rule.offer) === 'suitable'
  const firstOfEach = (rules: readonly Association[]) =>
    rules.filter((rule, at) => rules.findIndex(({ offer }) => offer === rule.offer) === at)
  const offered = firstOfEach(holding.filter(suits))
  const reason = (code: Reason['code'], rule: Association): Reason => ({
    node: node.id,
    code,
    figures: figuresOf(node, rule, view),
  })
  const given = [
    ...offered.flatMap((rule, at) => [
      reason(at === 0 ? 'affinity_best' : 'affinity_also', rule),
      ...holdingsOf(node, rule, view),
    ]),
    ...firstOfEach(holding.filter((rule) => !suits(rule))).map((rule) => reason('affinity_withheld', rule)),
    ...associated
      .filter((rule) => !inForce(rule, view.run.asOf))
      .map((rule) => reason('affinity_not_in_force', rule)),
  ]
  const name: Figure = { kind: 'text', value: node.id, name: node.name }
  return offered.length > 0 ? given : [{ node: node.id, code: 'affinity_none', figures: { name } }, ...given]
}

/** The figures by which the customer holds what a rule says and lacks the rest. */
function holdingsOf(node: Affinity, rule: Association, view: DecisionView): Reason[] {
  return [...rule.has, rule.lacks].flatMap((id) => {
    const holding = node.holdings.find((each) => each.id === id)
    if (!holding) return []
    const name: Figure = { kind: 'text', value: id, name: view.nameOf(holding.of) }
    return [{ node: node.id, code: 'figure_known', figures: { name, value: view.figure(holding.of) } }]
  })
}

function figuresOf(node: Affinity, rule: Association, view: DecisionView): Reason['figures'] {
  const { support, confidence, lift, gained } = associationFigures(rule)
  const verdict = productVerdict(node.suitability, rule.offer)
  const holdingName = (id: string): Bilingual =>
    node.holdings.find((each) => each.id === id)?.name ?? inEveryLanguage(id)
  return {
    name: { kind: 'text', value: node.id, name: node.name },
    product: { kind: 'text', value: rule.offer, name: view.nameOf(verdict) },
    rule: { kind: 'text', value: rule.id },
    has: { kind: 'text', value: rule.has.join(' '), name: joined(rule.has.map(holdingName)) },
    lacks: { kind: 'text', value: rule.lacks, name: holdingName(rule.lacks) },
    customers: { kind: 'count', value: rule.counts.customers },
    both: { kind: 'count', value: rule.counts.both },
    support: { kind: 'percent', value: rounded(support) },
    confidence: { kind: 'percent', value: rounded(confidence) },
    lift: { kind: 'count', value: rounded(lift) },
    gained: { kind: 'count', value: Math.round(gained) },
    verdict: { kind: 'class', value: view.value(verdict) },
    from: { kind: 'date', value: parseDay(rule.acceptedOn) },
    until: { kind: 'date', value: parseDay(rule.until) },
  }
}

/** Two decimals are as much as anybody reads. */
const rounded = (value: number): number => Math.round(value * 100) / 100

const joined = (names: readonly Bilingual[]): Bilingual => ({
  'zh-CN': names.map((each) => each['zh-CN']).join('、'),
  en: names.map(({ en }) => en).join(', '),
})
