import {
  type Bilingual,
  type DecisionView,
  formatDay,
  formatFigure,
  type Maybe,
} from '@branch-playbook/engine'
import type { PreparedPlaybook } from './prepared-playbook.ts'

/** A fact of a customer as a playbook sees it, and as people read it. */
export interface ShownFact {
  readonly name: string
  readonly label: Bilingual
  readonly kind: string
  /** Null when missing; a date is a day as `YYYY-MM-DD`. */
  readonly value: Maybe
  readonly text: Bilingual
}

/** The facts that a playbook asks for, as it saw them when it decided. */
export const shownFacts = ({ plan }: PreparedPlaybook, view: DecisionView): ShownFact[] =>
  plan.playbook.facts.map(({ name, label, type }) => {
    const figure = { kind: type, value: view.value(name) }
    const text = (locale: 'zh-CN' | 'en') => String(formatFigure(figure, locale, plan.playbook.currency))
    const value = type === 'date' && typeof figure.value === 'number' ? formatDay(figure.value) : figure.value
    return { name, label, kind: type, value, text: { 'zh-CN': text('zh-CN'), en: text('en') } }
  })
