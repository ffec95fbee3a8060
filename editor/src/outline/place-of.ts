import { useDocument } from '../document/store.ts'
import type { OutlineTab } from './store.ts'
import { keyOfNode } from './tree-of.ts'

/** Where a node or a fact stands in the outline. */
export function placeOf(name: string): readonly [tab: OutlineTab, item: string] {
  const isFact = useDocument.getState().shown?.facts.some((fact) => fact.name === name)
  return isFact ? ['facts', name] : ['nodes', keyOfNode(name)]
}
