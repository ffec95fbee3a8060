import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

interface Interval {
  readonly low: number
  readonly high: number
}

/** A part of some customers, from 0 to 1; null where there are none. */
export interface Rate {
  readonly rate: number | null
  readonly interval: Interval | null
}

/** By how much one rate is above another; null where one of them is missing. */
export interface Difference {
  readonly difference: number | null
  readonly interval: Interval | null
}

/** A share in percent, to one decimal; a small one to two, so that a narrow interval is not told as a point. */
const percentOf = (share: number) => {
  const decimals = Math.abs(share) < 0.01 ? 100 : 10
  return Math.round(share * 100 * decimals) / decimals
}

/** Rates and their differences in words, with the intervals within which they are. */
export function useSaid() {
  const text = useText()
  const { percent } = useFormats(useCurrency())
  const inPercent = (share: number) => percent(percentOf(share))
  const points = (share: number) => text('outcomes.points', { points: percentOf(share) })
  const between = (value: number | null, interval: Interval | null, say: (share: number) => string) => {
    if (value === null) return text('outcomes.no_rate')
    if (!interval) return text('outcomes.no_interval', { value: say(value) })
    return text('outcomes.interval', { value: say(value), low: say(interval.low), high: say(interval.high) })
  }
  return {
    percent: inPercent,
    points,
    rate: ({ rate, interval }: Rate) => between(rate, interval, inPercent),
    difference: ({ difference, interval }: Difference) => between(difference, interval, points),
  }
}
