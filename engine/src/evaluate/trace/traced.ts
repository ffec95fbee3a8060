import type { Step } from '../../expression/expression.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { encode } from '../../population/column.ts'
import { type Figures, factsOf, type Population } from '../../population/population.ts'
import type { ValueType } from '../../values/value-type.ts'
import { singleDecider } from '../decider.ts'
import { type Point, pointName, withPoints } from './points.ts'
import { textWriter } from './text.ts'
import { Trace } from './trace.ts'

/** A point with its place among the outcomes. */
export interface PlacedPoint extends Point {
  readonly from: number
}

interface PlacedFigure {
  /** Whether it stands among the facts, not the outcomes. */
  readonly fact: boolean
  readonly at: number
  readonly type: ValueType
}

/** What stands where in the numbers of a trace. */
export interface TracedPlan {
  readonly facts: readonly { readonly name: string; readonly type: ValueType }[]
  readonly steps: readonly Step[]
  readonly figures: ReadonlyMap<string, PlacedFigure>
  readonly points: ReadonlyMap<string, readonly PlacedPoint[]>
  text(facts: Float64Array, outcomes: Float64Array): string
}

/** Decides single customers of one plan, with everything that explains the decision. */
export interface Traced {
  /** A customer by his facts; those not said are missing. */
  decide(facts: Figures, run: Run): Trace
  /** The customer of a population at that position. */
  at(population: Population, position: number, run: Run): Trace
}

/** Plans are kept for long and asked about one customer at a time. */
const known = new WeakMap<Plan, Traced>()

/**
 * Prepares a plan for traces: the same code that decides populations, which also says what decided. Done once for
 * each plan. A run given again must not have changed.
 */
export function traced(plan: Plan): Traced {
  const before = known.get(plan)
  if (before) return before
  const made = prepare(plan)
  known.set(plan, made)
  return made
}

function prepare(plan: Plan): Traced {
  const pointed = withPoints(plan)
  const wanted = pointed.plan.steps.map(({ name }) => name)
  const single = singleDecider(pointed.plan, { wanted })
  const facts = factsOf(plan).map(([name, type]) => ({ name, type }))
  const places = new Map(facts.map(({ name }, at) => [name, at]))
  const reads = single.reads.map((name) => places.get(name) ?? 0)
  const read = new Float64Array(reads.length)
  const layout = layoutOf(plan, facts, pointed.points, wanted)

  const decide = (known: Float64Array, run: Run): Trace => {
    for (let at = 0; at < reads.length; at += 1) read[at] = known[reads[at] ?? 0] ?? 0
    return new Trace(layout, run, known, single.decide(read, run))
  }

  return {
    decide(figures, run) {
      const known = new Float64Array(facts.length)
      let at = 0
      for (const { name, type } of facts) {
        known[at] = encode(type, figures.get(name) ?? null)
        at += 1
      }
      return decide(known, run)
    },
    at({ columns }, position, run) {
      const known = new Float64Array(facts.length)
      let at = 0
      for (const { name } of facts) {
        known[at] = columns.get(name)?.[position] ?? Number.NaN
        at += 1
      }
      return decide(known, run)
    },
  }
}

function layoutOf(
  plan: Plan,
  facts: TracedPlan['facts'],
  points: ReadonlyMap<string, readonly Point[]>,
  wanted: readonly string[],
): TracedPlan {
  const places = new Map(wanted.map((name, at) => [name, at]))
  const placed = new Map(
    [...points].map(([step, each]) => [
      step,
      each.map((point, at): PlacedPoint => ({ ...point, from: places.get(pointName(step, at)) ?? 0 })),
    ]),
  )
  const figures = new Map<string, PlacedFigure>()
  for (const [at, { name, type }] of facts.entries()) figures.set(name, { fact: true, at, type })
  for (const [at, { name, type }] of plan.steps.entries()) figures.set(name, { fact: false, at, type })
  return {
    facts,
    steps: plan.steps,
    figures,
    points: placed,
    text: textWriter(facts, plan.steps, placed),
  }
}
