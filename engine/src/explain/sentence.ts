import type { Locale } from '../locale/locale.ts'
import { isMessageKey, message } from '../locale/messages.ts'
import { formatDay } from '../values/day.ts'
import type { Figure, Reason } from './reason.ts'

/** A reason in words. `currency` is the playbook's, ISO 4217. */
export function sentence(reason: Reason, locale: Locale, currency: string): string {
  const figures = Object.entries(reason.figures).map(
    ([name, figure]) => [name, formatFigure(figure, locale, currency)] as const,
  )
  return message(locale, `reason.${reason.code}`, Object.fromEntries(figures))
}

/** A figure as people read it, with its unit. Counts stay numbers, so that sentences can agree with them. */
export function formatFigure(
  { kind, value, name }: Figure,
  locale: Locale,
  currency: string,
): string | number {
  if (name) return name[locale]
  if (value === null) return message(locale, 'figure.missing')
  if (typeof value === 'boolean') return message(locale, value ? 'value.true' : 'value.false')
  if (typeof value === 'string') {
    const key = `value.${value}`
    return isMessageKey(key) ? message(locale, key) : value
  }
  switch (kind) {
    case 'money':
      return formatMoney(value, locale, currency)
    case 'date':
      return formatDay(value)
    case 'days':
    case 'working_days':
    case 'months':
    case 'minutes':
    case 'percent':
      return message(locale, `figure.${kind}`, { value })
    default:
      return value
  }
}

/** How amounts of a currency are written; its places are asked for once, which costs more than to write one. */
interface MoneyFormat {
  readonly format: Intl.NumberFormat
  readonly minorUnits: number
}

const moneyFormats = new Map<string, MoneyFormat>()

/** An amount in minor units, as people read it in that currency. */
export function formatMoney(amount: number, locale: Locale, currency: string): string {
  const key = `${locale} ${currency}`
  let known = moneyFormats.get(key)
  if (!known) {
    known = moneyFormat(locale, currency)
    moneyFormats.set(key, known)
  }
  return known.format.format(amount / known.minorUnits)
}

function moneyFormat(locale: Locale, currency: string): MoneyFormat {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const format = new Intl.NumberFormat(locale, style)
  return { format, minorUnits: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) }
}
