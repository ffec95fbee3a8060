import type { PlaybookNode } from '../playbook/playbook.ts'
import { text } from './small-bank.ts'

type Table = Extract<PlaybookNode, { kind: 'table' }>

/** A table that gives 1, 2, 3, ... for its rows. */
export const table = (
  changes: Omit<Partial<Table>, 'rows'> & { rows: (Table['rows'][number] | string[])[] },
): PlaybookNode => ({
  id: 'grid',
  kind: 'table',
  name: text('grid'),
  hitPolicy: 'first',
  inputs: [{ of: 'fees' }],
  outputs: [{ id: 'points', type: 'count' }],
  ...changes,
  rows: changes.rows.map((row, at) => (Array.isArray(row) ? { when: row, then: [at + 1] } : row)),
})
