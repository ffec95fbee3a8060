import {
  type Fact,
  type Plan,
  type Playbook,
  type PlaybookNode,
  parseDay,
  parsePlaybook,
  plan,
  type Run,
  referenceEvaluator,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDisagreement } from './agreement.ts'
import { randomCustomers } from './random-customer.ts'
import { randomFormula, type Sums } from './random-formula.ts'
import { methodMeasure } from './random-measure.ts'
import type { Draw } from './random-playbook.ts'
import { ruleNode } from './random-rule.ts'
import type { Candidate } from './random-table.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150)
const CUSTOMERS = 20

/** Past this, doubles have no halves, and a rounding may fall to either side. */
const WITHOUT_FRACTIONS = 2 ** 51

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const run: Run = { asOf: parseDay('2026-03-02') ?? 0, workingDays: calendar.value, events: [] }

const text = (id: string) => ({ 'zh-CN': id, en: id })

const FACTS = (['never', 'possible'] as const).flatMap((missing): Fact[] => {
  const plain = (['money', 'percent', 'days', 'count', 'date', 'flag'] as const).map((type) => ({
    name: `${type}_${missing}`,
    label: text(type),
    missing,
    type,
  }))
  return [
    ...plain,
    { name: `class_${missing}`, label: text('class'), missing, type: 'class', values: ['A', '金'] },
  ]
})

const CANDIDATES = FACTS.map(
  (fact): Candidate => ({
    name: fact.name,
    kind: fact.type,
    maybe: fact.missing === 'possible',
    ...(fact.type === 'class' && { values: fact.values }),
  }),
)

const bank = (nodes: PlaybookNode[]): Playbook => ({
  format: 1,
  id: 'formulas',
  name: text('formulas'),
  currency: 'CNY',
  calendar: 'cn',
  facts: FACTS,
  nodes,
  tests: [],
})

function planned(nodes: PlaybookNode[]): Plan {
  const parsed = parsePlaybook(bank(nodes))
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (made.ok) return made.plan
  throw new Error(
    `${JSON.stringify(nodes)}: ${made.problems.map(({ path, what }) => `${path} ${what}`).join(' ')}`,
  )
}

type Unit = (typeof UNITS)[number]
const UNITS = ['money', 'percent', 'days', 'count', 'date', 'flag'] as const

const LIMITS: Partial<Record<Unit, readonly [number, number]>> = {
  money: [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  days: [-1_000_000_000, 1_000_000_000],
  count: [-1_000_000_000, 1_000_000_000],
  date: [parseDay('0000-01-01') ?? 0, parseDay('9999-12-31') ?? 0],
}

/** A number as the outcome of a measure in that unit: whole but for percentages, and within what the unit has. */
function asOutcome(unit: Unit, value: number): number {
  const [least, most] = LIMITS[unit] ?? [-1e30, 1e30]
  return Math.min(Math.max(unit === 'percent' ? value : Math.floor(value + 0.5), least), most) + 0
}

test(
  'a formula is worth what an evaluation apart from the engine says, and all evaluators agree',
  async () => {
    let compared = 0
    const property = fc.asyncProperty(fc.gen(), async (gen) => {
      const draw: Draw = (arbitrary) => gen(() => arbitrary)
      const unit = draw(fc.constantFrom(...UNITS))
      const formula = randomFormula(unit, CANDIDATES, draw, 4)
      const made = planned([
        {
          id: 'm',
          kind: 'measure',
          name: text('m'),
          calculation: {
            method: 'formula',
            formula: formula.text,
            unit,
            ...(formula.maybe && { mayBeMissing: true }),
          },
        },
      ])
      const customer = randomCustomers(made.playbook, run.asOf)
      const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
      expect(await findDisagreement(made, customers, run)).toBeNull()
      const reference = referenceEvaluator(made)
      for (const facts of customers) {
        const sums: Sums = { facts, asOf: run.asOf, largest: 0 }
        const worth = formula.worth(sums)
        if (!(sums.largest <= WITHOUT_FRACTIONS)) continue
        const expected = typeof worth === 'number' ? asOutcome(unit, worth) : worth
        const { values } = await reference.decide(facts, run)
        expect([formula.text, values.get('m')]).toEqual([formula.text, expected])
        compared += 1
      }
    })
    const { seed, errorInstance } = await fc.check(property, { numRuns: RUNS, endOnFailure: true })
    if (errorInstance) throw new Error(`With seed ${seed}:`, { cause: errorInstance })
    expect(compared).toBeGreaterThan((RUNS * CUSTOMERS) / 2)
  },
  RUNS * 10_000,
)

test(
  'all evaluators agree on random measures and rules that rest on each other',
  async () => {
    const property = fc.asyncProperty(fc.gen(), async (gen) => {
      const draw: Draw = (arbitrary) => gen(() => arbitrary)
      const candidates = [...CANDIDATES]
      const nodes: PlaybookNode[] = []
      for (let at = 0; at < draw(fc.integer({ min: 1, max: 6 })); at += 1) {
        const made = draw(fc.boolean())
          ? methodMeasure(`m_${at}`, candidates, CANDIDATES, draw)
          : ruleNode(`r_${at}`, candidates, draw)
        nodes.push(made.node)
        candidates.push(made.outcome)
      }
      const made = planned(nodes)
      const customer = randomCustomers(made.playbook, run.asOf)
      const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
      expect(await findDisagreement(made, customers, run)).toBeNull()
    })
    const { seed, errorInstance } = await fc.check(property, { numRuns: RUNS, endOnFailure: true })
    if (errorInstance) throw new Error(`With seed ${seed}:`, { cause: errorInstance })
  },
  RUNS * 10_000,
)
