import type { Maybe } from '../../values/value-type.ts'
import type { Explored } from './explore.ts'
import type { Trial, Trials } from './trials.ts'
import { unitsOf } from './units.ts'

export type Pair = readonly [Trial, Trial]

/** Of the values at which a fact turns something, so many are tried with those of other facts, the nearest. */
const MOST_VALUES = 8

/** So many values are tried at a time when a change is made as small as it can be. */
const WITHIN_STEP = 31

/** Times that the two changes of a pair are made smaller in turn. */
const ROUNDS = 4

/** All pairs of changes that reach the target together, of each two facts the one that asks for least. */
export function reachingPairs(
  trials: Trials,
  explored: readonly Explored[],
  effort: (trial: Trial) => number,
): Pair[] {
  const facts = explored.filter(({ turning }) => turning.length > 0)
  const values = valuesThatFit(facts, trials.left)
  if (facts.some(({ turning }) => turning.length > values)) trials.stopped = true
  const pairs = facts.flatMap((one, at) =>
    facts.slice(at + 1).flatMap((other) =>
      one.turning.slice(0, values).flatMap((to) =>
        other.turning.slice(0, values).map(
          (otherTo): Pair => [
            { fact: one.fact, to },
            { fact: other.fact, to: otherTo },
          ],
        ),
      ),
    ),
  )
  const best = new Map<string, { pair: Pair; effort: number }>()
  for (let from = 0; from < pairs.length; from += CHUNK) {
    const chunk = pairs.slice(from, from + CHUNK)
    const tried = trials.try(chunk)
    for (const [at, pair] of chunk.slice(0, tried.count).entries()) {
      if (!tried.reached(at)) continue
      const key = `${pair[0].fact} ${pair[1].fact}`
      const asked = effort(pair[0]) + effort(pair[1])
      const known = best.get(key)
      if (!known || asked < known.effort) best.set(key, { pair, effort: asked })
    }
  }
  return [...best.values()].toSorted((left, right) => left.effort - right.effort).map(({ pair }) => pair)
}

const CHUNK = 8192

/** How many values of each fact can be tried with all of the others. */
function valuesThatFit(facts: readonly Explored[], left: number): number {
  const couples = (facts.length * (facts.length - 1)) / 2
  const fitting = Math.floor(Math.sqrt((left * HALF) / Math.max(1, couples)))
  return Math.max(1, Math.min(MOST_VALUES, fitting))
}

/** The other trials are left for making the changes smaller. */
const HALF = 0.5

/**
 * Makes both changes of a pair as small as they can be, one after the other; null when there are no trials
 * left for it, or when the smaller change of one lets the other be smaller without end.
 */
export function smallest(trials: Trials, pair: Pair): Pair | null {
  let [one, other] = pair
  for (let round = 0; round < ROUNDS; round += 1) {
    const lessOne = nearer(trials, one, other)
    const lessOther = nearer(trials, other, lessOne)
    if (lessOne.to === one.to && lessOther.to === other.to) return trials.left > 0 ? [one, other] : null
    ;[one, other] = [lessOne, lessOther]
  }
  return null
}

/** The smallest change of a fact, no greater than the one given, that reaches the target with another change. */
function nearer(trials: Trials, change: Trial, other: Trial): Trial {
  const { question, facts, run } = trials
  const type = question.plan.types.get(change.fact)
  const units = type && unitsOf(type)
  const present = facts.get(change.fact) ?? null
  if (!units || typeof change.to !== 'number') return change
  let far = units.of(change.to)
  let near = units.of(typeof present === 'number' ? present : type.kind === 'date' ? run.asOf : 0)
  while (Math.abs(far - near) > 1) {
    const between = towards(near, far)
    const tried = trials.try(between.map((unit) => [{ fact: change.fact, to: units.value(unit) }, other]))
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
