import type { WorkingDays } from '../../calendar/calendar.ts'
import type { RunInputs } from '../../expression/inputs.ts'
import { type Arena, WORKSPACE_BYTES } from '../../population/arena.ts'
import type { Column } from '../../population/column.ts'
import type { CodeWriter } from './code.ts'
import { COUNTER, LANES, type Strip } from './lanes.ts'
import { Places, viewOf } from './memory.ts'
import { CELL_BYTES, type Code, getLocal, I32, integer, moduleOf, repeat, setLocal } from './wasm.ts'

const PAGE = 65_536

/** Customers decided at a time: few enough that columns which have to be copied stay in the processor's cache. */
export const CHUNK = 4096

/** A strip with the room to copy a chunk of its column to, when the column lives in another memory. */
interface Stage {
  readonly strip: Strip
  readonly offset: number
  readonly view: Column
}

/** Generated code with the memory it works in: that of the population's columns, or one of its own. */
export class Machine {
  readonly memory: WebAssembly.Memory
  readonly arena: Arena | undefined
  readonly days: number
  readonly #writer: CodeWriter
  readonly #ordinals: number
  readonly #integers: Int32Array
  readonly #reads: readonly Stage[]
  readonly #writes: readonly Stage[]
  readonly #run: (count: number) => void

  /** `days` is how long a calendar there is room for. */
  constructor(writer: CodeWriter, days: number, arena: Arena | undefined) {
    const layout = layoutOf(writer, days)
    this.memory =
      arena && layout.size <= WORKSPACE_BYTES
        ? arena.memory
        : new WebAssembly.Memory({ initial: Math.ceil(layout.size / PAGE) })
    this.arena = arena
    this.days = days
    this.#writer = writer
    this.#ordinals = layout.ordinals
    this.#integers = new Int32Array(this.memory.buffer)
    const stage = (strip: Strip, at: number): Stage => {
      const offset = layout.stages[at] ?? 0
      return { strip, offset, view: viewOf(this.memory, strip.cell, offset, CHUNK) }
    }
    this.#reads = writer.reads.map(stage)
    this.#writes = writer.writes.map((strip, at) => stage(strip, writer.reads.length + at))
    const { decide } = new WebAssembly.Instance(programFor(writer), { env: { memory: this.memory } }).exports
    if (typeof decide !== 'function') throw new Error('The generated code exports no function')
    this.#run = (count) => {
      decide(count)
    }
  }

  /** Puts constants, tables, the calendar and the figures of the run where the code reads them. */
  load({ first, ordinals }: WorkingDays, inputs: RunInputs): void {
    const { lane, calendar } = this.#writer
    for (const { offset, column } of lane.data) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
      new Uint8Array(this.memory.buffer, offset).set(bytes)
    }
    this.#integers[calendar.first / CELL_BYTES.i32] = first
    this.#integers[calendar.last / CELL_BYTES.i32] = ordinals.length - 1
    this.#integers[calendar.ordinals / CELL_BYTES.i32] = this.#ordinals
    this.#integers.set(ordinals, this.#ordinals / CELL_BYTES.i32)
    for (const { name, offset } of this.#writer.inputs) {
      this.#integers[offset / CELL_BYTES.i32] = inputs.get(name) ?? 0
    }
  }

  /** Decides `count` customers from `from` on, at most a chunk. Columns of this memory are used in place. */
  decide(reads: readonly Column[], writes: readonly Column[], from: number, count: number): void {
    this.#reads.forEach((stage, at) => {
      const column = reads[at]
      if (column && !this.#aim(stage, column, from)) stage.view.set(column.subarray(from, from + count))
    })
    const copied = this.#writes.flatMap((stage, at) => {
      const column = writes[at]
      return column && !this.#aim(stage, column, from) ? [{ column, view: stage.view }] : []
    })
    this.#run(count)
    for (const { column, view } of copied) {
      column.set(count === CHUNK ? view : view.subarray(0, count), from)
    }
  }

  /** Tells the code where the chunk of a strip begins; whether that is in the column itself. */
  #aim({ strip, offset }: Stage, column: Column, from: number): boolean {
    const inPlace = column.buffer === this.memory.buffer
    this.#integers[strip.base / CELL_BYTES.i32] = inPlace
      ? column.byteOffset + from * CELL_BYTES[strip.cell]
      : offset
    return inPlace
  }
}

/** After what the code has laid out for itself come the calendar and the stages. */
function layoutOf({ lane, reads, writes }: CodeWriter, days: number) {
  const places = new Places(lane.places.size)
  const ordinals = places.take('i32', days)
  const stages = [...reads, ...writes].map(({ cell }) => places.take(cell, CHUNK))
  return { ordinals, stages, size: places.size }
}

const MOST_KEPT = 64
const programs = new Map<string, WebAssembly.Module>()

/** Playbooks that differ only in their numbers have the same code: it is compiled once and stays warm. */
function programFor({ lane }: CodeWriter): WebAssembly.Module {
  const next: Code = setLocal(COUNTER, [...getLocal(COUNTER), ...integer(LANES), ...I32.add])
  const more: Code = [...getLocal(COUNTER), ...getLocal(0), ...I32.less]
  const body = [...lane.prelude, ...repeat([...lane.body, ...next], more)]
  const bytes = moduleOf(lane.mostStrips + 1, lane.vectors, body)
  const key = bytes.join()
  const known = programs.get(key)
  if (known) return known
  const program = new WebAssembly.Module(bytes)
  programs.set(key, program)
  const [oldest] = programs.keys()
  if (programs.size > MOST_KEPT && oldest !== undefined) programs.delete(oldest)
  return program
}
