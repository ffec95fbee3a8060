import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { Plan } from '../plan/plan.ts'
import { type Bilingual, inEveryLanguage, splitReference } from '../values/fields.ts'
import type { Maybe } from '../values/value-type.ts'
import { formatFigure } from './sentence.ts'
import { namesIn, valueName } from './view.ts'

/** The figures of a plan by what people call them, with their values in their units. */
export class FigureWords {
  readonly #plan: Plan
  readonly #locale: Locale

  constructor(plan: Plan, locale: Locale) {
    this.#plan = plan
    this.#locale = locale
  }

  /** What the playbook calls a fact or a node; of a part the node's name and its own. */
  name(name: string): string {
    const { node, part } = splitReference(name)
    const own = this.#nameOf(name)
    if (part === null || own.en !== name) return own[this.#locale]
    // Parts that stand for a product or the like are named by it, after a letter for what they say of it.
    const product = part.replace(/^[a-z]_/, '')
    const named = namesIn(this.#plan).values.get(product) ?? this.#nameOf(product)
    return message(this.#locale, 'why_not.part', {
      node: this.#nameOf(node)[this.#locale],
      part: named[this.#locale],
    })
  }

  /** A value of the figure of that name. */
  value(name: string, value: Maybe): string | number {
    const kind = this.#plan.types.get(name)?.kind ?? 'text'
    const named = typeof value === 'string' ? valueName(namesIn(this.#plan), name, value) : undefined
    return formatFigure(
      { kind, value, ...(named && { name: named }) },
      this.#locale,
      this.#plan.playbook.currency,
    )
  }

  #nameOf(name: string): Bilingual {
    return namesIn(this.#plan).things.get(name) ?? inEveryLanguage(name)
  }
}
