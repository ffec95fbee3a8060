import { expect, test } from 'vitest'
import { blocking, standingOf } from './standing.ts'

test('Errors, failed tests and refuted claims block, each counted apart; warnings do not', () => {
  const standing = standingOf([
    { severity: 'error', code: 'unknown_reference', path: '/nodes/0/of' },
    { severity: 'error', code: 'test_failed', path: '/tests/2/expect/tier' },
    { severity: 'error', code: 'test_failed', path: '/tests/2/expect/strategy' },
    { severity: 'error', code: 'claim_refuted', path: '/invariants/0' },
    { severity: 'warning', code: 'claim_unknown', path: '/invariants/1' },
    { severity: 'warning', code: 'unused_node', path: '/nodes/3' },
  ])
  expect(standing).toEqual({ errors: 1, failed: 1, refuted: 1, warnings: 2 })
  expect(blocking(standing)).toBe(3)
  expect(blocking(standingOf([{ severity: 'warning', code: 'unused_node', path: '/nodes/3' }]))).toBe(0)
})
