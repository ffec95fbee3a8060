import type { WorkingDays } from '../calendar/calendar.ts'
import type { Scalar } from '../values/value-type.ts'
import { calculate } from './arithmetic.ts'
import {
  ANY_NUMBER,
  admits,
  type Domain,
  EITHER,
  FALSE,
  hasKnown,
  hull,
  isFalse,
  isTrue,
  join,
  NOTHING,
  type Numbers,
  numbers,
  only,
  TRUE,
} from './domain.ts'
import type { Id, Key, Vertex } from './graph.ts'

/** What is known of the vertices so far. */
export type Known = (id: Id) => Domain

/** All values that a vertex may have while its inputs have those that are known of them. */
export function forward(vertex: Vertex, of: Known, workingDays: WorkingDays): Domain | null {
  switch (vertex.op) {
    case 'variable':
      return null
    case 'constant':
      return only(vertex.value)
    case 'nothing':
      return NOTHING
    case 'floor':
      return through(of(vertex.of), Math.floor)
    case 'workingDay': {
      const day = through(of(vertex.of), (each) => workingDays.ordinal(each))
      return day.nan ? { ...day, least: 0, most: Infinity } : day
    }
    case 'bands':
      return bands(of(vertex.of), vertex.thresholds)
    case 'lookup':
      return lookup(vertex.keys, vertex.results, of)
    case 'choose': {
      let found: Domain | null = null
      for (const { when, take } of vertex.rules) {
        const condition = of(when)
        if (isFalse(condition)) continue
        found = found ? join(found, of(take)) : of(take)
        if (isTrue(condition)) return found
      }
      const rest = of(vertex.otherwise)
      return found ? join(found, rest) : rest
    }
    case 'all':
      return every(vertex.of, of, isFalse, isTrue, FALSE)
    case 'any':
      return every(vertex.of, of, isTrue, isFalse, TRUE)
    case 'not':
      return negated(of(vertex.of))
    case 'missing': {
      const inner = of(vertex.of)
      if (inner.kind === 'numbers' && inner.nan) return EITHER
      if (!inner.missing) return FALSE
      return hasKnown(inner) ? EITHER : TRUE
    }
    case 'among':
      return among(of(vertex.of), vertex.values)
    case 'equal':
    case 'less':
    case 'at_most':
      return compared(vertex.op, of(vertex.left), of(vertex.right))
    default:
      return calculate(vertex.op, of(vertex.left), of(vertex.right))
  }
}

/** A function that never falls, of any number of the domain; both that we have give whole numbers. */
function through(inner: Domain, rising: (value: number) => number): Numbers {
  if (inner.kind === 'choices' || inner.least > inner.most) return ANY_NUMBER
  return { ...numbers(rising(inner.least), rising(inner.most), true), nan: inner.nan }
}

function bands(inner: Domain, thresholds: readonly number[]): Domain {
  if (inner.kind === 'choices' || !hasKnown(inner)) return numbers(0, thresholds.length, true)
  const reached = (value: number) => thresholds.filter((each) => value >= each).length
  return numbers(inner.nan ? 0 : reached(inner.least), reached(inner.most), true)
}

function every(
  members: readonly Id[],
  of: Known,
  decides: (domain: Domain) => boolean,
  agrees: (domain: Domain) => boolean,
  decided: Domain,
): Domain {
  let open = false
  for (const each of members) {
    const domain = of(each)
    if (decides(domain)) return decided
    if (!agrees(domain)) open = true
  }
  return open ? EITHER : negated(decided)
}

const negated = (domain: Domain): Domain => {
  if (isTrue(domain)) return FALSE
  return isFalse(domain) ? TRUE : EITHER
}

function among(inner: Domain, values: readonly string[]): Domain {
  if (inner.kind === 'numbers' || inner.of.length === 0) return EITHER
  const members = inner.of.filter((each) => typeof each === 'string' && values.includes(each))
  if (members.length === 0) return FALSE
  return members.length === inner.of.length ? TRUE : EITHER
}

/** A comparison with a missing figure may come out either way: plans never look at it. */
function compared(op: 'equal' | 'less' | 'at_most', left: Domain, right: Domain): Domain {
  if (left.kind === 'choices' || right.kind === 'choices') return sameChoice(op, left, right)
  if (!hasKnown(left) || !hasKnown(right)) return EITHER
  const nan = left.nan || right.nan
  const [always, never] = bounds(op, left, right)
  if (never) return FALSE
  return always && !nan ? TRUE : EITHER
}

function bounds(op: 'equal' | 'less' | 'at_most', left: Numbers, right: Numbers): [boolean, boolean] {
  switch (op) {
    case 'equal':
      return [
        left.least === left.most && right.least === right.most && left.least === right.least,
        left.most < right.least || right.most < left.least,
      ]
    case 'less':
      return [left.most < right.least, left.least >= right.most]
    case 'at_most':
      return [left.most <= right.least, left.least > right.most]
  }
}

function sameChoice(op: 'equal' | 'less' | 'at_most', left: Domain, right: Domain): Domain {
  if (op !== 'equal' || left.kind === 'numbers' || right.kind === 'numbers') return EITHER
  if (left.of.length === 0 || right.of.length === 0) return EITHER
  if (!left.of.some((each) => right.of.includes(each))) return FALSE
  return left.of.length === 1 && right.of.length === 1 ? TRUE : EITHER
}

/** More cells than this are not looked at one by one. */
const MOST_CELLS = 20_000

function lookup(keys: readonly Key[], results: readonly Scalar[], of: Known): Domain {
  const places = keys.map((key) => placesOf(key, of(key.of)))
  if (places.some((each) => each.length === 0)) return hull(results)
  if (places.reduce((product, each) => product * each.length, 1) > MOST_CELLS) return hull(results)
  return hull(cells(keys, places).map((cell) => results[cell] ?? null))
}

/** The places of a key's domain at which its value may stand. */
export const placesOf = ({ domain }: Key, value: Domain): number[] =>
  domain.flatMap((each, at) => (admits(value, each) ? [at] : []))

/** The cells at any combination of these places, row by row. */
export const cells = (keys: readonly Key[], places: readonly (readonly number[])[]): number[] =>
  places.reduce<number[]>(
    (found, at, key) =>
      found.flatMap((row) => at.map((place) => row * (keys[key]?.domain.length ?? 1) + place)),
    [0],
  )
