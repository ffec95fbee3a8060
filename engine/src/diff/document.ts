import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { Path } from '../values/walk.ts'

type Schema = z.core.$ZodType

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a document writes it, the same for every order of keys. */
export const canonical = (value: unknown): string => canonicalize(value) ?? ''

/** Whether two values of documents say the same, in whatever order their keys stand. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((each, at) => isSame(each, other[at]))
    )
  if (!isRecord(one) || !isRecord(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  )
}

/** The value at a place; undefined where there is nothing. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value
  for (const key of path) {
    if (Array.isArray(found)) found = found[Number(key)]
    else if (isRecord(found) && Object.hasOwn(found, key)) found = found[key]
    else return undefined
  }
  return found
}

/** The schema that says what a value is: without what makes it optional, and of several the one that it fits. */
export function schemaFor(schema: Schema, value: unknown): Schema {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodLazy ||
    schema instanceof z.ZodDefault
  )
    return schemaFor(schema.unwrap(), value)
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((each) => fits(each, value))
    return option === undefined ? schema : schemaFor(option, value)
  }
  return schema
}

/**
 * Whether a value of a document that is right is of this schema and not of a sibling: by its fields and by those
 * that admit a few values only. What lies deeper is not looked at.
 */
function fits(schema: Schema, value: unknown): boolean {
  if (schema instanceof z.ZodLazy || schema instanceof z.ZodOptional) return fits(schema.unwrap(), value)
  if (schema instanceof z.ZodNullable) return value === null || fits(schema.unwrap(), value)
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => fits(option, value))
  if (schema instanceof z.ZodArray) return Array.isArray(value)
  if (schema instanceof z.ZodRecord) return isRecord(value)
  if (!(schema instanceof z.ZodObject)) return z.safeParse(schema, value).success
  if (!isRecord(value)) return false
  const shape: Readonly<Record<string, Schema>> = schema.shape
  return (
    Object.keys(value).every((key) => Object.hasOwn(shape, key)) &&
    Object.entries(shape).every(([key, field]) => fieldFits(field, value[key]))
  )
}

function fieldFits(field: Schema, value: unknown): boolean {
  if (value === undefined) return field instanceof z.ZodOptional
  const isChoice = field instanceof z.ZodLiteral || field instanceof z.ZodEnum
  return !isChoice || z.safeParse(field, value).success
}

/** The shapes of the objects that a schema admits; null when it admits anything else. */
function shapesOf(schema: Schema): Readonly<Record<string, Schema>>[] | null {
  if (schema instanceof z.ZodLazy || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return shapesOf(schema.unwrap())
  if (schema instanceof z.ZodObject) return [schema.shape]
  if (!(schema instanceof z.ZodUnion)) return null
  const shapes = schema.options.map((option) => shapesOf(option))
  return shapes.every((each) => each !== null) ? shapes.flat() : null
}

/** A text in both languages is one value: its halves do not change apart. */
export const isBilingual = (schema: Schema): boolean =>
  schema instanceof z.ZodObject &&
  Object.keys(schema.shape).toSorted().join() === 'en,zh-CN' &&
  Object.values(schema.shape).every((each) => each instanceof z.ZodString)

/** The field by which the entries of a list are told apart; null when they have none. */
export function keyOf(entry: Schema): 'id' | 'name' | null {
  const shapes = shapesOf(entry)
  if (!shapes || shapes.length === 0) return null
  if (shapes.every((shape) => Object.hasOwn(shape, 'id'))) return 'id'
  const named = shapes.every(({ name }) => name !== undefined && name instanceof z.ZodString)
  return named ? 'name' : null
}

/** The schema of the field or entry of a value at a key; that of the value itself when it has none there. */
export function schemaWithin(schema: Schema, value: unknown, key: string | number): Schema {
  const own = schemaFor(schema, value)
  if (own instanceof z.ZodObject) {
    const shape: Readonly<Record<string, Schema>> = own.shape
    return shape[key] ?? own
  }
  if (own instanceof z.ZodArray) return own.element
  return own instanceof z.ZodRecord ? own.valueType : own
}
