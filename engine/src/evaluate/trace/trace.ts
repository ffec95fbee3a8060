import type { Run } from '../../plan/run.ts'
import { decode } from '../../population/column.ts'
import type { Maybe } from '../../values/value-type.ts'
import type { Decided } from './points.ts'
import type { TracedPlan } from './traced.ts'

/** Which of several decided at a point of a step. */
export interface Branch {
  readonly by: Decided
  /**
   * Its place, from 0: of the rule of a choice, of the band reached (0 is the lowest), of the cell of a table row
   * by row, or of the part of a condition that decided.
   */
  readonly at: number
  /** How many there are. Rules and parts may have `at` equal to it: no rule held; no part decided alone. */
  readonly of: number
}

/** A step as JSON writes it. */
interface TracedStep {
  readonly step: string
  readonly node: string
  readonly value: Maybe
  readonly branches: readonly Branch[]
}

/**
 * One customer's decision in full: the values of all facts and steps and, for each step, what decided it. Kept as
 * two arrays of numbers; everything else is read from them when it is asked for.
 */
export class Trace {
  readonly run: Run
  readonly #plan: TracedPlan
  readonly #facts: Float64Array
  readonly #outcomes: Float64Array

  /** `facts` and `outcomes` as columns store them, in the order of the traced plan. */
  constructor(plan: TracedPlan, run: Run, facts: Float64Array, outcomes: Float64Array) {
    this.#plan = plan
    this.run = run
    this.#facts = facts
    this.#outcomes = outcomes
  }

  /** The value of a fact or step; null when it is missing or nothing has that name. Dates are day numbers. */
  value(name: string): Maybe {
    const figure = this.#plan.figures.get(name)
    if (!figure) return null
    const numbers = figure.fact ? this.#facts : this.#outcomes
    return decode(figure.type, numbers[figure.at] ?? Number.NaN)
  }

  /** What decided a step: of a choice its rule, and so on; null for a step that only calculates. */
  branch(step: string): Branch | null {
    return this.branches(step)[0] ?? null
  }

  /**
   * Everything that decided a step, in document order, the outer before the inner; without what lies in outcomes
   * that were not taken.
   */
  branches(step: string): Branch[] {
    const points = this.#plan.points.get(step) ?? []
    const reached: boolean[] = []
    return points.flatMap(({ by, of, from, within }, at) => {
      const taken = within && this.#outcomes[points[within.point]?.from ?? -1] === within.rule
      reached[at] = !within || (taken === true && reached[within.point] === true)
      return reached[at] ? [{ by, at: this.#outcomes[from] ?? 0, of }] : []
    })
  }

  /** All facts by name and all steps in order. */
  toJSON(): { readonly facts: Readonly<Record<string, Maybe>>; readonly steps: readonly TracedStep[] } {
    return {
      facts: Object.fromEntries(this.#plan.facts.map(({ name }) => [name, this.value(name)])),
      steps: this.#plan.steps.map(({ name, node }) => ({
        step: name,
        node,
        value: this.value(name),
        branches: this.branches(name),
      })),
    }
  }

  /** The same as JSON text, byte for byte what `JSON.stringify` makes of it, without making the objects. */
  text(): string {
    return this.#plan.text(this.#facts, this.#outcomes)
  }
}
