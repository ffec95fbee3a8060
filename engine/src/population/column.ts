import type { Maybe, ValueType } from '../values/value-type.ts'

/**
 * One figure of every customer. Money and percent are doubles; days, counts and dates are 32-bit whole
 * numbers; a flag is 1 (false) or 2 (true); a class is the place of its value in the list of values, from 1.
 * Missing is NaN, the least 32-bit number and 0 in turn.
 */
export type Column = Float64Array<ArrayBufferLike> | Int32Array<ArrayBufferLike> | Uint8Array<ArrayBufferLike>

/** The number at a place within the bounds of a column; the language cannot know that it is. */
export const at = (column: Column, place: number): number => column[place] ?? 0

/** What a missing day, count or date is stored as. */
export const MISSING_INTEGER = -2_147_483_648

export type Storage = 'double' | 'integer' | 'code'

export function storageOf(type: ValueType): Storage {
  switch (type.kind) {
    case 'money':
    case 'percent':
      return 'double'
    case 'days':
    case 'count':
    case 'date':
      return 'integer'
    case 'flag':
    case 'class':
      return 'code'
  }
}

/** A column over memory that is there already. */
export function columnOver(storage: Storage, buffer: ArrayBufferLike, offset = 0, count?: number): Column {
  switch (storage) {
    case 'double':
      return new Float64Array(buffer, offset, count)
    case 'integer':
      return new Int32Array(buffer, offset, count)
    case 'code':
      return new Uint8Array(buffer, offset, count)
  }
}

/** A column of that type for so many customers, to be filled. */
export function newColumn(type: ValueType, count: number): Column {
  switch (storageOf(type)) {
    case 'double':
      return new Float64Array(count)
    case 'integer':
      return new Int32Array(count)
    case 'code':
      return new Uint8Array(count)
  }
}

/** Whether a column is of the array kind that the type is stored in. */
export function fitsType(column: Column, type: ValueType): boolean {
  switch (storageOf(type)) {
    case 'double':
      return column instanceof Float64Array
    case 'integer':
      return column instanceof Int32Array
    case 'code':
      return column instanceof Uint8Array
  }
}

/** A value as its column stores it. Values that are not of the type are stored as missing. */
export function encode(type: ValueType, value: Maybe): number {
  switch (type.kind) {
    case 'flag':
      return typeof value === 'boolean' ? Number(value) + 1 : 0
    case 'class':
      return typeof value === 'string' ? type.values.indexOf(value) + 1 : 0
    case 'money':
    case 'percent':
      return typeof value === 'number' ? value : Number.NaN
    default:
      return typeof value === 'number' ? value : MISSING_INTEGER
  }
}

/** The value that a column stores as this number. */
export function decode(type: ValueType, stored: number): Maybe {
  switch (type.kind) {
    case 'flag':
      return stored === 0 ? null : stored === 2
    case 'class':
      return type.values[stored - 1] ?? null
    case 'money':
    case 'percent':
      return Number.isNaN(stored) ? null : stored
    default:
      return stored === MISSING_INTEGER ? null : stored
  }
}
