import type { Arithmetic, Comparison } from '../../expression/expression.ts'
import type { Cells, Flags, Work } from './cells.ts'

// One function for each operation, so that each loop is compiled for its own: a loop that calls back for the
// operation is five times slower. Arrays are never read out of bounds; `?? 0` tells the types so.

type Calculation = (left: Cells, right: Cells, into: Cells) => Work

export const ARITHMETIC: Record<Arithmetic, Calculation> = {
  add:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, { numbers: into }) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = (left[at & one] ?? 0) + (right[at & other] ?? 0)
    },
  subtract:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, { numbers: into }) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = (left[at & one] ?? 0) - (right[at & other] ?? 0)
    },
  multiply:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, { numbers: into }) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = (left[at & one] ?? 0) * (right[at & other] ?? 0)
    },
  divide:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, { numbers: into }) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = (left[at & one] ?? 0) / (right[at & other] ?? 0)
    },
  minimum:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, { numbers: into }) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = Math.min(left[at & one] ?? 0, right[at & other] ?? 0)
    },
  maximum:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, { numbers: into }) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = Math.max(left[at & one] ?? 0, right[at & other] ?? 0)
    },
}

type Test = (left: Cells, right: Cells, into: Flags) => Work

export const TESTS: Record<Comparison, Test> = {
  equal:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, into) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = left[at & one] === right[at & other] ? 1 : 0
    },
  not_equal:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, into) =>
    (count) => {
      for (let at = 0; at < count; at += 1) into[at] = left[at & one] !== right[at & other] ? 1 : 0
    },
  less:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, into) =>
    (count) => {
      for (let at = 0; at < count; at += 1)
        into[at] = (left[at & one] ?? 0) < (right[at & other] ?? 0) ? 1 : 0
    },
  at_most:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, into) =>
    (count) => {
      for (let at = 0; at < count; at += 1)
        into[at] = (left[at & one] ?? 0) <= (right[at & other] ?? 0) ? 1 : 0
    },
  more:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, into) =>
    (count) => {
      for (let at = 0; at < count; at += 1)
        into[at] = (left[at & one] ?? 0) > (right[at & other] ?? 0) ? 1 : 0
    },
  at_least:
    ({ numbers: left, mask: one }, { numbers: right, mask: other }, into) =>
    (count) => {
      for (let at = 0; at < count; at += 1)
        into[at] = (left[at & one] ?? 0) >= (right[at & other] ?? 0) ? 1 : 0
    },
}

export const floors =
  ({ numbers, mask }: Cells, { numbers: into }: Cells): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = Math.floor(numbers[at & mask] ?? 0)
  }

/** Adding 0 turns -0 into 0, so that no evaluator can differ in the sign of nothing. */
export const plain =
  ({ numbers, mask }: Cells, { numbers: into }: Cells): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = (numbers[at & mask] ?? 0) + 0
  }

const [LEAST, MOST] = [-(2 ** 31), 2 ** 31 - 1]

/** To the nearest number that a column of whole numbers can hold, towards 0. */
export const saturated =
  ({ numbers, mask }: Cells, { numbers: into }: Cells): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) {
      into[at] = Math.trunc(Math.min(Math.max(numbers[at & mask] ?? 0, LEAST), MOST))
    }
  }

/** How many of the thresholds are reached. */
export const banded =
  ({ numbers, mask }: Cells, thresholds: readonly number[], { numbers: into }: Cells): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) {
      const value = numbers[at & mask] ?? 0
      let reached = 0
      for (const each of thresholds) if (value >= each) reached += 1
      into[at] = reached
    }
  }

/** Row by row: the place so far, times the size of the next dimension, plus the place in it. */
export const nested =
  (outer: Cells, size: number, { numbers: inner, mask: other }: Cells, { numbers: into }: Cells): Work =>
  (count) => {
    const { numbers, mask } = outer
    for (let at = 0; at < count; at += 1)
      into[at] = (numbers[at & mask] ?? 0) * size + (inner[at & other] ?? 0)
  }

/** The cells of a table. A place outside of it, which no outcome can come from, counts as the first. */
export const lookedUp =
  (table: Float64Array, { numbers, mask }: Cells, { numbers: into }: Cells): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) {
      const place = numbers[at & mask] ?? 0
      into[at] = table[place >= 0 && place < table.length ? place : 0] ?? 0
    }
  }

export const members =
  (table: Uint8Array, { numbers, mask }: Cells, into: Flags): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = table[numbers[at & mask] ?? 0] ?? 0
  }

export const chosen =
  (flags: Flags, take: Cells, otherwise: Cells, { numbers: into }: Cells): Work =>
  (count) => {
    const [one, other] = [take.numbers, otherwise.numbers]
    const [maskOfOne, maskOfOther] = [take.mask, otherwise.mask]
    for (let at = 0; at < count; at += 1) {
      into[at] = flags[at] === 1 ? (one[at & maskOfOne] ?? 0) : (other[at & maskOfOther] ?? 0)
    }
  }

/** The ordinal of a day; days outside the calendar count as its first or last. */
export const ordinalsOf =
  (
    calendar: { readonly first: number; readonly ordinals: Int32Array },
    { numbers, mask }: Cells,
    { numbers: into }: Cells,
  ): Work =>
  (count) => {
    const { first, ordinals } = calendar
    const last = ordinals.length - 1
    for (let at = 0; at < count; at += 1) {
      const since = (numbers[at & mask] ?? 0) - first
      into[at] = ordinals[Math.min(Math.max(since, 0), last)] ?? 0
    }
  }

/** A flag as columns store it: 1 for false, 2 for true. */
export const stored =
  (flags: Flags, { numbers: into }: Cells): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = (flags[at] ?? 0) + 1
  }

export const both =
  (left: Flags, right: Flags, into: Flags): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = (left[at] ?? 0) & (right[at] ?? 0)
  }

export const either =
  (left: Flags, right: Flags, into: Flags): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = (left[at] ?? 0) | (right[at] ?? 0)
  }

export const neither =
  (flags: Flags, into: Flags): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = 1 - (flags[at] ?? 0)
  }

/** Which numbers are none. */
export const unknown =
  ({ numbers, mask }: Cells, into: Flags): Work =>
  (count) => {
    for (let at = 0; at < count; at += 1) into[at] = Number.isNaN(numbers[at & mask] ?? 0) ? 1 : 0
  }
