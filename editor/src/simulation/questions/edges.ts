export type Scale = 'linear' | 'logarithmic'

interface Range {
  readonly least: number
  readonly most: number
  readonly mean: number
  /** Whether the figure is counted in whole units, which no bar may split. */
  readonly whole: boolean
}

/** So many bars at most, or a few more: narrower ones could be told apart no longer. */
const MOST_BARS = 40

/** With the largest so many times as far from the least as the mean is, bars of one width would leave all but one empty. */
const LONG_TAIL = 25

/** So many bars from one power of ten to the next. */
const BARS_A_DECADE = 8

/** Round bounds of bars for figures of that range. Long tails have bars that widen with the figures. */
export function edgesBetween(range: Range): { edges: number[]; scale: Scale } {
  const { least, most, mean } = range
  const tail = least >= 0 ? most - least > LONG_TAIL * (mean - least) : mean > 0 && most > LONG_TAIL * mean
  if (tail) return { edges: widening(range), scale: 'logarithmic' }
  return { edges: even(range), scale: 'linear' }
}

/** Bars of one round width: 1, 2 or 5 with zeros. */
function even({ least, most, whole }: Range): number[] {
  const width = roundWidth((most - least) / MOST_BARS, whole)
  const first = Math.floor(least / width)
  // A figure that is on the last bound is counted below it.
  const last = Math.max(first + 1, Math.ceil(most / width))
  return Array.from({ length: last - first + 1 }, (_, at) => exact((first + at) * width))
}

function roundWidth(width: number, whole: boolean): number {
  const wanted = width > 0 ? Math.max(width, whole ? 1 : 0) : 1
  const power = 10 ** Math.floor(Math.log10(wanted))
  return exact(power * ([1, 2, 5, 10].find((step) => step * power >= wanted * (1 - 1e-9)) ?? 10))
}

/**
 * From zero on, then by powers of ten: the first bar takes what is small beside the mean. What is below zero has
 * bars that widen the other way, and both sides start further from zero to leave room for each other.
 */
function widening({ least, most, mean, whole }: Range): number[] {
  const bottom = Math.floor((Math.log10(mean) - (least < 0 ? 1 : 2)) * BARS_A_DECADE)
  const above = powersUpTo(most, bottom, whole)
  const below = least < 0 ? powersUpTo(-least, bottom, whole).map((bound) => -bound) : []
  return [...new Set([...below, 0, ...above])].toSorted((one, other) => one - other)
}

/** Bounds from about ten to the power of `bottom` bars up to the first that is not less than the end. */
function powersUpTo(end: number, bottom: number, whole: boolean): number[] {
  const top = Math.max(bottom, Math.ceil(Math.log10(end) * BARS_A_DECADE - 1e-9))
  const first = Math.max(top - MOST_BARS, bottom)
  const bounds = Array.from({ length: top - first + 1 }, (_, at) => twoDigits((first + at) / BARS_A_DECADE))
  return whole ? bounds.map(Math.ceil) : bounds
}

/** A power of ten in two digits that mean something: 1.3 million, not 1,333,521; the next one above it. */
function twoDigits(exponent: number): number {
  const power = 10 ** (Math.floor(exponent + 1e-9) - 1)
  return exact(Math.ceil(10 ** exponent / power - 1e-9) * power)
}

/** Without the last digits, in which products of fractions are wrong. */
const exact = (value: number): number => Number(value.toPrecision(12))
