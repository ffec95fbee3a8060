import { z } from 'zod'
import {
  alongside,
  bare,
  isRecord,
  leastItems,
  listOf,
  meaningOf,
  ownerOf,
  type Schema,
  shapeOf,
} from './schema.ts'

/** What is left of a value, and whether it still refers to what is gone because it must refer to something. */
export interface Left {
  readonly value: unknown
  readonly broken: boolean
}

type IsGone = (name: string) => boolean

/**
 * A value without its references to what is gone: out of lists, optional fields and conditions. Where a reference is
 * required it stays, for the checker to report and for a person to choose another.
 */
export function without(schema: Schema, value: unknown, isGone: IsGone): Left {
  if (value === undefined || value === null) return { value, broken: false }
  const left = leftOf(bare(schema), value, isGone)
  return left.broken && schema instanceof z.ZodNullable ? { value: null, broken: false } : left
}

function leftOf(schema: Schema, value: unknown, isGone: IsGone): Left {
  if (meaningOf(schema).reference) return { value, broken: isGone(ownerOf(String(value))) }
  if (schema instanceof z.ZodArray) return leftOfList(schema, listOf(value), isGone)
  if (!isRecord(value)) return { value, broken: false }
  if (schema instanceof z.ZodRecord) return leftOfRecord(schema, value, isGone)
  const shape = shapeOf(schema, value)
  if (shape) return leftOfObject(shape, value, isGone)
  const option =
    schema instanceof z.ZodUnion ? schema.options.find((each) => z.safeParse(each, value).success) : null
  return option ? without(option, value, isGone) : { value, broken: false }
}

function leftOfList(schema: z.ZodArray, items: readonly unknown[], isGone: IsGone): Left {
  const kept = keptOf(schema, items, isGone)
  const value = kept.map(({ left }) => left.value)
  const isSame = value.length === items.length && value.every((item, at) => item === items[at])
  return { value: isSame ? items : value, broken: kept.some(({ left }) => left.broken) }
}

/** The items that stay: those that are whole, or all of them when the list may not be so short. */
function keptOf(schema: z.ZodArray, items: readonly unknown[], isGone: IsGone) {
  const all = items.map((item, at) => ({ at, left: without(schema.element, item, isGone) }))
  const whole = all.filter(({ left }) => !left.broken)
  return whole.length >= leastItems(schema) ? whole : all
}

function leftOfRecord(schema: z.ZodRecord, value: Readonly<Record<string, unknown>>, isGone: IsGone): Left {
  const refers = meaningOf(schema).keysRefer === true
  const entries = Object.entries(value)
    .filter(([key]) => !(refers && isGone(ownerOf(key))))
    .map(([key, item]) => [key, without(schema.valueType, item, isGone)] as const)
  return together(value, entries)
}

function leftOfObject(
  shape: Readonly<Record<string, Schema>>,
  value: Readonly<Record<string, unknown>>,
  isGone: IsGone,
): Left {
  const entries = Object.entries(value).flatMap(([name, field]) => {
    const schema = shape[name]
    const left = schema ? without(schema, field, isGone) : { value: field, broken: false }
    return left.broken && schema instanceof z.ZodOptional ? [] : [[name, left] as const]
  })
  const { value: left, broken } = together(value, entries)
  return { value: withFewerCells(shape, value, left, isGone), broken }
}

/** The cells of items that are gone go from every row. */
function withFewerCells(
  shape: Readonly<Record<string, Schema>>,
  before: Readonly<Record<string, unknown>>,
  after: unknown,
  isGone: IsGone,
): unknown {
  if (!isRecord(after) || after === before) return after
  const changed = { ...after }
  for (const [list, items] of Object.entries(before)) {
    const schema = shape[list] && bare(shape[list])
    if (!(schema instanceof z.ZodArray) || changed[list] === items) continue
    const kept = new Set(keptOf(schema, listOf(items), isGone).map(({ at }) => at))
    for (const [rows, rowSchema] of Object.entries(shape)) {
      const cells = alongside(rowSchema, list)
      if (cells.length === 0) continue
      changed[rows] = listOf(changed[rows]).map((row) => ({
        ...Object(row),
        ...Object.fromEntries(
          cells.map(({ field }) => [field, listOf(Object(row)[field]).filter((_, at) => kept.has(at))]),
        ),
      }))
    }
  }
  return changed
}

function together(
  value: Readonly<Record<string, unknown>>,
  entries: readonly (readonly [string, Left])[],
): Left {
  const isSame =
    entries.length === Object.keys(value).length && entries.every(([key, left]) => value[key] === left.value)
  return {
    value: isSame ? value : Object.fromEntries(entries.map(([key, left]) => [key, left.value])),
    broken: entries.some(([, left]) => left.broken),
  }
}
