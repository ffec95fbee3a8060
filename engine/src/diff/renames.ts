import { z } from 'zod'
import { fieldMeanings, splitReference } from '../values/fields.ts'
import { isRecord, schemaFor, valueAt } from './document.ts'

/** The new names of what is the same under another name. */
export interface Renames {
  /** Of facts and nodes, by the name before. */
  readonly names: ReadonlyMap<string, string>
  /** Of the values of the class that a fact or node gives, by its name before. */
  readonly classes: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Of the entries of a list of a node, by `node/list`, the node by its name before. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** A document with its new names, and what the keys of its records were called. */
export interface Rewritten {
  readonly value: unknown
  keyBefore(record: object, key: string): string
}

const WORD = /[a-z][a-z0-9_]*/g

/**
 * Writes a document, or a part of it, with the new names wherever its schema says that a name stands. Entries keep
 * their places.
 */
export function rewrite(schema: z.core.$ZodType, document: unknown, renames: Renames): Rewritten {
  const keys = new WeakMap<object, ReadonlyMap<string, string>>()
  const value = new Rewriter(renames, keys).write(schema, document, {})
  return { value, keyBefore: (record, key) => keys.get(record)?.get(key) ?? key }
}

type Fields = Readonly<Record<string, unknown>>

class Rewriter {
  readonly #renames: Renames
  readonly #keys: WeakMap<object, ReadonlyMap<string, string>>

  constructor(renames: Renames, keys: WeakMap<object, ReadonlyMap<string, string>>) {
    this.#renames = renames
    this.#keys = keys
  }

  /** `node` is the node that the value is in. */
  write(schema: z.core.$ZodType, value: unknown, node: Fields): unknown {
    const own = schemaFor(schema, value)
    if (Array.isArray(value) && own instanceof z.ZodArray)
      return value.map((each) => this.write(own.element, each, node))
    if (!isRecord(value)) return typeof value === 'string' ? this.#text(schema, own, value, node) : value
    if (own instanceof z.ZodRecord) return this.#record(own, value, node)
    if (!(own instanceof z.ZodObject)) return value
    const shape: Readonly<Record<string, z.core.$ZodType>> = own.shape
    const around = 'kind' in value && typeof value.id === 'string' ? value : node
    const written = Object.entries(value).map(([name, field]) => {
      const inner = shape[name]
      return [name, inner ? this.write(inner, field, around) : field] as const
    })
    return this.#compared(value, Object.fromEntries(written))
  }

  #text(schema: z.core.$ZodType, own: z.core.$ZodType, value: string, node: Fields): string {
    const meaning = fieldMeanings.get(own) ?? fieldMeanings.get(schema)
    if (meaning?.reference) return this.#name(value)
    if (meaning?.mentions) return this.#mentions(value, new Set(meaning.mentions(value)))
    if (meaning?.classOf !== undefined) return this.#classOf(node, meaning.classOf)?.get(value) ?? value
    if (meaning?.choiceOf)
      return this.#renames.entries.get(`${String(node.id)}/${meaning.choiceOf.list}`)?.get(value) ?? value
    return value
  }

  #record(own: z.ZodRecord, value: Fields, node: Fields): unknown {
    const meaning = fieldMeanings.get(own)
    const classes = meaning?.keysOf === undefined ? undefined : this.#classOf(node, meaning.keysOf)
    const former = new Map<string, string>()
    const written = Object.entries(value).map(([key, field]) => {
      const name = meaning?.keysRefer ? this.#name(key) : (classes?.get(key) ?? key)
      former.set(name, key)
      // Of a test: the outcome expected of the figure that the key names.
      const outcomes = meaning?.keysRefer ? this.#renames.classes.get(key) : undefined
      const written = typeof field === 'string' ? (outcomes?.get(field) ?? field) : field
      return [name, this.write(own.valueType, written, node)] as const
    })
    const record = Object.fromEntries(written)
    this.#keys.set(record, former)
    return record
  }

  /** The class that a field of the node refers to. */
  #classOf(node: Fields, field: string): ReadonlyMap<string, string> | undefined {
    return this.#renames.classes.get(String(valueAt(node, field.split('.'))))
  }

  /** A comparison names the values of the class that it compares. */
  #compared(value: Fields, written: Fields): Fields {
    const classes = typeof value.of === 'string' ? this.#renames.classes.get(value.of) : undefined
    if (!classes) return written
    const renamed = (each: unknown) => (typeof each === 'string' ? (classes.get(each) ?? each) : each)
    return {
      ...written,
      ...('value' in value && { value: renamed(value.value) }),
      ...(Array.isArray(value.values) && { values: value.values.map(renamed) }),
    }
  }

  #name(reference: string): string {
    const { node, part } = splitReference(reference)
    const name = this.#renames.names.get(node) ?? node
    return part === null ? name : `${name}.${part}`
  }

  #mentions(text: string, mentioned: ReadonlySet<string>): string {
    const nodes = new Set([...mentioned].map((name) => splitReference(name).node))
    return text.replaceAll(WORD, (word) => (nodes.has(word) ? (this.#renames.names.get(word) ?? word) : word))
  }
}
