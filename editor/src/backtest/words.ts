import { useMemo } from 'react'
import type { BacktestReport } from '../api/backtests.ts'
import { useCurrency } from '../api/bank.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { By } from './measures.ts'

const NO_NAMES: BacktestReport['names'] = { strategies: [], reasons: [], advisers: [] }

/** What people call the values by which the figures of a backtest are told apart. */
export function useValueName(report: BacktestReport | null): (by: By, value: string | null) => string {
  const text = useText()
  const bilingual = useBilingual()
  const branchName = useBranchName()
  const { valueName } = useNames()
  const { day } = useFormats(useCurrency())
  return useMemo(() => {
    const { strategies, reasons, advisers } = report?.names ?? NO_NAMES
    const named = new Map([...strategies, ...reasons, ...advisers].map(({ id, name }) => [id, name]))
    return (by, value) => {
      if (value === null) return text('backtest.no_value')
      if (by === 'day') return day(value)
      if (by === 'branch') return branchName(value)
      if (by === 'tier') return valueName(value)
      const adviser = by === 'adviser' && advisers.find(({ id }) => id === value)
      const name = named.get(value)
      const called = name ? bilingual(name) : value
      // Every branch has a desk, and all are called the same.
      return adviser && value.startsWith('desk:') ? `${called} · ${branchName(adviser.branch)}` : called
    }
  }, [report, text, bilingual, branchName, valueName, day])
}
