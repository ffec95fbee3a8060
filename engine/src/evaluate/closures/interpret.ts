import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import type { Column } from '../../population/column.ts'
import {
  columnOf,
  type Decider,
  type Extent,
  newDecisions,
  type SingleDecider,
  stepsWithin,
} from '../decisions.ts'
import { CellStore, type Cells } from './cells.ts'
import { ClosureWriter } from './writer.ts'

/** The most and the fewest customers of a block, and the cells that all steps together may take. */
const MOST = 256
const FEWEST = 16
const MOST_CELLS = 2 ** 20

/**
 * Prepares the plan as closures over blocks of customers: for pages whose content security policy forbids
 * generated code. The same interface as `compile` and the same decisions, to the bit; some ten times slower.
 */
export function interpret(plan: Plan, extent: Extent = {}): Decider {
  const fitting = 2 ** Math.floor(Math.log2(MOST_CELLS / (plan.steps.length + 1)))
  const block = Math.max(FEWEST, Math.min(MOST, fitting))
  const { writer, outputs, reads, writes } = prepare(plan, extent, block)
  return {
    wanted: outputs,
    reads: reads.map(({ name }) => name),
    decide(population, run, into = newDecisions(outputs, population.count)) {
      const loads = reads.map(({ name, cells }) => ({ cells, column: columnOf(plan, population, name) }))
      const stores = writes.map(({ name, cells }) => ({ cells, column: columnOf(plan, into, name) }))
      load(writer, plan, run)
      for (let from = 0; from < population.count; from += block) {
        const count = Math.min(block, population.count - from)
        for (const { cells, column } of loads) cells.numbers.set(column.subarray(from, from + count))
        for (const work of writer.works) work(count)
        for (const { cells, column } of stores) handOut(cells, column, from, count)
      }
      return into
    },
  }
}

/** The same for one customer at a time. */
export function interpretSingle(plan: Plan, extent: Extent): SingleDecider {
  const { writer, outputs, reads, writes } = prepare(plan, extent, 1)
  let loaded: Run | undefined
  return {
    wanted: outputs,
    reads: reads.map(({ name }) => name),
    decide(facts, run) {
      if (loaded !== run) load(writer, plan, run)
      loaded = run
      for (const [at, { cells }] of reads.entries()) cells.numbers[0] = facts[at] ?? 0
      for (const work of writer.works) work(1)
      return Float64Array.from(writes, ({ cells }) => cells.numbers[0] ?? 0)
    },
  }
}

function prepare(plan: Plan, extent: Extent, block: number) {
  const { steps, outputs } = stepsWithin(plan, extent)
  const writer = new ClosureWriter(new CellStore(block), plan.types)
  for (const step of steps) writer.step(step)
  const named = (name: string) => ({ name, cells: writer.figure(name) })
  const writes = outputs.map(({ name }) => named(name))
  const decided = new Set(steps.map(({ name }) => name))
  const reads = [...writer.names()].filter((name) => !decided.has(name)).map(named)
  return { writer, outputs, reads, writes }
}

/** Takes over the calendar and the figures of a run. */
function load(writer: ClosureWriter, plan: Plan, run: Run): void {
  writer.calendar.first = run.workingDays.first
  writer.calendar.ordinals = run.workingDays.ordinals
  const inputs = runInputs(plan, run)
  for (const [name, { numbers }] of writer.inputs) numbers[0] = inputs.get(name) ?? 0
  for (const work of writer.once) work(1)
}

/** Copies the cells of a block to their column. */
function handOut({ numbers, mask }: Cells, column: Column, from: number, count: number): void {
  if (mask !== 0) column.set(count === numbers.length ? numbers : numbers.subarray(0, count), from)
  else column.fill(numbers[0] ?? 0, from, from + count)
}
