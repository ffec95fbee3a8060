import { edgesOf, nodeSchema, type Playbook, type PlaybookNode } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import { valueAt, withValue } from '../document/path.ts'
import { edited, nodeEdit } from './edited.ts'
import { closesCircle, fit } from './fitting.ts'
import { ungrouped } from './groups.ts'
import { referenceFields } from './references.ts'
import { ownerOf } from './schema.ts'
import { without } from './without.ts'

/**
 * Takes a reference out of a node wherever it can do without: out of lists, optional fields and conditions. No edits
 * where the node must refer to something, or only a formula names it.
 */
export function disconnect(playbook: Playbook, source: string, target: string): Edit[] {
  const node = playbook.nodes.find(({ id }) => id === target)
  if (!node) return []
  const left = without(nodeSchema, node, (name) => name === source).value
  return left === node ? [] : [nodeEdit(playbook, target, left)]
}

/**
 * Removes nodes, and with them what refers to them in lists, optional fields and conditions, what tests expect of
 * them, what they open to branches, and their places in layout and groups. Where another node must refer to one it still does, and the checker
 * says so; claims about a removed node stay as well, since nobody has withdrawn them.
 */
export function removeNodes(playbook: Playbook, ids: readonly string[]): Edit[] {
  const gone = new Set(ids)
  const isGone = (name: string) => gone.has(name)
  const nodes = playbook.nodes
    .filter(({ id }) => !isGone(id))
    .map((node) =>
      edgesOf(node).some(({ to }) => isGone(to)) ? without(nodeSchema, node, isGone).value : node,
    )
  const tests = playbook.tests.map((test) => {
    const expected = Object.entries(test.expect)
    const kept = expected.filter(([name]) => !isGone(ownerOf(name)))
    return kept.length === expected.length ? test : { ...test, expect: Object.fromEntries(kept) }
  })
  return [
    { path: ['nodes'], value: nodes },
    ...(tests.some((test, at) => test !== playbook.tests[at]) ? [{ path: ['tests'], value: tests }] : []),
    ...layoutWithout(playbook, isGone),
    ...closed(playbook, isGone),
    ...ungrouped(playbook, gone),
  ]
}

/** What a node that goes had opened to branches. */
function closed({ parameters = [] }: Playbook, isGone: (id: string) => boolean): Edit[] {
  const kept = parameters.filter(({ node }) => !isGone(node))
  if (kept.length === parameters.length) return []
  return [{ path: ['parameters'], value: kept.length > 0 ? kept : undefined }]
}

function layoutWithout({ layout }: Playbook, isGone: (id: string) => boolean): Edit[] {
  const places = Object.entries(layout ?? {})
  const kept = places.filter(([id]) => !isGone(id))
  if (kept.length === places.length) return []
  return [{ path: ['layout'], value: kept.length > 0 ? Object.fromEntries(kept) : undefined }]
}

/**
 * Removes nodes and lets those that referred to them refer to what these rested on, wherever one of that fits: the
 * nodes first, then a fact when there is but one.
 */
export function removeAndReconnect(playbook: Playbook, ids: readonly string[]): Edit[] {
  const gone = new Set(ids)
  let current = playbook
  for (const node of playbook.nodes.filter(({ id }) => !gone.has(id))) {
    const bridged = bridgedOver(current, node, gone)
    if (bridged !== node) current = edited(current, [nodeEdit(current, node.id, bridged)])
  }
  return removeNodes(current, ids)
}

function bridgedOver(playbook: Playbook, node: PlaybookNode, gone: ReadonlySet<string>): unknown {
  return referenceFields(node).reduce<unknown>((value, { path, reference, name }) => {
    const owner = ownerOf(name)
    if (!gone.has(owner)) return value
    const fitting = restsOn(playbook, owner, gone)
      .filter((source) => !closesCircle(playbook, source, node.id))
      .map((source) => fit(playbook, reference, source))
      .find(({ fits }) => fits)
    const before = valueAt(value, path)
    return fitting?.fits && before === name ? withValue(value, path, fitting.name) : value
  }, node)
}

/** What a node that goes rests on, through others that go with it. */
function restsOn(playbook: Playbook, id: string, gone: ReadonlySet<string>): string[] {
  const ids = new Set(playbook.nodes.map((node) => node.id))
  const [nodes, facts] = [new Set<string>(), new Set<string>()]
  const seen = new Set([id])
  for (const each of seen) {
    const node = playbook.nodes.find((other) => other.id === each)
    for (const { to } of node ? edgesOf(node) : []) {
      if (gone.has(to)) seen.add(to)
      else if (ids.has(to)) nodes.add(to)
      else facts.add(to)
    }
  }
  return [...nodes, ...(facts.size === 1 ? facts : [])]
}
