/** An interval of 95 % confidence. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** So many of so many. */
export interface Share {
  readonly count: number
  readonly of: number
}

/** The quantile of the standard normal distribution for 95 % on both sides. */
export const NORMAL_95 = 1.959963984540054

/**
 * The score interval of a rate of independent trials. Null without any.
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
 */
export function wilson({ count, of }: Share): Interval | null {
  if (of === 0) return null
  const centre = 2 * count + NORMAL_95 ** 2
  const half = NORMAL_95 * Math.sqrt(NORMAL_95 ** 2 + 4 * count * (1 - count / of))
  const width = 2 * (of + NORMAL_95 ** 2)
  return { low: Math.max(0, (centre - half) / width), high: Math.min(1, (centre + half) / width) }
}
