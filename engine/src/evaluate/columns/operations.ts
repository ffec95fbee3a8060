import { V } from './wasm.ts'

/** The plan's operations on four whole numbers. */
export const INTEGER_ARITHMETIC = {
  add: V.integerAdd,
  subtract: V.integerSubtract,
  multiply: V.integerMultiply,
  minimum: V.integerMinimum,
  maximum: V.integerMaximum,
} as const

export const INTEGER_TESTS = {
  equal: V.equal,
  not_equal: V.notEqual,
  less: V.less,
  at_most: V.atMost,
  more: V.more,
  at_least: V.atLeast,
} as const

/** The plan's comparisons of two doubles. */
export const DOUBLE_TESTS = {
  equal: V.doublesEqual,
  not_equal: V.doublesNotEqual,
  less: V.doublesLess,
  at_most: V.doublesAtMost,
  more: V.doublesMore,
  at_least: V.doublesAtLeast,
} as const
