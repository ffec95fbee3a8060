import { type Playbook, playbookSchema } from '../playbook/playbook.ts'
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
  return { changes: comparison.changes, renames }
}

const meaningOf = ({ layout: _layout, $schema: _schema, ...meaning }: Playbook) => meaning

/** Facts and nodes known again under another name have it before they are compared. */
function withNames(playbook: Readonly<Record<string, unknown>>, { names }: Renames): unknown {
  const renamed = (list: unknown, key: 'name' | 'id'): unknown =>
    Array.isArray(list)
      ? list.map((entry) =>
          isRecord(entry) ? { ...entry, [key]: names.get(String(entry[key])) ?? entry[key] } : entry,
        )
      : list
  return { ...playbook, facts: renamed(playbook.facts, 'name'), nodes: renamed(playbook.nodes, 'id') }
}
