import type { Step } from '../../expression/expression.ts'
import type { Range } from '../../expression/range.ts'
import { visitOperands } from '../../expression/reads.ts'
import { sizeOf } from '../../expression/size.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Storage, storageOf } from '../../population/column.ts'
import type { ValueType } from '../../values/value-type.ts'
import { CodeWriter } from './code.ts'
import { Pool, type Strip } from './pool.ts'
import { split } from './split.ts'
import type { Bytes, Cell } from './wasm.ts'

/**
 * Operations of one function. V8 takes no function of more than 50,000 locals, and the time that it takes for
 * one grows faster than its length.
 */
const MOST_OPERATIONS = 4_000

/** What is split has at least room for a group of flags. */
const FEWEST_OPERATIONS = 32

const CELLS: Record<Storage, Cell> = { double: 'f64', integer: 'i32', code: 'u8' }

/** Steps as functions, to be called one after another for a block of customers, and what they share. */
export interface Program {
  readonly pool: Pool
  readonly pieces: readonly Bytes[]
  /** Columns that come from outside, that are handed out, and that one piece leaves for another. */
  readonly reads: readonly Strip[]
  readonly writes: readonly Strip[]
  readonly scratch: readonly Strip[]
}

export interface Written {
  readonly steps: readonly Step[]
  readonly outputs: readonly Step[]
  /** The most operations of a piece. */
  readonly most?: number
  /** What outcomes are written as; as their columns store them when not said. */
  readonly as?: Cell
}

/** Writes the code of the steps in pieces, so that there may be any number of them. */
export function programOf(plan: Plan, { steps, outputs, most = MOST_OPERATIONS, as }: Written): Program {
  const limit = Math.max(most, FEWEST_OPERATIONS)
  const parts = steps.flatMap((step) => split(step, limit))
  const types = new Map<string, ValueType>(plan.types)
  for (const { name, type } of parts) types.set(name, type)
  const pool = new Pool()
  const [sources, sinks] = [new Map<string, Strip>(), new Map<string, Strip>()]
  const cellOf = (name: string): Cell => CELLS[storageOf(types.get(name) ?? { kind: 'money' })]
  const handed = new Set(outputs.map(({ name }) => name))
  const shared = {
    pool,
    types,
    ranges: new Map<string, Range>(),
    rangesWithin: new Map(),
    source(name: string): Strip {
      const strip = sinks.get(name) ?? sources.get(name) ?? pool.strip(name, cellOf(name))
      if (!sinks.has(name)) sources.set(name, strip)
      return strip
    },
    sink(name: string): Strip {
      const strip = pool.strip(name, handed.has(name) && as ? as : cellOf(name))
      sinks.set(name, strip)
      return strip
    },
  }
  const pieces = piecesOf(parts, [...handed], limit).map(({ steps, reads, writes }) => {
    const writer = new CodeWriter(shared, reads.size + writes.length)
    for (const step of steps) writer.step(step)
    for (const name of writes) writer.output(name)
    return writer.lane.written()
  })
  return {
    pool,
    pieces,
    reads: [...sources.values()],
    writes: outputs.flatMap(({ name }) => sinks.get(name) ?? []),
    scratch: [...sinks.values()].filter(({ name }) => !handed.has(name)),
  }
}

interface Piece {
  readonly steps: readonly Step[]
  /** What the piece reads that it does not decide itself. */
  readonly reads: ReadonlySet<string>
  /** What it decides and others read. */
  readonly writes: readonly string[]
}

/** Cuts the steps, in their order, into pieces of about so many operations. */
function piecesOf(steps: readonly Step[], handed: readonly string[], most: number): Piece[] {
  const decided = new Map<string, number>()
  const pieces: { steps: Step[]; reads: Set<string>; writes: Set<string> }[] = []
  let size = most
  for (const step of steps) {
    const operations = 2 + sizeOf(step.expression)
    if (pieces.length === 0 || size + operations > most) {
      pieces.push({ steps: [], reads: new Set(), writes: new Set() })
      size = 0
    }
    size += operations
    const at = pieces.length - 1
    visitOperands(step.expression, (operand) => {
      if (operand.op !== 'fact' && operand.op !== 'step') return
      const from = decided.get(operand.name)
      if (from === at) return
      pieces[at]?.reads.add(operand.name)
      if (from !== undefined) pieces[from]?.writes.add(operand.name)
    })
    decided.set(step.name, at)
    pieces[at]?.steps.push(step)
  }
  // Steps that are given and wanted are only handed on.
  const given = handed.filter((name) => !decided.has(name))
  if (given.length > 0) pieces.push({ steps: [], reads: new Set(given), writes: new Set(given) })
  for (const name of handed) pieces[decided.get(name) ?? -1]?.writes.add(name)
  return pieces.map(({ steps, reads, writes }) => ({ steps, reads, writes: [...writes] }))
}
