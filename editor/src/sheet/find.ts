import type { Cell, Size } from './selection.ts'

/** The cells whose text holds what is looked for, row by row; capitals and small letters are alike. */
export function found(
  wanted: string,
  { rows, columns }: Size,
  textAt: (cell: Cell) => string,
): readonly Cell[] {
  const sought = wanted.trim().toLowerCase()
  if (sought === '') return []
  const cells: Cell[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (textAt({ row, column }).toLowerCase().includes(sought)) cells.push({ row, column })
    }
  }
  return cells
}

/** The next of the cells after another, or the one before it; round and round. */
export function nextFound(cells: readonly Cell[], { row, column }: Cell, backwards: boolean): Cell | null {
  const isAfter = (cell: Cell) => cell.row > row || (cell.row === row && cell.column > column)
  const isBefore = (cell: Cell) => cell.row < row || (cell.row === row && cell.column < column)
  const next = backwards ? (cells.findLast(isBefore) ?? cells.at(-1)) : (cells.find(isAfter) ?? cells[0])
  return next ?? null
}
