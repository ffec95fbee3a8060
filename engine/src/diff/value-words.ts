import { z } from 'zod'
import type { Names } from '../check/scope.ts'
import type { Figure } from '../explain/reason.ts'
import { formatFigure } from '../explain/sentence.ts'
import type { Locale } from '../locale/locale.ts'
import { isMessageKey, message } from '../locale/messages.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type FieldMeaning, fieldMeanings, splitReference } from '../values/fields.ts'
import type { ValueType } from '../values/value-type.ts'
import type { Path } from '../values/walk.ts'
import { isBilingual, isRecord, schemaFor, schemaWithin, valueAt } from './document.ts'

type Schema = z.core.$ZodType

/** Longer than anybody reads in a sentence. */
const MOST_CHARACTERS = 300

/** The values of a playbook as its schema says that people read them. */
export class ValueWords {
  readonly #playbook: Playbook
  readonly #names: Names
  readonly #locale: Locale

  constructor(playbook: Playbook, names: Names, locale: Locale) {
    this.#playbook = playbook
    this.#names = names
    this.#locale = locale
  }

  /** What a field is called. */
  field(name: string): string {
    const key = `field.${name}`
    return isMessageKey(key) ? message(this.#locale, key) : name
  }

  /** What an entry of a list is called: by its label, name or id, or what it refers to; null when by its place only. */
  label(entry: unknown): string | null {
    if (typeof entry === 'string') return this.#reference(entry)
    if (!isRecord(entry)) return null
    for (const text of [entry.label, entry.name]) {
      if (isRecord(text) && typeof text[this.#locale] === 'string') return String(text[this.#locale])
      if (typeof text === 'string') return this.#words({ kind: 'text', value: text }, undefined)
    }
    if (typeof entry.id === 'string') return entry.id
    if (typeof entry.channel === 'string') return this.#option(entry.channel)
    return typeof entry.of === 'string' ? this.#reference(entry.of) : null
  }

  /** For an entry that stands for one of another list of the node: what that one is called. */
  alongside(list: z.ZodArray, path: Path, at: number): string | null {
    const along = fieldMeanings.get(list)?.alongside
    if (along === undefined) return null
    return this.label(valueAt(this.#playbook, [...path.slice(0, 2), along, at]))
  }

  /** What the key of a record is called: a fact, or a value of a class. */
  key(record: z.ZodRecord, key: string, path: Path): string {
    const meaning = fieldMeanings.get(record)
    if (meaning?.keysRefer) return this.#reference(key)
    if (meaning?.keysOf === undefined) return key
    return this.#words({ kind: 'text', value: key }, this.#sibling(meaning.keysOf, path))
  }

  /** A value in words; `path` is its place in the playbook. */
  value(schema: Schema, value: unknown, path: Path): string {
    const words = this.#value(schema, value, path)
    return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words
  }

  #value(schema: Schema, value: unknown, path: Path): string {
    const own = schemaFor(schema, value)
    const meaning = fieldMeanings.get(own) ?? fieldMeanings.get(schema)
    if (value === null || value === undefined) return message(this.#locale, 'diff.nothing')
    if (Array.isArray(value))
      return this.#joined(
        value.map((each, at) => this.#value(schemaWithin(own, value, at), each, [...path, at])),
      )
    if (isRecord(value)) {
      if (isBilingual(own)) return String(value[this.#locale])
      return this.#joined(
        Object.entries(value).map(([key, field]) =>
          message(this.#locale, 'diff.pair', {
            name: own instanceof z.ZodRecord ? this.key(own, key, path) : this.field(key),
            value: this.#value(schemaWithin(own, value, key), field, [...path, key]),
          }),
        ),
      )
    }
    return this.#scalar(own, meaning, value, path)
  }

  #scalar(own: Schema, meaning: FieldMeaning | undefined, value: unknown, path: Path): string {
    if (typeof value === 'string' && meaning?.reference) return this.#reference(value)
    if (typeof value === 'string' && meaning?.choiceOf) return this.#choice(meaning.choiceOf, value, path)
    if (own instanceof z.ZodEnum || own instanceof z.ZodLiteral) return this.#option(String(value))
    const type = this.#typeOf(meaning, path)
    const kind = meaning?.unit ?? type?.kind ?? 'text'
    if (kind === 'date' && typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return this.#words({ kind, value }, type)
    return this.#words({ kind: 'text', value: String(value) }, type)
  }

  /** The type of the figure that a value is compared with or given for. */
  #typeOf(meaning: FieldMeaning | undefined, path: Path): ValueType | undefined {
    if (meaning?.unitOf !== undefined) return this.#sibling(meaning.unitOf, path)
    if (meaning?.classOf !== undefined) return this.#sibling(meaning.classOf, path)
    if (meaning?.typeIn !== undefined) return this.#declared(meaning.typeIn, path)
    // What stands beside a reference, as in a comparison, is of its type.
    const beside = valueAt(this.#playbook, path.slice(0, -1))
    const of = isRecord(beside) ? beside.of : undefined
    if (typeof of === 'string') return this.#names.value(of)?.type
    const isNamed = path[0] === 'tests' || path[0] === 'examples'
    return isNamed ? this.#names.value(String(path.at(-1)))?.type : undefined
  }

  /** The type of the figure to which a field of the same node refers. */
  #sibling(field: string, path: Path): ValueType | undefined {
    const name = valueAt(this.#playbook, [...path.slice(0, 2), ...field.split('.')])
    return this.#names.value(String(name))?.type
  }

  /** The type that a field of the same node declares; of a list of outputs, the one at the same place. */
  #declared(field: string, path: Path): ValueType | undefined {
    const declared = valueAt(this.#playbook, [...path.slice(0, 2), field])
    const kind = Array.isArray(declared) ? valueAt(declared, [path.at(-1) ?? 0, 'type']) : declared
    return numericKind(kind)
  }

  #choice({ list, by }: { readonly list: string; readonly by: string }, value: string, path: Path): string {
    const entries = valueAt(this.#playbook, [...path.slice(0, 2), list])
    const entry = Array.isArray(entries)
      ? entries.find((each) => isRecord(each) && each[by] === value)
      : undefined
    return this.label(entry) ?? value
  }

  #option(value: string): string {
    for (const key of [`choice.${value}`, `value.${value}`, `kind.${value}`, `node.${value}`])
      if (isMessageKey(key)) return message(this.#locale, key)
    return value
  }

  /** The label of the fact or node that a name stands for, with the part of it. */
  #reference(name: string): string {
    const { node: id, part } = splitReference(name)
    const label = this.#names.facts.get(id)?.label ?? this.#names.node(id)?.name
    const text = label?.[this.#locale] ?? id
    return part === null ? text : message(this.#locale, 'why_not.part', { node: text, part })
  }

  #words(figure: Figure, type: ValueType | undefined): string {
    const kind = figure.kind === 'text' && type ? type.kind : figure.kind
    return String(formatFigure({ ...figure, kind }, this.#locale, this.#playbook.currency))
  }

  #joined(words: readonly string[]): string {
    if (words.length === 0) return message(this.#locale, 'diff.nothing')
    return words.reduce((first, second) => message(this.#locale, 'diff.join', { first, second }))
  }
}

function numericKind(kind: unknown): ValueType | undefined {
  switch (kind) {
    case 'money':
    case 'percent':
    case 'days':
    case 'count':
    case 'date':
    case 'flag':
      return { kind }
    default:
      return undefined
  }
}
