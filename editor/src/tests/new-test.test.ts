import { type Playbook, parsePlaybook, plan } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { retailPlaybook } from '../testing/playbook.ts'
import { blankTest, freeName, testOf } from './new-test.ts'

function playbook(): Playbook {
  const parsed = parsePlaybook(retailPlaybook())
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

const RETAIL = playbook()
const { examples: _examples, ...WITHOUT_EXAMPLES } = RETAIL

test('A new test can be run as it stands, with an example to start from and without', () => {
  for (const start of [RETAIL, WITHOUT_EXAMPLES]) {
    const made = { ...start, tests: [blankTest(start, '2026-03-10', 'New')] }
    expect(plan(made).ok).toBe(true)
  }
})

test('A test of a case keeps what the playbook asks for, and is plain in all else that must be known', () => {
  const found = {
    facts: { fees_12m: 500, last_contact: null, name: 'Chen Lei', phone: '13800000000' },
    asOf: '2026-03-10',
    events: [],
  }
  const made = testOf(RETAIL, found, 'Of a customer', {})
  expect(made.facts).toMatchObject({ fees_12m: 500, demand_deposits: 0 })
  for (const left of ['name', 'phone', 'last_contact']) expect(made.facts).not.toHaveProperty(left)
  expect(plan({ ...RETAIL, tests: [made] }).ok).toBe(true)
})

test('No two tests get the same name', () => {
  expect(freeName([], 'A')).toBe('A')
  expect(freeName([{ name: 'A' }, { name: 'A (2)' }], 'A')).toBe('A (3)')
})
