import type { Operand } from '../../expression/expression.ts'
import type { Maybe, ValueType } from '../../values/value-type.ts'
import type { Hinge } from './hinges.ts'
import type { Trials } from './trials.ts'
import { samplesAround, type Units, unitsOf } from './units.ts'

/** What one fact alone can do. */
export interface Explored {
  readonly fact: string
  /** The values nearest to the present one, on either side, that reach the target; of a class all that do. */
  readonly reaching: readonly Maybe[]
  /** Values at which something turns, the nearest first: those worth trying together with another fact. */
  readonly turning: readonly Maybe[]
}

/** What is tried at one value of the fact. */
interface Sample {
  readonly unit: number
  readonly reached: boolean
  /** For each hinge which side is the greater: -1, 0, 1; 2 when a figure is missing. */
  readonly sides: Int8Array
}

/** So many values are tried within each gap at a time, in so many gaps at most, those nearest first. */
const WITHIN_GAP = 31
const MOST_GAPS = 48

/** Tries one fact of the customer at all values that can matter. `hinges` are the comparisons it can turn. */
export function explore(trials: Trials, fact: string, hinges: readonly Hinge[]): Explored {
  const { plan } = trials.question
  const type = plan.types.get(fact)
  const units = type && unitsOf(type)
  if (!type) return { fact, reaching: [], turning: [] }
  const mayBeMissing = plan.playbook.facts.some(
    ({ name, missing }) => name === fact && missing === 'possible',
  )
  const explored = units
    ? exploreNumber(trials, fact, type, units, hinges)
    : exploreValues(trials, fact, valuesOf(type))
  if (!mayBeMissing || trials.facts.get(fact) === null) return explored
  const isReached = explored.reaching.length === 0 && trials.try([[{ fact, to: null }]]).reached(0)
  return {
    ...explored,
    reaching: isReached ? [null] : explored.reaching,
    turning: [...explored.turning, null],
  }
}

const valuesOf = (type: ValueType): Maybe[] =>
  type.kind === 'class' ? [...type.values] : type.kind === 'flag' ? [true, false] : []

function exploreValues(trials: Trials, fact: string, values: readonly Maybe[]): Explored {
  const others = values.filter((value) => value !== trials.facts.get(fact))
  const tried = trials.try(others.map((to) => [{ fact, to }]))
  return { fact, reaching: others.filter((_, at) => at < tried.count && tried.reached(at)), turning: others }
}

function exploreNumber(
  trials: Trials,
  fact: string,
  type: ValueType,
  units: Units,
  hinges: readonly Hinge[],
): Explored {
  const present = trials.facts.get(fact) ?? null
  const origin = units.of(typeof present === 'number' ? present : type.kind === 'date' ? trials.run.asOf : 0)
  const compared = hinges.flatMap(({ left, right }) => comparedWith(fact, left, right))
  const first = samplesAround(units, type.kind, origin, compared)
  let samples = sample(trials, fact, units, hinges, first)
  for (;;) {
    const between = gapsOf(samples, origin)
      .slice(0, MOST_GAPS)
      .flatMap(([low, high]) => inside(low.unit, high.unit))
    if (between.length === 0) break
    const more = sample(trials, fact, units, hinges, between)
    samples = [...samples, ...more].toSorted((left, right) => left.unit - right.unit)
    if (more.length < between.length) break
  }
  const isPresent = (unit: number) => present !== null && unit === origin
  const nearestFirst = (found: readonly Sample[]) =>
    found
      .filter(({ unit }) => !isPresent(unit))
      .toSorted((left, right) => Math.abs(left.unit - origin) - Math.abs(right.unit - origin))
      .map(({ unit }) => units.value(unit))
  return {
    fact,
    reaching: nearestFirst(nearestReached(samples, origin, present === null)),
    turning: nearestFirst(turnsOf(samples, origin, present === null)),
  }
}

/** The constants that a fact is compared with as it is. */
function comparedWith(fact: string, left: Operand, right: Operand): number[] {
  const own = (operand: Operand) => operand.op === 'fact' && operand.name === fact
  const constant = own(left) ? right : own(right) ? left : null
  return constant?.op === 'constant' && typeof constant.value === 'number' ? [constant.value] : []
}

function sample(
  trials: Trials,
  fact: string,
  units: Units,
  hinges: readonly Hinge[],
  at: readonly number[],
): Sample[] {
  const tried = trials.try(at.map((unit) => [{ fact, to: units.value(unit) }]))
  return at.slice(0, tried.count).map((unit, place) => ({
    unit,
    reached: tried.reached(place),
    sides: Int8Array.from(hinges, ({ left, right }) =>
      sideOf(tried.value(left, place), tried.value(right, place)),
    ),
  }))
}

const sideOf = (left: Maybe, right: Maybe): number =>
  left === null || right === null ? 2 : Math.sign(Number(left) - Number(right))

/** Neighbours between which something turns and other values lie, those nearest to the present value first. */
function gapsOf(samples: readonly Sample[], origin: number): (readonly [Sample, Sample])[] {
  const gaps = samples.flatMap((high, at) => {
    const low = samples[at - 1]
    return low && high.unit - low.unit > 1 && turns(low, high) ? [[low, high] as const] : []
  })
  const distance = ([low, high]: readonly [Sample, Sample]) =>
    Math.min(Math.abs(low.unit - origin), Math.abs(high.unit - origin))
  return gaps.toSorted((left, right) => distance(left) - distance(right))
}

const turns = (one: Sample, other: Sample): boolean =>
  one.reached !== other.reached || one.sides.some((side, at) => side !== other.sides[at])

/** Evenly spread whole numbers between two, without these. */
function inside(low: number, high: number): number[] {
  const room = high - low - 1
  if (room <= WITHIN_GAP) return Array.from({ length: room }, (_, at) => low + at + 1)
  const step = (high - low) / (WITHIN_GAP + 1)
  return Array.from({ length: WITHIN_GAP }, (_, at) => Math.floor(low + (at + 1) * step))
}

/** The nearest sample on either side that reaches the target; of a missing fact only the nearer. */
function nearestReached(samples: readonly Sample[], origin: number, either: boolean): Sample[] {
  const below = samples.findLast(({ unit, reached }) => reached && unit < origin)
  const above = samples.find(({ unit, reached }) => reached && unit >= origin)
  if (!either || !below || !above) return [...(below ? [below] : []), ...(above ? [above] : [])]
  return [origin - below.unit < above.unit - origin ? below : above]
}

/** The first samples behind each turn, seen from the present value; from a missing one also the nearest at all. */
function turnsOf(samples: readonly Sample[], origin: number, isMissing: boolean): Sample[] {
  return samples.flatMap((high, at) => {
    const low = samples[at - 1]
    const isFirst = isMissing && high.unit === origin
    const turn = low && turns(low, high) ? [low.unit >= origin ? high : low] : []
    return isFirst ? [high, ...turn] : turn
  })
}
