import type { Column } from '../../population/column.ts'
import { hashOf, KeptCode } from './kept-code.ts'
import { cellOf } from './memory.ts'
import type { Pool, Strip } from './pool.ts'
import {
  type Bytes,
  CELL_BYTES,
  type Cell,
  type Code,
  functionOf,
  getLocal,
  I32,
  integer,
  laneOf,
  loadEightBytes,
  loadInteger,
  loadLane,
  loadVector,
  repeat,
  setLocal,
  shuffle,
  splatOf,
  storeFourBytes,
  storeVector,
  V,
} from './wasm.ts'

/** Customers in one turn of the loop: as many as a vector has whole numbers. */
export const LANES = 4

/** Where the loop keeps its counter, the number of the first customer of the turn. */
const COUNTER = 1

/** Four whole numbers, or four conditions: a lane is all ones where it holds, else 0. */
export interface Integers {
  readonly type: 'integers'
  readonly code: Code
}

/** Four doubles, in two vectors. */
export interface Doubles {
  readonly type: 'doubles'
  readonly low: Code
  readonly high: Code
}

export type Lanes = Integers | Doubles

/** The first of the locals that hold where each strip begins. */
const FIRST_BASE = 2

const TABLE_IN_VECTOR = 16
const EVEN_INTEGERS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]
const LOW_HALVES = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]
const HIGH_HALF_FIRST = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]
const LOWEST_BYTES = [0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12]
const EACH_BYTE_FOUR_TIMES = [0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12]

/**
 * The code of one turn of the loop, for four customers at a time. Every value is a local of its own; the same
 * code is the same value and is computed once. Constants are read from memory, not written into the code.
 */
export class Lane {
  /** What is the same for every customer, before the loop; and the loop. */
  readonly #prelude: number[] = []
  readonly #body: number[] = []
  #vectors = 0
  readonly #pool: Pool
  readonly #mostStrips: number
  /** The local that holds the address of each strip. */
  readonly #bases = new Map<Strip, number>()
  #target = this.#body
  /** The locals of what is written, by its code; what stands in the loop is not there before it. */
  readonly #before = new KeptCode()
  readonly #within = new KeptCode()

  /** `mostStrips` bounds how many columns are read and written. */
  constructor(pool: Pool, mostStrips: number) {
    this.#pool = pool
    this.#mostStrips = mostStrips
  }

  /** Writes what does not depend on the customer before the loop instead of into it. */
  once(write: () => Lanes): Lanes {
    const target = this.#target
    this.#target = this.#prelude
    const value = write()
    this.#target = target
    return value
  }

  /** The code as a function that loops over the customers of a block, as many as its parameter says. */
  written(): Bytes {
    const next = setLocal(COUNTER, [...getLocal(COUNTER), ...integer(LANES), ...I32.add])
    const more = [...getLocal(COUNTER), ...getLocal(0), ...I32.less]
    return functionOf(this.#mostStrips + 1, this.#vectors, [
      this.#prelude,
      ...repeat([this.#body, next], more),
    ])
  }

  #base(strip: Strip): number {
    const known = this.#bases.get(strip)
    if (known !== undefined) return known
    const local = FIRST_BASE + this.#bases.size
    this.#bases.set(strip, local)
    this.#prelude.push(...setLocal(local, loadInteger(strip.base)))
    return local
  }

  /** Keeps a vector in a local. */
  keep(code: Code): Code {
    const before = this.#target === this.#prelude
    const hash = hashOf(code)
    const known = this.#before.find(code, hash) ?? (before ? undefined : this.#within.find(code, hash))
    if (known) return known
    const local = FIRST_BASE + this.#mostStrips + this.#vectors
    this.#vectors += 1
    const kept = getLocal(local)
    for (const byte of setLocal(local, code)) this.#target.push(byte)
    const written = before ? this.#before : this.#within
    written.add(code, hash, kept)
    return kept
  }

  integers(...code: Code[]): Integers {
    return { type: 'integers', code: this.keep(code.flat()) }
  }

  /** The same operation on both halves. */
  doubles(op: Code, ...operands: Doubles[]): Doubles {
    const half = (side: 'low' | 'high') => this.keep([...operands.flatMap((each) => each[side]), ...op])
    return { type: 'doubles', low: half('low'), high: half('high') }
  }

  /** A number of the playbook, in every lane. */
  number(value: number): Doubles {
    const code = this.#pool.number(value)
    return { type: 'doubles', low: code, high: code }
  }

  integer(value: number): Integers {
    return { type: 'integers', code: this.#pool.integer(value) }
  }

  /** Reads four cells of a column. */
  read(strip: Strip): Lanes {
    const { cell } = strip
    const address = this.#address(cell, this.#base(strip))
    if (cell === 'f64') {
      return {
        type: 'doubles',
        low: this.keep(loadVector(address, 0)),
        high: this.keep(loadVector(address, 2 * CELL_BYTES.f64)),
      }
    }
    if (cell === 'i32') return this.integers(loadVector(address, 0))
    return this.integers(loadEightBytes(address), V.shortsToIntegers)
  }

  /** Writes four cells of a column. */
  write(strip: Strip, value: Lanes): void {
    const { cell } = strip
    const address = this.#address(cell, this.#base(strip))
    if (cell === 'f64') {
      const { low, high } = this.toDoubles(value)
      this.#body.push(...storeVector(address, low, 0))
      this.#body.push(...storeVector(address, high, 2 * CELL_BYTES.f64))
      return
    }
    const { code } = this.toIntegers(value)
    if (cell === 'i32') this.#body.push(...storeVector(address, code, 0))
    else this.#body.push(...storeFourBytes(address, shuffle(code, code, LOWEST_BYTES)))
  }

  #address(cell: Cell, base: number): Code {
    const shift = [...integer(Math.log2(CELL_BYTES[cell])), ...I32.shiftLeft]
    return [...getLocal(COUNTER), ...shift, ...getLocal(base), ...I32.add]
  }

  toDoubles(value: Lanes): Doubles {
    if (value.type === 'doubles') return value
    const high = shuffle(value.code, value.code, HIGH_HALF_FIRST)
    return {
      type: 'doubles',
      low: this.keep([...value.code, ...V.toDoublesLow]),
      high: this.keep([...high, ...V.toDoublesLow]),
    }
  }

  toIntegers(value: Lanes): Integers {
    if (value.type === 'integers') return value
    return this.integers(
      shuffle([...value.low, ...V.toIntegersLow], [...value.high, ...V.toIntegersLow], LOW_HALVES),
    )
  }

  /** A comparison of doubles, as four conditions. */
  compareDoubles(left: Doubles, right: Doubles, op: Code): Integers {
    const low = [...left.low, ...right.low, ...op]
    const high = [...left.high, ...right.high, ...op]
    return this.integers(shuffle(low, high, EVEN_INTEGERS))
  }

  /** One of two values in each lane, by a condition. */
  select(condition: Integers, chosen: Lanes, otherwise: Lanes): Lanes {
    if (chosen.type === 'integers' && otherwise.type === 'integers') {
      // The code of a constant is kept, so equal constants are the same code.
      const nothing = this.integer(0).code
      if (otherwise.code === nothing) return this.integers(chosen.code, condition.code, V.and)
      if (chosen.code === nothing) return this.integers(otherwise.code, condition.code, V.andNot)
      return this.integers(chosen.code, otherwise.code, condition.code, V.select)
    }
    const [one, other] = [this.toDoubles(chosen), this.toDoubles(otherwise)]
    const low = this.keep([...condition.code, ...V.widenLow])
    const high = this.keep([...condition.code, ...V.widenHigh])
    return {
      type: 'doubles',
      low: this.keep([...one.low, ...other.low, ...low, ...V.select]),
      high: this.keep([...one.high, ...other.high, ...high, ...V.select]),
    }
  }

  /** The cells of a table at four places. A small table of bytes or short numbers fits in a vector. */
  lookup(table: Column, index: Integers): Lanes {
    if (table.length > TABLE_IN_VECTOR || table instanceof Float64Array) {
      // A place outside the table, which no outcome can come from, must not lead out of the memory.
      const last = this.integer(table.length - 1).code
      const within = this.integers(index.code, last, V.unsignedMinimum)
      return this.gather(cellOf(table), this.#pool.place(table), within)
    }
    const planes = bytesNeeded(table)
    const bytes = this.#bytesOf(index)
    return Array.from({ length: planes }, (_, plane) => plane)
      .map((plane) => {
        const found = [...this.#plane(table, plane), ...bytes, ...V.swizzle]
        return this.integers(found, splatOf(0xff << (8 * plane)), V.and)
      })
      .reduce((left, right) => this.integers(left.code, right.code, V.or))
  }

  /** Which lanes hold a member, as four conditions. */
  isMember(members: readonly boolean[], of: Integers): Integers {
    const table = new Uint8Array(members.map((member) => (member ? 0xff : 0)))
    if (table.length <= TABLE_IN_VECTOR)
      return this.integers(this.#plane(table, 0), this.#bytesOf(of), V.swizzle)
    const last = this.integer(table.length - 1).code
    const within = this.integers(of.code, last, V.unsignedMinimum)
    const found = this.toIntegers(this.gather('u8', this.#pool.place(table), within))
    return this.integers(found.code, this.integer(0).code, V.notEqual)
  }

  /** The index of each lane in all four of its bytes. */
  #bytesOf({ code }: Integers): Code {
    return this.keep(shuffle(code, code, EACH_BYTE_FOUR_TIMES))
  }

  /** One byte of each number of a table, as a vector. */
  #plane(table: Column, plane: number): Code {
    const bytes = new Uint8Array(TABLE_IN_VECTOR)
    table.forEach((value, at) => {
      bytes[at] = value >> (8 * plane)
    })
    return loadVector(integer(0), this.#pool.place(bytes))
  }

  /** Four cells from anywhere, one by one; `base` is code that leaves an address to add to, if any. */
  gather(cell: Cell, offset: number, index: Integers, base: Code = []): Lanes {
    const address = (lane: number): Code => [
      ...laneOf(index.code, lane),
      ...integer(Math.log2(CELL_BYTES[cell])),
      ...I32.shiftLeft,
      ...(base.length > 0 ? [...base, ...I32.add] : []),
    ]
    const nothing = splatOf(0)
    const fill = (lanes: readonly number[], places: readonly number[]): Code =>
      lanes.reduce<Code>(
        (code, lane, at) => loadLane(cell, address(lane), this.keep(code), offset, places[at] ?? 0),
        nothing,
      )
    if (cell === 'f64') {
      return { type: 'doubles', low: this.keep(fill([0, 1], [0, 1])), high: this.keep(fill([2, 3], [0, 1])) }
    }
    return this.integers(fill([0, 1, 2, 3], cell === 'i32' ? [0, 1, 2, 3] : [0, 4, 8, 12]))
  }
}

/** How many bytes hold every number of the table. */
function bytesNeeded(table: Column): number {
  if (table.some((value) => value < 0 || value >= 0x1_0000)) return CELL_BYTES.i32
  return table.some((value) => value >= 0x1_00) ? 2 : 1
}
