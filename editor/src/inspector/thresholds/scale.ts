/** The axis of a histogram. */
export interface Axis {
  /** The bounds of the bars, rising. */
  readonly edges: readonly number[]
  /** Whether the figure is counted in whole units. */
  readonly whole: boolean
}

/**
 * The place of a value, from 0 at the left bound of the first bar to 1 at the right one of the last. All bars are
 * drawn equally wide, whatever their bounds: amounts with a long tail have room for the many who have little.
 */
export function placeOf(value: number, { edges }: Axis): number {
  const bar = barAt(value, edges)
  const [from = 0, to = 0] = [edges[bar], edges[bar + 1]]
  const within = to > from ? (value - from) / (to - from) : 0
  return Math.min(1, Math.max(0, (bar + within) / (edges.length - 1)))
}

/** A round value at a place. */
export function valueAt(place: number, axis: Axis): number {
  const bars = axis.edges.length - 1
  const at = Math.min(1, Math.max(0, place)) * bars
  const bar = Math.min(bars - 1, Math.floor(at))
  const [from = 0, to = 0] = [axis.edges[bar], axis.edges[bar + 1]]
  return rounded(from + (at - bar) * (to - from), stepIn(bar, axis))
}

/** The round value so many steps on, about a twentieth of a bar each. */
export function stepped(value: number, steps: number, axis: Axis): number {
  const bar = barAt(value, axis.edges)
  // Downwards from a bound, the steps of the bar to the left count.
  const downwards = steps < 0 && value === axis.edges[bar] && bar > 0
  const step = stepIn(downwards ? bar - 1 : bar, axis)
  return rounded(value + steps * step, step)
}

/** So many places within a bar a handle may stand at. */
const STEPS = 20

/** 1, 2 or 5 with zeros. */
function stepIn(bar: number, { edges, whole }: Axis): number {
  const wanted = ((edges[bar + 1] ?? 1) - (edges[bar] ?? 0)) / STEPS
  if (whole && wanted <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(wanted))
  return power * ([1, 2, 5, 10].find((each) => each * power >= wanted * (1 - 1e-9)) ?? 10)
}

const rounded = (value: number, step: number): number =>
  Number((Math.round(value / step) * step).toPrecision(12))

/** The last bar whose left bound is not above the value. */
function barAt(value: number, edges: readonly number[]): number {
  const bar = edges.findLastIndex((edge) => edge <= value)
  return Math.min(Math.max(0, bar), edges.length - 2)
}
