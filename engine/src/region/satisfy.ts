import type { Condition, Expression, Operand, Step } from '../expression/expression.ts'
import { operandsOf } from '../expression/reads.ts'
import { floorWithin } from './arithmetic.ts'
import { bandsWithin, cellsWithin, sidesOf, type Within } from './backwards.ts'
import { type Leaf, nameOf, narrow, narrowLeaf, type Regions, regionOfOperand } from './narrow.ts'
import { regionOf } from './possible.ts'
import { admits, equalRegions, intersect, isEmpty, type Region } from './region.ts'
import type { Budget } from './uncovered.ts'

/** Something that is to be: a condition that holds or not, or an expression that comes out within a region. */
export type Goal = { readonly condition: Condition; readonly toHold: boolean } | Within

/** One of several ways to go on: goals that are all to be reached. */
type Way = readonly Goal[]

interface State {
  readonly figures: Regions
  /** Where there are several ways and none is taken yet. */
  readonly open: readonly (readonly Way[])[]
}

/** The steps of a plan, by name: a goal about a step becomes one about what the step reads. */
export type Steps = ReadonlyMap<string, Step>

/**
 * What is left of the figures when all goals are reached; null when that cannot be, whatever the customer;
 * `unknown` when the budget was used up. Works back from steps to facts, and stops at the first alternative that
 * may be. What is left may be too much, where figures depend on each other in ways that regions cannot say.
 */
export function satisfy(
  goals: readonly Goal[],
  figures: Regions,
  steps: Steps,
  budget: Budget,
): Regions | null | 'unknown' {
  return search({ figures, open: [] }, goals, steps, budget)
}

function search(state: State, goals: Way, steps: Steps, budget: Budget): Regions | null | 'unknown' {
  const settled = settle(state, goals, steps, budget)
  if (settled === null) return null
  if (budget.left <= 0) return 'unknown'
  const [ways, ...others] = settled.open.toSorted((one, other) => one.length - other.length)
  if (!ways) return settled.figures
  for (const way of ways) {
    const found = search({ figures: settled.figures, open: others }, way, steps, budget)
    if (found !== null) return found
  }
  return null
}

/** Reaches the goals as far as there is one way only; null when there is none. */
function settle({ figures, open }: State, goals: Way, steps: Steps, budget: Budget): State | null {
  let [known, waiting]: [Regions, readonly (readonly Way[])[]] = [figures, open]
  const left = [...goals]
  while (budget.left > 0) {
    const goal = left.pop()
    if (goal) {
      budget.left -= 1
      const reached = 'condition' in goal ? holding(goal, known) : within(goal, known)
      if (!reached) return null
      left.push(...reached.goals, ...followed(reached.narrowed, known, reached.figures, steps))
      known = reached.figures
      if (reached.ways) waiting = [...waiting, reached.ways]
      continue
    }
    const before: Regions = known
    // The first goals of a way are the most telling ones; to ask for all would cost more than it spares.
    const pruned = waiting.map((ways) =>
      ways.filter((way) => way.slice(0, 2).every((each) => mayBe(each, before))),
    )
    budget.left -= waiting.reduce((sum, ways) => sum + ways.length, 0)
    if (pruned.some((ways) => ways.length === 0)) return null
    left.push(...pruned.flatMap((ways) => (ways.length === 1 ? (ways[0] ?? []) : [])))
    waiting = pruned.filter((ways) => ways.length > 1)
    if (left.length === 0) break
  }
  return { figures: known, open: waiting }
}

interface Reached {
  readonly figures: Regions
  /** The figures that may have been narrowed. */
  readonly narrowed: readonly Operand[]
  readonly goals: Way
  readonly ways?: readonly Way[]
}

const only = (figures: Regions, ...goals: Goal[]): Reached => ({ figures, narrowed: [], goals })

function holding(
  { condition, toHold }: Extract<Goal, { toHold: boolean }>,
  figures: Regions,
): Reached | null {
  switch (condition.test) {
    case 'not':
      return only(figures, { condition: condition.of, toHold: !toHold })
    case 'all':
    case 'any': {
      const goals = condition.of.map((each) => ({ condition: each, toHold }))
      if ((condition.test === 'all') === toHold) return only(figures, ...goals)
      return { figures, narrowed: [], goals: [], ways: goals.map((goal) => [goal]) }
    }
    default: {
      const narrowed = narrowLeaf(condition, toHold, figures)
      return narrowed && { figures: narrowed, narrowed: [...operandsOf(condition satisfies Leaf)], goals: [] }
    }
  }
}

/** Of the figures that have been narrowed, those that are steps: what they read is to come out so. */
function followed(narrowed: readonly Operand[], before: Regions, after: Regions, steps: Steps): Goal[] {
  return narrowed.flatMap((operand): Goal[] => {
    const name = nameOf(operand)
    const step = operand.op === 'step' ? steps.get(operand.name) : undefined
    const [old, region] = [before.get(name ?? ''), after.get(name ?? '')]
    if (!step || !region || (old && equalRegions(old, region))) return []
    return [{ expression: step.expression, region }]
  })
}

function within({ expression, region }: Within, figures: Regions): Reached | null {
  switch (expression.op) {
    case 'fact':
    case 'step':
    case 'input': {
      const left = intersect(regionOfOperand(expression, figures), region)
      if (isEmpty(left)) return null
      const name = nameOf(expression) ?? ''
      return { figures: figures.with(name, left), narrowed: [expression], goals: [] }
    }
    case 'constant':
      return admits(region, expression.value) ? only(figures) : null
    case 'nothing':
      return region.missing ? only(figures) : null
    case 'holds':
      return holdsWithin(expression.condition, region, figures)
    case 'bands':
      return only(figures, { expression: expression.of, region: bandsWithin(expression.thresholds, region) })
    case 'floor':
      return only(figures, { expression: expression.of, region: floorWithin(region) })
    case 'lookup': {
      const ways = cellsWithin(expression.keys, expression.results, region, figures)
      return ways.length === 0 ? null : { figures, narrowed: [], goals: [], ways }
    }
    case 'choose':
      return { figures, narrowed: [], goals: [], ways: choicesWithin(expression, region, figures) }
    case 'workingDay':
      return only(figures)
    default:
      return only(figures, ...sidesOf(expression, region, figures))
  }
}

function holdsWithin(condition: Condition, region: Region, figures: Regions): Reached | null {
  const [yes, no] = [admits(region, true), admits(region, false)]
  if (yes && no) return only(figures)
  return yes || no ? only(figures, { condition, toHold: yes }) : null
}

/** More rules than that are not gone through. */
const MOST_RULES = 300

/** For each rule that may take a value of the region: that it holds, and none before it does. */
function choicesWithin(
  { rules, otherwise }: Extract<Expression, { op: 'choose' }>,
  region: Region,
  figures: Regions,
): Way[] {
  if (rules.length > MOST_RULES) return [[]]
  const passed: Goal[] = []
  const ways: Way[] = []
  const add = (take: Expression, ...goals: Goal[]) => {
    const taken: Within = { expression: take, region }
    if (mayBe(taken, figures)) ways.push([taken, ...goals])
  }
  for (const { when, take } of rules) {
    add(take, { condition: when, toHold: true }, ...passed)
    passed.push({ condition: when, toHold: false })
  }
  add(otherwise, ...passed)
  return ways
}

/** Whether a goal can be, as far as a glance shows. */
function mayBe(goal: Goal, figures: Regions): boolean {
  if ('condition' in goal) return narrow(goal.condition, goal.toHold, figures) !== null
  const { expression, region } = goal
  if (expression.op === 'nothing') return region.missing
  return !isEmpty(intersect({ ...regionOf(expression, figures) }, region))
}
