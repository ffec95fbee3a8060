import { writeXlsx } from 'hucre/xlsx'
import { inert } from '../shell/csv.ts'
import type { ListLine } from './list-lines.ts'

/** The words of a sheet, in the language of the page. */
export interface SheetWords {
  readonly sheet: string
  readonly columns: readonly string[]
  channel(line: ListLine): string
  listing(line: ListLine): string
}

/** A list as an Excel workbook: a row a contact, in the order of the list. */
export const listXlsx = (lines: readonly ListLine[], words: SheetWords): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: words.sheet,
        rows: [[...words.columns], ...lines.map((line) => rowOf(line, words).map(inert))],
        freezePane: { rows: 1 },
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
]
