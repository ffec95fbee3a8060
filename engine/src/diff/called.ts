import type { Names } from '../check/scope.ts'
import type { Locale } from '../locale/locale.ts'
import { isMessageKey, message } from '../locale/messages.ts'
import type { Affinity } from '../nodes/affinity/affinity.ts'
import type { Association } from '../nodes/affinity/association.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { splitReference } from '../values/fields.ts'
import { isRecord } from './document.ts'

/** What people call the figures of a playbook, and the values that classes have. Needs no plan: drafts have names too. */
export class Called {
  readonly #names: Names
  readonly #locale: Locale
  /** By node: what its lists call their entries, such as strategies, products and outputs. */
  readonly #entries: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly #associations: ReadonlyMap<unknown, string>

  constructor(playbook: Playbook, names: Names, locale: Locale) {
    this.#names = names
    this.#locale = locale
    this.#entries = new Map(playbook.nodes.map((node) => [node.id, entriesOf(node, locale)]))
    this.#associations = new Map(
      playbook.nodes.flatMap((node) =>
        node.kind === 'affinity' ? node.rules.map((rule) => [rule, associated(node, rule, locale)]) : [],
      ),
    )
  }

  /** A fact or a node by its name, a part of a node with the node's. */
  figure(name: string): string {
    const { node: id, part } = splitReference(name)
    const label = this.#names.facts.get(id)?.label ?? this.#names.node(id)?.name
    const text = label?.[this.#locale] ?? plainly(id)
    if (part === null) return text
    return message(this.#locale, 'why_not.part', { node: text, part: this.#part(id, part) })
  }

  /** A value of the class that a figure has; of no figure, a value that any class may have. */
  value(figure: string | undefined, value: string): string {
    const id = figure === undefined ? '' : splitReference(figure).node
    const isNode = !this.#names.facts.has(id)
    const own = isNode ? this.#entries.get(id)?.get(value) : undefined
    if (own !== undefined) return own
    const key = `value.${value}`
    if (isMessageKey(key)) return message(this.#locale, key)
    // What a node chooses may be called something by another: a product by its gate, an occasion by its own node.
    const other = isNode ? (this.#entry(value) ?? this.#names.node(value)?.name[this.#locale]) : undefined
    // The rules of a node and its like have ids only; values of facts are written by the bank as they are.
    return other ?? (isNode && figure !== undefined ? plainly(value) : value)
  }

  /** An association of the playbook by what goes with what; undefined for anything else. */
  association(entry: unknown): string | undefined {
    return this.#associations.get(entry)
  }

  #part(id: string, part: string): string {
    const within = part.replace(/^[a-z]+_/, '')
    const entry = this.#entries.get(id)?.get(part) ?? this.#entries.get(id)?.get(within)
    const called = entry ?? this.#entry(within)
    if (called !== undefined) return called
    for (const key of [`part.${part}`, `value.${part}`])
      if (isMessageKey(key)) return message(this.#locale, key)
    return plainly(part)
  }

  #entry(id: string): string | undefined {
    for (const entries of this.#entries.values()) {
      const found = entries.get(id)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** An id that nothing gives a name to, as words. */
export const plainly = (id: string): string => id.replaceAll('_', ' ')

function entriesOf(node: PlaybookNode, locale: Locale): ReadonlyMap<string, string> {
  const entries = Object.values(node).flatMap((list: unknown) => (Array.isArray(list) ? list : []))
  const rules =
    node.kind === 'affinity'
      ? node.rules.map((rule) => [rule.id, associated(node, rule, locale)] as const)
      : []
  return new Map([
    ...rules,
    ...entries.flatMap((entry: unknown): [string, string][] => {
      if (!isRecord(entry) || typeof entry.id !== 'string') return []
      const text = [entry.label, entry.name].find(isRecord)?.[locale]
      return typeof text === 'string' ? [[entry.id, text]] : []
    }),
  ])
}

/** Associations are given no names: what they are called is what is held and what it leads to. */
function associated({ holdings }: Affinity, { has, lacks }: Association, locale: Locale): string {
  const called = (id: string) => holdings.find((each) => each.id === id)?.name[locale] ?? plainly(id)
  const held = has.map(called).reduce((first, second) => message(locale, 'diff.join', { first, second }))
  return message(locale, 'diff.leads_to', { held, to: called(lacks) })
}
