import type { WorkingDays } from '../calendar/calendar.ts'
import { leftOf, rightOf } from './arithmetic.ts'
import {
  ANY_NUMBER,
  absent,
  admits,
  type Domain,
  FALSE,
  hasKnown,
  hull,
  isFalse,
  isTrue,
  known,
  type Numbers,
  single,
  TRUE,
} from './domain.ts'
import { cells, type Known, placesOf } from './forward.ts'
import type { Id, Vertex } from './graph.ts'
import { above, below } from './neighbours.ts'

/** Takes from what is known of a vertex; false when nothing is left of it. */
export type Narrow = (id: Id, to: Domain) => boolean

/** What the value of a vertex says of its inputs. False when no inputs can give it. */
export function backward(
  vertex: Vertex,
  result: Domain,
  of: Known,
  narrow: Narrow,
  workingDays: WorkingDays,
): boolean {
  switch (vertex.op) {
    case 'variable':
    case 'constant':
    case 'nothing':
      return true
    case 'all':
      return members(vertex.of, result, of, narrow, { agree: TRUE, decide: FALSE })
    case 'any':
      return members(vertex.of, result, of, narrow, { agree: FALSE, decide: TRUE })
    case 'not':
      return single(result) === undefined || narrow(vertex.of, isTrue(result) ? FALSE : TRUE)
    case 'missing': {
      const inner = of(vertex.of)
      if (isTrue(result)) return (inner.kind === 'numbers' && inner.nan) || narrow(vertex.of, absent(inner))
      return !isFalse(result) || narrow(vertex.of, known(inner))
    }
    case 'among': {
      const inner = of(vertex.of)
      if (inner.kind === 'numbers' || inner.missing || single(result) === undefined) return true
      const left = inner.of.filter((each) => vertex.values.some((value) => value === each) === isTrue(result))
      return narrow(vertex.of, { ...inner, of: left })
    }
    case 'choose':
      return chosen(vertex, result, of, narrow)
    case 'lookup':
      return looked(vertex, result, of, narrow)
    case 'equal':
      return single(result) === undefined || equated(vertex.left, vertex.right, isTrue(result), of, narrow)
    case 'less':
    case 'at_most':
      if (isTrue(result)) return ordered(vertex.left, vertex.right, vertex.op === 'less', of, narrow)
      if (!isFalse(result) || mayBeNan(of(vertex.left)) || mayBeNan(of(vertex.right))) return true
      return ordered(vertex.right, vertex.left, vertex.op === 'at_most', of, narrow)
    default:
      return result.kind === 'choices' || result.nan || numeric(vertex, result, of, narrow, workingDays)
  }
}

const mayBeNan = (domain: Domain): boolean => domain.kind === 'numbers' && domain.nan

/** All agree, or one decides: which, when only one still can. */
function members(
  ids: readonly Id[],
  result: Domain,
  of: Known,
  narrow: Narrow,
  { agree, decide }: { agree: Domain; decide: Domain },
): boolean {
  const value = single(result)
  if (value === undefined) return true
  if (value === single(agree)) return ids.every((each) => narrow(each, agree))
  const able = ids.filter((each) => of(each).kind === 'numbers' || admits(of(each), single(decide) ?? null))
  const [only, another] = able
  if (only === undefined) return false
  return another !== undefined || narrow(only, decide)
}

function chosen(
  { rules, otherwise }: Extract<Vertex, { op: 'choose' }>,
  result: Domain,
  of: Known,
  narrow: Narrow,
): boolean {
  const fits = (id: Id) => compatible(of(id), result)
  let first: number | null = null
  let several = false
  let last = rules.length
  for (const [at, { when, take }] of rules.entries()) {
    const condition = of(when)
    if (!isFalse(condition) && fits(take)) {
      several = first !== null
      first ??= at
    }
    if (several) break
    if (isTrue(condition)) {
      last = at
      break
    }
  }
  if (!several && last === rules.length && fits(otherwise)) {
    several = first !== null
    first ??= rules.length
  }
  if (first === null) return false
  for (const { when } of rules.slice(0, first)) if (!narrow(when, FALSE)) return false
  if (several) return true
  const rule = rules[first]
  if (!rule) return narrow(otherwise, result)
  return narrow(rule.when, TRUE) && narrow(rule.take, result)
}

/** Whether the two may be the same value. */
const compatible = (left: Domain, right: Domain): boolean => {
  if (left.missing && right.missing) return true
  if (mayBeNan(left) && mayBeNan(right)) return true
  if (left.kind === 'choices')
    return right.kind === 'choices' && left.of.some((each) => right.of.includes(each))
  return right.kind === 'numbers' && Math.max(left.least, right.least) <= Math.min(left.most, right.most)
}

/** A table of more cells than this says nothing of its keys. */
const MOST_CELLS = 5000

function looked(
  { keys, results }: Extract<Vertex, { op: 'lookup' }>,
  result: Domain,
  of: Known,
  narrow: Narrow,
): boolean {
  if (keys.some((key) => of(key.of).missing && !key.domain.includes(null))) return true
  const places = keys.map((key) => placesOf(key, of(key.of)))
  const count = places.reduce((product, each) => product * each.length, 1)
  if (count === 0 || count > MOST_CELLS) return true
  const fitting = cells(keys, places).filter((cell) => admits(result, results[cell] ?? null))
  if (fitting.length === count) return true
  let size = 1
  for (const key of keys.toReversed()) {
    const { length } = key.domain
    const [step, left] = [size, new Set<number>()]
    for (const cell of fitting) left.add(Math.floor(cell / step) % length)
    if (!narrow(key.of, hull([...left].map((place) => key.domain[place] ?? null)))) return false
    size *= length
  }
  return true
}

/** Whether a comparison counts for sure: what one with a missing figure says is not looked at. */
const compares = (...domains: readonly Domain[]): boolean =>
  domains.every((each) => !each.missing && hasKnown(each))

function equated(left: Id, right: Id, equal: boolean, of: Known, narrow: Narrow): boolean {
  const [one, other] = [of(left), of(right)]
  if (!compares(one, other)) return true
  if (equal) return narrow(left, other) && narrow(right, of(left))
  return differs(left, other, of, narrow) && differs(right, of(left), of, narrow)
}

/** The value of `id` is not the one that the other has, when there is only one. */
function differs(id: Id, other: Domain, of: Known, narrow: Narrow): boolean {
  const [domain, value] = [of(id), single(other)]
  if (value === undefined || value === null) return true
  if (domain.kind === 'choices') {
    return narrow(id, { ...domain, of: domain.of.filter((each) => each !== value) })
  }
  if (typeof value !== 'number') return true
  const [next, previous] = domain.whole ? [value + 1, value - 1] : [above(value), below(value)]
  if (domain.least === value) return narrow(id, { ...domain, least: next })
  return domain.most !== value || narrow(id, { ...domain, most: previous })
}

/** The lower is below the upper, or also the same. */
function ordered(lower: Id, upper: Id, strict: boolean, of: Known, narrow: Narrow): boolean {
  const [low, high] = [of(lower), of(upper)]
  if (low.kind === 'choices' || high.kind === 'choices' || !compares(low, high)) return true
  const most = strict ? below(high.most) : high.most
  const least = strict ? above(low.least) : low.least
  return (
    narrow(lower, { ...ANY_NUMBER, nan: false, most }) && narrow(upper, { ...ANY_NUMBER, nan: false, least })
  )
}

function numeric(
  vertex: Vertex,
  result: Numbers,
  of: Known,
  narrow: Narrow,
  workingDays: WorkingDays,
): boolean {
  if (result.least > result.most) return true
  switch (vertex.op) {
    case 'floor':
      return within(vertex.of, result.least, lastWithFloor(result.most), of, narrow)
    case 'workingDay': {
      const [from, until] = daysOf(result, workingDays)
      return within(vertex.of, from, until, of, narrow)
    }
    case 'bands': {
      const { thresholds } = vertex
      const sorted = thresholds.toSorted((left, right) => left - right)
      const next = sorted[result.most]
      return within(
        vertex.of,
        sorted[result.least - 1] ?? -Infinity,
        next === undefined ? Infinity : below(next),
        of,
        narrow,
      )
    }
    case 'add':
    case 'subtract':
    case 'multiply': {
      const [left, right] = numbersOf(vertex, of)
      if (!left || !right) return true
      if (!narrow(vertex.left, leftOf(vertex.op, result, left, right))) return false
      return narrow(vertex.right, rightOf(vertex.op, result, left, right))
    }
    case 'divide': {
      const [left, right] = numbersOf(vertex, of)
      if (!left || !right || (right.least <= 0 && right.most >= 0)) return true
      return narrow(vertex.left, leftOf('divide', result, left, right))
    }
    case 'minimum':
      return extreme(vertex, result, of, narrow, false)
    case 'maximum':
      return extreme(vertex, result, of, narrow, true)
    default:
      return true
  }
}

/** Both operands, when neither can be missing: what a missing one gives is not looked at. */
function numbersOf({ left, right }: { left: Id; right: Id }, of: Known): [Numbers | null, Numbers | null] {
  const plain = (domain: Domain) =>
    domain.kind === 'numbers' && !domain.missing && !domain.nan && domain.least <= domain.most ? domain : null
  return [plain(of(left)), plain(of(right))]
}

function within(id: Id, least: number, most: number, of: Known, narrow: Narrow): boolean {
  const domain = of(id)
  if (domain.kind === 'choices' || domain.missing || domain.nan) return true
  return narrow(id, { ...ANY_NUMBER, least, most })
}

function extreme(
  vertex: { left: Id; right: Id },
  result: Numbers,
  of: Known,
  narrow: Narrow,
  greatest: boolean,
): boolean {
  const [left, right] = numbersOf(vertex, of)
  if (!left || !right) return true
  const bound = greatest ? { ...ANY_NUMBER, most: result.most } : { ...ANY_NUMBER, least: result.least }
  if (!narrow(vertex.left, bound) || !narrow(vertex.right, bound)) return false
  // One that cannot reach the result leaves it to the other.
  const reaches = ({ least, most }: Numbers) => (greatest ? most >= result.least : least <= result.most)
  if (!reaches(left) && !narrow(vertex.right, { ...ANY_NUMBER, ...rangeOf(result) })) return false
  return reaches(right) || narrow(vertex.left, { ...ANY_NUMBER, ...rangeOf(result) })
}

const rangeOf = ({ least, most }: Numbers) => ({ least, most })

/** The greatest double whose floor is `whole`. */
const lastWithFloor = (whole: number): number => (whole + 1 > whole ? below(whole + 1) : whole)

/** The days whose ordinal lies within these bounds. Days out of the calendar have that of its first or last. */
function daysOf({ least, most }: Numbers, { first, last, ordinals }: WorkingDays): [number, number] {
  const [lowest, highest] = [ordinals[0] ?? 0, ordinals.at(-1) ?? 0]
  const from = least <= lowest ? -Infinity : first + firstAt(ordinals, (each) => each >= least)
  const until = most >= highest ? Infinity : first + firstAt(ordinals, (each) => each > most) - 1
  return [Math.min(from, last + 1), until]
}

/** The first place from which on the ordinals, which never fall, pass the test. */
function firstAt(ordinals: Int32Array, passes: (ordinal: number) => boolean): number {
  let [low, high] = [0, ordinals.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(ordinals[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}
