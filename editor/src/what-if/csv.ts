/** Marks the file as UTF-8: Excel takes it for the encoding of the country otherwise. */
const BYTE_ORDER_MARK = '\uFEFF'

export type Cell = string | number

/** Lines of cells as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe. */
export const csvOf = (lines: readonly (readonly Cell[])[]): string =>
  BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')

function cellOf(text: Cell): string {
  if (typeof text === 'number') return String(text)
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
