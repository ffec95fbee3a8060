import type { Maybe } from '../values/value-type.ts'
import { type Domain, hasKnown, isEmpty, isTrue, meet, only, single, TRUE } from './domain.ts'
import type { Id, Variable } from './graph.ts'
import type { Domains, Effort, Propagator } from './propagate.ts'
import { halves, isOpen, nextSplit, type Split, splitBeneath } from './split.ts'

/** Whether a condition can hold: never, or with these values of the variables, or it was not found out. */
export type Found =
  | { readonly status: 'never' }
  | { readonly status: 'holds'; readonly values: ReadonlyMap<string, Maybe> }
  | { readonly status: 'open' }

/** A variable of at most so many whole numbers is gone through when nothing else helps. */
const MOST_TRIED = 5000

/** How many values that do not fit a search for a customer tries, at first and in each case left over later. */
const MOST_DIVES = 60
const MOST_LATER = 15

/** With more variables than this, nobody is looked for by fixing one after another. */
const MOST_VARIABLES = 400

/**
 * Whether the condition can hold for any values of the variables, by cases: what follows from an assumption is
 * worked out forwards and backwards, and where a decision stays open, each of its cases is gone into. Values
 * that are found are certain as far as the graph goes.
 */
export function search(propagator: Propagator, condition: Id, effort: Effort): Found {
  const start = propagator.initial()
  if (!propagator.assume(start, [[condition, TRUE]], effort)) return { status: 'never' }
  const cases: Domains[] = [start]
  // Where only arithmetic is left and no values fit at once, others are looked at first.
  const hard: Domains[] = []
  let settled = true
  let later = false
  for (let domains = cases.pop() ?? hard.pop(); domains; domains = cases.pop() ?? hard.pop()) {
    // Looking for what is open costs a look at every vertex.
    effort.left -= domains.length >> 2
    if (effort.left < 0) return { status: 'open' }
    const again = isHard.has(domains)
    later ||= again
    const split = again
      ? (splitBeneath(propagator, domains, condition) ?? smallest(propagator, domains))
      : nextSplit(propagator, domains, condition)
    if (split) {
      for (const each of split.cases.toReversed()) {
        const copy = domains.slice()
        if (propagator.assume(copy, [[split.on, each]], effort)) cases.push(copy)
      }
    } else if (again) settled = false
    else {
      const { size } = propagator.graph.variables
      const left = size > MOST_VARIABLES ? 0 : size + (later ? MOST_LATER : MOST_DIVES)
      const values = dive(propagator, domains, condition, effort, { left })
      if (values) return { status: 'holds', values }
      isHard.add(domains)
      hard.push(domains)
    }
  }
  return settled && effort.left >= 0 ? { status: 'never' } : { status: 'open' }
}

/** Cases that a fitting customer was looked for in vain. */
const isHard = new WeakSet<Domains>()

/** The halves of the variable that has the fewest values left; null when none is small enough to go through. */
function smallest(propagator: Propagator, domains: Domains): Split | null {
  let [found, width]: [Split | null, number] = [null, MOST_TRIED]
  for (const { id } of propagator.graph.variables.values()) {
    const domain = domains[id]
    if (domain?.kind !== 'numbers' || domain.missing || !domain.whole) continue
    const size = domain.most - domain.least
    if (size < 1 || size >= width) continue
    const split = halves(id, domain)
    if (split) [found, width] = [split, size]
  }
  return found
}

/** Fixes one variable after another, each to the plainest value that nothing speaks against. */
function dive(
  propagator: Propagator,
  domains: Domains,
  condition: Id,
  effort: Effort,
  dives: Effort,
): ReadonlyMap<string, Maybe> | null {
  const { variables } = propagator.graph
  effort.left -= domains.length >> 2
  let [free, fewest]: [Variable | null, number] = [null, Infinity]
  for (const each of variables.values()) {
    const size = sizeOf(domains[each.id] ?? each.domain)
    if (size > 1 && size < fewest) [free, fewest] = [each, size]
  }
  // Where nothing is open, whatever the variables are, the condition holds.
  if (!isAnyOpen(propagator, domains, condition)) {
    return isTrue(domains[condition] ?? TRUE) ? valuesOf(propagator, domains) : null
  }
  if (!free) return null
  for (const value of plainest(domains[free.id] ?? free.domain)) {
    dives.left -= 1
    if (dives.left < 0 || effort.left < 0) return null
    const copy = domains.slice()
    if (!propagator.assume(copy, [[free.id, only(value)]], effort)) continue
    const found = dive(propagator, copy, condition, effort, dives)
    if (found) return found
  }
  return null
}

/** How many values a domain has; of numbers that are not whole, as good as endless many. */
function sizeOf(domain: Domain): number {
  if (single(domain) !== undefined) return 1
  const absent = Number(domain.missing)
  if (domain.kind === 'choices') return domain.of.length + absent
  return domain.whole ? domain.most - domain.least + 1 + absent : Number.MAX_VALUE
}

const isAnyOpen = (propagator: Propagator, domains: Domains, condition: Id): boolean =>
  domains.some((_, id) => id <= condition && isOpen(propagator, domains, id))

/** The values to try for a variable: nothing much, the ends, the middle. */
function plainest(domain: Domain): Maybe[] {
  if (domain.kind === 'choices') return domain.of.length > 0 ? [...domain.of] : [null]
  if (!hasKnown(domain)) return [null]
  const { least, most, whole } = domain
  const middle = least / 2 + most / 2
  const candidates = [Math.min(Math.max(0, least), most), least, most, whole ? Math.floor(middle) : middle]
  const values: Maybe[] = [...new Set(candidates.filter((each) => !isEmpty(meet(domain, only(each)))))]
  return domain.missing ? [...values, null] : values
}

function valuesOf(propagator: Propagator, domains: Domains): ReadonlyMap<string, Maybe> {
  return new Map(
    [...propagator.graph.variables].map(([name, { id, domain }]) => [
      name,
      plainest(domains[id] ?? domain)[0] ?? null,
    ]),
  )
}
