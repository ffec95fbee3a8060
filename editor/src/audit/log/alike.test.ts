import { expect, test } from 'vitest'
import type { Entry } from '../../api/audit.ts'
import { alike } from './alike.ts'

const entry = (number: number, by: string, action: string): Entry => ({
  number,
  at: '2026-03-11T09:30:00.000Z',
  by,
  action,
  subject: 'snapshots',
  details: {},
  personal: null,
  erased: 0,
  hash: '',
})

test('Neighbours that say the same of the same user are put together, from three on, and none is lost', () => {
  const entries = [
    entry(9, 'auditor', 'read'),
    entry(8, 'auditor', 'read'),
    entry(7, 'auditor', 'read'),
    entry(6, 'strategist', 'read'),
    entry(5, 'strategist', 'read'),
    entry(4, 'auditor', 'read'),
    entry(3, 'auditor', 'signed in'),
  ]
  const groups = alike(entries, ({ action }) => action)
  expect(groups.map((group) => group.map(({ number }) => number))).toEqual([[9, 8, 7], [6], [5], [4], [3]])
})
