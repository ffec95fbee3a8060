import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

interface Seen {
  readonly seen: number
  readonly interval: { readonly low: number; readonly high: number }
}

/** Rates from 0 to 1 in words: to a tenth of a per cent, one that was seen with its interval. */
export function useSaid() {
  const text = useText()
  const { percent } = useFormats(useCurrency())
  const tenth = (rate: number) => percent(Math.round(1000 * rate) / 10)
  const seen = ({ seen: rate, interval: { low, high } }: Seen) =>
    text('learning.seen_within', { seen: tenth(rate), low: tenth(low), high: tenth(high) })
  return { tenth, seen }
}
