import { z } from 'zod'
import { type FieldMeaning, fieldMeanings } from './fields.ts'

export type Path = readonly (string | number)[]

/** A field of a document that its schema says more of than its JSON shape. */
export interface Field {
  readonly meaning: FieldMeaning
  readonly value: unknown
  readonly path: Path
}

/** All fields of a value, with what the schema says of them, in document order. The value fits the schema. */
export function walkFields(schema: z.core.$ZodType, value: unknown): Field[] {
  const fields: Field[] = []
  walk(schema, value, [], fields)
  return fields
}

function walk(schema: z.core.$ZodType, value: unknown, path: Path, fields: Field[]): void {
  if (value === undefined || value === null || !saysMore(schema)) return
  const meaning = meaningOf(schema)
  if (meaning) fields.push({ meaning, value, path })

  if (schema instanceof z.ZodObject && typeof value === 'object') {
    for (const [key, field] of tellingFields(schema)) {
      if (Object.hasOwn(value, key)) walk(field, Reflect.get(value, key), [...path, key], fields)
    }
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [at, item] of value.entries()) walk(schema.element, item, [...path, at], fields)
  } else if (schema instanceof z.ZodRecord && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) walk(schema.valueType, item, [...path, key], fields)
  } else if (isWrapped(schema)) {
    walk(schema.unwrap(), value, path, fields)
  } else if (schema instanceof z.ZodUnion) {
    const chosen = chosenOption(schema, value)
    if (chosen) walk(chosen, value, path, fields)
  }
}

const meanings = new WeakMap<z.core.$ZodType, FieldMeaning | null>()

/** A schema made of another by a bound or a default means what that one means; the registry looks for it each time. */
function meaningOf(schema: z.core.$ZodType): FieldMeaning | undefined {
  const found = meanings.get(schema)
  if (found !== undefined) return found ?? undefined
  const meaning = fieldMeanings.get(schema)
  meanings.set(schema, meaning ?? null)
  return meaning
}

type Entries = readonly (readonly [key: string, field: z.core.$ZodType])[]

const telling = new WeakMap<z.ZodObject, Entries>()

/** The fields of an object of which there is more to say. */
function tellingFields(schema: z.ZodObject): Entries {
  const found = telling.get(schema) ?? Object.entries(schema.shape).filter(([, field]) => saysMore(field))
  telling.set(schema, found)
  return found
}

const required = new WeakMap<z.ZodObject, Entries>()

function requiredFields(schema: z.ZodObject): Entries {
  const found =
    required.get(schema) ??
    Object.entries(schema.shape).filter(([, field]) => !(field instanceof z.ZodOptional))
  required.set(schema, found)
  return found
}

type Wrapped = z.ZodOptional | z.ZodNullable | z.ZodLazy

const isWrapped = (schema: z.core.$ZodType): schema is Wrapped =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodLazy

const known = new WeakMap<z.core.$ZodType, boolean>()

/** Whether a schema, or one within it, says more of its values than their shape: most fields are plain texts. */
function saysMore(schema: z.core.$ZodType): boolean {
  const found = known.get(schema) ?? (meaningOf(schema) !== undefined || partsOf(schema).some(saysMore))
  known.set(schema, found)
  return found
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape)
  if (schema instanceof z.ZodArray) return [schema.element]
  if (schema instanceof z.ZodRecord) return [schema.valueType]
  if (schema instanceof z.ZodUnion) return schema.options
  // What is recursive leads back to itself; it is not looked into, but taken to say more.
  if (schema instanceof z.ZodLazy) return [RECURSIVE]
  return isWrapped(schema) ? [schema.unwrap()] : []
}

const RECURSIVE = z.never()
known.set(RECURSIVE, true)

/** The option of a union that the value fits. Where a glance leaves one only, the value need not be parsed again. */
function chosenOption({ options }: z.ZodUnion, value: unknown): z.core.$ZodType | undefined {
  const fitting = options.filter((option) => mayFit(option, value))
  return fitting.length < 2 ? fitting[0] : fitting.find((option) => z.safeParse(option, value).success)
}

/** Whether a value may fit a schema, as far as a glance at its keys and constants shows. */
function mayFit(schema: z.core.$ZodType, value: unknown): boolean {
  if (schema instanceof z.ZodLiteral) return [...schema.values].some((literal) => literal === value)
  if (schema instanceof z.ZodEnum) return schema.options.some((option) => option === value)
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => mayFit(option, value))
  if (schema instanceof z.ZodArray) return Array.isArray(value)
  if (schema instanceof z.ZodNumber) return typeof value === 'number'
  if (schema instanceof z.ZodString) return typeof value === 'string'
  if (!(schema instanceof z.ZodObject)) return true
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return requiredFields(schema).every(
    ([key, field]) => Object.hasOwn(value, key) && mayFitAtGlance(field, Reflect.get(value, key)),
  )
}

/** Constants tell the options of a union apart; what lies deeper is not looked at. */
const mayFitAtGlance = (field: z.core.$ZodType, value: unknown): boolean =>
  !(field instanceof z.ZodLiteral || field instanceof z.ZodEnum) || mayFit(field, value)
