import type { Expression, LookupKey, Step } from '../expression/expression.ts'
import { MOST_INTEGER, type Scalar, type ValueType } from '../values/value-type.ts'
import { arithmetic, floorOf, hull } from './arithmetic.ts'
import { closed, overlap } from './interval.ts'
import { decided, narrow, Regions, regionOfOperand } from './narrow.ts'
import {
  admits,
  choices,
  isEmpty,
  known,
  numbers,
  only,
  onlyMissing,
  type Region,
  regionOfType,
  union,
} from './region.ts'

/** The days that can be written, 0000-01-01 to 9999-12-31. */
const WRITTEN_DAYS = closed(-719_528, 2_932_896)

/** What a fact of the type may be, within the bounds of facts. */
export function regionOfFact(type: ValueType, mayBeMissing: boolean): Region {
  switch (type.kind) {
    case 'money':
      return numbers(type, [closed(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)], mayBeMissing)
    case 'days':
    case 'count':
      return numbers(type, [closed(-MOST_INTEGER, MOST_INTEGER)], mayBeMissing)
    case 'date':
      return numbers(type, [WRITTEN_DAYS], mayBeMissing)
    default:
      return regionOfType(type, mayBeMissing)
  }
}

/** What the steps may come to, worked out one after another from what the facts may be. */
export function possibleFigures(
  facts: ReadonlyMap<string, Region>,
  steps: readonly Step[],
): Map<string, Region> {
  const all = new Map(facts)
  const known = new Regions(all)
  for (const { name, type, expression } of steps) all.set(name, ofType(regionOf(expression, known), type))
  return all
}

function ofType(region: Region, type: ValueType): Region {
  if (isEmpty(region)) return regionOfType(type, false)
  if (isEmpty(known(region))) return onlyMissing(type)
  return region.kind === 'numbers' ? numbers(type, region.intervals, region.missing) : region
}

/** More rules than that are not told apart: anything they take may come out. */
const MOST_RULES = 100
const MOST_INTERVALS = 200

/**
 * What an expression may come to when its figures may be what is known of them: never less than it can, and not
 * much more.
 */
export function regionOf(expression: Expression, figures: Regions): Region {
  switch (expression.op) {
    case 'fact':
    case 'step':
      return regionOfOperand(expression, figures)
    case 'input':
      return figures.get(`input:${expression.name}`) ?? ofDays
    case 'constant':
      return only(expression.value)
    case 'nothing':
      return { kind: 'choices', of: [], missing: true }
    case 'floor':
      return floorOf(regionOf(expression.of, figures))
    case 'bands':
      return bandsReached(regionOf(expression.of, figures), expression.thresholds)
    case 'lookup':
      return cellsReached(expression.keys, expression.results, figures)
    case 'choose':
      return chosen(expression, figures)
    case 'workingDay':
      return ofDays
    case 'holds':
      return flag(decided(expression.condition, figures))
    default:
      return arithmetic(
        expression.op,
        known(regionOf(expression.left, figures)),
        known(regionOf(expression.right, figures)),
      )
  }
}

const ofDays = numbers({ kind: 'date' }, [WRITTEN_DAYS])

const flag = (holds: boolean | null): Region => choices(holds === null ? [false, true] : [holds])

function bandsReached(of: Region, thresholds: readonly number[]): Region {
  const intervals = of.kind === 'numbers' ? of.intervals : []
  const reached = [-Infinity, ...thresholds].flatMap((least, at) => {
    const most = thresholds[at] ?? Infinity
    const band = { least, leastOpen: least === -Infinity, most, mostOpen: true }
    const within = intervals.map((each) => overlap(each, band))
    return isEmpty(numbers(of.kind === 'numbers' && of.whole ? COUNT : PERCENT, within)) ? [] : [at]
  })
  const levels = reached.length > 0 ? reached : [0, thresholds.length]
  return numbers(
    COUNT,
    levels.map((each) => closed(each, each)),
  )
}

const COUNT: ValueType = { kind: 'count' }
const PERCENT: ValueType = { kind: 'percent' }

function cellsReached(keys: readonly LookupKey[], results: readonly Scalar[], figures: Regions): Region {
  let cells = [0]
  for (const { of, domain } of keys) {
    const region = regionOfOperand(of, figures)
    const admitted = domain.flatMap((value, at) => (admits(region, value) ? [at] : []))
    cells = cells.flatMap((cell) => admitted.map((at) => cell * domain.length + at))
  }
  return ofValues(new Set(cells.length === 0 ? results : cells.flatMap((cell) => results[cell] ?? [])))
}

function ofValues(values: ReadonlySet<Scalar>): Region {
  const points = [...values].filter((value) => typeof value === 'number')
  if (points.length === 0) return choices([...values])
  const whole = points.every(Number.isInteger)
  const span = points.length > MOST_INTERVALS ? [closed(Math.min(...points), Math.max(...points))] : null
  return numbers(whole ? COUNT : PERCENT, span ?? points.map((each) => closed(each, each)))
}

function chosen({ rules, otherwise }: Extract<Expression, { op: 'choose' }>, figures: Regions): Region {
  const taken: Region[] = []
  let rest: Regions | null = figures
  for (const { when, take } of rules) {
    if (rules.length > MOST_RULES) {
      taken.push(regionOf(take, figures))
      continue
    }
    if (!rest) break
    const holding: Regions | null = narrow(when, true, rest)
    if (holding) taken.push(regionOf(take, holding))
    rest = narrow(when, false, rest)
  }
  if (rest) taken.push(regionOf(otherwise, rest))
  return together(taken)
}

/** All of the regions in one; the missing value alone is of any kind. */
function together(regions: readonly Region[]): Region {
  const [first, ...others] = regions.toSorted((one, other) => weight(other) - weight(one))
  if (!first) return { kind: 'choices', of: [], missing: true }
  const all = others.reduce(union, first)
  if (all.kind === 'choices' || all.intervals.length <= MOST_INTERVALS) return all
  return { ...all, intervals: [hull(all)] }
}

const weight = (region: Region): number => (region.kind === 'numbers' ? region.intervals : region.of).length
