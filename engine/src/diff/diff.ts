import { parsePlaybook } from '../playbook/parse.ts'
import { meaningOf, type Playbook, playbookSchema } from '../playbook/playbook.ts'
import type { Change } from './change.ts'
import { Comparison } from './comparison.ts'
import { isRecord } from './document.ts'
import { type Renames, rewrite } from './renames.ts'
import { findRenames } from './renaming.ts'

/** What differs between two playbooks. */
export interface PlaybookDiff {
  /** In the order of the later document. Empty when the two have the same identity. */
  readonly changes: readonly Change[]
  /** What has another name now: of it only the renaming is a change, not every place that names it. */
  readonly renames: Renames
  /**
   * The earlier playbook with the names of the later one: what `compareOutcomes` needs, to know renamed outcomes
   * again.
   */
  readonly named: Playbook
}

/**
 * Compares two playbooks by what they mean: field by field, with the entries of lists known again by their ids or
 * names, else by what they say. The layout and the address of the schema, which carry no meaning, are left out.
 * Time grows with the size of the documents, not with its square.
 */
export function diff(before: Playbook, after: Playbook): PlaybookDiff {
  const [earlier, later] = [meaningOf(before), meaningOf(after)]
  const renames = findRenames(before, after)
  const { value, keyBefore } = rewrite(playbookSchema, earlier, renames)
  const comparison = new Comparison({ before: earlier, after: later, keyBefore })
  const named = isRecord(value) ? withNames(value, renames) : value
  comparison.compare(playbookSchema, { before: named, after: later, old: [], path: [] }, new Map())
  const parsed = parsePlaybook(named)
  return { changes: comparison.changes, renames, named: parsed.ok ? parsed.value : before }
}

/** Facts, nodes and entries of their lists that are known again under another name have it before they are compared. */
function withNames(
  playbook: Readonly<Record<string, unknown>>,
  { names, entries }: Renames,
): Readonly<Record<string, unknown>> {
  const facts = renamed(playbook.facts, names)
  const nodes = Array.isArray(playbook.nodes) ? playbook.nodes.map((node) => withEntries(node, entries)) : []
  return { ...playbook, facts, nodes: renamed(nodes, names) }
}

function withEntries(node: unknown, entries: Renames['entries']): unknown {
  if (!isRecord(node)) return node
  const lists = Object.entries(node).map(([list, value]) => {
    const names = entries.get(`${String(node.id)}/${list}`)
    return [list, names ? renamed(value, names) : value] as const
  })
  return Object.fromEntries(lists)
}

/** A list with the new ids of its entries, or their new names where they have no id. */
function renamed(list: unknown, names: ReadonlyMap<string, string>): unknown {
  if (!Array.isArray(list)) return list
  return list.map((entry) => {
    if (!isRecord(entry)) return entry
    const key = typeof entry.id === 'string' ? 'id' : 'name'
    return { ...entry, [key]: names.get(String(entry[key])) ?? entry[key] }
  })
}
