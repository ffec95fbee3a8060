import { useText } from '../locale/text.ts'
import { asCsv } from '../shell/csv.ts'
import { saveAsFile } from '../shell/save-as-file.ts'
import { csvOf } from './csv.ts'
import { useBacktest } from './store.ts'
import { useValueName } from './words.ts'

/** Gives the visitor the figures of the last backtest as a file for a spreadsheet. */
export function useExport(): () => void {
  const text = useText()
  const report = useBacktest((state) => state.report)
  const value = useValueName(report)
  return () => {
    if (!report) return
    const csv = csvOf(report, {
      heads: [text('backtest.csv.by'), text('backtest.csv.value'), text('backtest.csv.side')],
      total: text('backtest.total'),
      by: (by) => text(`backtest.by.${by}`),
      value,
      side: (side) => text(`backtest.${side}`),
      figure: (name) => text(`backtest.csv.${name}`),
    })
    const { playbook, from, to } = report.basis
    saveAsFile(`backtest-${playbook}-${from}-${to}.csv`, asCsv(csv))
  }
}
