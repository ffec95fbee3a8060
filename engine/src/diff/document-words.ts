import { z } from 'zod'
import { namesOf } from '../check/scope.ts'
import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import { type Playbook, playbookSchema } from '../playbook/playbook.ts'
import { keysOf } from '../problem/problem.ts'
import type { Path } from '../values/walk.ts'
import { schemaFor, schemaWithin, valueAt } from './document.ts'
import { ValueWords } from './value-words.ts'

/** Places and values of one document in words. */
export class DocumentWords {
  readonly #playbook: Playbook
  readonly #locale: Locale
  readonly #values: ValueWords

  constructor(playbook: Playbook, locale: Locale) {
    this.#playbook = playbook
    this.#locale = locale
    this.#values = new ValueWords(playbook, namesOf(playbook), locale)
  }

  /** What a place is called, from the node or fact down to the field. */
  place(path: Path): string {
    return this.parts(path).reduce((outer, inner) => message(this.#locale, 'diff.within', { outer, inner }))
  }

  /** The same in its parts, the node or fact first. */
  parts(path: Path): string[] {
    const parts: string[] = []
    let schema: z.core.$ZodType = playbookSchema
    let list = ''
    for (const [depth, key] of path.entries()) {
      const value = valueAt(this.#playbook, path.slice(0, depth))
      const own = schemaFor(schema, value)
      if (own instanceof z.ZodArray) parts.push(this.#entry(own, path.slice(0, depth), Number(key), list))
      else if (own instanceof z.ZodRecord) parts.push(this.#values.key(own, String(key), path))
      else {
        list = this.#values.field(String(key))
        // The entries of a list say themselves what they are.
        const isList = Array.isArray(valueAt(value, [key])) && depth + 1 < path.length
        if (!isList) parts.push(list)
      }
      schema = schemaWithin(schema, value, key)
    }
    return parts
  }

  /** The value at a place; of something whole only what says something in few words. */
  value(path: Path, isWhole: boolean): string {
    const value = valueAt(this.#playbook, path)
    if (isWhole && typeof value === 'object' && value !== null && !('en' in value)) return 'none'
    let schema: z.core.$ZodType = playbookSchema
    for (const [depth, key] of path.entries())
      schema = schemaWithin(schema, valueAt(this.#playbook, path.slice(0, depth)), key)
    return this.#values.value(schema, value, path)
  }

  #entry(list: z.ZodArray, path: Path, at: number, name: string): string {
    const value = valueAt(this.#playbook, [...path, at])
    const along = this.#values.alongside(list, path, at)
    // A plain value in a list says itself what it is where it is named.
    if (along === null && (typeof value !== 'object' || value === null)) return name
    const own = along ?? this.#values.label(value)
    return own ?? message(this.#locale, 'diff.entry', { list: name, number: at + 1 })
  }
}

/** The keys of a JSON Pointer; places in lists as numbers. */
export const pathOf = (pointer: string): Path =>
  keysOf(pointer).map((key) => (/^\d+$/.test(key) ? Number(key) : key))
