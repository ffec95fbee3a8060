import { expect, test } from 'vitest'
import type { Activation } from '../../api/life.ts'
import { previewOf } from './in-force.ts'

const BRANCHES = ['B1', 'B2', 'B3']
const DAY = '2026-03-12'

const activation = (
  number: number,
  version: number,
  from: string,
  branches: string[] | null = null,
  state: Activation['state'] = 'in_force',
): Activation => ({
  number,
  playbook: 'retail',
  version,
  from,
  branches,
  state,
  by: 'approver',
  at: '2026-03-01T00:00:00Z',
  reason: '',
  withdrawal: null,
})

const LAID_OUT = [
  activation(1, 1, '1900-01-01'),
  activation(2, 2, '2026-03-02', ['B1']),
  activation(3, 2, '2026-03-10', ['B2'], 'withdrawn'),
  activation(4, 3, '2026-03-20', ['B2'], 'scheduled'),
]

const which = (version: number) => ({ playbook: 'retail', version })
const told = (rules: ReturnType<typeof previewOf>['stays']) =>
  rules.map(({ rule, branches }) => [rule?.version ?? null, branches])

test('A version put in force everywhere replaces what is there, until what is scheduled already follows', () => {
  const preview = previewOf(LAID_OUT, BRANCHES, which(4), DAY, null)
  expect(preview.where).toEqual(BRANCHES)
  expect(told(preview.replaced)).toEqual([
    [2, 1],
    [1, 2],
  ])
  expect(preview.already).toBe(0)
  expect(preview.stays).toEqual([])
  expect(preview.later.map(({ number }) => number)).toEqual([4])
})

test('In chosen branches the others keep what they have, and what is scheduled elsewhere is no matter', () => {
  const preview = previewOf(LAID_OUT, BRANCHES, which(2), DAY, ['B1', 'B3'])
  expect(told(preview.replaced)).toEqual([[1, 1]])
  expect(preview.already).toBe(1)
  expect(told(preview.stays)).toEqual([[1, 1]])
  expect(preview.later).toEqual([])
})

test('On a later day that is in force which has begun by then; of the same day the activation made last', () => {
  const twice = [...LAID_OUT, activation(5, 5, '2026-03-20', ['B2'], 'scheduled')]
  expect(told(previewOf(twice, BRANCHES, which(4), '2026-03-20', ['B2']).replaced)).toEqual([[5, 1]])
})
