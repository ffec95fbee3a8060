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
export function* walkFields(schema: z.core.$ZodType, value: unknown, path: Path = []): Generator<Field> {
  if (value === undefined || value === null) return
  const meaning = fieldMeanings.get(schema)
  if (meaning) yield { meaning, value, path }

  if (schema instanceof z.ZodObject && typeof value === 'object') {
    for (const [key, field] of Object.entries(schema.shape)) {
      if (Object.hasOwn(value, key)) yield* walkFields(field, Reflect.get(value, key), [...path, key])
    }
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* walkFields(schema.element, item, [...path, at])
  } else if (schema instanceof z.ZodRecord && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) yield* walkFields(schema.valueType, item, [...path, key])
  } else if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodLazy
  ) {
    yield* walkFields(schema.unwrap(), value, path)
  } else if (schema instanceof z.ZodUnion) {
    const chosen = schema.options.find((option) => z.safeParse(option, value).success)
    if (chosen) yield* walkFields(chosen, value, path)
  }
}
