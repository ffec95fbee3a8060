import { z } from 'zod'
import type { PlaybookCondition } from '../condition/condition.ts'
import { isBilingual, isRecord, schemaFor, schemaWithin } from '../diff/document.ts'
import { fieldMeanings } from '../values/fields.ts'
import type { Path } from '../values/walk.ts'
import { type Block, type Column, table } from './block.ts'
import type { BookWords } from './book-words.ts'

type Schema = z.core.$ZodType

/** Something of a playbook that is to be told: its schema, what it is, and where it stands. */
interface Told {
  readonly schema: Schema
  readonly value: unknown
  readonly path: Path
}

/** What a kind of node says of a field in its own words; the others are told as their schema says. */
export type Telling = Readonly<Record<string, (() => readonly Block[]) | undefined>>

/**
 * Everything that an object of a playbook says, by what its schema means: short fields as pairs, conditions and
 * texts as lists, lists of like entries as tables. Whatever is added to a schema is told without a line of code.
 */
export function tellObject(
  told: Told,
  words: BookWords,
  {
    kind,
    left = [],
    telling = {},
  }: { kind?: string | undefined; left?: readonly string[]; telling?: Telling } = {},
): Block[] {
  const blocks = fieldsOf(told)
    .filter(([name, { value }]) => value !== undefined && !left.includes(name))
    .flatMap(([name, field]) => telling[name]?.() ?? tellField(words.field(name, kind), field, words, kind))
  return gathered(blocks)
}

function tellField(title: string, told: Told, words: BookWords, kind?: string): readonly Block[] {
  const { value, path } = told
  if (isCondition(told)) {
    const item = words.condition(told.value)
    return [{ block: 'list', title, isOrdered: false, items: [item] }]
  }
  if (isFlat(told)) return [field(title, words.value(told.schema, value, path))]
  const own = schemaFor(told.schema, value)
  const texts = textsIn(value, words)
  if (texts) return [{ block: 'list', title, isOrdered: true, items: texts.map((text) => ({ text })) }]
  if (own instanceof z.ZodRecord && isRecord(value)) return [tellRecord(title, own, told, words, kind)]
  if (Array.isArray(value))
    return [
      tellList(
        title,
        value.map((_, at) => within(told, at)),
        words,
        kind,
      ),
    ]
  const inner = tellObject(told, words, { kind, left: literalsOf(told) })
  // A few short fields read better beside what they belong to than under a title of their own.
  return inner.every(({ block }) => block === 'fields')
    ? inner.map((each) => prefixed(title, each, words))
    : [{ block: 'group', title, blocks: inner }]
}

/** A list of like entries as a table; entries with more to say than fits in cells, one after another. */
function tellList(title: string, entries: readonly Told[], words: BookWords, kind?: string): Block {
  const columns = columnsOf(entries)
  if (entries.every(isRow)) {
    const titles = columns.map((name) => columnTitle(name, entries, words, kind))
    return table(
      title,
      titles,
      entries.map((entry) => columns.map((name) => cell(entry, name, words))),
    )
  }
  const blocks = entries.map((entry, at): Block => {
    const called = words.label(entry.value)
    const left = called === null ? [] : ['id', 'name', 'label']
    return {
      block: 'group',
      title: called ?? words.say('entry', { number: at + 1 }),
      blocks: tellObject(entry, words, { kind, left }),
    }
  })
  return { block: 'group', title, blocks }
}

/** A record by the values of a class: a grid, or a table with a row for each value. */
function tellRecord(title: string, record: z.ZodRecord, told: Told, words: BookWords, kind?: string): Block {
  const keys = Object.keys(isRecord(told.value) ? told.value : {})
  const entries = keys.map((key) => within(told, key))
  const named = keys.map((key) => words.key(record, key, told.path))
  if (entries.every(isFlat)) {
    const rows = entries.map(({ schema, value, path }, at) => [
      named[at] ?? '',
      words.value(schema, value, path),
    ])
    return table(title, ['', words.say('value')], rows)
  }
  if (entries.every((each) => each.value === null || isRow(each))) {
    const columns = columnsOf(entries)
    const inner = entries
      .map((each) => schemaFor(each.schema, each.value))
      .find((each) => each instanceof z.ZodRecord)
    const titles =
      inner instanceof z.ZodRecord
        ? columns.map((name): Column => ({ title: words.key(inner, name, told.path) }))
        : columns.map((name) => columnTitle(name, entries, words, kind))
    return table(
      title,
      ['', ...titles],
      entries.map((entry, at) => [named[at] ?? '', ...columns.map((name) => cell(entry, name, words))]),
    )
  }
  const blocks = entries.map(
    (entry, at): Block => ({ block: 'group', title: named[at] ?? '', blocks: tellObject(entry, words) }),
  )
  return { block: 'group', title, blocks }
}

const field = (name: string, value: string): Block => ({ block: 'fields', fields: [{ name, value }] })

function prefixed(outer: string, block: Block, words: BookWords): Block {
  if (block.block !== 'fields') return block
  const fields = block.fields.map(({ name, value }) => ({
    name: words.say('within', { outer, inner: name }),
    value,
  }))
  return { ...block, fields }
}

/** Fields that follow each other belong together. */
function gathered(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const each of blocks) {
    const last = joined.at(-1)
    if (each.block === 'fields' && last?.block === 'fields')
      joined[joined.length - 1] = { block: 'fields', fields: [...last.fields, ...each.fields] }
    else joined.push(each)
  }
  return joined
}

const within = ({ schema, value, path }: Told, key: string | number): Told => ({
  schema: schemaWithin(schema, value, key),
  value: Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined,
  path: [...path, key],
})

/** The fields of an object in the order of its schema. */
function fieldsOf(told: Told): (readonly [name: string, field: Told])[] {
  const own = schemaFor(told.schema, told.value)
  const names =
    own instanceof z.ZodObject ? Object.keys(own.shape) : Object.keys(isRecord(told.value) ? told.value : {})
  return names.map((name) => [name, within(told, name)] as const)
}

/** What only tells one form of an object from another, where the fields themselves say which it is. */
const literalsOf = (told: Told): string[] =>
  fieldsOf(told).flatMap(([name, { schema }]) =>
    schema instanceof z.ZodLiteral && name === 'by' ? [name] : [],
  )

/** The fields that entries of a list have, in the order of their schema; an id only where there is no name. */
function columnsOf(entries: readonly Told[]): string[] {
  const named = entries.some(
    ({ value }) => isRecord(value) && (isRecord(value.name) || isRecord(value.label)),
  )
  const names = entries.flatMap((entry) =>
    fieldsOf(entry).flatMap(([name, { value }]) => (value === undefined ? [] : [name])),
  )
  return [...new Set(names)].filter((name) => name !== 'id' || !named)
}

function columnTitle(name: string, entries: readonly Told[], words: BookWords, kind?: string): Column {
  const isNumeric = entries.some(({ value }) => isRecord(value) && typeof value[name] === 'number')
  return { title: words.field(name, kind), isNumeric }
}

function cell(entry: Told, name: string, words: BookWords): string {
  const { schema, value, path } = within(entry, name)
  return value === undefined || value === null ? words.say('none') : words.value(schema, value, path)
}

/** Whether an entry of a list fits into a row of a table. */
const isRow = (entry: Told): boolean =>
  isRecord(entry.value) && fieldsOf(entry).every(([, field]) => field.value === undefined || isFlat(field))

/** Whether a value can be said in a few words. */
function isFlat(told: Told): boolean {
  const { schema, value } = told
  if (isCondition(told)) return false
  if (value === null || typeof value !== 'object') return true
  if (Array.isArray(value)) return value.every((each) => typeof each !== 'object')
  return isBilingual(schemaFor(schema, value))
}

/** Whether a value is a condition. Options and lists of conditions are looked through: the registry knows the one within. */
function isCondition(told: Told): told is Told & { readonly value: PlaybookCondition } {
  let schema: Schema = told.schema
  for (;;) {
    if (fieldMeanings.get(schema)?.condition) return isRecord(told.value)
    if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodLazy))
      return false
    schema = schema.unwrap()
  }
}

/** Lists of texts in both languages, such as talking points: the one in the language of the book. */
function textsIn(value: unknown, { locale }: BookWords): readonly string[] | null {
  if (!isRecord(value)) return null
  const texts = value[locale]
  return Array.isArray(texts) ? texts.map(String) : null
}
