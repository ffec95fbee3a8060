import type { Step } from '../../expression/expression.ts'
import { stepsRead } from '../../expression/reads.ts'
import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import type { Arena } from '../../population/arena.ts'
import { type Column, fitsType, newColumn } from '../../population/column.ts'
import type { Population } from '../../population/population.ts'
import { CodeWriter } from './code.ts'
import { CHUNK, Machine } from './machine.ts'

/** The decisions of a population: the outcome of each wanted step for every customer. */
export interface Decisions {
  readonly count: number
  readonly columns: ReadonlyMap<string, Column>
}

/** A plan compiled to one loop over columns. */
export interface Decider {
  readonly wanted: readonly Step[]
  /** The columns it reads, facts and given steps: a population must have them. */
  readonly reads: readonly string[]
  /** Decides everybody. `into` takes the outcomes; without it new columns are made. */
  decide(population: Population, run: Run, into?: Decisions): Decisions
}

interface Options {
  /** The steps to hand out; the plan's outputs when not said. Steps that none of them needs are left out. */
  readonly wanted?: readonly string[]
  /** Steps whose columns the population holds already: they are read, not decided again. */
  readonly given?: ReadonlySet<string>
}

/**
 * Compiles the plan for deciding whole populations. The code is WebAssembly: doubles and whole numbers mean
 * there exactly what they mean in JavaScript, and no check of a type or a bound is left in the loop. It agrees
 * to the bit with the reference evaluator.
 */
export function compile(plan: Plan, { wanted, given = new Set() }: Options = {}): Decider {
  const names = wanted ?? plan.outputs.map(({ name }) => name)
  const outputs = plan.steps.filter(({ name }) => names.includes(name))
  const writer = new CodeWriter(plan.types, plan.playbook.facts.length + given.size + outputs.length)
  for (const step of neededSteps(plan, names, given)) writer.step(step)
  for (const { name } of outputs) writer.output(name)
  let machine: Machine | null = null

  return {
    wanted: outputs,
    reads: writer.reads.map(({ name }) => name),
    decide(population, run, into = newDecisions(outputs, population.count)) {
      const reads = writer.reads.map(({ name }) => columnOf(plan, population, name))
      const writes = writer.writes.map(({ name }) => columnOf(plan, into, name))
      const days = run.workingDays.ordinals.length
      if (!machine || machine.days < days || machine.arena !== population.arena) {
        machine = new Machine(writer, days, population.arena)
      }
      machine.load(run.workingDays, runInputs(plan, run))
      for (let from = 0; from < population.count; from += CHUNK) {
        machine.decide(reads, writes, from, Math.min(CHUNK, population.count - from))
      }
      return into
    },
  }
}

/** Columns for the outcomes of these steps, to be filled; in the arena, when one is given and has room. */
export const newDecisions = (steps: readonly Step[], count: number, arena?: Arena): Decisions => ({
  count,
  columns: new Map(steps.map(({ name, type }) => [name, arena?.take(type, count) ?? newColumn(type, count)])),
})

function columnOf({ types }: Plan, { columns, count }: Population | Decisions, name: string): Column {
  const [column, type] = [columns.get(name), types.get(name)]
  if (!column || !type) throw new Error(`There is no column "${name}"`)
  if (column.length < count || !fitsType(column, type)) {
    throw new Error(`The column "${name}" does not hold ${type.kind}`)
  }
  return column
}

/** The steps that the wanted ones rest on, in plan order, down to facts and given steps. */
function neededSteps(plan: Plan, wanted: readonly string[], given: ReadonlySet<string>): Step[] {
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
