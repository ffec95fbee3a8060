import type { Fact, Playbook, PlaybookNode } from '@branch-playbook/engine'

const text = (words: string) => ({ 'zh-CN': words, en: words })

const amount = (name: string) => ({ name, label: text(name), type: 'money', missing: 'never' }) satisfies Fact

const FACTS: Fact[] = [
  ...['balance', 'loans', 'fees', 'funds'].map(amount),
  { name: 'visits', label: text('visits'), type: 'count', missing: 'possible' },
  { name: 'last_contact', label: text('last contact'), type: 'date', missing: 'possible' },
]

const TIERS = ['A', 'B', 'C', 'D']
const STRATEGIES = ['p', 'q', 'r']

/** A playbook of so many nodes, of the kinds that playbooks have most of, each resting on some before it. */
export function manyNodes(count: number): Playbook {
  const nodes = Array.from({ length: Math.ceil(count / 5) }, (_, at) => group(at)).flat()
  return {
    format: 1,
    id: 'many',
    name: text('Many nodes'),
    currency: 'CNY',
    calendar: 'cn',
    facts: FACTS,
    nodes: nodes.slice(0, count),
    tests: [],
  }
}

function group(at: number): PlaybookNode[] {
  const [sum, tier, matrix, trigger, table] = ['sum', 'tier', 'matrix', 'trigger', 'table'].map(
    (kind) => `${kind}_${at}`,
  )
  if (!sum || !tier || !matrix || !trigger || !table) return []
  const before = at === 0 ? 'balance' : `sum_${at - 1}`
  return [
    {
      id: sum,
      kind: 'measure',
      name: text(sum),
      calculation: {
        method: 'sum',
        terms: [
          { of: before, rate: 50 },
          { of: 'loans', rate: 1 + (at % 50) / 100 },
          { of: 'fees' },
          { of: 'visits', each: 200 + at, ifMissing: 0 },
        ],
      },
    },
    {
      id: tier,
      kind: 'tier',
      name: text(tier),
      of: sum,
      bands: [
        { name: 'A', from: 1_000_000 + at },
        { name: 'B', from: 300_000 },
        { name: 'C', from: 1000 },
        { name: 'D' },
      ],
    },
    {
      id: matrix,
      kind: 'matrix',
      name: text(matrix),
      rows: tier,
      columns: at === 0 ? tier : `tier_${at - 1}`,
      strategies: STRATEGIES.map((id) => ({
        id,
        name: text(id),
        talkingPoints: { 'zh-CN': [], en: [] },
        propensity: 10,
      })),
      cells: Object.fromEntries(
        TIERS.map((row, down) => [
          row,
          Object.fromEntries(TIERS.map((column, across) => [column, strategyAt(down * across + at)])),
        ]),
      ),
    },
    {
      id: trigger,
      kind: 'trigger',
      name: text(trigger),
      occurs: { by: 'date', date: 'last_contact', daysBefore: 3, daysAfter: at % 20 },
      audience: {
        all: [
          { of: sum, is: 'at_least', value: 5000 + at },
          {
            any: [
              { of: tier, is: 'among', values: ['A', 'B'] },
              { of: 'visits', is: 'more', value: at % 7, ifMissing: false },
            ],
          },
        ],
      },
      lastContact: 'last_contact',
      channel: 'phone',
      minutes: 5,
      urgency: 100,
      talkingPoints: { 'zh-CN': [], en: [] },
    },
    {
      id: table,
      kind: 'table',
      name: text(table),
      hitPolicy: 'first',
      inputs: [{ of: tier }, { of: 'funds' }],
      outputs: [{ id: 'priority', type: 'count', otherwise: 0 }],
      rows: [
        { when: ['A', `>= ${10_000 + at}`], then: [3] },
        { when: ['A, B', '-'], then: [2] },
        { when: ['not(D)', '[1000..50000)'], then: [1] },
      ],
    },
  ]
}

const strategyAt = (at: number): string => STRATEGIES[at % STRATEGIES.length] ?? 'p'
