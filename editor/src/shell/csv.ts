/** Without it Excel takes the file for one in the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF'

export type Cell = string | number

/** Lines of cells as RFC 4180 has them, with nothing in them that a spreadsheet would take for a formula. */
export const csvText = (lines: readonly (readonly Cell[])[]): string =>
  lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')

/**
 * A text that a spreadsheet would take for a formula, with an apostrophe before it, so that it takes it for none.
 * Where people write Chinese the full-width signs begin one as well (OWASP, CSV Injection).
 */
export const inert = <Value extends Cell>(cell: Value): Value | string =>
  typeof cell === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell

function cellOf(cell: Cell): string {
  const harmless = String(inert(cell))
  return typeof cell === 'string' && /[",\r\n]/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}

/** Such lines as a file for a spreadsheet. */
export const asCsv = (csv: string): Blob =>
  new Blob([BYTE_ORDER_MARK, csv], { type: 'text/csv;charset=utf-8' })
