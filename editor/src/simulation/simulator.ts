import {
  type Column,
  type Decisions,
  decider,
  newDecisions,
  type Plan,
  type Population,
  type Run,
} from '@branch-playbook/engine'

type Step = Plan['steps'][number]

/** The decisions of everyone, and how many of the outcomes had to be decided for them. */
export interface Simulated extends Decisions {
  readonly decided: number
  readonly outcomes: number
}

/**
 * Decides one population again and again under plans that differ a little. A column is known by its meaning:
 * the step's expression, down to the facts and the figures of the run. Only steps whose meaning is new are
 * decided; the others are read from their columns.
 */
export class Simulator {
  readonly #run: Run
  readonly #meanings = new Map<string, number>()
  /** Columns by meaning, of the plans that were decided last. */
  #columns = new Map<number, Column>()

  constructor(run: Run) {
    this.#run = run
  }

  /**
   * Decides the plan. `keep` are the decisions whose columns are worth keeping beside the new ones. The
   * population is the same at every call, except that it may have more columns.
   */
  decide(everyone: Population, plan: Plan, keep?: Simulated): Simulated {
    const meanings = this.#meaningsOf(plan)
    const given = new Map(
      plan.outputs.flatMap(({ name }) => {
        const column = this.#columns.get(meanings.get(name) ?? -1)
        return column ? [[name, column] as const] : []
      }),
    )
    const wanted = plan.outputs.flatMap(({ name }) => (given.has(name) ? [] : [name]))
    const columns = new Map(given)
    if (wanted.length > 0) {
      const population = {
        ...everyone,
        columns: new Map([...everyone.columns, ...given]),
      }
      const deciding = decider(plan, { wanted, given: new Set(given.keys()) })
      const into = newDecisions(deciding.wanted, population.count, population.arena)
      for (const [name, column] of deciding.decide(population, this.#run, into).columns)
        columns.set(name, column)
    }
    for (const column of this.#retain(columns, meanings, keep)) everyone.arena?.release(column)
    return { count: everyone.count, columns, decided: wanted.length, outcomes: plan.outputs.length }
  }

  /**
   * Forgets columns that belong neither to these decisions nor to those kept, and hands them out: edits must
   * not fill the memory.
   */
  #retain(
    columns: ReadonlyMap<string, Column>,
    meanings: ReadonlyMap<string, number>,
    keep: Simulated | undefined,
  ): Column[] {
    const known = this.#columns
    const kept = new Set(keep?.columns.values())
    this.#columns = new Map([
      ...[...known].filter(([, column]) => kept.has(column)),
      ...[...columns].map(([name, column]) => [meanings.get(name) ?? -1, column] as const),
    ])
    const used = new Set(this.#columns.values())
    return [...known.values()].filter((column) => !used.has(column))
  }

  /** A number for the meaning of each step: equal when equal for every customer of this population and run. */
  #meaningsOf(plan: Plan): ReadonlyMap<string, number> {
    const inputs = new Map(plan.nodes.flatMap((node) => node.inputs(this.#run)))
    const meanings = new Map<string, number>()
    for (const step of plan.steps) meanings.set(step.name, this.#meaningOf(step, plan, inputs, meanings))
    return meanings
  }

  #meaningOf(
    { expression, type }: Step,
    plan: Plan,
    inputs: ReadonlyMap<string, number>,
    meanings: ReadonlyMap<string, number>,
  ): number {
    const written = JSON.stringify([type, expression], (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('op' in value) || !('name' in value)) return value
      const name = String(value.name)
      if (value.op === 'step') return { step: meanings.get(name) }
      if (value.op === 'fact') return { fact: name, type: plan.types.get(name) }
      return { input: name, value: inputs.get(name) }
    })
    const known = this.#meanings.get(written) ?? this.#meanings.size
    this.#meanings.set(written, known)
    return known
  }
}
