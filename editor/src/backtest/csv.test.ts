import { expect, test } from 'vitest'
import type { BacktestFigures, BacktestReport } from '../api/backtests.ts'
import { csvOf } from './csv.ts'

const none = { reached: 0, not_reached: 0, refused: 0, ordered: 0 }
const figures = (listed: number): BacktestFigures => ({
  listed,
  shared: 1,
  contacted: 2,
  missed: 3,
  unworked: 4,
  open: 5,
  minutes: 60,
  load: null,
  inside: { ...none, reached: 7 },
  outside: none,
})

const report = (name: string): BacktestReport => ({
  id: 'x',
  basis: {
    playbook: 'retail',
    version: null,
    hash: '',
    from: '',
    to: '',
    every: 'day',
    window: 7,
    days: [],
    skipped: [],
    inForce: [],
  },
  customers: { then: 0, draft: 0 },
  total: { then: figures(10), draft: figures(20) },
  groups: [{ by: 'strategy', rows: [{ value: name, then: figures(10), draft: figures(20) }] }],
  happened: [],
  stood: [],
  beyond: 0,
  names: { strategies: [], reasons: [], advisers: [] },
})

const linesFor = (name: string): string[] =>
  csvOf(report(name), {
    heads: ['By', 'Value', 'Side'],
    total: 'In all',
    by: (by) => by,
    value: (_by, value) => value ?? '',
    side: (side) => side,
    figure: (figure) => figure,
  }).split('\r\n')

test('A row for each value and side, and the totals first', () => {
  expect(linesFor('keep')).toEqual([
    'By,Value,Side,listed,shared,contacted,missed,unworked,open,minutes,capacity,due,cut,overQuota,inside_reached,inside_not_reached,inside_refused,inside_ordered,outside_reached,outside_not_reached,outside_refused,outside_ordered',
    'In all,,then,10,1,2,3,4,5,60,,,,,7,0,0,0,0,0,0,0',
    'In all,,draft,20,1,2,3,4,5,60,,,,,7,0,0,0,0,0,0,0',
    'strategy,keep,then,10,1,2,3,4,5,60,,,,,7,0,0,0,0,0,0,0',
    'strategy,keep,draft,20,1,2,3,4,5,60,,,,,7,0,0,0,0,0,0,0',
    '',
  ])
})

test('Names that hold commas, quotes or a formula stay text', () => {
  expect(linesFor('a,"b"')[3]).toMatch(/^strategy,"a,""b""",then,/)
  // Full-width signs begin a formula where people write Chinese.
  expect(linesFor('＝1＋1')[3]).toMatch(/^strategy,'＝1＋1,then,/)
  expect(linesFor('=HYPERLINK("x")')[3]).toMatch(/^strategy,"'=HYPERLINK\(""x""\)",then,/)
})
