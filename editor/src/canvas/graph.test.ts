import { parsePlaybook } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { retailPlaybook } from '../testing/playbook.ts'
import { endsOf, graphOf } from './graph.ts'

test('Whoever knows the id of an edge knows from what to what it leads', () => {
  const parsed = parsePlaybook(retailPlaybook())
  const { edges } = graphOf(parsed.ok ? parsed.value : expect.fail())
  expect(edges.length).toBeGreaterThan(20)
  expect(edges.map(({ id }) => endsOf(id))).toEqual(edges.map(({ source, target }) => ({ source, target })))
})
