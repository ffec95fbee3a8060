import { type Problem, parseDay, WorkingDays } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useDocument } from '../document/store.ts'
import { rowFor } from './row-for-gap.ts'
import type { Row, Table } from './table.ts'

/** For each gap a row that applies to the customer on whom it shows. */
export function useGapRows(table: Table, gaps: readonly Problem[]): readonly Row[] {
  const { data: bank } = useBank()
  const plan = useDocument((state) => state.reading.plan)
  const { data: calendar } = useCalendar(plan?.playbook.calendar ?? bank?.calendar)
  const day = bank?.day
  return useMemo(() => {
    if (gaps.length === 0) return []
    const run = calendar && {
      asOf: parseDay(day ?? '') ?? 0,
      workingDays: new WorkingDays(calendar),
      events: [],
    }
    return gaps.map((gap) => rowFor(table, gap, plan, run ?? null))
  }, [table, gaps, plan, calendar, day])
}
