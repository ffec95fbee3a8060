/**
 * The WebAssembly that decisions need, and the binary module around it (WebAssembly Core Specification 2.0,
 * chapter 5). Code is a list of bytes; an expression leaves one value on the stack. A vector is 128 bits: two
 * doubles or four 32-bit whole numbers.
 */
export type Code = readonly number[]

type ValType = 'i32' | 'v128'

const VAL_TYPES: Record<ValType, number> = { i32: 0x7f, v128: 0x7b }

/** What a place in memory holds. */
export type Cell = 'f64' | 'i32' | 'u8'

export const CELL_BYTES: Record<Cell, number> = { f64: 8, i32: 4, u8: 1 }

export const I32 = { add: [0x6a], less: [0x48], shiftLeft: [0x74] } as const

const vector = (op: number): Code => [0xfd, ...unsigned(op)]

/** Vector instructions without operands in the code. */
export const V = {
  swizzle: vector(14),
  equal: vector(55),
  notEqual: vector(56),
  less: vector(57),
  more: vector(59),
  atMost: vector(61),
  atLeast: vector(63),
  doublesEqual: vector(71),
  doublesNotEqual: vector(72),
  doublesLess: vector(73),
  doublesMore: vector(74),
  doublesAtMost: vector(75),
  doublesAtLeast: vector(76),
  not: vector(77),
  and: vector(78),
  andNot: vector(79),
  or: vector(80),
  select: vector(82),
  floor: vector(117),
  shortsToIntegers: vector(169),
  shiftLeft: vector(171),
  integerAdd: vector(174),
  integerSubtract: vector(177),
  integerMultiply: vector(181),
  integerMinimum: vector(182),
  unsignedMinimum: vector(183),
  integerMaximum: vector(184),
  widenLow: vector(199),
  widenHigh: vector(200),
  add: vector(240),
  subtract: vector(241),
  multiply: vector(242),
  divide: vector(243),
  minimum: vector(244),
  maximum: vector(245),
  toIntegersLow: vector(252),
  toDoublesLow: vector(254),
} as const

/** A memory operand; addresses are never assumed to be aligned. */
const at = (offset: number): Code => [0, ...unsigned(offset)]

export const integer = (value: number): Code => [0x41, ...signed(value)]
export const getLocal = (local: number): Code => [0x20, ...unsigned(local)]
export const setLocal = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)]
export const loadInteger = (offset: number): Code => [...integer(0), 0x28, ...at(offset)]

export const loadVector = (address: Code, offset: number): Code => [...address, ...vector(0), ...at(offset)]
export const storeVector = (address: Code, value: Code, offset: number): Code => [
  ...address,
  ...value,
  ...vector(11),
  ...at(offset),
]

/** One cell, in every lane. */
export const splat = (cell: 'f64' | 'i32', offset: number): Code => [
  ...integer(0),
  ...vector(cell === 'f64' ? 10 : 9),
  ...at(offset),
]

/** The same whole number in every lane, as part of the code. */
export const splatOf = (value: number): Code => [...integer(value), ...vector(17)]

/** Eight bytes at the address, as 16-bit numbers. */
export const loadEightBytes = (address: Code): Code => [...address, ...vector(2), ...at(0)]

/** Stores the lowest 32 bits. */
export const storeFourBytes = (address: Code, value: Code): Code => [
  ...address,
  ...value,
  ...vector(90),
  ...at(0),
  0,
]

/** The vector with one lane, of the size of the cell, replaced by the cell at the address. */
export const loadLane = (cell: Cell, address: Code, into: Code, offset: number, lane: number): Code => [
  ...address,
  ...into,
  ...vector({ f64: 87, i32: 86, u8: 84 }[cell]),
  ...at(offset),
  lane,
]

/** The whole number in one of the four lanes. */
export const laneOf = (value: Code, lane: number): Code => [...value, ...vector(27), lane]

/** Sixteen bytes, each chosen from the 32 of both vectors. */
export const shuffle = (left: Code, right: Code, bytes: readonly number[]): Code => [
  ...left,
  ...right,
  ...vector(13),
  ...bytes,
]

/** Repeats the body, at least once, while the condition that follows it is not 0. */
export const repeat = (body: readonly Code[], whileNotZero: Code): Code[] => [
  [0x03, 0x40],
  ...body,
  whileNotZero,
  [0x0d, 0, 0x0b],
]

/**
 * A function of one whole number and without result, as a module holds it. After its parameter it has so many
 * whole numbers and then so many vectors as locals.
 */
export function functionOf(integers: number, vectors: number, body: readonly Code[]): Bytes {
  const locals = [2, ...unsigned(integers), VAL_TYPES.i32, ...unsigned(vectors), VAL_TYPES.v128]
  return bytesOf([unsigned(locals.length + lengthOf(body) + 1), locals, ...body, [0x0b]])
}

/** A module that imports a memory as `env.memory` and exports its functions by their numbers. It holds no names. */
export function moduleOf(functions: readonly Bytes[]): Bytes {
  const count = unsigned(functions.length)
  return bytesOf([
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[1, 0x60, 1, VAL_TYPES.i32, 0]]),
    ...section(2, [[1], name('env'), name('memory'), [0x02, 0x00, 0x00]]),
    ...section(3, [count, functions.map(() => 0)]),
    ...section(7, [count, ...functions.map((_, at) => [...name(String(at)), 0x00, ...unsigned(at)])]),
    ...section(10, [count, ...functions]),
  ])
}

export type Bytes = Uint8Array<ArrayBuffer>

type Part = Code | Bytes

const lengthOf = (parts: readonly Part[]): number => parts.reduce((sum, { length }) => sum + length, 0)

const section = (id: number, content: readonly Part[]): Part[] => [
  [id, ...unsigned(lengthOf(content))],
  ...content,
]

function bytesOf(parts: readonly Part[]): Bytes {
  const bytes = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const name = (text: string): Code => [
  text.length,
  ...Array.from(text, (character) => character.charCodeAt(0)),
]

/** LEB128, unsigned. */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low + 128 : low)
  } while (rest > 0)
  return bytes
}

/** LEB128, signed, for 32 bits. */
function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(done ? low : low + 128)
    if (done) return bytes
  }
}
