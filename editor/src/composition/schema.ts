import { type FieldMeaning, fieldMeanings } from '@branch-playbook/engine'
import { z } from 'zod'

export type Schema = z.core.$ZodType

/** A schema without what says that a value may be left out, or null, or is only known later. */
export function bare(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodLazy) {
    return bare(schema.unwrap())
  }
  return schema
}

/** What the engine's registry says of a field, whether or not it may be left out. */
export const meaningOf = (schema: Schema): FieldMeaning =>
  fieldMeanings.get(schema) ?? fieldMeanings.get(bare(schema)) ?? {}

/** How many items a list has at least. */
export function leastItems(schema: z.ZodArray): number {
  const least = (schema.def.checks ?? []).map(({ _zod: { def } }) =>
    'minimum' in def ? Number(def.minimum) : 0,
  )
  return Math.max(0, ...least)
}

/** The fields of an object, or of that variant of it which the value is. */
export function shapeOf(schema: Schema, value: unknown): Readonly<Record<string, Schema>> | null {
  const inner = bare(schema)
  if (inner instanceof z.ZodObject) return inner.shape
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return null
  const tag: unknown = isRecord(value) ? value[inner.def.discriminator] : undefined
  const chosen = inner.options.find((option) => {
    const field = option instanceof z.ZodObject ? option.shape[inner.def.discriminator] : undefined
    return field !== undefined && z.safeParse(field, tag).success
  })
  return chosen instanceof z.ZodObject ? chosen.shape : null
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The fact or the node that a reference such as `coverage.minutes` leads to. */
export const ownerOf = (reference: string): string => reference.split('.')[0] ?? ''

/** The fields of the items of a list that have one cell for each entry of the node's list `list`. */
export function alongside(
  schema: Schema,
  list: unknown,
): { readonly field: string; readonly cell: Schema }[] {
  const rows = bare(schema)
  const row = rows instanceof z.ZodArray ? bare(rows.element) : null
  if (!(row instanceof z.ZodObject)) return []
  return Object.entries(row.shape).flatMap(([field, cells]) => {
    const inner = bare(cells)
    const isOfList = meaningOf(cells).alongside === list && inner instanceof z.ZodArray
    return isOfList ? [{ field, cell: inner.element }] : []
  })
}
