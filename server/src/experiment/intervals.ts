import { type Interval, NORMAL_95, type Share, wilson } from '@branch-playbook/engine'

export const rateOf = ({ count, of }: Share): number => count / of

/**
 * The interval of the difference `first - second` of two independent rates: method 10 of
 * R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17 (1998) 873-890. It joins the score intervals of both rates, without continuity correction, and so
 * holds also where few or no customers did something.
 */
export function newcombe(first: Share, second: Share): Interval | null {
  const [one, two] = [wilson(first), wilson(second)]
  if (!one || !two) return null
  const [p, q] = [rateOf(first), rateOf(second)]
  const difference = p - q
  return within(
    difference - Math.hypot(p - one.low, two.high - q),
    difference + Math.hypot(one.high - p, q - two.low),
    -1,
  )
}

/**
 * The variance of the rate over clusters that came to their side as a whole, such as branches: that of a ratio,
 * `m / (m - 1) * sum (y - p n)^2 / (sum n)^2` for m clusters of n customers of whom y did something and p the
 * rate over all. Customers of one branch resemble each other, so this is most often more than for independent
 * ones. W. G. Cochran, "Sampling Techniques", 3rd ed. (1977), section 11.8. Null for fewer than two clusters.
 */
function ratioVariance(clusters: readonly Share[]): number | null {
  const all = total(clusters)
  if (clusters.length < 2 || all.of === 0) return null
  const rate = rateOf(all)
  const squares = clusters.reduce((sum, { count, of }) => sum + (count - rate * of) ** 2, 0)
  return ((clusters.length / (clusters.length - 1)) * squares) / all.of ** 2
}

/**
 * The interval of the rate over clusters, by Student's t of one degree of freedom less than there are clusters. It is
 * never narrower than for independent customers: a few clusters that happen to be equal prove nothing.
 */
export function ofClusters(clusters: readonly Share[]): Interval | null {
  const variance = ratioVariance(clusters)
  const independent = wilson(total(clusters))
  if (variance === null || !independent) return null
  const rate = rateOf(total(clusters))
  const half = student(clusters.length - 1) * Math.sqrt(variance)
  return around(independent, within(rate - half, rate + half, 0))
}

/**
 * The interval of the difference `first - second` of the rates over clusters, with the degrees of freedom of the
 * side that has fewer clusters, and never narrower than for independent customers: wider than need be rather than
 * too narrow.
 */
export function betweenClusters(first: readonly Share[], second: readonly Share[]): Interval | null {
  const [one, two] = [ratioVariance(first), ratioVariance(second)]
  const independent = newcombe(total(first), total(second))
  if (one === null || two === null || !independent) return null
  const difference = rateOf(total(first)) - rateOf(total(second))
  const half = student(Math.min(first.length, second.length) - 1) * Math.sqrt(one + two)
  return around(independent, within(difference - half, difference + half, -1))
}

export const total = (shares: readonly Share[]): Share => ({
  count: shares.reduce((sum, { count }) => sum + count, 0),
  of: shares.reduce((sum, { of }) => sum + of, 0),
})

/** Quantiles of Student's t for 95 % on both sides, from one degree of freedom on. */
const STUDENT = [12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004]

/** Beyond the table by its expansion in 1/degrees: Abramowitz & Stegun, 26.7.5. */
function student(degrees: number): number {
  const held = STUDENT[degrees - 1]
  if (held !== undefined) return held
  return (
    NORMAL_95 +
    (NORMAL_95 ** 3 + NORMAL_95) / (4 * degrees) +
    (5 * NORMAL_95 ** 5 + 16 * NORMAL_95 ** 3 + 3 * NORMAL_95) / (96 * degrees ** 2) +
    (3 * NORMAL_95 ** 7 + 19 * NORMAL_95 ** 5 + 17 * NORMAL_95 ** 3 - 15 * NORMAL_95) / (384 * degrees ** 3)
  )
}

const around = (one: Interval, other: Interval): Interval => ({
  low: Math.min(one.low, other.low),
  high: Math.max(one.high, other.high),
})

const within = (low: number, high: number, least: number): Interval => ({
  low: Math.max(least, low),
  high: Math.min(1, high),
})
