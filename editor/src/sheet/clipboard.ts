/** The rows of a block of cells. */
export type Block = readonly (readonly string[])[]

const QUOTED = /^"(?:[^"]|"")*"(?=\t|\r?\n|$)/

/** The cells of a text that a spreadsheet put on the clipboard: tabs between cells, those with breaks in quotation marks. */
export function readTabbed(text: string): Block {
  const rows: string[][] = [[]]
  let rest = text.replace(/\r?\n$/, '')
  for (;;) {
    // A test such as "A", "B" begins with a quotation mark as well, and is no quoted cell.
    const quoted = rest.startsWith('"') ? QUOTED.exec(rest)?.[0] : undefined
    const plain = quoted ?? /^[^\t\r\n]*/.exec(rest)?.[0] ?? ''
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.slice(1, -1).replaceAll('""', '"'))
    rest = rest.slice(plain.length)
    if (rest === '') return rows
    if (rest.startsWith('\t')) rest = rest.slice(1)
    else {
      rest = rest.replace(/^\r?\n?/, '')
      rows.push([])
    }
  }
}

export const writeTabbed = (block: Block): string => block.map((row) => row.map(tabbed).join('\t')).join('\n')

const tabbed = (text: string): string =>
  /[\t\r\n]/.test(text) || QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** The cells of the table that a spreadsheet put on the clipboard as HTML; null when there is none. */
export function readHtml(html: string): Block | null {
  if (!/<table[\s>]/i.test(html)) return null
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const rows: string[][] = Array.from(table.rows, () => [])
  for (const [at, row] of [...table.rows].entries()) {
    let column = 0
    for (const cell of row.cells) {
      // What a cell above reaches down into is taken.
      while (rows[at]?.[column] !== undefined) column += 1
      for (const below of rows.slice(at, at + cell.rowSpan)) {
        for (let along = 0; along < cell.colSpan; along += 1) below[column + along] = ''
      }
      rows[at]?.splice(column, 1, textOf(cell))
    }
  }
  const width = Math.max(0, ...rows.map(({ length }) => length))
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''))
}

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
