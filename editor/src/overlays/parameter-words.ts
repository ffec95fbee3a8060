import { useCurrency } from '../api/bank.ts'
import type { Parameter } from '../api/overlays.ts'
import type { Unit } from '../inspector/form.ts'
import { useFormats } from '../locale/format.ts'
import { isTextKey, useText } from '../locale/text.ts'

const unitKey = (unit: string) => `unit.${unit}_of`

/** The unit of a parameter as a field for numbers knows it; null for a bare number. */
export function unitOf({ unit }: Pick<Parameter, 'unit'>): Unit | null {
  return UNITS.find((each) => each === unit) ?? null
}

const UNITS = ['money', 'percent', 'days', 'working_days', 'months', 'minutes', 'count', 'date'] as const

/** The number of a parameter with its unit. */
export function useParameterNumber(): (parameter: Pick<Parameter, 'unit'>, value: number) => string {
  const text = useText()
  const formats = useFormats(useCurrency())
  return ({ unit }, value) => {
    if (unit === 'money') return formats.exactMoney(value)
    if (unit === 'percent') return formats.percent(value)
    const key = unitKey(unit ?? '')
    return isTextKey(key) ? `${formats.number(value)} ${text(key)}` : formats.number(value)
  }
}
