import { z } from 'zod'
import { namesOf } from '../check/scope.ts'
import { isRecord, keyOf, schemaFor, valueAt } from '../diff/document.ts'
import { nodeSchema, type Playbook, type PlaybookNode } from '../playbook/playbook.ts'
import { keysOf, pointer } from '../problem/problem.ts'
import { type FieldMeaning, fieldMeanings } from '../values/fields.ts'
import type { ValueKind } from '../values/value-type.ts'
import type { Path } from '../values/walk.ts'
import { CLOSED_KINDS, type Parameter } from './parameter.ts'

type Unit = NonNullable<FieldMeaning['unit']> | ValueKind

/** A number of a playbook that stands open to branches. */
export interface Opened {
  /** The place of the node among the nodes. */
  readonly node: number
  /** Where the number stands within the node, as keys and places in lists. */
  readonly path: Path
  /** Head office's own number. */
  readonly value: number
  /** The unit in which people read it, such as `money`; null for a bare number. */
  readonly unit: Unit | null
}

/** Where the number of a parameter stands, and which it is; null when there is no number at that place. */
export function openedBy(playbook: Playbook, { node: id, field }: Parameter): Opened | null {
  const place = playbook.nodes.findIndex((each) => each.id === id)
  const node = playbook.nodes[place]
  if (!node) return null
  const keys = keysOf(field)
  const found = numberAt(node, keys)
  return found && { node: place, path: found.path, value: found.value, unit: unitAt(playbook, node, found) }
}

/** All numbers of a node that can be opened, each by its field; none of a kind that is closed to branches. */
export function openableFields(node: PlaybookNode): { readonly field: string; readonly path: Path }[] {
  if (CLOSED_KINDS.includes(node.kind)) return []
  const fields: { field: string; path: Path }[] = []
  const visit = (schema: z.core.$ZodType, value: unknown, keys: readonly string[], path: Path): void => {
    if (typeof value === 'number' && !isClosed(schema, value)) fields.push({ field: pointer(keys), path })
    for (const { key, at, within, inner } of entriesOf(schema, value))
      visit(within, inner, [...keys, key], [...path, at])
  }
  visit(nodeSchema, node, [], [])
  return fields
}

interface Entry {
  /** What names it: a key, or the id or name of an entry of a list. */
  readonly key: string
  readonly at: string | number
  readonly within: z.core.$ZodType
  readonly inner: unknown
}

/** The entries of a value that have a name of their own. */
function entriesOf(schema: z.core.$ZodType, value: unknown): Entry[] {
  const own = schemaFor(schema, value)
  if (own instanceof z.ZodArray && Array.isArray(value)) return namedEntries(own, value)
  if (!isRecord(value)) return []
  if (own instanceof z.ZodRecord)
    return Object.entries(value).map(([key, inner]) => ({ key, at: key, within: own.valueType, inner }))
  if (!(own instanceof z.ZodObject)) return []
  const shape: Readonly<Record<string, z.core.$ZodType>> = own.shape
  return Object.entries(value).flatMap(([key, inner]) => {
    const within = shape[key]
    return within ? [{ key, at: key, within, inner }] : []
  })
}

function namedEntries({ element }: z.ZodArray, list: readonly unknown[]): Entry[] {
  const key = keyOf(element)
  if (key === null) return []
  const entries = list.flatMap((inner, at): Entry[] => {
    const name = isRecord(inner) ? inner[key] : undefined
    return typeof name === 'string' ? [{ key: name, at, within: element, inner }] : []
  })
  // Of several by one name none is meant.
  return entries.filter(({ key }) => entries.filter((each) => each.key === key).length === 1)
}

interface Found {
  readonly path: Path
  readonly value: number
  readonly schema: z.core.$ZodType
}

function numberAt(node: PlaybookNode, keys: readonly string[]): Found | null {
  let schema: z.core.$ZodType = nodeSchema
  let value: unknown = node
  const path: (string | number)[] = []
  for (const key of keys) {
    const entry = entriesOf(schema, value).find((each) => each.key === key)
    if (!entry) return null
    ;[schema, value] = [entry.within, entry.inner]
    path.push(entry.at)
  }
  return typeof value === 'number' && !isClosed(schema, value) ? { path, value, schema } : null
}

const meaningOf = (schema: z.core.$ZodType, value: unknown): FieldMeaning | undefined =>
  fieldMeanings.get(schemaFor(schema, value)) ?? fieldMeanings.get(schema)

const isClosed = (schema: z.core.$ZodType, value: unknown): boolean =>
  meaningOf(schema, value)?.closed === true

/** By what the schema says of the field, or by the figure that it is a threshold of. */
function unitAt(playbook: Playbook, node: PlaybookNode, { schema, value, path }: Found): Unit | null {
  const meaning = meaningOf(schema, value)
  if (meaning?.unit !== undefined) return meaning.unit
  const of =
    meaning?.unitOf === undefined
      ? isCompared(path) && valueAt(node, [...path.slice(0, -1), 'of'])
      : valueAt(node, meaning.unitOf.split('.'))
  return (typeof of === 'string' && namesOf(playbook).value(of)?.type.kind) || null
}

/** What a figure is compared with, as in a condition, is of its unit. */
const isCompared = (path: Path): boolean => path.at(-1) === 'value'
