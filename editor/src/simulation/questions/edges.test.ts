import { expect, test } from 'vitest'
import { edgesBetween } from './edges.ts'

test('A long tail with a few below zero has bars that widen both ways from it', () => {
  const { edges, scale } = edgesBetween({ least: -20_000, most: 580_000, mean: 3000, whole: true })
  expect(scale).toBe('logarithmic')
  expect(edges).toContain(0)
  expect(edges[0]).toBeLessThanOrEqual(-20_000)
  expect(edges.at(-1)).toBeGreaterThanOrEqual(580_000)
  expect(edges).toEqual([...new Set(edges)].toSorted((one, other) => one - other))
  // Who has about the mean is not in a bar with who has ten times as much.
  expect(edges.filter((edge) => edge > 3000 && edge < 30_000).length).toBeGreaterThan(5)
  expect(edges.length).toBeLessThan(60)
})

test('Figures without a tail have bars of one round width', () => {
  const { edges, scale } = edgesBetween({ least: -3, most: 17, mean: 8, whole: true })
  expect(scale).toBe('linear')
  expect(edges.slice(0, 3)).toEqual([-3, -2, -1])
})
