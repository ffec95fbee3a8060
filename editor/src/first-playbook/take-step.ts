import type { Fact, Playbook, PlaybookNode } from '@branch-playbook/engine'
import { addNode } from '../composition/add-node.ts'
import { edited } from '../composition/edited.ts'
import type { Edit } from '../document/history.ts'

/** What a step adds, and the node to look at afterwards. */
interface Taken {
  readonly edits: readonly Edit[]
  readonly id: string
}

/** Adds a node of the kind that a step asks for; before a matrix also a second tier, as it crosses two. */
export function takeStep(playbook: Playbook, kind: PlaybookNode['kind'], today?: string): Taken {
  const tiers = playbook.nodes.filter((node) => node.kind === 'tier')
  if (kind !== 'matrix' || tiers.length !== 1) return addNode(playbook, kind, undefined, today)
  const first = withTurnoverTier(playbook, today)
  const { id, edits } = addNode(edited(playbook, first), kind, undefined, today)
  return { id, edits: [...first, ...edits] }
}

const NAME = { 'zh-CN': '流水层级', en: 'Turnover level' }

/** A tier by turnover, read from the dictionary, beside the one by contribution. */
function withTurnoverTier(playbook: Playbook, today: string | undefined): readonly Edit[] {
  const { edits, id } = addNode(playbook, 'tier', undefined, today)
  const of = turnoverIn(playbook.facts)?.name
  const { nodes } = edited(playbook, edits)
  const renamed = nodes.map((node) =>
    node.id === id && node.kind === 'tier' ? { ...node, name: NAME, ...(of && { of }) } : node,
  )
  return [{ path: ['nodes'], value: renamed }]
}

/** The fact that says most of how much a customer moves; any amount that is always known where none is called so. */
function turnoverIn(facts: readonly Fact[]): Fact | undefined {
  const known = facts.filter(({ type, missing }) => type === 'money' && missing === 'never')
  return known.find(({ name }) => name.includes('turnover')) ?? known.at(-1)
}
