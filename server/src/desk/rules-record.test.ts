import { expect, test } from 'vitest'
import { recordOfRun } from './rules-record.ts'

const run = { playbook: 'retail', version: 3, playbook_hash: 'abc' }

test('a run from before there were several versions at a time had its one everywhere', () => {
  expect(recordOfRun({ ...run, rules: '' })).toEqual({
    versions: [{ playbook: 'retail', version: 3, hash: 'abc', branches: null }],
    experiments: [],
  })
})

test('the record of a run comes back as it was stored', () => {
  const record = {
    versions: [{ playbook: 'retail', version: 3, hash: 'abc', branches: ['B001'] }],
    experiments: [],
  }
  expect(recordOfRun({ ...run, rules: JSON.stringify(record) })).toEqual(record)
})
