import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { currencySign, minorDigits } from '../../locale/format.ts'
import { useLanguage } from '../../locale/language.ts'
import { useText } from '../../locale/text.ts'
import type { FieldProps, Inspected } from '../context.ts'
import type { Unit } from '../form.ts'
import { useFrame } from '../frame.tsx'

/** The most decimals of a percentage. */
const PERCENT_DIGITS = 4

/** A number in its unit: amounts are edited in the currency's major unit, though the document holds the minor. */
export function NumberField(props: FieldProps<'number' | 'threshold'>) {
  const { form, value, optional } = props
  const { input, set, currency, ...inspected } = useFrame(props)
  const unit = form.form === 'number' ? form.unit : unitOf(inspected, form.of)
  return (
    <UnitInput
      {...input}
      unit={unit}
      currency={currency}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => {
        if (next !== null) set(next)
        else if (optional) set(undefined)
      }}
      {...(form.form === 'number' && form.least !== null && { least: form.least })}
    />
  )
}

/** The unit of the value that a field of the node refers to. */
function unitOf({ named, node }: Pick<Inspected, 'named' | 'node'>, field: string): Unit | null {
  const type = named.get(String(Reflect.get(node, field)))?.type
  return type && type.kind !== 'class' && type.kind !== 'flag' ? type.kind : null
}

interface UnitInputProps {
  readonly unit: Unit | null
  readonly currency: string
  readonly value: number | null
  readonly least?: number
  onChange(value: number | null): void
  readonly [more: string]: unknown
}

/** An input for a number of a unit. While it is empty the document keeps the last number. */
export function UnitInput({ unit, currency, value, least, onChange, ...input }: UnitInputProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const [empty, setEmpty] = useState(false)
  const digits = unit === 'money' ? minorDigits(currency) : unit === 'percent' ? PERCENT_DIGITS : 0
  const scale = unit === 'money' ? 10 ** digits : 1
  const inTable = input['aria-label'] !== undefined
  return (
    <NumberInput
      {...input}
      value={empty || value === null ? '' : value / scale}
      onChange={(next) => {
        setEmpty(next === '')
        if (typeof next === 'number') onChange(Math.round(next * scale * 1e4) / 1e4)
        else if (next === '') onChange(null)
      }}
      onBlur={() => setEmpty(false)}
      thousandSeparator=","
      decimalScale={digits}
      clampBehavior="none"
      hideControls={inTable}
      allowNegative={least === undefined || least < 0}
      step={stepOf(unit, value)}
      {...(unit === 'money' && { prefix: currencySign(currency, locale) })}
      {...(unit === 'percent' && { suffix: '%' })}
      {...(!inTable &&
        unit &&
        unit !== 'money' &&
        unit !== 'percent' && { suffix: ` ${text(`unit.${unit}_of`)}` })}
    />
  )
}

/** Arrow keys move an amount by about a hundredth of it, so that one press is seen on the lists. */
function stepOf(unit: Unit | null, value: number | null): number {
  if (unit === 'percent') return 0.05
  if (unit !== 'money' || value === null || value === 0) return 1
  return 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value))) - 3)
}
