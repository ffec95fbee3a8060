import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { cellText } from './cell-text.ts'
import type { Column } from './columns.ts'
import { useSheet } from './model.ts'
import type { Row } from './table.ts'

/** A cell shows no more of its text than can be in view. */
const MOST_SHOWN = 200

/** What a cell shows: its text, numbers in groups of thousands and with their unit. */
export function useShownText(): (row: Row, column: Column) => string {
  const intl = useIntl()
  const { words } = useSheet()
  return useMemo(() => {
    const amount = { minimumFractionDigits: 0, maximumFractionDigits: words.digits }
    return (row, column) => {
      const value = column.of === 'then' ? row.then[column.at] : undefined
      const written = cellText(row, column, words)
      if (typeof value !== 'number') return written.slice(0, MOST_SHOWN)
      switch (column.type?.kind) {
        case 'money':
          return words.sign + intl.formatNumber(value / 10 ** words.digits, amount)
        case 'percent':
          return `${intl.formatNumber(value, { maximumFractionDigits: 12 })}%`
        default:
          return intl.formatNumber(value, { maximumFractionDigits: 12 })
      }
    }
  }, [intl, words])
}
