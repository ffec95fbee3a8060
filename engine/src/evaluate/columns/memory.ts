import { type Column, columnOver, type Storage } from '../../population/column.ts'
import type { Cell } from './wasm.ts'
import { CELL_BYTES } from './wasm.ts'

/** Hands out places in the memory of the generated code, in order, each aligned to its cells. */
export class Places {
  #next: number

  constructor(from = 0) {
    this.#next = from
  }

  /** The offset of so many cells. */
  take(cell: Cell, count: number): number {
    const bytes = CELL_BYTES[cell]
    const offset = Math.ceil(this.#next / bytes) * bytes
    this.#next = offset + bytes * count
    return offset
  }

  /** Bytes handed out so far. */
  get size(): number {
    return this.#next
  }
}

export const cellOf = (column: Column): Cell => {
  if (column instanceof Float64Array) return 'f64'
  return column instanceof Int32Array ? 'i32' : 'u8'
}

const STORAGES: Record<Cell, Storage> = { f64: 'double', i32: 'integer', u8: 'code' }

/** A view of so many cells in a memory. */
export const viewOf = (memory: WebAssembly.Memory, cell: Cell, offset: number, count: number): Column =>
  columnOver(STORAGES[cell], memory.buffer, offset, count)
