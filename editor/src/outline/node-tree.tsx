import type { Playbook } from '@branch-playbook/engine'
import {
  hotkeysCoreFeature,
  type ItemInstance,
  selectionFeature,
  syncDataLoaderFeature,
} from '@headless-tree/core'
import { useTree } from '@headless-tree/react'
import { type MouseEvent, useEffect, useMemo, useState } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { useItemWords } from './item-words.ts'
import classes from './outline.module.css'
import { placeOf } from './place-of.ts'
import { useOutline } from './store.ts'
import { useStructure } from './structure.ts'
import { subjects } from './subjects.ts'
import { type Item, keyOfNode, ROOT, treeOf } from './tree-of.ts'
import { TreeRow } from './tree-row.tsx'

interface NodeTreeProps {
  readonly playbook: Playbook
  readonly editable: boolean
}

/** The nodes as a tree that is walked by arrow keys; the keys that change the structure are commands. */
export function NodeTree({ playbook, editable }: NodeTreeProps) {
  const text = useText()
  const structure = useStructure()
  const wordsOf = useItemWords()
  const { nameOf } = useNames()
  const { arrangement, wanted, question, arrived, stand, mark } = useOutline()
  const selected = useSelection((state) => state.selected)
  const { items, children } = useMemo(() => treeOf(playbook, arrangement), [playbook, arrangement])
  const [expanded, setExpanded] = useState<string[]>([])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  // Groups are open until somebody closes them, nodes closed until somebody opens them. The library builds the tree
  // anew whenever it is given another list.
  const open = useMemo(() => {
    const groups = [...items].filter(([key, { is }]) => (is === 'group' || is === 'kind') && !closed.has(key))
    return [...groups.map(([key]) => key), ...expanded]
  }, [items, closed, expanded])

  const tree = useTree<Item>({
    rootItemId: ROOT,
    // Lines are called by what is written in them.
    getItemName: () => '',
    isItemFolder: (item) => children.has(item.getId()),
    dataLoader: {
      getItem: (key) => items.get(key) ?? { is: 'root' },
      getChildren: (key) => [...(children.get(key) ?? [])],
    },
    state: { expandedItems: open },
    setExpandedItems(change) {
      const now = new Set(typeof change === 'function' ? change([...open]) : change)
      const groups = [...items].filter(([, { is }]) => is === 'group' || is === 'kind').map(([key]) => key)
      setClosed(new Set(groups.filter((key) => !now.has(key))))
      setExpanded([...now].filter((key) => !groups.includes(key)))
    },
    onPrimaryAction: (item) => goTo(item),
    hotkeys: {
      customOpen: {
        hotkey: 'Enter',
        preventDefault: true,
        handler: (_, itself) => itself.getFocusedItem().primaryAction(),
      },
    },
    features: [syncDataLoaderFeature, selectionFeature, hotkeysCoreFeature],
  })
  // What is chosen elsewhere is the one row that is selected here.
  useEffect(() => {
    tree.setSelectedItems(selected === null ? [] : [keyOfNode(selected)])
  }, [tree, selected])
  const focused = tree.getState().focusedItem
  const marked = tree.getState().selectedItems
  useEffect(() => {
    const at = focused === null ? undefined : items.get(focused)
    if (at) stand(at)
  }, [focused, items, stand])
  useEffect(() => mark(nodesOf(marked, items)), [marked, items, mark])

  useEffect(() => {
    // What is asked meanwhile, such as the name of a new group, has the keyboard until it is answered.
    if (wanted === null || question !== null) return
    const key = items.has(wanted) ? wanted : (focused ?? [...items.keys()][1])
    const item = key === undefined ? undefined : tree.getItems().find((each) => each.getId() === key)
    if (!item) return
    item.setFocused()
    const row = item.getElement()
    // The library does it a moment later, when somebody may have gone elsewhere.
    if (row) row.focus()
    else tree.updateDomFocus()
    arrived()
  })

  const container = { ...tree.getContainerProps(text('outline.nodes')), 'aria-multiselectable': true }
  return (
    <div
      {...container}
      className={classes.tree}
      data-outline-tree
      onCopy={(event) => {
        const content = structure.copied(subjects(useOutline.getState()))
        if (content === null) return
        event.clipboardData.setData('text/plain', content)
        event.preventDefault()
      }}
      onCut={(event) => {
        const ids = subjects(useOutline.getState())
        const content = editable ? structure.copied(ids) : null
        if (content === null) return
        event.clipboardData.setData('text/plain', content)
        event.preventDefault()
        structure.remove(ids)
      }}
      onPaste={(event) => {
        if (editable) structure.paste(event.clipboardData.getData('text/plain'))
      }}
    >
      {tree.getItems().map((item) => (
        <TreeRow
          key={item.getId()}
          item={item.getItemData()}
          words={wordsOf(item.getItemData())}
          nameOf={nameOf}
          level={item.getItemMeta().level}
          folder={item.isFolder() ? (item.isExpanded() ? 'open' : 'closed') : null}
          current={item.getId() === (selected === null ? null : keyOfNode(selected))}
          props={{
            ...item.getProps(),
            'aria-label': undefined,
            onClick: (event: MouseEvent) => click(item, event),
            // A screen reader puts the keyboard on an item without any key.
            onFocus: () => !item.isFocused() && item.setFocused(),
          }}
          onUnfold={() => (item.isExpanded() ? item.collapse() : item.expand())}
        />
      ))}
    </div>
  )
}

/** Opens the form of a node, leads to the other end of a connection, folds a group. */
function goTo(item: ItemInstance<Item>): void {
  const data = item.getItemData()
  if (data.is === 'node') useSelection.getState().select(data.node)
  else if (data.is === 'link') useOutline.getState().reveal(...placeOf(data.other))
  else if (item.isExpanded()) item.collapse()
  else item.expand()
}

/** Unlike the library's own click this does not unfold the connections of a node. */
function click(item: ItemInstance<Item>, event: MouseEvent): void {
  if (event.shiftKey) item.selectUpTo(event.ctrlKey || event.metaKey)
  else if (event.ctrlKey || event.metaKey) item.toggleSelect()
  else {
    item.getTree().setSelectedItems([item.getId()])
    item.primaryAction()
  }
  item.setFocused()
}

function nodesOf(keys: readonly string[], items: ReadonlyMap<string, Item>): string[] {
  return keys.flatMap((key) => {
    const item = items.get(key)
    return item?.is === 'node' ? [item.node] : []
  })
}
