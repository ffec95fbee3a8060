import {
  absent,
  type Domain,
  EITHER,
  FALSE,
  hasKnown,
  isEmpty,
  isFalse,
  isTrue,
  known,
  meet,
  type Numbers,
  only,
  single,
  TRUE,
} from './domain.ts'
import { type Id, inputsOf, type Vertex } from './graph.ts'
import { above, below } from './neighbours.ts'
import type { Domains, Propagator } from './propagate.ts'

/** Cases of which one must be: each assumes something of one vertex. */
export interface Split {
  readonly on: Id
  readonly cases: readonly Domain[]
}

/** A vertex of which more was assumed than follows from its inputs. */
export const isOpen = (propagator: Propagator, domains: Domains, id: Id): boolean => {
  const assumed = domains[id]
  const vertex = propagator.graph.vertex(id)
  if (!assumed || vertex.op === 'variable' || isUnseen(vertex, domains)) return false
  return !within(propagator.follows(id, domains), assumed)
}

/** Whether a vertex computes with a figure that is missing: plans never look at what comes out. */
function isUnseen(vertex: Vertex, domains: Domains): boolean {
  switch (vertex.op) {
    case 'constant':
    case 'variable':
    case 'nothing':
    case 'lookup':
    case 'choose':
    case 'all':
    case 'any':
    case 'not':
    case 'missing':
      return false
    default:
      return inputsOf(vertex).some((input) => !hasKnown(domains[input] ?? EITHER))
  }
}

/** Whether everything that the first holds, the second holds too. */
function within(inner: Domain, outer: Domain): boolean {
  if (inner.missing && !outer.missing) return false
  if (!hasKnown(inner)) return true
  if (inner.kind === 'choices')
    return outer.kind === 'choices' && inner.of.every((each) => outer.of.includes(each))
  if (outer.kind === 'choices' || (inner.nan && !outer.nan)) return false
  return inner.least >= outer.least && inner.most <= outer.most && (inner.whole || !outer.whole)
}

/**
 * The cases into which to split next: those on which the decision that is furthest up depends. Null when no
 * decision is open, only sums and other arithmetic.
 */
export function nextSplit(propagator: Propagator, domains: Domains, from: Id): Split | null {
  for (let id = from; id >= 0; id -= 1) {
    if (!isOpen(propagator, domains, id)) continue
    const split = splitFor(
      propagator.graph.vertex(id),
      domains[id] ?? EITHER,
      (each) => domains[each] ?? EITHER,
    )
    if (split) return split
  }
  return null
}

/**
 * Where no decision is open, one of those beneath the arithmetic that is: the numbers it works with depend on
 * them. Null when there is none.
 */
export function splitBeneath(propagator: Propagator, domains: Domains, from: Id): Split | null {
  const of = (id: Id): Domain => domains[id] ?? EITHER
  const seen = new Set<Id>()
  for (let id = from; id >= 0; id -= 1) {
    if (isOpen(propagator, domains, id)) seen.add(id)
  }
  for (const id of seen) {
    for (const input of inputsOf(propagator.graph.vertex(id))) {
      if (of(input).kind === 'numbers' && single(of(input)) === undefined) seen.add(input)
    }
  }
  // What stands last belongs to the fewest figures: where two plans are compared, to what they differ in.
  for (const id of [...seen].toSorted((left, right) => right - left)) {
    const vertex = propagator.graph.vertex(id)
    const decides = vertex.op === 'choose' || vertex.op === 'lookup'
    const split = vertex.op === 'bands' ? onValue(id, of) : decides ? splitFor(vertex, of(id), of) : null
    if (split) return split
  }
  return null
}

function splitFor(vertex: Vertex, result: Domain, of: (id: Id) => Domain): Split | null {
  switch (vertex.op) {
    case 'all':
    case 'any':
      return onFlag(vertex.of, of)
    case 'choose':
      return onFlag(
        vertex.rules.map(({ when }) => when),
        of,
      )
    case 'not':
    case 'missing':
      return onMissing([vertex.of], of)
    case 'among':
      return onMissing([vertex.of], of) ?? onValue(vertex.of, of)
    case 'lookup': {
      const keys = vertex.keys.map((key) => key.of)
      for (const key of keys) {
        const split = onMissing([key], of) ?? onValue(key, of)
        if (split) return split
      }
      return null
    }
    case 'bands':
      return onMissing([vertex.of], of)
    case 'equal':
    case 'less':
    case 'at_most': {
      const sides = [vertex.left, vertex.right]
      return (
        onMissing(sides, of) ?? onClass(sides, of) ?? (vertex.op === 'equal' ? aroundOne(vertex, of) : null)
      )
    }
    case 'variable':
    case 'constant':
    case 'nothing':
      return null
    case 'floor':
    case 'workingDay':
      return onMissing([vertex.of], of)
    case 'minimum':
    case 'maximum':
      return onMissing([vertex.left, vertex.right], of) ?? onReach(vertex.left, result, of)
    default:
      return onMissing([vertex.left, vertex.right], of)
  }
}

/** Whether this side is within the result, or leaves it to the other side. */
function onReach(id: Id, result: Domain, of: (id: Id) => Domain): Split | null {
  const domain = of(id)
  if (domain.kind === 'choices' || result.kind === 'choices') return null
  const inside = meet(domain, result)
  const rest = [
    { ...domain, most: Math.min(domain.most, below(result.least)) },
    { ...domain, least: Math.max(domain.least, above(result.most)) },
  ].map((each) => meet(domain, each))
  const cases = [inside, ...rest].filter((each) => !isEmpty(each))
  return cases.length > 1 ? { on: id, cases } : null
}

const onFlag = (ids: readonly Id[], of: (id: Id) => Domain): Split | null => {
  const open = ids.find((id) => !isTrue(of(id)) && !isFalse(of(id)))
  return open === undefined ? null : { on: open, cases: [TRUE, FALSE] }
}

/** A figure that may be missing and may be known. */
const onMissing = (ids: readonly Id[], of: (id: Id) => Domain): Split | null => {
  const on = ids.find((id) => of(id).missing && hasKnown(of(id)))
  return on === undefined ? null : { on, cases: [known(of(on)), absent(of(on))] }
}

const onClass = (ids: readonly Id[], of: (id: Id) => Domain): Split | null => {
  for (const id of ids) {
    const split = of(id).kind === 'choices' ? onValue(id, of) : null
    if (split) return split
  }
  return null
}

/** More values than this are halved, not taken one by one. */
const MOST_VALUES = 12

/** Each value of a class or flag; of whole numbers each when they are few, else two halves. */
function onValue(id: Id, of: (id: Id) => Domain): Split | null {
  const domain = of(id)
  if (single(domain) !== undefined) return null
  if (domain.kind === 'numbers') return halves(id, domain)
  if (domain.of.length < 2) return null
  if (domain.of.length <= MOST_VALUES) return { on: id, cases: domain.of.map(only) }
  const middle = domain.of.length >> 1
  return {
    on: id,
    cases: [
      { ...domain, of: domain.of.slice(0, middle) },
      { ...domain, of: domain.of.slice(middle) },
    ],
  }
}

/** The lower and the upper half of the numbers. */
export function halves(id: Id, domain: Numbers): Split | null {
  const { least, most, whole } = domain
  if (!(least < most)) return null
  if (whole && most - least < MOST_VALUES) {
    const count = most - least + 1
    return { on: id, cases: Array.from({ length: count }, (_, at) => only(least + at)) }
  }
  const middle = least / 2 + most / 2
  const low = whole ? Math.floor(middle) : middle
  const high = whole ? low + 1 : above(low)
  if (!(low >= least && high <= most)) return null
  return {
    on: id,
    cases: [
      { ...domain, most: low },
      { ...domain, least: high },
    ],
  }
}

/** Below and above the only value that the other side has. */
function aroundOne({ left, right }: { left: Id; right: Id }, of: (id: Id) => Domain): Split | null {
  for (const [id, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const [domain, value] = [of(id), single(of(other))]
    if (domain.kind !== 'numbers' || typeof value !== 'number') continue
    if (!(domain.least < value && value < domain.most)) continue
    const next = domain.whole ? value + 1 : above(value)
    const cases = [
      { ...domain, most: domain.whole ? value - 1 : below(value) },
      only(value),
      { ...domain, least: next },
    ]
    return { on: id, cases }
  }
  return null
}
