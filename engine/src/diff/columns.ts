import { z } from 'zod'
import { fieldMeanings } from '../values/fields.ts'
import { type Alignment, align } from './alignment.ts'
import { isRecord, keyOf, schemaFor } from './document.ts'

/**
 * How the entries of the lists of an object correspond, by the names of the lists. A list that is missing here is
 * the same as before.
 */
export type Columns = ReadonlyMap<string, Alignment>

/** For a list whose entries stand for those of another list: how these correspond; place by place, if unchanged. */
export function alongside(list: z.ZodArray, length: number, columns: Columns): Alignment | undefined {
  const along = fieldMeanings.get(list)?.alongside
  if (along === undefined) return undefined
  const same = Array.from({ length }, (_, at) => [at, at] as const)
  return columns.get(along) ?? { pairs: same, moved: new Set() }
}

/** Finds the entries of one list in another; what stands for columns is compared in those that both have. */
export function alignLists(
  list: z.ZodArray,
  before: readonly unknown[],
  after: readonly unknown[],
  columns: Columns,
): Alignment {
  const key = keyOf(list.element)
  const entryOf = (side: 0 | 1) => (value: unknown) => {
    if (!isRecord(value)) return { key: undefined, content: value }
    const content = inColumns(list.element, value, side, columns)
    if (key === null) return { key: undefined, content }
    const { [key]: name, ...rest } = content
    return { key: typeof name === 'string' ? name : undefined, content: rest }
  }
  return align(before.map(entryOf(0)), after.map(entryOf(1)))
}

/** An entry with, of what stands for columns, only that of columns which both documents have, in their later order. */
function inColumns(
  element: z.core.$ZodType,
  value: Readonly<Record<string, unknown>>,
  side: 0 | 1,
  columns: Columns,
): Readonly<Record<string, unknown>> {
  const schema = schemaFor(element, value)
  if (!(schema instanceof z.ZodObject)) return value
  const moved = Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, field]) => {
    const alignment = columns.get(fieldMeanings.get(field)?.alongside ?? '')
    return alignment ? [{ name, pairs: alignment.pairs }] : []
  })
  if (moved.length === 0) return value
  const cells = moved.flatMap(({ name, pairs }) => {
    const field = value[name]
    return Array.isArray(field) ? [[name, pairs.map((pair) => field[pair[side]])] as const] : []
  })
  return { ...value, ...Object.fromEntries(cells) }
}
