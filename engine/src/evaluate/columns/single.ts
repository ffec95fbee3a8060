import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { type Extent, type SingleDecider, stepsWithin } from '../decisions.ts'
import { LANES } from './lanes.ts'
import { Machine } from './machine.ts'
import { programOf } from './program.ts'

/** The code of `compile` for one customer at a time: he has the first of four lanes, the others stay empty. */
export function compileSingle(plan: Plan, extent: Extent): SingleDecider {
  const { steps, outputs } = stepsWithin(plan, extent)
  const program = programOf(plan, { steps, outputs, as: 'f64' })
  let loaded: { readonly run: Run; readonly machine: Machine; readonly outcomes: Float64Array } | null = null

  const machineFor = (run: Run): Machine => {
    const days = run.workingDays.ordinals.length
    const machine =
      loaded && loaded.machine.days >= days ? loaded.machine : new Machine(program, days, undefined, LANES)
    machine.load(run.workingDays, runInputs(plan, run))
    return machine
  }

  return {
    wanted: outputs,
    reads: program.reads.map(({ name }) => name),
    decide(facts, run) {
      if (loaded?.run !== run) {
        const machine = machineFor(run)
        // As doubles, the outcomes stand one after the other.
        const start = machine.writes[0]?.offset ?? 0
        const outcomes = new Float64Array(machine.memory.buffer, start, LANES * outputs.length)
        loaded = { run, machine, outcomes }
      }
      const { machine, outcomes } = loaded
      const { reads } = machine
      for (let at = 0; at < reads.length; at += 1) {
        const stage = reads[at]
        if (stage) stage.view[0] = facts[at] ?? 0
      }
      machine.run(1)
      const found = new Float64Array(outputs.length)
      for (let at = 0; at < found.length; at += 1) found[at] = outcomes[at * LANES] ?? 0
      return found
    },
  }
}
