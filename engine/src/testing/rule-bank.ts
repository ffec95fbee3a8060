import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import {
  type customer,
  day,
  fact,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  text,
} from './small-bank.ts'

/** The small bank with tables, rules, and measures of every method. */

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>

const rows = [
  { when: ['> 3', 'A'], then: [300], note: text('Frequent visitors') },
  { when: ['[2..5]', '-'], then: [200] },
  { when: ['> 4', '-'], then: [100] },
]

const table = (id: string, changes: Partial<NodeOf<'table'>> = {}): NodeOf<'table'> => ({
  id,
  kind: 'table',
  name: text(id),
  hitPolicy: 'first',
  inputs: [{ of: 'visits' }, { of: 'tier', label: text('Level') }],
  outputs: [{ id: 'fee', type: 'money' }],
  rows,
  ...changes,
})

const aggregating = (aggregation: NonNullable<NodeOf<'table'>['aggregation']>) =>
  table(`table_${aggregation}`, {
    hitPolicy: 'collect',
    aggregation,
    outputs: [{ id: 'fee', type: 'money', ...(aggregation !== 'count' && { otherwise: 0 }) }],
  })

const rule = (id: string, changes: Partial<NodeOf<'rule'>>): NodeOf<'rule'> => ({
  id,
  kind: 'rule',
  name: text(id),
  ...changes,
})

const measure = (id: string, calculation: NodeOf<'measure'>['calculation']): NodeOf<'measure'> => ({
  id,
  kind: 'measure',
  name: text(id),
  calculation,
})

type Window = Extract<NodeOf<'measure'>['calculation'], { method: 'window' }>

const window = (id: string, more: Pick<Window, 'ifMissing' | 'mayBeMissing'>) =>
  measure(id, {
    method: 'window',
    facts: ['m1', 'm2', 'm3'],
    statistic: 'average',
    missingPeriods: { as: 'left_out' },
    ...more,
  })

const RULE_NODES: PlaybookNode[] = [
  table('priced', {
    outputs: [
      { id: 'fee', type: 'money', otherwise: 0 },
      { id: 'kind', label: text('Kind'), type: 'text', otherwise: 'none' },
    ],
    rows: rows.map((row, at) => ({ ...row, then: [...row.then, `kind ${at}`] })),
  }),
  table('unpriced'),
  table('listed', { hitPolicy: 'rule_order' }),
  ...(['sum', 'least', 'most', 'count'] as const).map(aggregating),
  rule('cared', {
    type: 'text',
    cases: [
      {
        when: {
          all: [
            { of: 'visits', is: 'more', than: 'deposits' },
            { of: 'tier', is: 'among', values: ['A'] },
          ],
        },
        then: 'much',
      },
      { when: { of: 'last_contact', is: 'known' }, then: 'some' },
    ],
    otherwise: 'none',
  }),
  rule('welcome', { when: { of: 'matures', is: 'less', value: '2026-03-10', ifMissing: false } }),
]

const FACTS = [...PLAYBOOK.facts, ...['m1', 'm2', 'm3'].map((name) => fact(name, 'money', 'possible'))]

const RULE_BANK: Plan = planOf({ ...playbookWith(...RULE_NODES), facts: FACTS })

const ranked = { method: 'rank' as const, of: 'm1', parts: 2, better: 'more' as const, cuts: [100] }

const MEASURES = planOf({
  ...playbookWith(
    measure('made', { method: 'formula', formula: 'm1 + m2', unit: 'money', mayBeMissing: true }),
    measure('counted', { method: 'formula', formula: 'm1 + m2', unit: 'money', ifMissing: 7 }),
    window('mean', { mayBeMissing: true }),
    window('mean_counted', { ifMissing: 7 }),
    measure('score', { ...ranked, mayBeMissing: true }),
    measure('score_counted', { ...ranked, ifMissing: 1 }),
    measure('score_alone', { ...ranked, cuts: [], ifMissing: 1 }),
  ),
  facts: FACTS,
})

type Facts = NonNullable<Parameters<typeof customer>[0]>

/** Customers who between them have every reason that tables, rules and measures give, and why events are silent. */
export const RULE_CASES: readonly [Facts, Run, Plan][] = [
  [{ visits: 5, fees: 20_000, matures: day('2026-03-05') }, RUN, RULE_BANK],
  [{ visits: 3, last_contact: day('2026-03-01') }, RUN, RULE_BANK],
  [{ visits: 0 }, RUN, RULE_BANK],
  [{ visits: 0, deposits: 4, matures: day('2026-04-05') }, RUN, RULE_BANK],
  [{ m1: 300, m2: 200, m3: null }, RUN, MEASURES],
  [{ m1: 50 }, RUN, MEASURES],
  [{}, RUN, MEASURES],
  [{ matures: day('2026-02-05') }, RUN, RULE_BANK],
  [{ matures: day('2026-03-05'), last_contact: day('2026-03-01') }, RUN, RULE_BANK],
  [{ deposits: 0 }, on('2026-03-02', rateCut('2026-03-01')), RULE_BANK],
  [{ deposits: 1 }, on('2026-03-02', rateCut('2026-03-01')), RULE_BANK],
  [{ fees: 20_000, deposits: 1 }, on('2026-03-02', rateCut('2026-03-01')), RULE_BANK],
]
