import {
  type Fact,
  type Figures,
  type Maybe,
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
import { interpret } from './interpret-table.ts'
import { randomCustomers } from './random-customer.ts'
import type { Draw } from './random-playbook.ts'
import { type Candidate, tableNode } from './random-table.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 200)
const CUSTOMERS = 25

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const run: Run = { asOf: parseDay('2026-03-02') ?? 0, workingDays: calendar.value, events: [] }

const text = (id: string) => ({ 'zh-CN': id, en: id })

const FACTS = (['never', 'possible'] as const).flatMap((missing): Fact[] => {
  const named = (type: string) => ({ name: `${type}_${missing}`, label: text(type), missing })
  const plain = (['money', 'percent', 'days', 'count', 'date', 'flag'] as const).map((type) => ({
    ...named(type),
    type,
  }))
  return [...plain, { ...named('class'), type: 'class', values: ['A', 'B', 'C 1', '金', 'not', 'x.y-z'] }]
})

const CANDIDATES = FACTS.map(
  (fact): Candidate => ({
    name: fact.name,
    kind: fact.type,
    maybe: fact.missing === 'possible',
    ...(fact.type === 'class' && { values: fact.values }),
  }),
)

function planned(node: PlaybookNode): Plan {
  const document: Playbook = {
    format: 1,
    id: 'tables',
    name: text('tables'),
    currency: 'CNY',
    calendar: 'cn',
    facts: FACTS,
    nodes: [node],
    tests: [],
  }
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(document)))
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (!made.ok) throw new Error(JSON.stringify({ node, problems: made.problems }))
  return made.plan
}

/** What the plan says of a customer, by name: the list of the table, or its outputs and the row that decided. */
function decided(made: Plan, table: Extract<PlaybookNode, { kind: 'table' }>, values: Figures) {
  const value = (name: string): Maybe => values.get(name) ?? null
  const list = made.nodes[0]?.list(value)
  if (list) return { list }
  const counted = table.aggregation === 'count'
  const names = table.outputs.map(({ id }, at) => (at === 0 ? table.id : `${table.id}.${id}`))
  return {
    values: (counted ? names.slice(0, 1) : names).map(value),
    row: table.aggregation ? 0 : value(`${table.id}.row`),
  }
}

test(
  'every hit policy decides as the DMN specification has it, and all evaluators alike',
  async () => {
    const policies = new Set<string>()
    const property = fc.asyncProperty(fc.gen(), async (gen) => {
      const draw: Draw = (arbitrary) => gen(() => arbitrary)
      const table = tableNode('t', CANDIDATES, draw)
      policies.add(`${table.hitPolicy} ${table.aggregation ?? ''}`)
      const made = planned(table)
      const customer = randomCustomers(made.playbook, run.asOf)
      const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
      const reference = referenceEvaluator(made)
      const kindOf = (name: string) => FACTS.find((each) => each.name === name)?.type ?? ''
      for (const facts of customers) {
        const { values } = await reference.decide(facts, run)
        expect(decided(made, table, values)).toEqual(interpret(table, facts, kindOf))
      }
      expect(await findDisagreement(made, customers, run)).toBe(null)
    })
    await fc.assert(property, { numRuns: RUNS })
    if (RUNS >= 200) expect(policies.size).toBe(11)
  },
  RUNS * 10_000,
)
