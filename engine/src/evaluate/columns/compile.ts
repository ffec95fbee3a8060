import { type Plan, runInputs } from '../../plan/plan.ts'
import { columnOf, type Decider, type Extent, newDecisions, stepsWithin } from '../decisions.ts'
import { Machine } from './machine.ts'
import { programOf } from './program.ts'

interface Compiling extends Extent {
  /** The most operations of one generated function, at least 32; a good number when not said. */
  readonly most?: number
}

/**
 * Compiles the plan for deciding whole populations. The code is WebAssembly: doubles and whole numbers mean
 * there exactly what they mean in JavaScript, and no check of a type or a bound is left in the loop. It agrees
 * to the bit with the reference evaluator. Throws `WebAssembly.CompileError` where a content security policy
 * forbids generated code.
 */
export function compile(plan: Plan, { most, ...extent }: Compiling = {}): Decider {
  const { steps, outputs } = stepsWithin(plan, extent)
  const program = programOf(plan, { steps, outputs, ...(most !== undefined && { most }) })
  let machine: Machine | null = null

  return {
    wanted: outputs,
    reads: program.reads.map(({ name }) => name),
    decide(population, run, into = newDecisions(outputs, population.count)) {
      const reads = program.reads.map(({ name }) => columnOf(plan, population, name))
      const writes = program.writes.map(({ name }) => columnOf(plan, into, name))
      const days = run.workingDays.ordinals.length
      if (!machine || machine.days < days || machine.arena !== population.arena) {
        machine = new Machine(program, days, population.arena)
      }
      machine.load(run.workingDays, runInputs(plan, run))
      for (let from = 0; from < population.count; from += machine.block) {
        machine.decide(reads, writes, from, Math.min(machine.block, population.count - from))
      }
      return into
    },
  }
}
