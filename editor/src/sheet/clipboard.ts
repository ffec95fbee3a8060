/** The rows of a block of cells. */
export type Block = readonly (readonly string[])[]

/** What ends a cell in tabbed text, or the text itself. */
const CELL_END = /\t|\r\n?|\n|$/g

/**
 * The cells of a text that a spreadsheet put on the clipboard: tabs between cells, those with breaks in quotation marks.
 * Null when there are more than `most`: no table has so many, and the page would stand still over them.
 */
export function readTabbed(text: string, most: number): Block | null {
  const content = text.replace(/\r?\n$/, '')
  const rows: string[][] = [[]]
  let at = 0
  for (let count = 0; count < most; count += 1) {
    const closing = closingMark(content, at)
    CELL_END.lastIndex = closing === null ? at : closing + 1
    const end = CELL_END.exec(content)
    const until = end?.index ?? content.length
    const cell = closing === null ? content.slice(at, until) : unquoted(content.slice(at + 1, closing))
    rows.at(-1)?.push(cell)
    const [sign = ''] = end ?? []
    if (sign === '') return rows
    if (sign !== '\t') rows.push([])
    at = until + sign.length
  }
  return null
}

/**
 * Where the quotation mark stands that closes the cell which begins with one; null for a cell that is not quoted. A test
 * such as `"A", "B"` begins with a quotation mark as well, and is no quoted cell.
 */
function closingMark(text: string, from: number): number | null {
  if (text[from] !== '"') return null
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] === '"') continue
    return /^(?:\t|\r?\n|$)/.test(text.slice(at + 1, at + 3)) ? at : null
  }
  return null
}

const unquoted = (text: string): string => text.replaceAll('""', '"')

export const writeTabbed = (block: Block): string => block.map((row) => row.map(tabbed).join('\t')).join('\n')

const tabbed = (text: string): string =>
  /[\t\r\n]/.test(text) || closingMark(text, 0) !== null ? `"${text.replaceAll('"', '""')}"` : text

/** The table that a spreadsheet put on the clipboard as HTML; null when there is none. */
export const tableIn = (html: string): HTMLTableElement | null =>
  /<table[\s>]/i.test(html) ? new DOMParser().parseFromString(html, 'text/html').querySelector('table') : null

/** The cells of a table; null when there are more than `most`, each counted as often as it spans. */
export function readTable(table: HTMLTableElement, most: number): Block | null {
  const rows: string[][] = Array.from(table.rows, () => [])
  let count = 0
  for (const [at, row] of [...table.rows].entries()) {
    let column = 0
    for (const cell of row.cells) {
      // What a cell above reaches down into is taken.
      while (rows[at]?.[column] !== undefined) column += 1
      const spanned = rows.slice(at, at + cell.rowSpan)
      count += Math.max(1, spanned.length) * cell.colSpan
      if (count > most) return null
      for (const below of spanned) {
        for (let along = 0; along < cell.colSpan; along += 1) below[column + along] = ''
      }
      rows[at]?.splice(column, 1, textOf(cell))
    }
  }
  const width = widest(rows)
  if (rows.length * width > most) return null
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''))
}

/** How many cells the longest row has. */
export const widest = (block: Block): number => block.reduce((most, { length }) => Math.max(most, length), 0)

/** Spreadsheets break long lines of the source anywhere; a break of the cell is an element. */
function textOf(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true)
  if (!(copy instanceof Element)) return ''
  for (const each of copy.querySelectorAll('br')) each.replaceWith('\u2028')
  return (copy.textContent ?? '')
    .replaceAll(/[\s\u00a0]+/g, (space) => (space.includes('\u2028') ? '\n' : ' '))
    .trim()
}

export const writeHtml = (block: Block): string =>
  `<table>${block.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' }

const escaped = (text: string): string => text.replaceAll(/[&<>\n]/g, (sign) => ESCAPES[sign] ?? sign)
