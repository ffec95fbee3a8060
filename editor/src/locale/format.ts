import { useMemo } from 'react'
import { useIntl } from 'react-intl'

/** How many digits an amount of the currency has after the point. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** The sign of a currency as it stands before an amount, such as ¥. */
export function currencySign(currency: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

/** More digits after the point than an amount has, however it is shortened. */
const MOST_DIGITS = 20

interface Formats {
  number(value: number): string
  /** An amount in minor units. */
  money(amount: number): string
  /** An amount in few characters: 1.2M, 120万. */
  shortMoney(amount: number): string
  /** An amount to its last digit, in few characters where they say all of it: 50K, 5万; else 52,345.67. */
  exactMoney(amount: number): string
  percent(value: number): string
  time(moment: string): string
  /** A moment with its day, to the minute. */
  moment(moment: string): string
  day(day: string): string
}

/** Numbers, amounts and days as people of the page's language read them. */
export function useFormats(currency: string): Formats {
  const intl = useIntl()
  return useMemo(() => {
    const scale = 10 ** minorDigits(currency)
    const inMoney = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
    const compact = (amount: number, maximumFractionDigits: number) =>
      intl.formatNumber(amount / scale, { ...inMoney, notation: 'compact', maximumFractionDigits })
    return {
      number: (value) => intl.formatNumber(value),
      money: (amount) => intl.formatNumber(amount / scale, inMoney),
      shortMoney: (amount) => compact(amount, 1),
      exactMoney: (amount) => {
        const short = compact(amount, 1)
        if (short === compact(amount, MOST_DIGITS)) return short
        return intl.formatNumber(amount / scale, { ...inMoney, trailingZeroDisplay: 'stripIfInteger' })
      },
      percent: (value) => intl.formatNumber(value / 100, { style: 'percent', maximumFractionDigits: 4 }),
      time: (moment) => intl.formatTime(new Date(moment), { hour: '2-digit', minute: '2-digit' }),
      moment: (moment) =>
        intl.formatDate(new Date(moment), {
          year: 'numeric',
          month: 'short',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
        }),
      day: (day) =>
        intl.formatDate(new Date(`${day}T00:00:00Z`), {
          timeZone: 'UTC',
          year: 'numeric',
          month: 'short',
          day: 'numeric',
          weekday: 'short',
        }),
    }
  }, [intl, currency])
}
