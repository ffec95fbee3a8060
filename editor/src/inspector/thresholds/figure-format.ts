import { formatDay, type ValueKind } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useFormats } from '../../locale/format.ts'

/** Writes a number of a figure in few characters, in its unit; days of the calendar as dates. */
export function useFigureFormat(kind: ValueKind, currency: string): (value: number) => string {
  const { shortMoney, percent, number } = useFormats(currency)
  return useMemo(() => {
    if (kind === 'money') return shortMoney
    if (kind === 'percent') return percent
    return kind === 'date' ? formatDay : number
  }, [kind, shortMoney, percent, number])
}
