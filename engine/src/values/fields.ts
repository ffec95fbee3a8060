import { z } from 'zod'
import { namesInFormula } from '../formula/token.ts'
import { parseDay } from './day.ts'
import type { ValueKind } from './value-type.ts'

/**
 * What a schema says of a field beyond its JSON shape. The checker, the JSON Schema and the editor's forms
 * all read this one registry.
 */
export interface FieldMeaning {
  /** The unit in which people read and write the number. */
  readonly unit?: 'money' | 'percent' | 'days' | 'working_days' | 'months' | 'minutes' | 'count' | 'date'
  /** The value is of the type that the named field of the node declares; of a list of outputs, the one at its place. */
  readonly typeIn?: string
  /** The number has the unit of the value that the named sibling field refers to. */
  readonly unitOf?: string
  /** The field names a fact, a node or a part of a node; these are the edges of the playbook graph. */
  readonly reference?: Reference
  /** The text names facts and nodes among other words, as a formula does: the names in it. */
  readonly mentions?: (text: string) => readonly string[]
  /** The text is a formula. */
  readonly formula?: true
  /** The field is a value of the class that the named sibling field refers to (`tier`, `rows`). */
  readonly classOf?: string
  /** The number is head office's alone: it is never opened to branches. */
  readonly closed?: true
  /** The fact that the field names is a record of the past: nobody can change it any more. */
  readonly record?: true
  /** The field is a condition; its own conditions say so too. */
  readonly condition?: true
  /** The keys of this record are values of the class that the named sibling field refers to. */
  readonly keysOf?: string
  /** The keys of this record name facts, nodes or parts of nodes. */
  readonly keysRefer?: true
  /** The entries of this list stand for those of the named list of the node, at the same places. */
  readonly alongside?: string
  /** The field names an entry of a list of the same node, by one of its fields. */
  readonly choiceOf?: { readonly list: string; readonly by: string }
  /** The field names an entry of a list of the node to which the field `through` of this node refers. */
  readonly entryOf?: { readonly through: string; readonly list: string; readonly by: string }
}

/** To what a reference may point: values (facts, or nodes with an outcome) of some kinds, or nodes of some kinds. */
export type Reference =
  | { readonly to: 'value'; readonly kinds: readonly ValueKind[] | 'any' }
  | { readonly to: 'fact'; readonly kinds: readonly ValueKind[] | 'any' }
  | { readonly to: 'node'; readonly kinds: readonly string[] }

export const fieldMeanings = z.registry<FieldMeaning>()

const described = <Schema extends z.ZodType>(schema: Schema, meaning: FieldMeaning): Schema => {
  fieldMeanings.add(schema, meaning)
  return schema
}

const IDENTIFIER = /^[a-z][a-z0-9_]{0,63}$/

/** Names of facts, nodes and outcomes: lower case, digits and underscores, so that they serve as column names. */
export const identifier = () => z.string().regex(IDENTIFIER)

/** A label of a class, such as a tier: any script, no line breaks or commas, so that it fits a CSV cell. */
export const classValue = () => z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_ .+-]{0,39}$/u)

/** Text for people, in both languages of the product. */
export const bilingual = () => z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<ReturnType<typeof bilingual>>

/** A text that is the same in every language, such as a name from elsewhere. */
export const inEveryLanguage = (text: string): Bilingual => ({ 'zh-CN': text, en: text })

/** An amount in the currency's minor unit (fen, haler), a whole number. */
export const money = () => described(z.int(), { unit: 'money' })

/** A percentage as people write it, at most four decimals: 1.85 is 1.85 %. */
export const percent = () =>
  described(z.number().min(-1_000_000).max(1_000_000).multipleOf(0.0001), { unit: 'percent' })

export const days = (most = 36_500) => described(z.int().min(0).max(most), { unit: 'days' })
export const workingDays = (least = 1) => described(z.int().min(least).max(2_500), { unit: 'working_days' })
export const months = () => described(z.int().min(0).max(120), { unit: 'months' })
export const minutes = () => described(z.int().min(1).max(480), { unit: 'minutes' })
/** A part of everybody: at least one in ten thousand, and at most one in two. */
export const share = () =>
  described(z.number().min(0.01).max(50).multipleOf(0.01), { unit: 'percent', closed: true })
/** How pressing, in whole percent: 100 is what is exactly due. */
export const urgency = (most: number) => described(z.int().min(1).max(most), { unit: 'percent' })

export const count = (most = 1_000_000) => described(z.int().min(0).max(most), { unit: 'count' })

/** A day as `YYYY-MM-DD`. */
export const day = () =>
  described(
    z.string().refine((text) => parseDay(text) !== null, { error: 'no_such_day' }),
    { unit: 'date' },
  )

const VALUE_NAME = /^[a-z][a-z0-9_]{0,63}(\.[a-z][a-z0-9_]{0,63})?$/

/** A fact, the outcome of a node by its id, or a part of a node as `id.part`. */
const valueName = () => z.string().regex(VALUE_NAME)

/** The node or fact, and the part of it, that a name stands for. */
export function splitReference(name: string): { readonly node: string; readonly part: string | null } {
  const [node = '', part = null] = name.split('.')
  return { node, part }
}

/** Refers to a fact, or to a figure of a node, of one of these kinds. */
export const valueReference = (kinds: readonly ValueKind[] | 'any') =>
  described(valueName(), { reference: { to: 'value', kinds } })

/** Refers to a fact of one of these kinds. */
export const factReference = (kinds: readonly ValueKind[] | 'any') =>
  described(identifier(), { reference: { to: 'fact', kinds } })

/** Refers to a fact that records the past, such as the tier held so far. */
export const recordReference = (kinds: readonly ValueKind[] | 'any') =>
  described(identifier(), { reference: { to: 'fact', kinds }, record: true })

/** Refers to a node of one of these kinds. */
export const nodeReference = (kinds: readonly string[]) =>
  described(identifier(), { reference: { to: 'node', kinds } })

/** One of the values of the class that the sibling field `field` refers to. */
export const classValueOf = (field: string) => described(classValue(), { classOf: field })

/** A threshold in the unit of the value that the field `field` of the node refers to, such as `of` or `calculation.of`. */
export const thresholdOf = (field: string) => described(z.number(), { unitOf: field })

/** The text of a formula; the facts and nodes that it names are edges of the playbook graph. */
export const formulaText = () =>
  described(z.string().min(1).max(4000), { mentions: namesInFormula, formula: true })

/** A value of the type that the field `field` of the node declares; a day is written `YYYY-MM-DD`. */
export const valueOfType = (field: string) =>
  described(z.union([z.number(), z.string().min(1).max(1000), z.boolean()]), { typeIn: field })

/** The `by` field of an entry of the node's own list `list`. */
export const choiceOf = (list: string, by: string) => described(identifier(), { choiceOf: { list, by } })

/** A product of the suitability node to which the field `through` of the node refers, such as `offer.suitability`. */
export const productOf = (through: string) =>
  described(identifier().max(60), { entryOf: { through, list: 'products', by: 'id' } })

/** A record with one entry for each value of the class that the field `field` of the node refers to. */
export const recordBy = <Value extends z.ZodType>(field: string, value: Value) =>
  described(z.record(classValue(), value), { keysOf: field })

/** A record whose keys name facts or outcomes. */
export const recordByName = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  key: Key,
  value: Value,
) => described(z.record(key, value), { keysRefer: true })

/** A list with one entry for each of the list `list` of the node, at the same place. */
export const alongside = <Entry extends z.ZodType>(list: string, entry: Entry) =>
  described(z.array(entry), { alongside: list })
