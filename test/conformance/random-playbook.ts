import type { Fact, Playbook, PlaybookNode, ValueKind } from '@branch-playbook/engine'
import fc from 'fast-check'
import { coverageNode, policyNode, randomPropensity, triggerNode } from './random-contacts.ts'
import { daysMeasure, matrixNode, sumMeasure, TIERS, tierNode } from './random-levels.ts'
import { type Made, methodMeasure } from './random-measure.ts'
import { PRODUCT_FACTS, randomProducts } from './random-products.ts'
import { randomCondition, ruleNode } from './random-rule.ts'
import { type Candidate, tableNode } from './random-table.ts'

/** Draws one value from an arbitrary; what fast-check hands to a generator function. */
export type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value

const text = (id: string) => ({ 'zh-CN': id, en: id })
const fact = (name: string, type: Exclude<Fact['type'], 'class'>, missing: Fact['missing']): Fact => ({
  name,
  label: text(name),
  type,
  missing,
})

/** Every type of fact, once with and once without missing values. */
const FACTS: Fact[] = [
  ...(['money', 'percent', 'days', 'count', 'date', 'flag'] as const).flatMap((type) => [
    fact(`${type}_known`, type, 'never'),
    fact(`${type}_maybe`, type, 'possible'),
  ]),
  { ...fact('class_known', 'flag', 'never'), type: 'class', values: ['x', 'y', 'z'] },
  { ...fact('held_tier', 'flag', 'possible'), type: 'class', values: TIERS },
  fact('contact', 'date', 'possible'),
  fact('touches', 'count', 'never'),
  ...PRODUCT_FACTS,
]

const CANDIDATES: Candidate[] = FACTS.map((each) => ({
  name: each.name,
  kind: each.type,
  maybe: each.missing === 'possible',
  ...(each.type === 'class' && { values: each.values }),
}))

/** A playbook with nodes of every kind, wired at random, that has no errors; some of them offer no products. */
export function randomPlaybook(draw: Draw, offers = draw(fc.boolean())): Playbook {
  const values = [...CANDIDATES]
  const nodes: PlaybookNode[] = []
  const one = (candidates: readonly Candidate[]) => draw(fc.constantFrom(...candidates))
  const add = (node: PlaybookNode, outcome?: Omit<Candidate, 'name' | 'maybe'>) => {
    nodes.push(node)
    if (outcome) values.push({ name: node.id, maybe: false, ...outcome })
  }
  const addMade = ({ node, outcome }: Made) => {
    nodes.push(node)
    values.push(outcome)
  }
  const some = (least: number, most: number, make: (at: number) => void) => {
    const count = draw(fc.integer({ min: least, max: most }))
    for (let at = 0; at < count; at += 1) make(at)
  }
  const ofKind = (...kinds: ValueKind[]) => values.filter(({ kind }) => kinds.includes(kind))
  const tiered = { kind: 'class', values: TIERS } as const

  some(0, 2, (at) => add(sumMeasure(`sum_${at}`, draw, ofKind('money', 'count', 'days')), { kind: 'money' }))
  some(0, 1, (at) => add(daysMeasure(`age_${at}`, one(ofKind('date')), draw), { kind: 'days' }))
  some(0, 2, (at) => addMade(methodMeasure(`measure_${at}`, values, CANDIDATES, draw)))
  some(1, 2, (at) =>
    add(tierNode(`tier_${at}`, one(ofKind('money', 'percent', 'days', 'count')), draw), tiered),
  )
  some(0, 2, (at) => addMade(ruleNode(`rule_${at}`, values, draw)))
  some(0, 2, (at) => add(tableNode(`table_${at}`, values, draw)))
  some(1, 2, (at) => {
    const node = matrixNode(`matrix_${at}`, one(ofKind('class')), one(ofKind('class')), draw)
    add(node, { kind: 'class', values: node.strategies.map(({ id }) => id) })
  })
  some(1, 2, (at) =>
    add(coverageNode(`coverage_${at}`, { ...tiered, name: 'tier_0', maybe: false }, draw), { kind: 'flag' }),
  )
  some(1, 2, (at) => add(triggerNode(`trigger_${at}`, values, draw), { kind: 'flag' }))
  const around = {
    held: ofKind('money', 'count', 'flag').map(({ name }) => name),
    dates: ['contact', 'date_known'],
    condition: () => randomCondition(values, draw, 2),
  }
  if (offers) for (const node of randomProducts(draw, around)) add(node)
  add(policyNode(draw))
  nodes.forEach((node, at) => {
    if (node.kind !== 'coverage' && node.kind !== 'trigger' && node.kind !== 'campaign') return
    if (draw(fc.boolean())) nodes[at] = { ...node, propensity: randomPropensity(one(ofKind('class')), draw) }
  })
  const ids = (kind: string) => nodes.filter((node) => node.kind === kind).map(({ id }) => id)
  const certain = ofKind('money').filter(({ maybe }) => !maybe)
  add({
    id: 'arbiter',
    kind: 'arbitration',
    name: text('arbiter'),
    policy: 'policy',
    coverage: ids('coverage'),
    triggers: ids('trigger'),
    campaigns: ids('campaign'),
    value: one(certain).name,
    valueCap: draw(fc.integer({ min: 1, max: 10_000_000 })),
    strategy: 'matrix_0',
    minutesPerDay: 240,
  })
  return {
    format: 1,
    id: 'random',
    name: text('random'),
    currency: 'CNY',
    calendar: 'cn',
    facts: FACTS,
    // Nodes may stand in any order: references decide which comes first.
    nodes: draw(fc.shuffledSubarray(nodes, { minLength: nodes.length })),
    tests: [],
  }
}
