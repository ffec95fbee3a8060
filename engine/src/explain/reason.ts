import type { MessageKey } from '../locale/messages.ts'
import type { Run } from '../plan/run.ts'
import type { Bilingual } from '../values/fields.ts'
import type { Maybe, ValueKind } from '../values/value-type.ts'

type ReasonKey = Extract<MessageKey, `reason.${string}`>
type ReasonCode = ReasonKey extends `reason.${infer Code}` ? Code : never

/** A figure in a reason, with the unit in which people read it. Dates are day numbers. */
export interface Figure {
  readonly kind: ValueKind | 'working_days' | 'months' | 'minutes' | 'text'
  readonly value: Maybe
  /** What people call it, when the playbook names it: a strategy, a fact, an event. */
  readonly name?: Bilingual
}

/** One link of the chain of reasons: a sentence of the locale files and the figures in it. */
export interface Reason {
  readonly node: string
  readonly code: ReasonCode
  readonly figures: Readonly<Record<string, Figure>>
}

/** One customer's decision, as a node sees it to explain itself. */
export interface DecisionView {
  /** The value of a fact, step or input by its name in the plan; null when missing. */
  value(name: string): Maybe
  /** What the playbook calls a fact, a node, or a value of a class outcome. */
  nameOf(name: string): Bilingual
  /** What the playbook calls a value of the figure of that name, such as a strategy; undefined where it has no name. */
  valueName(figure: string, value: string): Bilingual | undefined
  /** The figure of a fact or step with its own unit. */
  figure(name: string): Figure
  /** The run the decision belongs to: its day and the events in force. */
  readonly run: Run
}
