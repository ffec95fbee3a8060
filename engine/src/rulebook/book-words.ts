import type { z } from 'zod'
import { namesOf } from '../check/scope.ts'
import type { PlaybookCondition } from '../condition/condition.ts'
import { Called } from '../diff/called.ts'
import { ValueWords } from '../diff/value-words.ts'
import type { Figure } from '../explain/reason.ts'
import { formatFigure } from '../explain/sentence.ts'
import { formulaTokens } from '../formula/token.ts'
import type { Locale } from '../locale/locale.ts'
import { isMessageKey, type MessageKey, message } from '../locale/messages.ts'
import type { Value } from '../nodes/kind.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Bilingual } from '../values/fields.ts'
import type { Path } from '../values/walk.ts'
import type { Item } from './block.ts'
import { conditionItem, conditionText } from './condition-words.ts'

type Values = Readonly<Record<string, string | number>>
type BookKey = Extract<MessageKey, `book.${string}`> extends `book.${infer Key}` ? Key : never

/** A playbook in the words of one language, as its rule book uses them. */
export class BookWords {
  readonly playbook: Playbook
  readonly locale: Locale
  readonly #values: ValueWords
  readonly #called: Called
  readonly #value: (name: string) => Value | undefined

  constructor(playbook: Playbook, locale: Locale) {
    const names = namesOf(playbook)
    this.playbook = playbook
    this.locale = locale
    this.#values = new ValueWords(playbook, names, locale)
    this.#called = new Called(playbook, names, locale)
    this.#value = (name) => names.value(name)
  }

  /** A sentence or title of the rule book. */
  say(key: BookKey, values: Values = {}): string {
    return message(this.locale, `book.${key}`, values)
  }

  /** The side of a text that is in the language of the book. */
  text(text: Bilingual): string {
    return text[this.locale]
  }

  /** What a field is called; by the book in its own way, where the short name would say little on paper. */
  field(name: string, kind?: string): string {
    const own = [`book.field.${kind}.${name}`, `book.field.${name}`].find(isMessageKey)
    if (own !== undefined) return message(this.locale, own)
    const words = this.#values.field(name)
    return words.charAt(0).toLocaleUpperCase(this.locale) + words.slice(1)
  }

  /** What a fact, a node or a part of a node is called. */
  figure(name: string): string {
    return this.#called.figure(name)
  }

  /** The type of a fact or figure; undefined when nothing of the name has a value. */
  typeOf(name: string): Value | undefined {
    return this.#value(name)
  }

  /** A value that a figure has. */
  valueOf(figure: string, value: unknown): string {
    return this.#values.of(figure, value)
  }

  /** A number with its unit. */
  number(kind: Figure['kind'], value: number): string {
    const words = formatFigure({ kind, value }, this.locale, this.playbook.currency)
    return typeof words === 'string'
      ? words
      : words.toLocaleString(this.locale, { maximumFractionDigits: 15 })
  }

  /** A value of the playbook as its schema says that people read it; `path` is its place in the playbook. */
  value(schema: z.core.$ZodType, value: unknown, path: Path): string {
    return this.#values.whole(schema, value, path)
  }

  /** What the key of a record is called. */
  key(record: z.ZodRecord, key: string, path: Path): string {
    return this.#values.key(record, key, path)
  }

  /** What an entry of a list is called; null when it is known by its place only. */
  label(entry: unknown): string | null {
    return this.#values.label(entry)
  }

  /** One of several fixed choices. */
  choice(value: string): string {
    const key = [`book.choice.${value}`, `choice.${value}`, `value.${value}`, `kind.${value}`].find(
      isMessageKey,
    )
    return key === undefined ? value : message(this.locale, key)
  }

  /** Several words in a row. */
  joined(words: readonly string[]): string {
    if (words.length === 0) return message(this.locale, 'diff.nothing')
    return words.reduce((first, second) => message(this.locale, 'diff.join', { first, second }))
  }

  /** A formula with its figures by what people call them. */
  formula(formula: string): string {
    let [words, from] = ['', 0]
    for (const { kind, text, at, end } of formulaTokens(formula)) {
      if (kind !== 'name') continue
      words += `${formula.slice(from, at)}${this.say('figure', { name: this.figure(text) })}`
      from = end
    }
    return words + formula.slice(from)
  }

  /** A condition as a line, with its parts under it where it has several. */
  condition(condition: PlaybookCondition): Item {
    return conditionItem(condition, this)
  }

  /** A condition in one sentence, for a cell of a table. */
  inline(condition: PlaybookCondition): string {
    return conditionText(condition, this)
  }
}
