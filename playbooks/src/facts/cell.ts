import { MOST_INTEGER, parseDay, type ValueType } from '@branch-playbook/engine'

/** A cell as the column of its fact stores it; undefined when it is not a value of the fact. Never empty. */
export type CellReader = (cell: string) => number | undefined

const WHOLE = /^-?\d{1,16}$/
const DECIMAL = /^-?\d{1,7}(\.\d{1,4})?$/

/** Reads the cells of one column, as the facts file writes values of this type. */
export function cellReader(type: ValueType): CellReader {
  switch (type.kind) {
    case 'money':
      return (cell) => whole(cell, Number.MAX_SAFE_INTEGER)
    case 'percent':
      return (cell) => (DECIMAL.test(cell) ? Number(cell) + 0 : undefined)
    case 'days':
    case 'count':
      return (cell) => whole(cell, MOST_INTEGER)
    case 'date':
      return remembering((cell) => parseDay(cell) ?? undefined)
    case 'flag':
      return (cell) => FLAGS.get(cell)
    case 'class': {
      const codes = new Map(type.values.map((value, at) => [value, at + 1]))
      return (cell) => codes.get(cell)
    }
  }
}

/** What a cell of this type should hold, for the mend of a wrong one. */
export const expectedOf = (type: ValueType): string =>
  type.kind === 'class' ? type.values.join(', ') : type.kind

/** Spreadsheets write TRUE and FALSE. */
const FLAGS = new Map([
  ['false', 1],
  ['FALSE', 1],
  ['true', 2],
  ['TRUE', 2],
])

function whole(cell: string, most: number): number | undefined {
  if (!WHOLE.test(cell)) return undefined
  // Adding 0 turns -0 into 0: columns know no negative zero.
  const number = Number(cell) + 0
  return Math.abs(number) <= most ? number : undefined
}

const MOST_REMEMBERED = 50_000

/** A file of a million customers has only some thousand different days. */
function remembering(read: CellReader): CellReader {
  const known = new Map<string, number | undefined>()
  return (cell) => {
    if (known.has(cell)) return known.get(cell)
    const value = read(cell)
    if (known.size < MOST_REMEMBERED) known.set(cell, value)
    return value
  }
}
