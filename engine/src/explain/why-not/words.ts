import type { Locale } from '../../locale/locale.ts'
import { message } from '../../locale/messages.ts'
import { LISTED_ACTIONS } from '../../nodes/arbitration/arbitration.ts'
import type { Plan } from '../../plan/plan.ts'
import { splitReference } from '../../values/fields.ts'
import { FigureWords } from '../figure-words.ts'
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
  readonly #figures: FigureWords

  constructor(plan: Plan, view: DecisionView, locale: Locale) {
    this.#plan = plan
    this.#locale = locale
    this.#view = view
    this.#figures = new FigureWords(plan, locale)
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
      figure: this.#figures.name(figure),
      value: this.#figures.value(figure, value),
      node: this.#figures.name(node),
      needed,
      than: this.#figures.value(figure, than),
      distance: this.#figures.value(figure, Math.abs(than - value)),
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
      return message(this.#locale, 'why_not.wish_listed', { name: this.#figures.name(wish.name) })
    const values = wish.is === 'among' ? wish.values : [wish.value]
    const wanted = values
      .map((each) => this.#figures.value(wish.name, each))
      .join(message(this.#locale, 'why_not.or'))
    return message(this.#locale, 'why_not.wish', { name: this.#figures.name(wish.name), is: wish.is, wanted })
  }

  #change({ fact, from, to, difference, settled }: FactChange): string {
    const isSum = difference !== null && this.#plan.types.get(fact)?.kind !== 'date'
    const key = !isSum ? 'why_not.instead' : difference > 0 ? 'why_not.more' : 'why_not.less'
    const text = message(this.#locale, key, {
      name: this.#figures.name(fact),
      from: this.#figures.value(fact, from),
      to: this.#figures.value(fact, to),
      difference: this.#figures.value(fact, Math.abs(difference ?? 0)),
    })
    return settled ? message(this.#locale, 'why_not.settled', { change: text }) : text
  }
}
