import { type CellStyle, rangeRef, writeXlsx } from 'hucre/xlsx'
import { inert } from '../shell/csv.ts'
import type { ListLine } from './list-lines.ts'

/** The words of a sheet, in the language of the page. */
export interface SheetWords {
  readonly sheet: string
  readonly columns: readonly string[]
  channel(line: ListLine): string
  listing(line: ListLine): string
}

/** How wide the columns are, in characters, in their order; the reasons and what to say go over several lines. */
const WIDTHS = [12, 6, 14, 12, 6, 22, 18, 10, 8, 8, 16, 60, 60, 12]

const CELL: CellStyle = { alignment: { vertical: 'top', wrapText: true } }
const HEAD: CellStyle = { ...CELL, font: { bold: true } }

/** A list as an Excel workbook, to read, filter and print: a row a contact, in the order of the list. */
export const listXlsx = (lines: readonly ListLine[], words: SheetWords): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: words.sheet,
        columns: WIDTHS.map((width) => ({ width, style: CELL })),
        rows: [[...words.columns], ...lines.map((line) => rowOf(line, words).map(inert))],
        cells: new Map(words.columns.map((value, at) => [`0,${at}`, { value, style: HEAD }])),
        freezePane: { rows: 1 },
        autoFilter: { range: rangeRef(0, 0, lines.length, words.columns.length - 1) },
        pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      },
    ],
  })

const rowOf = (line: ListLine, words: SheetWords) => [
  line.adviser,
  line.action.position,
  line.customer,
  line.action.customer.id,
  line.action.tier ?? '',
  line.sources,
  line.strategy,
  words.channel(line),
  line.action.minutes,
  line.action.callBack?.time ?? '',
  words.listing(line),
  line.reasons.join('\n'),
  line.points.join('\n'),
  line.insteadOf,
]
