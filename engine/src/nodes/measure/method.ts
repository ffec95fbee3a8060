import { z } from 'zod'
import type { Branch, Place } from '../../coverage/place.ts'
import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import type { Step } from '../../expression/expression.ts'
import type { Bilingual } from '../../values/fields.ts'
import type { ValueType } from '../../values/value-type.ts'
import type { CheckedScope, Report, Scope } from '../kind.ts'

/** What a method is told of the measure that it is used in. */
export interface Owner {
  readonly id: string
  readonly name: Bilingual
}

/** One way of working a measure out: what a kind of node is to nodes. Paths of problems start at the calculation. */
interface MethodOf<Calculation> {
  outcome(calculation: Calculation, scope: Scope): ValueType
  mayBeMissing?(calculation: Calculation): boolean
  check(calculation: Calculation, scope: Scope, report: Report, owner: Owner): void
  lower(calculation: Calculation, owner: Owner, scope: CheckedScope): Step[]
  explain(calculation: Calculation, owner: Owner, view: DecisionView): Reason[]
  /** The place of the calculation that a branch stands for; without it none does. */
  place?(calculation: Calculation, branch: Branch, owner: Owner): Place | null
}

/** A calculation together with what its method knows of it. */
export interface BoundMethod {
  outcome(scope: Scope): ValueType
  mayBeMissing(): boolean
  check(scope: Scope, report: Report, owner: Owner): void
  lower(owner: Owner, scope: CheckedScope): Step[]
  explain(owner: Owner, view: DecisionView): Reason[]
  place(branch: Branch, owner: Owner): Place | null
}

/** A calculation of any method. */
export interface AnyCalculation {
  readonly method: string
}

export function defineMethod<Schema extends z.ZodType<AnyCalculation>>(
  method: z.infer<Schema>['method'],
  schema: Schema,
  meaning: MethodOf<z.infer<Schema>>,
) {
  const isOfMethod = (each: AnyCalculation): each is z.infer<Schema> => each.method === method
  return {
    schema,
    /** Null for a calculation of another method. */
    bind(calculation: AnyCalculation): BoundMethod | null {
      if (!isOfMethod(calculation)) return null
      return {
        outcome: (scope) => meaning.outcome(calculation, scope),
        mayBeMissing: () => meaning.mayBeMissing?.(calculation) ?? false,
        check: (scope, report, owner) => meaning.check(calculation, scope, report, owner),
        lower: (owner, scope) => meaning.lower(calculation, owner, scope),
        explain: (owner, view) => meaning.explain(calculation, owner, view),
        place: (branch, owner) => meaning.place?.(calculation, branch, owner) ?? null,
      }
    },
  }
}

/** How a measure is called in its own explanation. */
export const named = ({ id, name }: Owner): Figure => ({ kind: 'text', value: id, name })

/** A figure of a reason that stands for what it is called. */
export const nameFigure = (reference: string, view: DecisionView): Figure => ({
  kind: 'text',
  value: reference,
  name: view.nameOf(reference),
})

/** What a measure says of an outcome that may be missing. */
export const missingOutcome = {
  /** Lets the outcome be missing; whoever refers to the measure then decides that. */
  mayBeMissing: z.boolean().optional(),
}
