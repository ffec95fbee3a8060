import type { Step } from '../expression/expression.ts'
import { stepsRead } from '../expression/reads.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Arena } from '../population/arena.ts'
import { type Column, fitsType, newColumn } from '../population/column.ts'
import type { Population } from '../population/population.ts'

/** The decisions of a population: the outcome of each wanted step for every customer. */
export interface Decisions {
  readonly count: number
  readonly columns: ReadonlyMap<string, Column>
}

/** A plan made ready to decide populations. */
export interface Decider {
  readonly wanted: readonly Step[]
  /** The columns it reads, facts and given steps: a population must have them. */
  readonly reads: readonly string[]
  /** Decides everybody. `into` takes the outcomes; without it new columns are made. */
  decide(population: Population, run: Run, into?: Decisions): Decisions
}

/** A plan made ready to decide customers one by one, in microseconds each. */
export interface SingleDecider {
  readonly wanted: readonly Step[]
  /** The facts that it reads. */
  readonly reads: readonly string[]
  /**
   * The wanted outcomes of one customer, in their order, as columns store them; `facts` are his, as columns store
   * them, in the order of `reads`. A run is taken over once: one that was given before must not have changed.
   */
  decide(facts: ArrayLike<number>, run: Run): Float64Array
}

/** What a decider decides. */
export interface Extent {
  /** The steps to hand out; the plan's outputs when not said. Steps that none of them needs are left out. */
  readonly wanted?: readonly string[]
  /** Steps whose columns the population holds already: they are read, not decided again. */
  readonly given?: ReadonlySet<string>
}

/** The steps that a decider decides on its way, in plan order, and those that it hands out. */
export function stepsWithin(plan: Plan, { wanted, given = new Set() }: Extent) {
  const names = new Set(wanted ?? plan.outputs.map(({ name }) => name))
  const outputs = plan.steps.filter(({ name }) => names.has(name))
  return { steps: neededSteps(plan, names, given), outputs, given }
}

/** Columns for the outcomes of these steps, to be filled; in the arena, when one is given and has room. */
export const newDecisions = (steps: readonly Step[], count: number, arena?: Arena): Decisions => ({
  count,
  columns: new Map(steps.map(({ name, type }) => [name, arena?.take(type, count) ?? newColumn(type, count)])),
})

/** A column that must be there, of the right kind and long enough. */
export function columnOf({ types }: Plan, { columns, count }: Population | Decisions, name: string): Column {
  const [column, type] = [columns.get(name), types.get(name)]
  if (!column || !type) throw new Error(`There is no column "${name}"`)
  if (column.length < count || !fitsType(column, type)) {
    throw new Error(`The column "${name}" does not hold ${type.kind}`)
  }
  return column
}

/** The steps that the wanted ones rest on, in plan order, down to facts and given steps. */
function neededSteps(plan: Plan, wanted: ReadonlySet<string>, given: ReadonlySet<string>): Step[] {
  const needed = new Set(wanted)
  return plan.steps
    .toReversed()
    .filter((step) => {
      if (!needed.has(step.name) || given.has(step.name)) return false
      for (const name of stepsRead(step.expression)) needed.add(name)
      return true
    })
    .toReversed()
}
