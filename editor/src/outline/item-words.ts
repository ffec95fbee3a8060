import { useMemo } from 'react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useSaidOfNode } from '../together/said-of-node.ts'
import { useAllNames } from './all-names.ts'
import type { Item } from './tree-of.ts'

/** What a line of the tree is called, as it is read out. */
export function useItemWords(): (item: Item) => string {
  const text = useText()
  const nameOf = useAllNames()
  const playbook = useDocument((state) => state.shown)
  const saidOf = useSaidOfNode()
  return useMemo(() => {
    const kinds = new Map(playbook?.nodes.map(({ id, kind }) => [id, kind]))
    return (item) => {
      switch (item.is) {
        case 'root':
          return text('workshop.outline')
        case 'group': {
          const group = playbook?.groups?.find(({ id }) => id === item.group)
          return text('outline.group', { name: group?.name ?? item.group })
        }
        case 'kind':
          return text(`node.${item.kind}`)
        case 'node': {
          const kind = kinds.get(item.node)
          const name = text('canvas.node', {
            name: nameOf(item.node),
            kind: kind ? text(`node.${kind}`) : '',
          })
          return [name, ...saidOf(item.node)].join('. ')
        }
        case 'link':
          return text(item.way === 'upstream' ? 'outline.rests_on' : 'outline.used_by', {
            name: nameOf(item.other),
          })
      }
    }
  }, [text, nameOf, playbook, saidOf])
}
