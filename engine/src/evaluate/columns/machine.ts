import type { WorkingDays } from '../../calendar/calendar.ts'
import type { RunInputs } from '../../expression/inputs.ts'
import { type Arena, WORKSPACE_BYTES } from '../../population/arena.ts'
import type { Column } from '../../population/column.ts'
import { Places, viewOf } from './memory.ts'
import { moduleFor } from './module.ts'
import type { Strip } from './pool.ts'
import type { Program } from './program.ts'
import { CELL_BYTES } from './wasm.ts'

const PAGE = 65_536

/** The most and the fewest customers of a block: few enough that what is copied stays in the processor's cache. */
const MOST = 4096
const FEWEST = 64

/** A strip with the room to copy a block of its column to, when the column lives in another memory. */
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
  /** Customers decided at a time. */
  readonly block: number
  readonly reads: readonly Stage[]
  readonly writes: readonly Stage[]
  readonly #program: Program
  readonly #ordinals: number
  readonly #strips: readonly Place[]
  readonly #integers: Int32Array
  readonly #pieces: readonly ((count: number) => unknown)[]

  /** `days` is how long a calendar there is room for; `block`, how many customers, when it is not to be found. */
  constructor(program: Program, days: number, arena: Arena | undefined, block?: number) {
    const layout = layoutOf(program, days, block)
    this.memory =
      arena && layout.size <= WORKSPACE_BYTES
        ? arena.memory
        : new WebAssembly.Memory({ initial: Math.ceil(layout.size / PAGE) })
    this.arena = arena
    this.days = days
    this.block = layout.block
    this.#program = program
    this.#ordinals = layout.ordinals
    this.#strips = layout.all
    this.#integers = new Int32Array(this.memory.buffer)
    const stage = ({ strip, offset }: Place): Stage => ({
      strip,
      offset,
      view: viewOf(this.memory, strip.cell, offset, layout.block),
    })
    this.reads = layout.reads.map(stage)
    this.writes = layout.writes.map(stage)
    const { exports } = new WebAssembly.Instance(moduleFor(program.pieces), { env: { memory: this.memory } })
    this.#pieces = program.pieces.map((_, at) => {
      const piece = exports[String(at)]
      if (typeof piece !== 'function') throw new Error('The generated code exports no function')
      return (count: number) => piece(count)
    })
  }

  /**
   * Puts constants, tables, the calendar and the figures of the run where the code reads them. Other machines may
   * have worked in the same memory since.
   */
  load({ first, ordinals }: WorkingDays, inputs: RunInputs): void {
    for (const { strip, offset } of this.#strips) this.#aim(strip, offset)
    const { data, calendar, inputs: places } = this.#program.pool
    for (const { offset, column } of data) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
      new Uint8Array(this.memory.buffer, offset).set(bytes)
    }
    this.#put(calendar.first, first)
    this.#put(calendar.last, ordinals.length - 1)
    this.#put(calendar.ordinals, this.#ordinals)
    this.#integers.set(ordinals, this.#ordinals / CELL_BYTES.i32)
    for (const [name, offset] of places) this.#put(offset, inputs.get(name) ?? 0)
  }

  /** Decides the first customers of the stages, at most a block. */
  run(count: number): void {
    for (const piece of this.#pieces) piece(count)
  }

  /** Decides `count` customers from `from` on, at most a block. Columns of this memory are used in place. */
  decide(reads: readonly Column[], writes: readonly Column[], from: number, count: number): void {
    this.reads.forEach((stage, at) => {
      const column = reads[at]
      if (column && !this.#inPlace(stage, column, from)) stage.view.set(column.subarray(from, from + count))
    })
    const copied = this.writes.flatMap((stage, at) => {
      const column = writes[at]
      return column && !this.#inPlace(stage, column, from) ? [{ column, view: stage.view }] : []
    })
    this.run(count)
    for (const { column, view } of copied) {
      column.set(count === this.block ? view : view.subarray(0, count), from)
    }
  }

  /** Tells the code where the block of a strip begins; whether that is in the column itself. */
  #inPlace({ strip, offset }: Stage, column: Column, from: number): boolean {
    const inPlace = column.buffer === this.memory.buffer
    this.#aim(strip, inPlace ? column.byteOffset + from * CELL_BYTES[strip.cell] : offset)
    return inPlace
  }

  #aim({ base }: Strip, address: number): void {
    this.#put(base, address)
  }

  #put(offset: number, value: number): void {
    this.#integers[offset / CELL_BYTES.i32] = value
  }
}

interface Place {
  readonly strip: Strip
  readonly offset: number
}

/** After what the code has laid out for itself come the calendar, the stages and what pieces leave each other. */
function layoutOf({ pool, reads, writes, scratch }: Program, days: number, wanted: number | undefined) {
  const places = new Places(pool.places.size)
  const ordinals = places.take('i32', days)
  const strips = [...reads, ...writes, ...scratch]
  const block = wanted ?? blockOf(strips, WORKSPACE_BYTES - places.size)
  const all = strips.map((strip): Place => ({ strip, offset: places.take(strip.cell, block) }))
  return {
    ordinals,
    block,
    all,
    reads: all.slice(0, reads.length),
    writes: all.slice(reads.length, reads.length + writes.length),
    // Bytes are read eight at a time.
    size: places.size + CELL_BYTES.f64,
  }
}

/** As many customers as the room allows. */
function blockOf(strips: readonly Strip[], room: number): number {
  const bytes = strips.reduce((sum, { cell }) => sum + CELL_BYTES[cell], 0)
  const fitting = 2 ** Math.floor(Math.log2(Math.max(1, (room - ALIGNMENTS) / Math.max(1, bytes))))
  return Math.max(FEWEST, Math.min(MOST, fitting))
}

/** What is lost between strips of different cells. */
const ALIGNMENTS = 1024
