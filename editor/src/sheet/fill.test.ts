import { expect, test } from 'vitest'
import { filled } from './fill.ts'

test('Series go on by their step, in every number of a test, over days and below nothing', () => {
  expect(filled(['1', '2'], 3)).toEqual(['3', '4', '5'])
  expect(filled(['[0..10)', '[10..20)'], 2)).toEqual(['[20..30)', '[30..40)'])
  expect(filled(['0.1', '0.2'], 2)).toEqual(['0.3', '0.4'])
  expect(filled(['2026-02-27', '2026-02-28'], 2)).toEqual(['2026-03-01', '2026-03-02'])
  expect(filled(['1', '0'], 2)).toEqual(['-1', '-2'])
})

test('Backwards a series goes on before its first', () => {
  expect(filled(['10', '20'], 2, true)).toEqual(['-10', '0'])
})

test('What is no series is repeated', () => {
  expect(filled(['5'], 2)).toEqual(['5', '5'])
  expect(filled(['A', 'B'], 3)).toEqual(['A', 'B', 'A'])
  expect(filled(['1', '2', '4'], 2)).toEqual(['1', '2'])
  expect(filled(['< 1', '> 2'], 1)).toEqual(['< 1'])
})
