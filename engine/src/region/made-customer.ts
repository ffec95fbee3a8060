import type { Condition, Step } from '../expression/expression.ts'
import { AS_OF } from '../expression/inputs.ts'
import { operandsOf, visitOperands } from '../expression/reads.ts'
import type { Day } from '../values/day.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { closed } from './interval.ts'
import { decided, nameOf, Regions } from './narrow.ts'
import { possibleFigures, regionOf } from './possible.ts'
import { intersect, isEmpty, onlyOf, pick, type Region } from './region.ts'
import { type Goal, type Steps, satisfy } from './satisfy.ts'
import type { Budget } from './uncovered.ts'

/** What a customer is made up from. */
export interface Making {
  /** What the facts, steps and inputs of a run may be. */
  readonly figures: Regions
  readonly facts: readonly (readonly [name: string, type: ValueType])[]
  readonly steps: readonly Step[]
  /** The same steps by name. */
  readonly named: Steps
  /** The day of the run that the customer is made for. */
  readonly asOf: Day
}

export interface Made {
  readonly facts: ReadonlyMap<string, Maybe>
  /** Whether on another day it may not hold for him. */
  readonly dependsOnDay: boolean
}

/**
 * A customer for whom the condition holds on that day, with the facts that matter only; null when none was found,
 * which does not mean that there is none. Every fact is given a value in turn, the plainest first, and what the
 * steps come to then is worked out again; the last word has the condition itself.
 */
export function madeCustomer(condition: Condition, making: Making, budget: Budget): Made | null {
  const { asOf, named } = making
  const goals: Goal[] = [{ condition, toHold: true }]
  const { steps, facts, dependsOnDay } = whatMatters(condition, making)
  const day: Region = { kind: 'numbers', whole: true, intervals: [closed(asOf, asOf)], missing: false }
  const start = forward(making.figures.with(INPUT_DAY, day), steps)
  let figures = start && satisfy(goals, start, named, budget)
  if (!figures || figures === 'unknown') return null
  const made = new Map<string, Maybe>()
  for (const [name, type] of facts) {
    const region: Region | undefined = figures.get(name)
    if (!region) return null
    const settled = settledBy(name, valuesOf(region, type.kind === 'date' ? asOf : 0), figures, (changed) => {
      budget.left -= steps.length
      const further = forward(changed, steps)
      return further && satisfy(goals, further, named, budget)
    })
    if (!settled) return null
    figures = settled.figures
    made.set(name, settled.value)
  }
  const known = new Map(
    [...made].map(([name, value]) => [name, onlyOf(value, making.figures.get(name) ?? day)]),
  )
  const shown = new Regions(possibleFigures(known.set(INPUT_DAY, day), steps))
  return decided(condition, shown) === true ? { facts: made, dependsOnDay } : null
}

const INPUT_DAY = `input:${AS_OF}`

/** The steps that the condition rests on, in the order of the plan, and the facts that these read. */
function whatMatters(condition: Condition, { facts, steps, named }: Making) {
  const read = new Set<string>()
  const open = operandsOf(condition)
  for (let operand = open.pop(); operand; operand = open.pop()) {
    const name = nameOf(operand)
    if (name === null || read.has(name)) continue
    read.add(name)
    const step = operand.op === 'step' ? named.get(operand.name) : undefined
    if (step) visitOperands(step.expression, (each) => open.push(each))
  }
  return {
    steps: steps.filter(({ name }) => read.has(name)),
    facts: facts.filter(([name]) => read.has(name)),
    dependsOnDay: read.has(INPUT_DAY),
  }
}

/** What the steps may come to, within what is known of them already; null when one has nothing left. */
function forward(figures: Regions, steps: readonly Step[]): Regions | null {
  let further = figures
  for (const { name, expression } of steps) {
    const known = further.get(name)
    const region = regionOf(expression, further)
    // A step that may be missing only is of no kind.
    const left = known && (isKindless(region) ? known : intersect(known, region))
    if (left && isEmpty(left)) return null
    if (left) further = further.with(name, left)
  }
  return further
}

const isKindless = (region: Region): boolean => region.kind === 'choices' && region.of.length === 0

/** The first of the values with which the goals can still be reached. */
function settledBy(
  name: string,
  values: readonly Maybe[],
  figures: Regions,
  settle: (changed: Regions) => Regions | null | 'unknown',
): { readonly value: Maybe; readonly figures: Regions } | null {
  const region = figures.get(name)
  for (const value of values) {
    const settled = region && settle(figures.with(name, onlyOf(value, region)))
    if (settled && settled !== 'unknown') return { value, figures: settled }
  }
  return null
}

const MOST_VALUES = 12

/** Values of a region to try: plain ones and the ends of every interval, those of a class, the missing one last. */
function valuesOf(region: Region, near: number): Maybe[] {
  const missing = region.missing ? [null] : []
  if (region.kind === 'choices') return [...region.of.slice(0, MOST_VALUES), ...missing]
  const parts = region.intervals
    .slice(0, MOST_VALUES)
    .map((each): Region => ({ ...region, intervals: [each] }))
  const ends = [near, -Number.MAX_VALUE, Number.MAX_VALUE]
  const plain = [pick(region, near), ...parts.flatMap((part) => ends.map((end) => pick(part, end)))]
  return [...new Set([...plain.filter((value) => value !== null), ...missing])]
}
