import { type FieldMeaning, fieldMeanings } from '@branch-playbook/engine'
import { z } from 'zod'

export type Unit = NonNullable<FieldMeaning['unit']>
export type Reference = NonNullable<FieldMeaning['reference']>

/** How a value of a schema is edited. Made from the schema and from what the engine's registry says of it. */
export type Form =
  | { readonly form: 'group'; readonly fields: readonly NamedForm[] }
  | { readonly form: 'text' }
  | { readonly form: 'bilingual'; readonly long: boolean }
  /** Lists of sentences, one in each language. */
  | { readonly form: 'sentences' }
  | {
      readonly form: 'number'
      readonly unit: Unit | null
      readonly whole: boolean
      readonly least: number | null
      readonly most: number | null
    }
  /** A number in the unit of the value that the field `of` of the node refers to. */
  | { readonly form: 'threshold'; readonly of: string }
  /** A day, written `YYYY-MM-DD`. */
  | { readonly form: 'date' }
  | { readonly form: 'formula' }
  /** A value of the type that the field `of` of the node declares. */
  | { readonly form: 'typed_value'; readonly of: string }
  | { readonly form: 'flag' }
  | { readonly form: 'choice'; readonly choices: readonly string[] }
  | { readonly form: 'reference'; readonly reference: Reference }
  /** A value of the class that the field `of` of the node refers to. */
  | { readonly form: 'class_value'; readonly of: string }
  /** One of the entries of the node's list `list`, by the entry's field `by`. */
  | { readonly form: 'entry'; readonly list: string; readonly by: string }
  /** One of the entries of a list of the node to which the field `through` of this node refers. */
  | { readonly form: 'entry_of'; readonly through: string; readonly list: string; readonly by: string }
  | { readonly form: 'list'; readonly item: Form }
  /** The rows of a grid: some of their fields have one cell for each entry of another list of the node. */
  | { readonly form: 'rows'; readonly item: Extract<Form, { form: 'group' }> }
  /** One cell for each entry of the node's list `list`, at the same places. */
  | { readonly form: 'alongside'; readonly list: string; readonly cell: Form }
  /** One entry for each value of the class that the field `of` of the node refers to. */
  | { readonly form: 'by_class'; readonly of: string; readonly entry: Form; readonly nullable: boolean }
  /** One of several groups, told apart by the value of the field `by`. */
  | { readonly form: 'variants'; readonly by: string; readonly variants: readonly Variant[] }
  | { readonly form: 'condition' }
  | { readonly form: 'fixed'; readonly value: string }

export interface NamedForm {
  readonly name: string
  readonly optional: boolean
  readonly form: Form
}

interface Variant {
  readonly value: string
  readonly fields: readonly NamedForm[]
}

type Schema = z.core.$ZodType

/** The form of a schema. A schema that no form is known for is a fault of this file, not of the document. */
export function formOf(schema: Schema): Form {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return formOf(schema.unwrap())
  return meantForm(schema, fieldMeanings.get(schema) ?? {}) ?? plainForm(schema)
}

/** The form that the registry asks for; undefined when it says nothing of the form. */
function meantForm(schema: Schema, meaning: FieldMeaning): Form | undefined {
  if (meaning.reference) return { form: 'reference', reference: meaning.reference }
  if (meaning.classOf) return { form: 'class_value', of: meaning.classOf }
  if (meaning.choiceOf) return { form: 'entry', ...meaning.choiceOf }
  if (meaning.entryOf) return { form: 'entry_of', ...meaning.entryOf }
  if (meaning.formula) return { form: 'formula' }
  if (meaning.unit === 'date') return { form: 'date' }
  if (meaning.alongside !== undefined && schema instanceof z.ZodArray)
    return { form: 'alongside', list: meaning.alongside, cell: formOf(schema.element) }
  if (meaning.typeIn) return { form: 'typed_value', of: meaning.typeIn }
  if (meaning.unitOf) return { form: 'threshold', of: meaning.unitOf }
  if (meaning.keysOf && schema instanceof z.ZodRecord) {
    const { valueType } = schema
    return {
      form: 'by_class',
      of: meaning.keysOf,
      entry: formOf(valueType),
      nullable: valueType instanceof z.ZodNullable,
    }
  }
  return undefined
}

function plainForm(schema: Schema): Form {
  if (schema instanceof z.ZodObject) return objectForm(schema)
  if (schema instanceof z.ZodArray) return listForm(formOf(schema.element))
  if (schema instanceof z.ZodNumber) return numberForm(schema)
  if (schema instanceof z.ZodString) return { form: 'text' }
  if (schema instanceof z.ZodBoolean) return { form: 'flag' }
  if (schema instanceof z.ZodEnum) return { form: 'choice', choices: schema.options.map(String) }
  if (schema instanceof z.ZodLiteral) return { form: 'fixed', value: String(schema.value) }
  if (schema instanceof z.ZodDiscriminatedUnion) return variantsForm(schema)
  if (schema instanceof z.ZodUnion || schema instanceof z.ZodLazy) return { form: 'condition' }
  throw new Error(`No form for ${schema._zod.def.type}`)
}

const listForm = (item: Form): Form =>
  item.form === 'group' && item.fields.some(({ form }) => form.form === 'alongside')
    ? { form: 'rows', item }
    : { form: 'list', item }

function numberForm(schema: z.ZodNumber): Form {
  const unit = fieldMeanings.get(schema)?.unit ?? null
  const whole = schema.format === 'safeint' || schema.format === 'int32'
  const { minValue: least, maxValue: most } = schema
  return {
    form: 'number',
    unit,
    whole,
    least: least !== null && least > Number.MIN_SAFE_INTEGER ? least : null,
    most: most !== null && most < Number.MAX_SAFE_INTEGER ? most : null,
  }
}

function objectForm(schema: z.ZodObject): Form {
  const { 'zh-CN': chinese, en } = schema.shape
  if (chinese && en)
    return chinese instanceof z.ZodArray ? { form: 'sentences' } : { form: 'bilingual', long: false }
  return { form: 'group', fields: fieldsOf(schema) }
}

const fieldsOf = (schema: z.ZodObject): NamedForm[] =>
  Object.entries(schema.shape)
    .filter(([name]) => !COUNTED.has(name))
    .map(([name, field]) => ({
      name,
      optional: field instanceof z.ZodOptional,
      form: LONG.has(name) ? { form: 'bilingual', long: true } : formOf(field),
    }))

/** What was counted stays as it was counted: nobody types it. */
const COUNTED: ReadonlySet<string> = new Set(['learned'])

/** Texts of more than a line. */
const LONG: ReadonlySet<string> = new Set(['note', 'answer', 'regulation'])

function variantsForm(schema: z.ZodDiscriminatedUnion): Form {
  const by = schema.def.discriminator
  const variants = schema.options.flatMap((option) => {
    if (!(option instanceof z.ZodObject)) return []
    const tag: unknown = option.shape[by]
    const fields = fieldsOf(option).filter(({ name }) => name !== by)
    if (tag instanceof z.ZodEnum) return tag.options.map((value) => ({ value: String(value), fields }))
    return tag instanceof z.ZodLiteral ? [{ value: String(tag.value), fields }] : []
  })
  return { form: 'variants', by, variants }
}

/** Every field of a form with its path, lists and classes left out: the names that need a label. */
export function* labelledFields(form: Form, path: readonly string[] = []): Generator<readonly string[]> {
  switch (form.form) {
    case 'group':
      for (const field of form.fields) {
        yield [...path, field.name]
        yield* labelledFields(field.form, [...path, field.name])
      }
      return
    case 'variants':
      yield [...path, form.by]
      for (const { fields } of form.variants) yield* labelledFields({ form: 'group', fields }, path)
      return
    case 'list':
    case 'rows':
      yield* labelledFields(form.item, path)
      return
    case 'alongside':
      yield* labelledFields(form.cell, path)
      return
    case 'by_class':
      yield* labelledFields(form.entry, path)
  }
}
