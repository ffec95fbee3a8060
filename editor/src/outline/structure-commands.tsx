import { lazy, Suspense } from 'react'
import { type Command, useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { placeOf } from './place-of.ts'
import { useOutline } from './store.ts'
import { useStructure } from './structure.ts'
import { subject, subjects } from './subjects.ts'
import { linksOf, type Way } from './tree-of.ts'

const Questions = lazy(async () => ({ default: (await import('./questions.tsx')).Questions }))

/** The keys work in the tree of the outline; from the palette they are about the node that is open. */
const TREE = '[data-outline-tree]'

/** Everything that can be done with the structure of the playbook by keyboard alone. */
export function StructureCommands({ editable }: { readonly editable: boolean }) {
  const playbook = useDocument((state) => state.shown)
  const { at, marked, question, ask } = useOutline()
  const structure = useStructure()
  const nodes = subjects({ at, marked })
  const node = subject({ at, marked })
  const link = at?.is === 'link' ? at : null
  const group = at?.is === 'group' ? at.group : null
  const edit = (command: Omit<Command, 'group' | 'within'>, hasSubject = node !== null): Command => ({
    ...command,
    group: 'outline',
    within: TREE,
    enabled: editable && hasSubject,
  })
  const follow = (way: Way) => {
    if (node === null || !playbook) return
    const links = linksOf(playbook).filter((each) => each.node === node && each.way === way)
    const [only, ...more] = links
    if (only && more.length === 0) useOutline.getState().reveal(...placeOf(only.other))
    else ask({ ask: 'neighbour', node, way })
  }
  const remove = () => {
    if (!link) structure.remove(nodes)
    else if (link.way === 'upstream') structure.disconnect(link.other, link.node)
    else structure.disconnect(link.node, link.other)
  }
  const copy = () => {
    const content = structure.copied(nodes)
    if (content !== null) void navigator.clipboard.writeText(content)
  }
  // By key the tree has the clipboard from the browser, which asks nobody; from the palette it has to be asked for.
  const clipboard = (command: Omit<Command, 'group' | 'within' | 'byBrowser'>): Command => ({
    ...edit(command, 'clipboard' in navigator && (node !== null || command.id === 'outline-paste')),
    byBrowser: true,
  })
  useCommands([
    edit(
      { id: 'outline-add', name: 'outline.add', keys: ['Insert', 'A'], run: () => ask({ ask: 'kind' }) },
      true,
    ),
    edit({
      id: 'outline-give',
      name: 'outline.give',
      keys: ['C'],
      run: () => node !== null && ask({ ask: 'target', source: node }),
    }),
    edit({
      id: 'outline-take',
      name: 'outline.take',
      keys: ['shift+C'],
      run: () => node !== null && ask({ ask: 'source', target: node }),
    }),
    edit({
      id: 'outline-disconnect',
      name: 'outline.disconnect',
      keys: ['D'],
      run: () => node !== null && ask({ ask: 'link', node }),
    }),
    edit(
      {
        id: 'outline-rename',
        name: 'outline.rename',
        keys: ['F2'],
        run() {
          if (group !== null) ask({ ask: 'name', of: 'group', id: group })
          else if (node !== null) ask({ ask: 'name', of: 'node', id: node })
        },
      },
      node !== null || group !== null,
    ),
    edit({
      id: 'outline-duplicate',
      name: 'outline.duplicate',
      keys: ['mod+D'],
      run: () => structure.duplicate(nodes),
    }),
    edit({ id: 'outline-remove', name: 'outline.remove', keys: ['Delete', 'Backspace'], run: remove }),
    edit({
      id: 'outline-up',
      name: 'outline.up',
      keys: ['alt+ArrowUp'],
      run: () => node !== null && structure.move(node, -1),
    }),
    edit({
      id: 'outline-down',
      name: 'outline.down',
      keys: ['alt+ArrowDown'],
      run: () => node !== null && structure.move(node, 1),
    }),
    edit({
      id: 'outline-group',
      name: 'outline.to_group',
      keys: ['G', 'mod+G'],
      run: () => ask({ ask: 'group', nodes }),
    }),
    edit(
      {
        id: 'outline-ungroup',
        name: 'outline.ungroup',
        keys: ['mod+shift+G'],
        run: () => group !== null && structure.ungroup(group),
      },
      group !== null,
    ),
    {
      id: 'outline-upstream',
      name: 'outline.upstream',
      group: 'outline',
      keys: ['['],
      within: TREE,
      enabled: node !== null,
      run: () => follow('upstream'),
    },
    {
      id: 'outline-downstream',
      name: 'outline.downstream',
      group: 'outline',
      keys: [']'],
      within: TREE,
      enabled: node !== null,
      run: () => follow('downstream'),
    },
    clipboard({ id: 'outline-copy', name: 'outline.copy', keys: ['mod+C'], run: () => copy() }),
    clipboard({
      id: 'outline-cut',
      name: 'outline.cut',
      keys: ['mod+X'],
      run() {
        copy()
        structure.remove(nodes)
      },
    }),
    clipboard({
      id: 'outline-paste',
      name: 'outline.paste',
      keys: ['mod+V'],
      run: () => void navigator.clipboard.readText().then(structure.paste, () => undefined),
    }),
  ])
  return <Suspense>{question && playbook && <Questions playbook={playbook} />}</Suspense>
}
