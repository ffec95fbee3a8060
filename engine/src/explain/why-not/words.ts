import type { Locale } from '../../locale/locale.ts'
import { message } from '../../locale/messages.ts'
import { LISTED_ACTIONS } from '../../nodes/arbitration/arbitration.ts'
import type { Plan } from '../../plan/plan.ts'
import { splitReference } from '../../values/fields.ts'
import type { Maybe } from '../../values/value-type.ts'
import type { DecisionView } from '../reason.ts'
import { formatFigure, sentence } from '../sentence.ts'
import type { FactChange } from './effort.ts'
import type { Gap } from './gaps.ts'
import type { Wish } from './target.ts'
import { DAYS_AHEAD, type Way, type WhyNot } from './why-not.ts'

/** What a sentence of an answer is about. */
export interface AnswerSentence {
  readonly about: 'target' | 'now' | 'gap' | 'ways' | 'way' | 'day' | 'limit'
  readonly text: string
}

/**
 * The answer to "why not" in whole sentences: what is asked for, how it is now and what is short of it, the ways,
 * the day. `view` is the customer's decision.
 */
export function whyNotSentences(
  plan: Plan,
  answer: WhyNot,
  view: DecisionView,
  locale: Locale,
): AnswerSentence[] {
  const words = new Words(plan, view, locale)
  const target = { about: 'target', text: words.target(answer) } as const
  if (answer.reached) return [target]
  const gaps = new Set(answer.ways.flatMap((way) => way.gaps.map((gap) => words.gap(gap))))
  const about = (kind: AnswerSentence['about']) => (text: string) => ({ about: kind, text })
  const count = answer.ways.length
  return [
    target,
    ...words.now(answer).map(about('now')),
    ...[...gaps].map(about('gap')),
    ...(count > 0 ? [about('ways')(message(locale, 'why_not.ways', { count }))] : []),
    ...answer.ways.map((way) => about('way')(words.way(way))),
    about('day')(words.day(answer)),
    ...(count > 0 ? [] : [about('limit')(message(locale, 'why_not.none'))]),
    ...(answer.complete ? [] : [about('limit')(message(locale, 'why_not.incomplete'))]),
  ]
}

class Words {
  readonly #plan: Plan
  readonly #locale: Locale
  readonly #view: DecisionView

  constructor(plan: Plan, view: DecisionView, locale: Locale) {
    this.#plan = plan
    this.#locale = locale
    this.#view = view
  }

  target({ target, reached }: WhyNot): string {
    const wishes = new Set(target.anyOf.map((wish) => this.#wish(wish)))
    const text = [...wishes].join(message(this.#locale, 'why_not.or'))
    return message(this.#locale, reached ? 'why_not.reached' : 'why_not.wanted', { wish: text })
  }

  /** What the nodes that decide the target say of it: the tier as it is, and what holds it. */
  now({ target }: WhyNot): string[] {
    const nodes = new Set(target.anyOf.map(({ name }) => splitReference(name).node))
    return this.#plan.nodes
      .filter(({ node }) => nodes.has(node.id))
      .flatMap((bound) => bound.explain(this.#view).slice(0, 1))
      .map((reason) => sentence(reason, this.#locale, this.#plan.playbook.currency))
  }

  gap({ figure, value, needed, than, node }: Gap): string {
    return message(this.#locale, 'why_not.gap', {
      figure: this.#nameOf(figure),
      value: this.#value(figure, value),
      node: this.#nameOf(node),
      needed,
      than: this.#value(figure, than),
      distance: this.#value(figure, Math.abs(than - value)),
      side: than === value ? 'at' : than > value ? 'below' : 'above',
    })
  }

  way({ changes }: Way): string {
    return changes.map((each) => this.#change(each)).join(message(this.#locale, 'why_not.together'))
  }

  day({ by, lookedUntil }: WhyNot): string {
    const { asOf } = this.#view.run
    const day = formatFigure({ kind: 'date', value: by ?? lookedUntil }, this.#locale, '')
    if (by !== null) return message(this.#locale, 'why_not.by', { day, days: by - asOf })
    const key = lookedUntil - asOf < DAYS_AHEAD ? 'why_not.not_within_calendar' : 'why_not.not_by'
    return message(this.#locale, key, { day, days: lookedUntil - asOf })
  }

  #wish(wish: Wish): string {
    if (wish.is === 'among' && wish.name === this.#plan.arbitration && wish.values === LISTED_ACTIONS)
      return message(this.#locale, 'why_not.wish_listed', { name: this.#nameOf(wish.name) })
    const values = wish.is === 'among' ? wish.values : [wish.value]
    const wanted = values
      .map((each) => this.#value(wish.name, each))
      .join(message(this.#locale, 'why_not.or'))
    return message(this.#locale, 'why_not.wish', { name: this.#nameOf(wish.name), is: wish.is, wanted })
  }

  #change({ fact, from, to, difference, settled }: FactChange): string {
    const isSum = difference !== null && this.#plan.types.get(fact)?.kind !== 'date'
    const key = !isSum ? 'why_not.instead' : difference > 0 ? 'why_not.more' : 'why_not.less'
    const text = message(this.#locale, key, {
      name: this.#nameOf(fact),
      from: this.#value(fact, from),
      to: this.#value(fact, to),
      difference: this.#value(fact, Math.abs(difference ?? 0)),
    })
    return settled ? message(this.#locale, 'why_not.settled', { change: text }) : text
  }

  #value(name: string, value: Maybe): string | number {
    const kind = this.#plan.types.get(name)?.kind ?? 'text'
    const named = typeof value === 'string' ? this.#view.nameOf(value) : undefined
    const isNamed = named !== undefined && named.en !== value
    return formatFigure(
      { kind, value, ...(isNamed && { name: named }) },
      this.#locale,
      this.#plan.playbook.currency,
    )
  }

  /** What the playbook calls a fact or a node; of a part the node's name and its own. */
  #nameOf(name: string): string {
    const { node, part } = splitReference(name)
    const own = this.#view.nameOf(name)
    if (part === null || own.en !== name) return own[this.#locale]
    // Parts that stand for a product or the like are named by it, after a letter for what they say of it.
    const named = this.#view.nameOf(part.replace(/^[a-z]_/, ''))
    return message(this.#locale, 'why_not.part', {
      node: this.#view.nameOf(node)[this.#locale],
      part: named[this.#locale],
    })
  }
}
