import type { Difference, Rate } from './said.ts'

/** Up to where the whiskers of some rates are drawn, from zero on. */
export const mostOf = (rates: readonly Rate[]): number =>
  Math.max(0.01, ...rates.map(({ rate, interval }) => Math.max(rate ?? 0, interval?.high ?? 0)))

/** Up to where the whiskers of some differences are drawn, to either side of zero. */
export const widestOf = (differences: readonly Difference[]): number =>
  Math.max(
    0.005,
    ...differences.flatMap(({ difference, interval }) =>
      [difference, interval?.low, interval?.high].map((each) => Math.abs(each ?? 0)),
    ),
  )
