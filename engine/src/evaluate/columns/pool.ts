import type { Column } from '../../population/column.ts'
import { cellOf, Places } from './memory.ts'
import { type Cell, type Code, splat } from './wasm.ts'

/** A column that the code reads or writes, a block of customers at a time. */
export interface Strip {
  readonly name: string
  readonly cell: Cell
  /** Where in memory the address of the block stands. */
  readonly base: number
}

/** What all pieces of a program share in memory: constants, tables, the calendar, the figures of the run. */
export class Pool {
  readonly places = new Places()
  readonly data: { readonly offset: number; readonly column: Column }[] = []
  readonly inputs = new Map<string, number>()
  /** Where the code finds the calendar: its first day, its last place, and the address of its ordinals. */
  readonly calendar: { readonly first: number; readonly last: number; readonly ordinals: number }
  readonly #numbers = new Map<number, Code>()
  readonly #integers = new Map<number, Code>()
  #negativeZero: Code | undefined

  constructor() {
    this.calendar = { first: this.#word(), last: this.#word(), ordinals: this.#word() }
  }

  strip(name: string, cell: Cell): Strip {
    return { name, cell, base: this.#word() }
  }

  /** The place of a figure of the run. */
  input(name: string): number {
    const place = this.inputs.get(name) ?? this.#word()
    this.inputs.set(name, place)
    return place
  }

  /** The place of a table. */
  place(column: Column): number {
    const offset = this.places.take(cellOf(column), column.length)
    this.data.push({ offset, column })
    return offset
  }

  /** The code that leaves a double in every lane; equal numbers have one place. */
  number(value: number): Code {
    if (Object.is(value, -0)) {
      this.#negativeZero ??= splat('f64', this.place(Float64Array.of(value)))
      return this.#negativeZero
    }
    const code = this.#numbers.get(value) ?? splat('f64', this.place(Float64Array.of(value)))
    this.#numbers.set(value, code)
    return code
  }

  /** The code that leaves a whole number in every lane. */
  integer(value: number): Code {
    const code = this.#integers.get(value) ?? splat('i32', this.place(Int32Array.of(value)))
    this.#integers.set(value, code)
    return code
  }

  #word(): number {
    return this.places.take('i32', 1)
  }
}
