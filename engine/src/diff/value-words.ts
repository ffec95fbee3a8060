import { z } from 'zod'
import type { Names } from '../check/scope.ts'
import type { Figure } from '../explain/reason.ts'
import { formatFigure } from '../explain/sentence.ts'
import type { Locale } from '../locale/locale.ts'
import { isMessageKey, message } from '../locale/messages.ts'
import { openedBy } from '../overlay/opened.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { keysOf } from '../problem/problem.ts'
import { type FieldMeaning, fieldMeanings } from '../values/fields.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import type { Path } from '../values/walk.ts'
import { Called, plainly } from './called.ts'
import { isBilingual, isRecord, schemaFor, schemaWithin, valueAt } from './document.ts'

type Schema = z.core.$ZodType

/** Longer than anybody reads in a sentence. */
const MOST_CHARACTERS = 300

/** The values of a playbook as its schema says that people read them. */
export class ValueWords {
  readonly #playbook: Playbook
  readonly #names: Names
  readonly #locale: Locale
  readonly #called: Called

  constructor(playbook: Playbook, names: Names, locale: Locale) {
    this.#playbook = playbook
    this.#names = names
    this.#locale = locale
    this.#called = new Called(playbook, names, locale)
  }

  /** What a field is called. */
  field(name: string): string {
    const key = `field.${name}`
    return isMessageKey(key) ? message(this.#locale, key) : name
  }

  /** What an entry of a list is called: by its label, name or id, or what it refers to; null when by its place only. */
  label(entry: unknown): string | null {
    if (typeof entry === 'string') return this.#called.figure(entry)
    if (!isRecord(entry)) return null
    for (const text of [entry.label, entry.name]) {
      if (isRecord(text) && typeof text[this.#locale] === 'string') return String(text[this.#locale])
      if (typeof text === 'string') return this.#called.value(undefined, text)
    }
    if (typeof entry.id === 'string') return this.#called.association(entry) ?? plainly(entry.id)
    if (typeof entry.channel === 'string') return this.#option(entry.channel)
    return typeof entry.of === 'string' ? this.#called.figure(entry.of) : null
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
    if (meaning?.keysRefer) return this.#called.figure(key)
    if (meaning?.keysOf === undefined) return key
    return this.#called.value(this.#sibling(meaning.keysOf, path), key)
  }

  /** A value in as many words as anybody reads in a sentence; `path` is its place in the playbook. */
  value(schema: Schema, value: unknown, path: Path): string {
    const words = this.whole(schema, value, path)
    return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words
  }

  /** A value in words, however many. */
  whole(schema: Schema, value: unknown, path: Path): string {
    const own = schemaFor(schema, value)
    const meaning = fieldMeanings.get(own) ?? fieldMeanings.get(schema)
    if (value === null || value === undefined) return message(this.#locale, 'diff.nothing')
    if (Array.isArray(value))
      return this.#joined(
        value.map((each, at) => this.whole(schemaWithin(own, value, at), each, [...path, at])),
      )
    if (isRecord(value)) {
      if (isBilingual(own)) return String(value[this.#locale])
      return this.#joined(
        Object.entries(value).map(([key, field]) =>
          message(this.#locale, 'diff.pair', {
            name: own instanceof z.ZodRecord ? this.key(own, key, path) : this.field(key),
            value: this.whole(schemaWithin(own, value, key), field, [...path, key]),
          }),
        ),
      )
    }
    return this.#scalar(own, meaning, value, path)
  }

  /** A value of a figure as people read it. */
  of(figure: string, value: unknown): string {
    return this.#figured(value, this.#names.value(figure)?.type, figure)
  }

  #scalar(own: Schema, meaning: FieldMeaning | undefined, value: unknown, path: Path): string {
    if (typeof value === 'string' && meaning?.reference) return this.#called.figure(value)
    if (typeof value === 'string' && meaning?.choiceOf) return this.#choice(meaning.choiceOf, value, path)
    if (typeof value === 'string' && meaning?.entryOf) return this.#called.value(undefined, value)
    if (own instanceof z.ZodEnum || own instanceof z.ZodLiteral) return this.#option(String(value))
    if (path[0] === 'parameters') return this.#ofParameter(value, path)
    if (meaning?.unit) return this.#words({ kind: meaning.unit, value: scalarOf(value) })
    if (meaning?.typeIn !== undefined) return this.#figured(value, this.#declared(meaning.typeIn, path))
    const figure = this.#figureOf(meaning, path)
    return this.#figured(value, figure === undefined ? undefined : this.#names.value(figure)?.type, figure)
  }

  /** A guardrail in the unit of the number that it is for; the field of that number by what its keys are called. */
  #ofParameter(value: unknown, path: Path): string {
    const parameter = this.#playbook.parameters?.[Number(path[1])]
    if (path[2] === 'field')
      return keysOf(String(value))
        .map((key) => this.field(key))
        .join(' › ')
    const unit = parameter && openedBy(this.#playbook, parameter)?.unit
    return this.#words({ kind: unit ?? 'text', value: scalarOf(value) })
  }

  #figured(value: unknown, type: ValueType | undefined, figure?: string): string {
    if (value === null) return message(this.#locale, 'figure.missing')
    if (typeof value !== 'string') return this.#words({ kind: type?.kind ?? 'text', value: scalarOf(value) })
    // A day is written as people read it.
    return type?.kind === 'class' ? this.#called.value(figure, value) : this.#words({ kind: 'text', value })
  }

  /** The figure that a value is compared with or given for. */
  #figureOf(meaning: FieldMeaning | undefined, path: Path): string | undefined {
    if (meaning?.unitOf !== undefined) return this.#sibling(meaning.unitOf, path)
    if (meaning?.classOf !== undefined) return this.#sibling(meaning.classOf, path)
    // What a reference is compared with, as in a comparison, is of its type.
    const [field, place] = [path.at(-1), path.at(-2)]
    const compared = typeof field === 'number' ? place : field
    const beside = valueAt(this.#playbook, path.slice(0, typeof field === 'number' ? -2 : -1))
    const of = isRecord(beside) ? beside.of : undefined
    if (typeof of === 'string' && COMPARED.has(String(compared))) return of
    const isNamed = path[0] === 'tests' || path[0] === 'examples'
    return isNamed ? String(compared) : undefined
  }

  /** The figure to which a field of the same node refers. */
  #sibling(field: string, path: Path): string {
    return String(valueAt(this.#playbook, [...path.slice(0, 2), ...field.split('.')]))
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

  #words(figure: Figure): string {
    const words = formatFigure(figure, this.#locale, this.#playbook.currency)
    return typeof words === 'string' ? words : numberFormat(this.#locale).format(words)
  }

  #joined(words: readonly string[]): string {
    if (words.length === 0) return message(this.#locale, 'diff.nothing')
    return words.reduce((first, second) => message(this.#locale, 'diff.join', { first, second }))
  }
}

/** Fields beside a reference that hold values of its type. */
const COMPARED: ReadonlySet<string> = new Set(['value', 'values', 'ifMissing'])

const scalarOf = (value: unknown): Maybe =>
  typeof value === 'number' || typeof value === 'boolean' ? value : String(value)

const numberFormats = new Map<Locale, Intl.NumberFormat>()

function numberFormat(locale: Locale): Intl.NumberFormat {
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 15 })
  numberFormats.set(locale, format)
  return format
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
