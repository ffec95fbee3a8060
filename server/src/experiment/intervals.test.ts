import { type Share, wilson } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { randomOf } from '../bank/demo/random.ts'
import { betweenClusters, newcombe, ofClusters } from './intervals.ts'

const of = (count: number, all: number): Share => ({ count, of: all })

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i of %i is that of Newcombe 1998, table I, method 3', (count, all, low, high) => {
  const interval = wilson(of(count, all))
  expect(interval?.low).toBeCloseTo(low, 4)
  expect(interval?.high).toBeCloseTo(high, 4)
})

test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])(
  'the interval of %i/%i less %i/%i is that of Newcombe 1998, table II, method 10',
  (a, m, b, n, low, high) => {
    const interval = newcombe(of(a, m), of(b, n))
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  },
)

test('nobody gives no interval, nor does one branch on a side', () => {
  expect(wilson(of(0, 0))).toBeNull()
  expect(newcombe(of(1, 2), of(0, 0))).toBeNull()
  expect(ofClusters([of(3, 10)])).toBeNull()
  expect(betweenClusters([of(3, 10), of(4, 10)], [of(1, 10)])).toBeNull()
})

test('the interval over branches is that of a ratio, by Student’s t', () => {
  // Three branches: rate 0.4, variance 3/2 * (1 + 0 + 1) / 900, two degrees of freedom.
  const interval = ofClusters([of(3, 10), of(4, 10), of(5, 10)])
  const half = 4.302_653 * Math.sqrt((1.5 * 2) / 900)
  expect(interval?.low).toBeCloseTo(0.4 - half, 6)
  expect(interval?.high).toBeCloseTo(0.4 + half, 6)
})

test('branches that happen to be equal tell no more than as many independent customers', () => {
  const none = [of(0, 10), of(0, 10), of(0, 10)]
  expect(ofClusters(none)).toEqual(wilson(of(0, 30)))
  expect(betweenClusters(none, none)).toEqual(newcombe(of(0, 30), of(0, 30)))
})

test('where customers of a branch resemble each other, only the interval over branches holds what it says', () => {
  const TRIALS = 400
  const { fraction: next } = randomOf(7)
  const branches = () =>
    Array.from({ length: 12 }, () => {
      const rate = 0.1 + 0.3 * next()
      const size = 60 + Math.floor(80 * next())
      return of(Array.from({ length: size }, next).filter((draw) => draw < rate).length, size)
    })
  const all = (shares: readonly Share[]) =>
    of(
      shares.reduce((sum, { count }) => sum + count, 0),
      shares.reduce((sum, each) => sum + each.of, 0),
    )
  const holds = (interval: ReturnType<typeof newcombe>) =>
    interval !== null && interval.low <= 0 && interval.high >= 0
  let [clustered, independent] = [0, 0]
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const [one, two] = [branches(), branches()]
    clustered += Number(holds(betweenClusters(one, two)))
    independent += Number(holds(newcombe(all(one), all(two))))
  }
  expect(clustered / TRIALS).toBeGreaterThan(0.93)
  expect(independent / TRIALS).toBeLessThan(0.8)
})
