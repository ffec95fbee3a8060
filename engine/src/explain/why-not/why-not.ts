import type { Plan } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { customerAt, type Figures, type Population } from '../../population/population.ts'
import type { Day } from '../../values/day.ts'
import type { Maybe } from '../../values/value-type.ts'
import { effortOf, type FactChange, settledFacts } from './effort.ts'
import { type Explored, explore } from './explore.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { factsBehind, factsRead } from './hinges.ts'
import type { Target } from './target.ts'
import { reachingTogether, smallest } from './together.ts'
import { type Question, questionOf, type Trial, Trials } from './trials.ts'

/** Changes that together, and none of them alone, lead to a target; and the figures that they move across a bound. */
export interface Way {
  readonly changes: readonly FactChange[]
  readonly gaps: readonly Gap[]
}

/** What keeps a customer from an outcome, and what would lead to it. */
export interface WhyNot {
  readonly target: Target
  /** Whether the customer has the outcome already; then nothing else is looked for. */
  readonly reached: boolean
  /**
   * The ways to the outcome, the one that asks for least first: changes of a single fact, each the smallest of
   * its kind; where no fact that anybody can change suffices alone, pairs too, and where no pair does, three.
   */
  readonly ways: readonly Way[]
  /** The first day, within `DAYS_AHEAD`, on which it comes about by itself if no fact changes until then. */
  readonly by: Day | null
  /** The last day that was looked at: the calendar may end before. */
  readonly lookedUntil: Day
  /** Whether everything was tried; otherwise there may be further ways. */
  readonly complete: boolean
}

/** How far ahead to look for a day on which the outcome comes about by itself. */
export const DAYS_AHEAD = 90

/** Finds what would lead to one target, for any customers of a plan. */
export interface Advisor {
  find(facts: Figures, run: Run): WhyNot
  /** The same for the customer of a population at that position. */
  at(population: Population, position: number, run: Run): WhyNot
}

interface Limits {
  /** The most variations of a customer to decide; a good number for the size of the plan when not said. */
  readonly trials?: number
  /** The most ways of several changes to name. */
  readonly together?: number
}

/** About a second of deciding, in operations of the plan; it bounds the time without a clock. */
const OPERATIONS = 400_000_000
const FEWEST_TRIALS = 5000
const MOST_TRIALS = 400_000

/** More ways of several changes than anybody reads. */
const MOST_TOGETHER = 5

/** So many facts are changed together; what needs more is further away than anybody plans. */
const MOST_FACTS = 3

/**
 * Prepares "why not" for a target. Every way that it finds was decided by the same evaluator as the customer
 * himself: all of its changes together reach the target, and a number changed by one unit less does not. The
 * same question has the same answer always.
 */
export function advisor(
  plan: Plan,
  target: Target,
  { trials, together = MOST_TOGETHER }: Limits = {},
): Advisor {
  const question = questionOf(plan, target)
  const most = trials ?? trialsFor(question)
  const find = (facts: Figures, run: Run): WhyNot => answer(new Trials(question, facts, run, most), together)
  return { find, at: (population, position, run) => find(customerAt(plan, population, position), run) }
}

const trialsFor = ({ steps }: Question): number =>
  Math.round(
    Math.min(MOST_TRIALS, Math.max(FEWEST_TRIALS, OPERATIONS / (OPERATIONS_A_STEP * (1 + steps.length)))),
  )

const OPERATIONS_A_STEP = 20

function answer(trials: Trials, mostTogether: number): WhyNot {
  const { question, facts, run } = trials
  const { target, plan } = question
  if (trials.try([[]]).reached(0)) {
    return { target, reached: true, ways: [], by: run.asOf, lookedUntil: run.asOf, complete: true }
  }
  const { by, lookedUntil } = comesBy(trials)
  const behind = factsBehind(question.steps)
  const read = factsRead(question.steps)
  const explored = plan.playbook.facts.flatMap(({ name: fact }) => {
    if (!read.has(fact)) return []
    const turned = question.hinges.filter(({ left, right }) =>
      [left, right].some((operand) =>
        operand.op === 'fact'
          ? operand.name === fact
          : operand.op === 'step' && behind.get(operand.name)?.has(fact),
      ),
    )
    return [explore(trials, fact, turned)]
  })
  const isSettled = settledFacts(plan, run)
  const changeOf = ({ fact, to }: Trial) => changed(fact, facts.get(fact) ?? null, to, isSettled)
  const single = explored.flatMap(({ fact, reaching }) => reaching.map((to) => [{ fact, to }]))
  const isEnough = single.some((each) => each.every((trial) => !changeOf(trial).settled))
  const several = isEnough
    ? []
    : together(trials, explored, mostTogether, (trial) => effortOf(changeOf(trial)))
  const effort = (way: readonly Trial[]) => way.reduce((sum, trial) => sum + effortOf(changeOf(trial)), 0)
  const ways = [...single, ...several].toSorted((left, right) => effort(left) - effort(right))
  return {
    target,
    reached: false,
    ways: ways.map((way) => ({ changes: way.map(changeOf), gaps: gapsOf(trials, way) })),
    by,
    lookedUntil,
    complete: !trials.stopped,
  }
}

/** Ways of as few facts as it takes of which none suffices alone. */
function together(
  trials: Trials,
  explored: readonly Explored[],
  most: number,
  effort: (trial: Trial) => number,
): (readonly Trial[])[] {
  const insufficient = explored.filter(({ reaching }) => reaching.length === 0)
  const found: (readonly Trial[])[] = []
  for (let many = 2; many <= MOST_FACTS && found.length === 0; many += 1) {
    for (const way of reachingTogether(trials, insufficient, many, effort)) {
      if (found.length === most) break
      const least = smallest(trials, way)
      if (least) found.push(least)
    }
  }
  return found
}

function comesBy(trials: Trials): Pick<WhyNot, 'by' | 'lookedUntil'> {
  const { asOf, workingDays } = trials.run
  let lookedUntil = asOf
  for (let day = asOf + 1; day <= asOf + DAYS_AHEAD && workingDays.knows(day); day += 1) {
    lookedUntil = day
    if (trials.on(day).reached(0)) return { by: day, lookedUntil }
  }
  return { by: null, lookedUntil }
}

function changed(
  fact: string,
  from: Maybe,
  to: Maybe,
  isSettled: (fact: string, from: Maybe) => boolean,
): FactChange {
  const difference = typeof from === 'number' && typeof to === 'number' ? to - from : null
  return { fact, from, to, difference, settled: isSettled(fact, from) }
}
