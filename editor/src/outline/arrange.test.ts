import { type Playbook, parsePlaybook } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { edited } from '../composition/edited.ts'
import { groupNodes, moveToGroup, withoutGroups } from '../composition/groups.ts'
import { retailPlaybook } from '../testing/playbook.ts'
import { moveNode } from './arrange.ts'
import { treeOf } from './tree-of.ts'

const parsed = parsePlaybook(retailPlaybook())
if (!parsed.ok) throw new Error('The retail playbook cannot be read')
const playbook: Playbook = parsed.value

const first = ['tier', 'strategy']
const grouped = edited(playbook, groupNodes(playbook, first, 'Who is who').edits)
const nodesOf = ({ groups = [] }: Playbook) => groups.map((group) => group.nodes)
const orderOf = ({ nodes }: Playbook) => nodes.map(({ id }) => id)

test('A group takes its nodes out of others, and one that is left empty goes', () => {
  expect(nodesOf(grouped)).toEqual([first])
  const again = edited(grouped, groupNodes(grouped, ['tier'], 'Tiers').edits)
  expect(nodesOf(again)).toEqual([['strategy'], ['tier']])
  const back = edited(again, moveToGroup(again, ['strategy'], again.groups?.[1]?.id ?? ''))
  expect(nodesOf(back)).toEqual([['tier', 'strategy']])
  expect(edited(back, withoutGroups(back, [back.groups?.[0]?.id ?? ''])).groups).toBeUndefined()
})

test('A node moves among those beside it: in its group, else in the playbook, and not beyond the end', () => {
  expect(nodesOf(edited(grouped, moveNode(grouped, 'strategy', -1, 'group')))).toEqual([['strategy', 'tier']])
  expect(moveNode(grouped, 'tier', -1, 'group')).toEqual([])
  const [one, two, ...others] = orderOf(playbook)
  expect(orderOf(edited(playbook, moveNode(playbook, one ?? '', 1, 'group')))).toEqual([two, one, ...others])
})

test('The tree has every node once, below its group, and its connections both ways', () => {
  const { items, children } = treeOf(grouped, 'group')
  const nodes = [...items.values()].flatMap((item) => (item.is === 'node' ? [item.node] : []))
  expect(nodes.toSorted()).toEqual(orderOf(playbook).toSorted())
  expect(children.get('group group')).toEqual(['node tier', 'node strategy'])
  expect(children.get('node tier')).toContain('link tier upstream contribution')
  expect(children.get('node contribution')).toContain('link contribution downstream tier')
})
