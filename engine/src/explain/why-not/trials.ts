import { decider } from '../../evaluate/decider.ts'
import type { Decider } from '../../evaluate/decisions.ts'
import type { Operand, Step } from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { stepsRead } from '../../expression/reads.ts'
import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { type Column, decode, encode, newColumn } from '../../population/column.ts'
import type { Figures, Population } from '../../population/population.ts'
import type { Maybe, Scalar } from '../../values/value-type.ts'
import { type Hinge, hingesOf } from './hinges.ts'
import { comesTrue, namesOf, type Target } from './target.ts'

/** One fact with another value. */
export interface Trial {
  readonly fact: string
  readonly to: Maybe
}

/** Customers who differ from the one in question by a few facts each, decided together. */
export interface Tried {
  readonly count: number
  /** Whether the customer at that position reaches the target. */
  reached(at: number): boolean
  /** The value of a fact, a step, an input or a constant for the customer at that position. */
  value(operand: Operand, at: number): Maybe
}

/** What a target rests on, and the code that decides it; made once for many customers. */
export interface Question {
  readonly plan: Plan
  readonly target: Target
  /** The steps that decide the target, in plan order. */
  readonly steps: readonly Step[]
  readonly hinges: readonly Hinge[]
  readonly decider: Decider
  /** The facts that a customer needs to be tried. */
  readonly facts: readonly string[]
}

/** Prepares the search for what would lead to a target. */
export function questionOf(plan: Plan, target: Target): Question {
  const lists = new Set(target.anyOf.flatMap((wish) => (wish.is === 'contains' ? [wish.name] : [])))
  const asked = new Set(namesOf(target))
  const goals = plan.steps.filter(({ name, node }) => asked.has(name) || lists.has(node))
  const steps = stepsBehind(plan.steps, new Set(goals.map(({ name }) => name)))
  const hinges = hingesOf(steps, plan.types)
  const compared = hinges.flatMap(({ left, right }) => [left, right])
  const wanted = new Set([
    ...goals.map(({ name }) => name),
    ...compared.flatMap((operand) => (operand.op === 'step' ? [operand.name] : [])),
  ])
  const made = decider(plan, { wanted: [...wanted] })
  const read = new Set([
    ...made.reads,
    ...asked,
    ...compared.flatMap((operand) => (operand.op === 'fact' ? [operand.name] : [])),
  ])
  const facts = plan.playbook.facts.flatMap(({ name }) => (read.has(name) ? [name] : []))
  return { plan, target, steps, hinges, decider: made, facts }
}

function stepsBehind(steps: readonly Step[], goals: Set<string>): Step[] {
  const needed = new Set(goals)
  return steps
    .toReversed()
    .filter(({ name, expression }) => {
      if (!needed.has(name)) return false
      for (const read of stepsRead(expression)) needed.add(read)
      return true
    })
    .toReversed()
}

/** Decides variations of one customer, at most so many in all. */
export class Trials {
  readonly question: Question
  readonly facts: Figures
  readonly run: Run
  /** Whether something was left untried because there were no trials left. */
  stopped = false
  #left: number

  constructor(question: Question, facts: Figures, run: Run, most: number) {
    this.question = question
    this.facts = facts
    this.run = run
    this.#left = most
  }

  get left(): number {
    return this.#left
  }

  /** Decides the customer once with each of the variations; fewer of them when no trials are left. */
  try(variations: readonly (readonly Trial[])[]): Tried {
    const taken = variations.slice(0, this.#left)
    if (taken.length < variations.length) this.stopped = true
    this.#left -= taken.length
    return this.#decide(taken, this.run)
  }

  /** The customer as he is, and with these changes. */
  recheck(way: readonly Trial[]): Tried {
    return this.#decide([[], way], this.run)
  }

  /** Decides the customer as he is, on another day. */
  on(day: number): Tried {
    return this.#decide([[]], { ...this.run, asOf: day })
  }

  #decide(variations: readonly (readonly Trial[])[], run: Run): Tried {
    const { plan, target, decider } = this.question
    const population = this.#populate(variations)
    const { columns } = decider.decide(population, run)
    const inputs = runInputs(plan, run)
    const read = (from: ReadonlyMap<string, Column>, name: string, at: number): Maybe => {
      const [type, column] = [plan.types.get(name), from.get(name)]
      return type && column ? decode(type, column[at] ?? Number.NaN) : null
    }
    const value = (name: string, at: number) =>
      columns.has(name) ? read(columns, name, at) : read(population.columns, name, at)
    const list = (id: string, at: number): readonly Scalar[] =>
      plan.nodes.find(({ node }) => node.id === id)?.list((name) => value(name, at)) ?? []
    return {
      count: variations.length,
      reached: (at) =>
        target.anyOf.some((wish) =>
          comesTrue(
            wish,
            (name) => value(name, at),
            (node) => list(node, at),
          ),
        ),
      value(operand, at) {
        switch (operand.op) {
          case 'constant':
            return operand.value
          case 'input':
            return inputs.get(operand.name) ?? (operand.name === AS_OF ? run.asOf : 0)
          default:
            return value(operand.name, at)
        }
      },
    }
  }

  /** The customer as often as there are variations, with the facts that are read, each changed where they say so. */
  #populate(variations: readonly (readonly Trial[])[]): Population {
    const { plan, facts } = this.question
    const columns = new Map<string, Column>()
    for (const name of facts) {
      const type = plan.types.get(name)
      if (!type) continue
      const column = newColumn(type, variations.length)
      columns.set(name, column.fill(encode(type, this.facts.get(name) ?? null)))
    }
    for (const [at, variation] of variations.entries()) {
      for (const { fact, to } of variation) {
        const [type, column] = [plan.types.get(fact), columns.get(fact)]
        if (type && column) column[at] = encode(type, to)
      }
    }
    return { count: variations.length, columns }
  }
}
