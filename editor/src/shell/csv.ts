/** Without it Excel takes the file for one in the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF'

export type Cell = string | number

/** Lines of cells as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe. */
export const csvText = (lines: readonly (readonly Cell[])[]): string =>
  lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')

function cellOf(text: Cell): string {
  if (typeof text === 'number') return String(text)
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Such lines as a file for a spreadsheet. */
export const asCsv = (csv: string): Blob =>
  new Blob([BYTE_ORDER_MARK, csv], { type: 'text/csv;charset=utf-8' })
