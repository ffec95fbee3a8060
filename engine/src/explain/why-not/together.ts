import type { Maybe } from '../../values/value-type.ts'
import type { Explored } from './explore.ts'
import type { Trial, Trials } from './trials.ts'
import { unitsOf } from './units.ts'

/** Of the values at which a fact turns something, so many are tried with those of other facts, the nearest. */
const MOST_VALUES = 8

/** So many values are tried at a time when a change is made as small as it can be. */
const WITHIN_STEP = 31

/** Times that the changes are made smaller in turn. */
const ROUNDS = 4

/** Decided at a time. */
const CHUNK = 8192

/**
 * All ways to reach the target by changing so many facts together, of the same facts the one that asks for least; the
 * one that asks for least of all first.
 */
export function reachingTogether(
  trials: Trials,
  explored: readonly Explored[],
  many: number,
  effort: (trial: Trial) => number,
): (readonly Trial[])[] {
  const facts = explored.filter(({ turning }) => turning.length > 0)
  const groups = subsets(facts, many)
  const values = valuesThatFit(groups.length, many, trials.left)
  if (facts.some(({ turning }) => turning.length > values)) trials.stopped = true
  const best = new Map<string, { way: readonly Trial[]; effort: number }>()
  const decide = (ways: readonly (readonly Trial[])[]) => {
    const tried = trials.try(ways)
    for (const [at, way] of ways.slice(0, tried.count).entries()) {
      if (!tried.reached(at)) continue
      const key = way.map(({ fact }) => fact).join(' ')
      const asked = way.reduce((sum, trial) => sum + effort(trial), 0)
      const known = best.get(key)
      if (!known || asked < known.effort) best.set(key, { way, effort: asked })
    }
  }
  let chunk: (readonly Trial[])[] = []
  for (const group of groups) {
    chunk.push(...choices(group, values))
    if (chunk.length < CHUNK) continue
    decide(chunk)
    chunk = []
  }
  decide(chunk)
  return [...best.values()].toSorted((left, right) => left.effort - right.effort).map(({ way }) => way)
}

/** All ways to take so many of the things, in their order. */
function subsets<Thing>(things: readonly Thing[], many: number): Thing[][] {
  if (many === 0) return [[]]
  return things.flatMap((first, at) =>
    subsets(things.slice(at + 1), many - 1).map((others) => [first, ...others]),
  )
}

/** All ways to give each of the facts one of its values. */
function choices(facts: readonly Explored[], values: number): Trial[][] {
  const [first, ...others] = facts
  if (!first) return [[]]
  const rest = choices(others, values)
  return first.turning
    .slice(0, values)
    .flatMap((to) => rest.map((trials) => [{ fact: first.fact, to }, ...trials]))
}

/** How many values of each fact can be tried with all of the others. */
function valuesThatFit(groups: number, many: number, left: number): number {
  const fitting = Math.floor(((left * HALF) / Math.max(1, groups)) ** (1 / many))
  return Math.max(1, Math.min(MOST_VALUES, fitting))
}

/** The other trials are left for making the changes smaller. */
const HALF = 0.5

/**
 * Makes all changes as small as they can be, one after the other; null when there are no trials left for it, or when
 * the smaller change of one lets another be smaller without end.
 */
export function smallest(trials: Trials, way: readonly Trial[]): readonly Trial[] | null {
  let found = way
  for (let round = 0; round < ROUNDS; round += 1) {
    let less = found
    for (const [at, change] of found.entries()) {
      const others = less.filter((_, place) => place !== at)
      less = less.with(at, nearer(trials, change, others))
    }
    if (less.every(({ to }, at) => to === found[at]?.to)) return trials.left > 0 ? found : null
    found = less
  }
  return null
}

/** The smallest change of a fact, no greater than the one given, that reaches the target with the other changes. */
function nearer(trials: Trials, change: Trial, others: readonly Trial[]): Trial {
  const { question, facts, run } = trials
  const type = question.plan.types.get(change.fact)
  const units = type && unitsOf(type)
  const present = facts.get(change.fact) ?? null
  if (!units || typeof change.to !== 'number') return change
  let far = units.of(change.to)
  let near = units.of(typeof present === 'number' ? present : type.kind === 'date' ? run.asOf : 0)
  while (Math.abs(far - near) > 1) {
    const between = towards(near, far)
    const tried = trials.try(between.map((unit) => [{ fact: change.fact, to: units.value(unit) }, ...others]))
    if (tried.count < between.length) break
    const first = between.findIndex((_, at) => tried.reached(at))
    const last = first < 0 ? between.length : first
    near = between[last - 1] ?? near
    far = between[last] ?? far
  }
  return { fact: change.fact, to: units.value(far) satisfies Maybe }
}

/** Evenly spread units from one value to another, without the two. */
function towards(near: number, far: number): number[] {
  const steps = Math.min(WITHIN_STEP, Math.abs(far - near) - 1)
  const step = (far - near) / (steps + 1)
  return Array.from({ length: steps }, (_, at) => near + Math.trunc((at + 1) * step))
}
