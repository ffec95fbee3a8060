import { expect, test } from 'vitest'
import { type Counted, compared, type Verdict } from './verdict.ts'

const customers = (count: number, of: number): Counted => ({ unit: 'customer', all: { count, of } })
const branches = (...counts: readonly number[]): Counted => ({
  unit: 'branch',
  branches: counts.map((count) => ({ count, of: 100 })),
})

test.each<[string, Counted, Counted, 'more' | 'fewer', Verdict]>([
  ['more of what is good', customers(60, 100), customers(20, 100), 'more', 'challenger_better'],
  ['less of what is good', customers(20, 100), customers(60, 100), 'more', 'champion_better'],
  ['more of what is bad', customers(60, 100), customers(20, 100), 'fewer', 'champion_better'],
  ['less of what is bad', customers(20, 100), customers(60, 100), 'fewer', 'challenger_better'],
  ['what chance explains', customers(22, 100), customers(20, 100), 'more', 'not_told_apart'],
  ['a side of 29 customers', customers(29, 29), customers(0, 100), 'more', 'too_few'],
  ['a side of nobody', customers(60, 100), customers(0, 0), 'more', 'too_few'],
  ['four branches', branches(60, 61, 62, 63), branches(20, 21, 22, 23), 'more', 'too_few'],
  ['five branches', branches(60, 61, 62, 63, 64), branches(20, 21, 22, 23, 24), 'more', 'challenger_better'],
  [
    'branches that differ',
    branches(90, 10, 80, 20, 70),
    branches(20, 21, 22, 23, 24),
    'more',
    'not_told_apart',
  ],
  [
    'branches that happen to be equal',
    branches(1, 1, 1, 1, 1),
    branches(2, 2, 2, 2, 2),
    'more',
    'not_told_apart',
  ],
])('of %s the verdict says what it should', (_what, challenger, champion, better, verdict) => {
  expect(compared(challenger, champion, better).verdict).toBe(verdict)
})
