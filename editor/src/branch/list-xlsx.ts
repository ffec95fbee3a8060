import { type CellStyle, type CellValue, rangeRef, writeXlsx } from 'hucre/xlsx'
import { inert } from '../shell/csv.ts'
import type { ListLine } from './list-lines.ts'

/** The words of a sheet, in the language of the page. */
export interface SheetWords {
  readonly sheet: string
  readonly columns: readonly string[]
  channel(line: ListLine): string
  listing(line: ListLine): string
}

const CELL: CellStyle = { alignment: { vertical: 'top', wrapText: true } }
const DAY: CellStyle = { ...CELL, numFmt: 'yyyy-mm-dd' }
const HEAD: CellStyle = { ...CELL, font: { bold: true } }

const wide = (width: number, style = CELL) => ({ width, style })

/** The columns in their order, their widths in characters; notes, reasons and what to say go over several lines. */
const COLUMNS = [
  ...[12, 6, 14, 12, 6, 22, 18, 10, 8].map((width) => wide(width)),
  wide(14, DAY),
  ...[10, 40, 16, 60, 60, 12].map((width) => wide(width)),
]

/** A list as an Excel workbook, to read, filter and print: a row a contact, in the order of the list. */
export const listXlsx = (lines: readonly ListLine[], words: SheetWords): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: words.sheet,
        columns: COLUMNS,
        rows: [[...words.columns], ...lines.map((line) => rowOf(line, words).map(harmless))],
        cells: new Map(words.columns.map((value, at) => [`0,${at}`, { value, style: HEAD }])),
        freezePane: { rows: 1 },
        autoFilter: { range: rangeRef(0, 0, lines.length, words.columns.length - 1) },
        pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      },
    ],
  })

const harmless = (cell: CellValue): CellValue => (typeof cell === 'string' ? inert(cell) : cell)

const rowOf = (line: ListLine, words: SheetWords): CellValue[] => [
  line.adviser,
  line.action.position,
  line.customer,
  line.action.customer.id,
  line.action.tier ?? '',
  line.sources,
  line.strategy,
  words.channel(line),
  line.action.minutes,
  line.action.callBack ? new Date(line.action.callBack.on) : '',
  line.action.callBack?.time ?? '',
  line.action.callBack?.note ?? '',
  words.listing(line),
  line.reasons.join('\n'),
  line.points.join('\n'),
  line.insteadOf,
]
