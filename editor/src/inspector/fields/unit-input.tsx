import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { currencySign, minorDigits } from '../../locale/format.ts'
import { useLanguage } from '../../locale/language.ts'
import { useText } from '../../locale/text.ts'
import type { Unit } from '../form.ts'
import { inDocument, type NumberStyle, readTyped, writeNumber } from '../typed-number.ts'

/** The most decimals of a percentage, and of a number without a unit. */
const MOST_DIGITS = 4

interface UnitInputProps {
  readonly unit: Unit | null
  readonly currency: string
  readonly value: number | null
  readonly whole?: boolean
  readonly least?: number | null
  readonly most?: number | null
  /** Whether the document may do without the number. */
  readonly optional?: boolean
  onChange(value: number | null): void
  readonly error?: ReactNode
  readonly [more: string]: unknown
}

/** What was typed last, and what the document held after that. */
interface Typed {
  readonly text: string
  readonly value: number | null
}

/**
 * An input for a number of a unit. It shows what was typed until it is left; a text that is no fitting number stays
 * with a word on why, while the document keeps what it holds. Escape shows that again.
 */
export function UnitInput(props: UnitInputProps) {
  const { unit, currency, value, whole, least, most, optional = false, onChange, error, ...input } = props
  const text = useText()
  const style = useStyle(props)
  const [typed, setTyped] = useState<Typed | null>(null)
  // An undo, or another document, changes the value under the text: then the text is of no use.
  const current = typed?.value === value ? typed.text : null
  const kept = value === null ? '' : writeNumber(value, style)
  const read = current === null ? null : readTyped(current, style)
  const fault = read && 'fault' in read ? read.fault : null
  const words = {
    decimals: style.digits,
    least: writeNumber(style.least ?? Number.MIN_SAFE_INTEGER, style),
    most: writeNumber(style.most ?? Number.MAX_SAFE_INTEGER, style),
  }

  const put = (next: string) => {
    const taken = readTyped(next, style)
    const changed = 'value' in taken && (taken.value !== null || optional)
    setTyped({ text: next, value: changed ? taken.value : value })
    if (changed && taken.value !== value) onChange(taken.value)
  }
  const press = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (event.key === 'Escape' && current !== null) {
      event.stopPropagation()
      setTyped(null)
    } else if (direction !== 0 && value !== null && fault === null) {
      event.preventDefault()
      put(writeNumber(value + inDocument(direction * stepOf(unit, value), style), style))
    }
  }
  return (
    <TextInput
      {...input}
      inputMode="decimal"
      autoComplete="off"
      value={current ?? kept}
      onChange={(event) => put(event.currentTarget.value)}
      onKeyDown={press}
      onBlur={() => fault === null && setTyped(null)}
      error={
        fault === null
          ? Boolean(error) && error
          : `${text(`number.${fault}`, words)} ${kept && text('number.kept', { value: kept })}`
      }
    />
  )
}

function useStyle({ unit, currency, whole = false, least = null, most = null, ...input }: UnitInputProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const digits =
    unit === 'money' ? minorDigits(currency) : unit === 'percent' || unit === null ? MOST_DIGITS : 0
  const inTable = input['aria-label'] !== undefined
  const named = unit !== null && unit !== 'money' && unit !== 'percent' && !inTable
  return {
    prefix: unit === 'money' ? currencySign(currency, locale) : '',
    suffix: unit === 'percent' ? '%' : named ? ` ${text(`unit.${unit}_of`)}` : '',
    digits: whole && unit !== 'money' ? 0 : digits,
    scale: unit === 'money' ? 10 ** digits : 1,
    least,
    most,
  } satisfies NumberStyle
}

/** Arrow keys move an amount by about a hundredth of it, so that one press is seen on the lists. */
function stepOf(unit: Unit | null, value: number | null): number {
  if (unit === 'percent') return 0.05
  if (unit !== 'money' || value === null || value === 0) return 1
  return 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value))) - 3)
}
