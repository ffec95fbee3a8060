import type { ValueType } from '../values/value-type.ts'
import { type Column, columnOver, storageOf } from './column.ts'

const PAGE = 65_536

/** At the start of the memory, for what generated code keeps there: constants, tables, the calendar. */
export const WORKSPACE_BYTES = 32 * PAGE

/** Columns end on a boundary of this, so that code which works on several customers at once stays within them. */
const ALIGNMENT = 64

const CELL_BYTES = { double: 8, integer: 4, code: 1 } as const

/**
 * One memory that holds many columns. Generated code reads and writes columns of an arena where they are;
 * others it has to copy in and out.
 */
export class Arena {
  readonly memory: WebAssembly.Memory
  #next = WORKSPACE_BYTES
  readonly #released = new Map<number, number[]>()

  /** Room for `bytes` of columns. Memory that is never written to costs nothing. */
  constructor(bytes: number) {
    this.memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + WORKSPACE_BYTES) / PAGE) })
  }

  /** A column of that type for so many customers; null when there is no room left. */
  take(type: ValueType, count: number): Column | null {
    const storage = storageOf(type)
    const bytes = padded(CELL_BYTES[storage] * count)
    const offset = this.#released.get(bytes)?.pop() ?? this.#extend(bytes)
    if (offset === null) return null
    return columnOver(storage, this.memory.buffer, offset, count)
  }

  holds(column: Column): boolean {
    return column.buffer === this.memory.buffer
  }

  /** Gives the room of a column back. The column must not be used any more. */
  release(column: Column): void {
    if (!this.holds(column)) return
    const bytes = padded(column.byteLength)
    this.#released.set(bytes, [...(this.#released.get(bytes) ?? []), column.byteOffset])
  }

  #extend(bytes: number): number | null {
    if (this.#next + bytes > this.memory.buffer.byteLength) return null
    const offset = this.#next
    this.#next += bytes
    return offset
  }
}

/** The bytes that a column of that type takes in an arena. */
export const bytesOf = (type: ValueType, count: number): number => padded(CELL_BYTES[storageOf(type)] * count)

const padded = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
