import { parsePlaybook } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { retailPlaybook } from '../testing/playbook.ts'
import { ownName } from './own-name.ts'

const parsed = parsePlaybook(retailPlaybook())
if (!parsed.ok) throw new Error('The retail playbook is no playbook')
const RETAIL = parsed.value

test('Nodes, their positions, facts and claims go by their own names, never by their ids', () => {
  const { nodes, facts, invariants = [] } = RETAIL
  for (const { id, name } of nodes)
    expect([ownName(RETAIL, 'nodes', id), ownName(RETAIL, 'layout', id)]).toEqual([name, name])
  for (const { name, label } of facts) expect(ownName(RETAIL, 'facts', name)).toEqual(label)
  for (const { id, name } of invariants) expect(ownName(RETAIL, 'invariants', id)).toEqual(name)
  expect(invariants.length).toBeGreaterThan(0)
  expect(ownName(RETAIL, 'invariants', 'no_such_claim')).toBeUndefined()
})
