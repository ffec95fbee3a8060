import type { Step } from '../../expression/expression.ts'
import { stepsRead } from '../../expression/reads.ts'
import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { type Column, fitsType, newColumn } from '../../population/column.ts'
import type { Population } from '../../population/population.ts'
import { CodeWriter, type Strip } from './code.ts'
import { COUNTER, LANES } from './lanes.ts'
import { viewOf } from './memory.ts'
import { type Code, getLocal, I32, integer, moduleOf, repeat, setLocal } from './wasm.ts'

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
 * Customers decided at a time. Their columns are copied to the memory of the generated code, and this many
 * stay in the processor's cache on the way.
 */
const CHUNK = 4096

const PAGE = 65_536

/**
 * Compiles the plan for deciding whole populations. The code is WebAssembly: doubles and whole numbers mean
 * there exactly what they mean in JavaScript, and no check of a type or a bound is left in the loop. It agrees
 * to the bit with the reference evaluator.
 */
export function compile(plan: Plan, { wanted, given = new Set() }: Options = {}): Decider {
  const names = wanted ?? plan.outputs.map(({ name }) => name)
  const writer = new CodeWriter(plan.types, CHUNK)
  for (const step of neededSteps(plan, names, given)) writer.step(step)
  const outputs = plan.steps.filter(({ name }) => names.includes(name))
  for (const { name } of outputs) writer.output(name)
  const program = moduleFor(writer)
  let machine: Machine | null = null

  return {
    wanted: outputs,
    reads: writer.reads.map(({ name }) => name),
    decide(population, run, into = emptyDecisions(outputs, population.count)) {
      const columns = writer.reads.map(({ name }) => columnOf(plan, population, name))
      const results = writer.writes.map(({ name }) => columnOf(plan, into, name))
      if (machine?.calendar !== run.workingDays) machine = load(program, writer, run)
      const inputs = runInputs(plan, run)
      for (const { name, offset } of writer.inputs) machine.integers[offset / 4] = inputs.get(name) ?? 0
      for (let from = 0; from < population.count; from += CHUNK) {
        const length = Math.min(CHUNK, population.count - from)
        machine.read.forEach((strip, at) => {
          const column = columns[at]
          if (column) strip.set(column.subarray(from, from + length))
        })
        machine.decide(length)
        machine.written.forEach((strip, at) => {
          results[at]?.set(length === CHUNK ? strip : strip.subarray(0, length), from)
        })
      }
      return into
    },
  }
}

/** Columns for the outcomes of these steps, to be filled. */
const emptyDecisions = (steps: readonly Step[], count: number): Decisions => ({
  count,
  columns: new Map(steps.map(({ name, type }) => [name, newColumn(type, count)])),
})

function columnOf({ types }: Plan, { columns, count }: Population | Decisions, name: string): Column {
  const [column, type] = [columns.get(name), types.get(name)]
  if (!column || !type) throw new Error(`There is no column "${name}"`)
  if (column.length < count || !fitsType(column, type))
    throw new Error(`The column "${name}" does not hold ${type.kind}`)
  return column
}

/** The generated code with its memory, set up for one calendar. */
interface Machine {
  readonly calendar: Run['workingDays']
  readonly integers: Int32Array
  readonly read: readonly Column[]
  readonly written: readonly Column[]
  decide(count: number): void
}

function load(program: WebAssembly.Module, writer: CodeWriter, { workingDays }: Run): Machine {
  const { lane, calendar, reads, writes } = writer
  const ordinals = Math.ceil(lane.places.size / 4) * 4
  const bytes = ordinals + workingDays.ordinals.byteLength
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const integers = new Int32Array(memory.buffer)
  integers[calendar.first / 4] = workingDays.first
  integers[calendar.last / 4] = workingDays.ordinals.length - 1
  integers[calendar.ordinals / 4] = ordinals
  integers.set(workingDays.ordinals, ordinals / 4)
  for (const { offset, column } of lane.data) {
    new Uint8Array(memory.buffer, offset).set(
      new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    )
  }
  const view = ({ cell, offset }: Strip) => viewOf(memory, cell, offset, CHUNK)
  const { decide } = new WebAssembly.Instance(program, { env: { memory } }).exports
  if (typeof decide !== 'function') throw new Error('The generated code exports no function')
  return {
    calendar: workingDays,
    integers,
    read: reads.map(view),
    written: writes.map(view),
    decide: (count) => {
      decide(count)
    },
  }
}

const MOST_KEPT = 64
const programs = new Map<string, WebAssembly.Module>()

/** Playbooks that differ only in their numbers have the same code: it is compiled once and stays warm. */
function moduleFor(writer: CodeWriter): WebAssembly.Module {
  const next: Code = setLocal(COUNTER, [...getLocal(COUNTER), ...integer(LANES), ...I32.add])
  const more: Code = [...getLocal(COUNTER), ...getLocal(0), ...I32.less]
  const bytes = moduleOf(writer.lane.vectors, repeat([...writer.lane.body, ...next], more))
  const key = bytes.join()
  const known = programs.get(key)
  if (known) return known
  const program = new WebAssembly.Module(bytes)
  programs.set(key, program)
  const [oldest] = programs.keys()
  if (programs.size > MOST_KEPT && oldest !== undefined) programs.delete(oldest)
  return program
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
