import { createContext, useContext, useMemo } from 'react'
import { useCurrency } from '../api/bank.ts'
import { valueAt } from '../document/path.ts'
import { useDocument } from '../document/store.ts'
import { currencySign, minorDigits } from '../locale/format.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { type CellWords, cellText } from './cell-text.ts'
import { type Column, useColumns } from './columns.ts'
import type { Place } from './edits.ts'
import type { Cell, Size } from './selection.ts'
import { isTable, type Table } from './table.ts'

/** A table as its sheet shows it. */
export interface Sheet extends Place {
  readonly name: string
  readonly columns: readonly Column[]
  readonly words: CellWords
  readonly editable: boolean
  /** With the empty row at the end, in which one more row is begun. */
  readonly size: Size
  textAt(cell: Cell): string
}

/** The table of that name as it is written now; null while it has not the form of one. */
export function useTable(id: string): Place | null {
  const document = useDocument((state) => state.document)
  return useMemo(() => {
    const nodes = valueAt(document, ['nodes'])
    const at = Array.isArray(nodes) ? nodes.findIndex((node) => valueAt(node, ['id']) === id) : -1
    const node = valueAt(nodes, [at])
    return isTable(node) ? { at, table: node } : null
  }, [document, id])
}

/** What the sheet of a table needs. */
export function useSheetOf({ at, table }: Place, name: string, editable: boolean): Sheet {
  const columns = useColumns(table)
  const words = useCellWords()
  return useMemo(() => {
    const size = { rows: table.rows.length + Number(editable), columns: columns.length }
    return {
      at,
      table,
      name,
      columns,
      words,
      editable,
      size,
      textAt: (cell) => textAt(table, columns, words, cell),
    }
  }, [at, table, name, columns, words, editable])
}

function textAt({ rows }: Table, columns: readonly Column[], words: CellWords, cell: Cell): string {
  const [row, column] = [rows[cell.row], columns[cell.column]]
  return row && column ? cellText(row, column, words) : ''
}

function useCellWords(): CellWords {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { valueName } = useNames()
  const bank = useCurrency()
  const currency = useDocument((state) => state.shown?.currency ?? bank)
  return useMemo(
    () => ({
      locale,
      sign: currencySign(currency, locale),
      digits: minorDigits(currency),
      yes: text('choice.yes'),
      no: text('choice.no'),
      valueName,
    }),
    [locale, currency, valueName, text],
  )
}

export const SheetContext = createContext<Sheet | null>(null)

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext)
  if (!sheet) throw new Error('A part of the sheet stands outside it')
  return sheet
}
