import { describe, expect, it } from 'vitest'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { customer, decide, planOf, playbookWith, text } from '../../testing/small-bank.ts'

type Table = Extract<PlaybookNode, { kind: 'table' }>
type Row = readonly [when: string[], ...then: Table['rows'][number]['then']]

const table = (
  hitPolicy: Table['hitPolicy'],
  inputs: string[],
  rows: Row[],
  more: Partial<Table> = {},
): Table => ({
  id: 'deal',
  kind: 'table',
  name: text('Deal'),
  hitPolicy,
  inputs: inputs.map((of) => ({ of })),
  outputs: [{ id: 'fee', type: 'money' }],
  rows: rows.map(([when, ...then]) => ({ when, then })),
  ...more,
})

describe('a decision table', () => {
  it('takes the first row that applies', async () => {
    const plan = planOf(
      playbookWith(
        table(
          'first',
          ['balance', 'tier'],
          [
            [['>= 100', 'A, B'], 5],
            [['[10..50)', '-'], 6],
          ],
        ),
      ),
    )
    const { deal, 'deal.row': row } = await decide(plan, customer({ balance: 10 }))
    expect([deal, row]).toEqual([6, 2])
    expect((await decide(plan, customer({ balance: 50 }))).deal).toBe(null)
  })
})
