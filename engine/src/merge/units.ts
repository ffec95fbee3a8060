import { isRecord } from '../diff/document.ts'
import { pointer } from '../problem/problem.ts'

/** A playbook document as JSON holds it, whether or not it is right. */
export type Document = Readonly<Record<string, unknown>>

/** The lists whose entries are merged one by one, each with the field that tells its entries apart. */
const KEY_OF: Readonly<Record<string, string>> = {
  facts: 'name',
  nodes: 'id',
  invariants: 'id',
  parameters: 'id',
  examples: 'id',
  tests: 'name',
  groups: 'id',
  notes: 'id',
}
const LAYOUT = 'layout'

/** What a unit is called where it collides. */
const NOUNS: Readonly<Record<string, string>> = {
  facts: 'fact',
  nodes: 'node',
  invariants: 'claim',
  parameters: 'parameter',
  examples: 'example',
  tests: 'test',
  groups: 'group',
  notes: 'note',
  [LAYOUT]: 'position',
}

/** The smallest part of a document of which one edit is taken whole: an entry of a list, or a field. */
export interface Unit {
  readonly noun: string
  readonly name: string
  /** A JSON Pointer that names an entry of a list by its key, such as `/nodes/tier`: places shift. */
  readonly path: string
}

/** A field of a document, taken apart into units by their keys, in order. */
export type Entries = ReadonlyMap<string, unknown>

/**
 * A field of several documents taken apart into entries; null where one of them cannot be: then the field is one
 * unit. A field that is not there has no entries.
 */
export function entriesIn(field: string, values: readonly unknown[]): Entries[] | null {
  const all = values.map((value) => entriesOf(field, value))
  const found = all.filter((each) => each !== null)
  return found.length === all.length ? found : null
}

function entriesOf(field: string, value: unknown): Entries | null {
  if (field === LAYOUT) return value === undefined ? new Map() : isRecord(value) ? entriesByKey(value) : null
  const key = Object.hasOwn(KEY_OF, field) ? KEY_OF[field] : undefined
  if (key === undefined) return null
  if (value === undefined) return new Map()
  if (!Array.isArray(value)) return null
  const entries = new Map<string, unknown>()
  for (const entry of value) {
    const name = isRecord(entry) ? entry[key] : undefined
    if (typeof name !== 'string' || entries.has(name)) return null
    entries.set(name, entry)
  }
  return entries
}

const entriesByKey = (value: Document): Entries => new Map(Object.entries(value))

/** Entries put together again as the field that they are of. */
export const fieldOf = (field: string, entries: Entries): unknown =>
  field === LAYOUT ? Object.fromEntries(entries) : [...entries.values()]

export const entryUnit = (field: string, key: string): Unit => ({
  noun: NOUNS[field] ?? 'field',
  name: key,
  path: pointer([field, key]),
})

export const fieldUnit = (field: string): Unit => ({ noun: 'field', name: field, path: pointer([field]) })
