import {
  type Change,
  type ChangeParts,
  changeWords,
  diff,
  type Locale,
  type Playbook,
  type PlaybookNode,
} from '@branch-playbook/engine'

/** What became of a node between two versions. */
export type Mark = 'added' | 'removed' | 'changed' | 'renamed' | 'same'

export interface Difference extends ChangeParts {
  readonly kind: Change['kind']
}

/** What changed in one node, or in one of the other parts of a playbook. */
export interface Changed {
  /** The node's key, see `ComparedNode`; null for the other parts. */
  readonly node: string | null
  /** Of the list that they stand in, such as `tests`; or of the field of the playbook. */
  readonly part: string
  readonly title: string
  readonly mark: Mark
  readonly differences: readonly Difference[]
}

/** A node of one side. */
export interface ComparedNode {
  /** The same on both sides, also where the node was renamed: its id in the later playbook, if it is there. */
  readonly key: string
  readonly node: PlaybookNode
  readonly mark: Mark
  /** How many differences it has. */
  readonly count: number
}

export interface Compared {
  readonly before: readonly ComparedNode[]
  readonly after: readonly ComparedNode[]
  readonly changes: readonly Changed[]
  /** How many nodes have each mark. */
  readonly counts: Readonly<Record<Mark, number>>
}

/** Compares two playbooks for people: node by node, in the words of one language. */
export function compared(before: Playbook, after: Playbook, locale: Locale): Compared {
  const { changes, renames } = diff(before, after)
  const words = changeWords(before, after, locale)
  const later = new Set(after.nodes.map(({ id }) => id))
  const keyOf = ({ id }: PlaybookNode): string => renames.names.get(id) ?? id
  const groups = new Map<string, { node: string | null; part: string; found: Change[] }>()
  for (const change of changes) {
    const part = partOf(change)
    const node = nodeOf(change, before, after)
    const key = node && (later.has(node.id) && change.pathAfter !== null ? node.id : keyOf(node))
    const name = `${part} ${key ?? ''}`
    const group = groups.get(name) ?? { node: key ?? null, part, found: [] }
    group.found.push(change)
    groups.set(name, group)
  }
  const told = [...groups.values()].map(({ node, part, found }): Changed => {
    const differences = found.map((change) => ({ kind: change.kind, ...words.parts(change) }))
    return { node, part, title: differences[0]?.thing ?? '', mark: markOf(found), differences }
  })
  const byNode = new Map(told.flatMap((each) => (each.node === null ? [] : [[each.node, each] as const])))
  const side = ({ nodes }: Playbook, key: (node: PlaybookNode) => string): ComparedNode[] =>
    nodes.map((node) => {
      const found = byNode.get(key(node))
      return { key: key(node), node, mark: found?.mark ?? 'same', count: found?.differences.length ?? 0 }
    })
  const [left, right] = [side(before, keyOf), side(after, ({ id }) => id)]
  const all = [...right, ...left.filter(({ key }) => !later.has(key))]
  const count = (mark: Mark) => all.filter((each) => each.mark === mark).length
  return {
    before: left,
    after: right,
    changes: told.toSorted((one, other) => Number(one.node === null) - Number(other.node === null)),
    counts: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      renamed: count('renamed'),
      same: count('same'),
    },
  }
}

const keysOf = (pointer: string | null): string[] => pointer?.split('/').slice(1) ?? []

const partOf = ({ pathAfter, pathBefore }: Change): string => keysOf(pathAfter ?? pathBefore)[0] ?? ''

function nodeOf(
  { pathAfter, pathBefore }: Change,
  before: Playbook,
  after: Playbook,
): PlaybookNode | undefined {
  const [playbook, path] = pathAfter === null ? [before, keysOf(pathBefore)] : [after, keysOf(pathAfter)]
  return path[0] === 'nodes' ? playbook.nodes[Number(path[1])] : undefined
}

/** A node is added or removed as a whole; one of which only the name changed is the same under another. */
function markOf(changes: readonly Change[]): Mark {
  const [first] = changes
  const isWhole = first !== undefined && keysOf(first.pathAfter ?? first.pathBefore).length === 2
  if (isWhole && (first.kind === 'added' || first.kind === 'removed')) return first.kind
  const isName = ({ kind, pathAfter }: Change) => kind === 'renamed' || keysOf(pathAfter)[2] === 'name'
  return changes.every(isName) ? 'renamed' : 'changed'
}
