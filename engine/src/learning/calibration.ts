import { type LearningCell, type Segmentation, type Tally, tallyOf } from './cell.ts'
import { type Interval, NORMAL_95, wilson } from './interval.ts'
import { ENOUGH, type Predictor, predictorOf } from './rates.ts'

/** Contacts of which about the same was predicted: what, and what was seen. */
export interface Bin extends Tally {
  readonly predicted: number
  readonly seen: number
  readonly interval: Interval
}

/** How good predictions were of what came later. */
export interface Forecast {
  /**
   * The mean square of what was predicted less what came, 1 or 0: the less, the better. G. W. Brier, "Verification of
   * forecasts expressed in terms of probability", Monthly Weather Review 78 (1950) 1-3.
   */
  readonly brier: number
  readonly bins: readonly Bin[]
}

export const FORECAST_VERDICTS = ['better', 'worse', 'not_told_apart', 'too_few'] as const
export type ForecastVerdict = (typeof FORECAST_VERDICTS)[number]

/** The earlier part of the contacts is learned from, the later one tells how good that was. */
export interface Calibration {
  /** The first week that was not learned from. */
  readonly from: string
  readonly fitted: Tally
  readonly tested: Tally
  readonly learned: Forecast
  readonly present: Forecast
  /** The Brier score of what was learned less that of the present numbers. */
  readonly difference: Interval & { readonly value: number }
  readonly verdict: ForecastVerdict
}

/** The share of the contacts that is learned from. */
const EARLIER = 2 / 3

/** Null where there are not two weeks. `present` says how likely the playbook has it at present. */
export function calibrationOf(
  cells: readonly LearningCell[],
  by: Segmentation,
  present: Predictor,
): Calibration | null {
  const from = firstTested(cells)
  if (from === null) return null
  const earlier = cells.filter(({ week }) => week < from)
  const later = cells.filter(({ week }) => week >= from)
  const learned = predictorOf(earlier, by)
  const difference = brierDifference(later, learned, present)
  const tested = tallyOf(later)
  const fitted = tallyOf(earlier)
  const isEnough = tested.tries >= ENOUGH && fitted.tries >= ENOUGH
  return {
    from,
    fitted,
    tested,
    learned: forecastOf(later, learned),
    present: forecastOf(later, present),
    difference,
    verdict: isEnough ? verdictOf(difference) : 'too_few',
  }
}

/** What holds zero says nothing. */
function verdictOf({ low, high }: Interval): ForecastVerdict {
  if (high < 0) return 'better'
  return low > 0 ? 'worse' : 'not_told_apart'
}

/** The first week of the later part, so that the earlier one is as near to its share as whole weeks allow. */
function firstTested(cells: readonly LearningCell[]): string | null {
  const all = tallyOf(cells).tries
  const parts = [...new Set(cells.map(({ week }) => week))]
    .toSorted()
    .slice(1)
    .map((week) => ({ week, share: tallyOf(cells.filter((cell) => cell.week < week)).tries / all }))
  const [first] = parts.toSorted(
    (left, right) => Math.abs(left.share - EARLIER) - Math.abs(right.share - EARLIER),
  )
  return first?.week ?? null
}

function forecastOf(cells: readonly LearningCell[], predict: Predictor): Forecast {
  const { tries } = tallyOf(cells)
  const squares = cells.reduce((sum, cell) => sum + squareOf(cell, predict(cell)), 0)
  return { brier: squares / tries, bins: binsOf(cells, predict) }
}

const squareOf = ({ tries, successes }: Tally, predicted: number): number =>
  successes * (predicted - 1) ** 2 + (tries - successes) * predicted ** 2

/** Of the same contacts, so that the interval is that of the mean of paired differences. */
function brierDifference(
  cells: readonly LearningCell[],
  one: Predictor,
  other: Predictor,
): Calibration['difference'] {
  const { tries } = tallyOf(cells)
  let [sum, squares] = [0, 0]
  for (const cell of cells) {
    const [first, second] = [one(cell), other(cell)]
    for (const [came, count] of [
      [1, cell.successes],
      [0, cell.tries - cell.successes],
    ] as const) {
      const difference = (first - came) ** 2 - (second - came) ** 2
      sum += count * difference
      squares += count * difference ** 2
    }
  }
  const value = sum / tries
  const half = tries > 1 ? NORMAL_95 * Math.sqrt(Math.max(0, squares / tries - value ** 2) / (tries - 1)) : 1
  return { value, low: value - half, high: value + half }
}

const BINS = 5

/** About as many contacts in each; what is predicted alike stays together. */
function binsOf(cells: readonly LearningCell[], predict: Predictor): Bin[] {
  const alike = [...Map.groupBy(cells, predict)].toSorted(([left], [right]) => left - right)
  const size = tallyOf(cells).tries / BINS
  const bins: LearningCell[][] = []
  let [before, last] = [0, -1]
  for (const [, own] of alike) {
    const at = Math.min(BINS - 1, Math.floor(before / size))
    if (at === last) bins.at(-1)?.push(...own)
    else bins.push([...own])
    last = at
    before += tallyOf(own).tries
  }
  return bins.flatMap((own) => binOf(own, predict) ?? [])
}

/** What was predicted of some contacts and what was seen; null for none. */
function binOf(cells: readonly LearningCell[], predict: Predictor): Bin | null {
  const { tries, successes } = tallyOf(cells)
  const interval = wilson({ count: successes, of: tries })
  if (!interval) return null
  const predicted = cells.reduce((sum, cell) => sum + cell.tries * predict(cell), 0) / tries
  return { tries, successes, predicted, seen: successes / tries, interval }
}

/** A week: what was predicted of its contacts, and what was seen. */
export interface Drift extends Bin {
  readonly week: string
}

/** How predictions did from week to week, the first week first. */
export function driftOf(cells: readonly LearningCell[], predict: Predictor): Drift[] {
  return [...Map.groupBy(cells, ({ week }) => week)]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([week, own]) => {
      const bin = binOf(own, predict)
      return bin ? [{ week, ...bin }] : []
    })
}
