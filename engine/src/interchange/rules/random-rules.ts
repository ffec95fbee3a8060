import fc from 'fast-check'
import { Engine } from 'json-rules-engine'
import { expect } from 'vitest'
import { referenceEvaluator } from '../../evaluate/reference/reference.ts'
import { plan } from '../../plan/plan.ts'
import { type Fact, factSchema } from '../../playbook/fact.ts'
import { parsePlaybook } from '../../playbook/parse.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import { RUN } from '../../testing/small-bank.ts'
import { parseDay } from '../../values/day.ts'
import type { Maybe } from '../../values/value-type.ts'
import type { Imported } from '../carried.ts'

export const text = (id: string) => ({ 'zh-CN': id, en: id })
const fact = (name: string, type: string, more = {}): Fact =>
  factSchema.parse({ name, label: text(name), type, missing: 'possible', ...more })

export const FACTS = [
  fact('visits', 'count'),
  fact('deposits', 'count', { missing: 'never' }),
  fact('balance', 'money'),
  fact('share', 'percent'),
  fact('opened', 'date'),
  fact('vip', 'flag'),
  fact('tier', 'class', { values: ['A', 'B', 'C'] }),
  fact('held_tier', 'class', { values: ['A', 'B', 'C'] }),
]

export function playbookOf({ facts, nodes }: Pick<Imported, 'facts' | 'nodes'>, known = FACTS): Playbook {
  const all = [...known, ...facts]
  const document = {
    format: 1,
    id: 'x',
    name: text('x'),
    currency: 'CNY',
    calendar: 'cn',
    facts: all,
    nodes,
    tests: [],
  }
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(document)))
  return parsed.ok ? parsed.value : expect.fail(JSON.stringify(parsed.problems))
}

export function evaluatorOf(playbook: Playbook) {
  const planned = plan(playbook)
  const made = planned.ok
    ? planned.plan
    : expect.fail(JSON.stringify(planned.problems.map(({ path, what }) => [path, what])))
  const table = made.nodes.find(({ node }) => node.kind === 'table')
  const evaluator = referenceEvaluator(made)
  return async (facts: Record<string, Maybe>) => {
    const days = Object.entries(facts).map(
      ([name, value]) => [name, typeof value === 'string' ? (parseDay(value) ?? value) : value] as const,
    )
    const { values } = await evaluator.decide(new Map(days), RUN)
    return { values, events: table?.list((name) => values.get(name) ?? null) ?? [] }
  }
}

export type Written = Readonly<Record<string, unknown>>

/** The types of the events that fire, as json-rules-engine itself has it; a missing fact is undefined. */
export async function fired(
  rules: readonly Written[],
  conditions: Written,
  facts: Record<string, unknown>,
): Promise<string[]> {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const [name, condition] of Object.entries(conditions)) engine.setCondition(name, Object(condition))
  for (const rule of rules) engine.addRule(Object(rule))
  const { events } = await engine.run(facts)
  return events.map(({ type }) => type)
}

export const known = (facts: Record<string, Maybe>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))

const days = ['2026-02-28', '2026-03-01', '2026-03-02', '2024-02-29']
const values: Record<string, fc.Arbitrary<unknown>> = {
  visits: fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constantFrom(2.5, -0.5, 1e12, -1e12, 1_000_000_000)),
  deposits: fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constantFrom(2.5, 1e12)),
  balance: fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constantFrom(0.5, 2 ** 60, -(2 ** 60))),
  share: fc.constantFrom(0, 0.5, 1, -1, 1e300),
  opened: fc.constantFrom(...days),
  vip: fc.boolean(),
  tier: fc.constantFrom('A', 'B', 'C', 'nowhere'),
  held_tier: fc.constantFrom('A', 'B', 'C', 'nowhere'),
}
const ordered = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']
const leaf = fc.constantFrom(...Object.keys(values)).chain((name) => {
  const value = values[name] ?? fc.constant(0)
  const order = name === 'vip' || name.includes('tier') ? [] : ordered
  const other =
    name === 'tier'
      ? [fc.constant({ fact: 'held_tier' })]
      : name === 'visits'
        ? [fc.constant({ fact: 'deposits' })]
        : []
  return fc.oneof(
    fc.record({
      fact: fc.constant(name),
      operator: fc.constantFrom('equal', 'notEqual', ...order),
      value: fc.oneof(value, ...other),
    }),
    fc.record({
      fact: fc.constant(name),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.array(value, { maxLength: 3 }),
    }),
  )
})
const condition = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
    fc.record({ condition: fc.constantFrom('shared', 'other') }),
  ),
})).tree
const root = fc.oneof(
  fc.record({ all: fc.array(condition, { maxLength: 3 }) }),
  fc.record({ any: fc.array(condition, { maxLength: 3 }) }),
  fc.record({ not: condition }),
)
export const leafOnly = fc.record({ any: fc.array(leaf, { maxLength: 3 }) })
export const rule = fc.record({
  conditions: root,
  event: fc.record({ type: fc.constantFrom('call', 'write', 'visit') }),
  priority: fc.integer({ min: 1, max: 3 }),
})
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 4 })
export const customer = fc.record<Record<string, Maybe>>({
  visits: maybe(fc.integer({ min: 0, max: 5 })),
  deposits: fc.integer({ min: 0, max: 5 }),
  balance: maybe(fc.integer({ min: -3, max: 6 })),
  share: maybe(fc.constantFrom(0, 0.5, 1, -1)),
  opened: maybe(fc.constantFrom(...days)),
  vip: maybe(fc.boolean()),
  tier: maybe(fc.constantFrom('A', 'B', 'C')),
  held_tier: maybe(fc.constantFrom('A', 'B', 'C')),
})

/** json-rules-engine reports events of one priority in the order of completion. */
export const sorted = (types: readonly unknown[]) => types.map(String).toSorted()
