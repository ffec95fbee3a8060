import { OPPOSITE, TURNED } from '../expression/comparison.ts'
import type { Comparison, Condition, Operand } from '../expression/expression.ts'
import { hull } from './arithmetic.ts'
import { closed } from './interval.ts'
import { choices, complement, intersect, isEmpty, known, only, type Region, union } from './region.ts'

/** What is known of figures, by the name of the fact or step: the values that each may have. */
export class Regions {
  readonly #all: ReadonlyMap<string, Region>
  readonly #narrowed: ReadonlyMap<string, Region>

  constructor(all: ReadonlyMap<string, Region>, narrowed: ReadonlyMap<string, Region> = new Map()) {
    this.#all = all
    this.#narrowed = narrowed
  }

  get(name: string): Region | undefined {
    return this.#narrowed.get(name) ?? this.#all.get(name)
  }

  /** The same but for one figure; the figures are many, and those that change are few. */
  with(name: string, region: Region): Regions {
    return new Regions(this.#all, new Map(this.#narrowed).set(name, region))
  }

  /** The figures of which more is known than at first. */
  get narrowed(): ReadonlyMap<string, Region> {
    return this.#narrowed
  }
}

/** The name under which the figures have an operand; null for a constant. */
export function nameOf(operand: Operand): string | null {
  if (operand.op === 'constant') return null
  return operand.op === 'input' ? `input:${operand.name}` : operand.name
}

/** What two figures that are compared have to each other: the left one is less (-1), equal (0) or more (1). */
const relationOf = (left: string, right: string): string => `${left} ? ${right}`

const SIGNS: Record<Comparison, readonly number[]> = {
  equal: [0],
  not_equal: [-1, 1],
  less: [-1],
  at_most: [-1, 0],
  more: [1],
  at_least: [0, 1],
}

/** A condition that is no tree of others. */
export type Leaf = Exclude<Condition, { test: 'all' | 'any' | 'not' }>

/**
 * What is left of the figures when the leaf holds, or when it does not; null when that cannot be. Exact for a
 * figure against a constant; of two figures it is what their bounds allow. A missing figure is never compared:
 * what lowers a condition sees to that.
 */
export function narrowLeaf(leaf: Leaf, toHold: boolean, figures: Regions): Regions | null {
  switch (leaf.test) {
    case 'always':
      return leaf.holds === toHold ? figures : null
    case 'missing': {
      const region = regionOfOperand(leaf.of, figures)
      return put(leaf.of, toHold ? { ...nothingOf(region), missing: region.missing } : known(region), figures)
    }
    case 'among': {
      const region = known(regionOfOperand(leaf.of, figures))
      const among = choices(leaf.values)
      return put(leaf.of, toHold ? intersect(region, among) : complement(among, region), figures)
    }
    case 'compare':
      return narrowComparison(leaf.left, toHold ? leaf.is : OPPOSITE[leaf.is], leaf.right, figures)
  }
}

export function regionOfOperand(operand: Operand, figures: Regions): Region {
  if (operand.op === 'constant') return only(operand.value)
  return figures.get(nameOf(operand) ?? '') ?? ANY_NUMBER
}

const ANY_NUMBER: Region = {
  kind: 'numbers',
  whole: false,
  intervals: [closed(-Infinity, Infinity)],
  missing: false,
}

const nothingOf = (region: Region): Region =>
  region.kind === 'numbers'
    ? { ...region, intervals: [], missing: false }
    : { ...region, of: [], missing: false }

function put(operand: Operand, region: Region, figures: Regions): Regions | null {
  if (isEmpty(region)) return null
  const name = nameOf(operand)
  return name === null ? figures : figures.with(name, region)
}

function narrowComparison(left: Operand, is: Comparison, right: Operand, figures: Regions): Regions | null {
  const [one, other] = [known(regionOfOperand(left, figures)), known(regionOfOperand(right, figures))]
  const narrowed = put(left, limited(one, is, other), figures)
  const both = narrowed && put(right, limited(other, TURNED[is], one), narrowed)
  const [leftName, rightName] = [nameOf(left), nameOf(right)]
  if (!both || leftName === null || rightName === null) return both
  if (leftName === rightName) return SIGNS[is].includes(0) ? both : null
  const [name, relation] =
    leftName < rightName
      ? [relationOf(leftName, rightName), SIGNS[is]]
      : [relationOf(rightName, leftName), SIGNS[TURNED[is]]]
  const signs = intersect(both.get(name) ?? choices([-1, 0, 1]), choices(relation))
  return isEmpty(signs) ? null : both.with(name, signs)
}

/** The values of a region that stand in that relation to some value of the other. */
function limited(region: Region, is: Comparison, other: Region): Region {
  if (is === 'equal') return intersect(region, other)
  if (is === 'not_equal') return isOneValue(other) ? complement(other, region) : region
  if (region.kind !== 'numbers') return region
  const { least, most } = hull(other)
  const whole = false
  const interval = {
    less: { least: -Infinity, leastOpen: true, most, mostOpen: true },
    at_most: closed(-Infinity, most),
    more: { least, leastOpen: true, most: Infinity, mostOpen: true },
    at_least: closed(least, Infinity),
  }[is]
  return intersect(region, { kind: 'numbers', whole, intervals: [interval], missing: false })
}

function isOneValue(region: Region): boolean {
  if (region.missing) return false
  if (region.kind === 'choices') return region.of.length === 1
  const [first, second] = region.intervals
  return first !== undefined && second === undefined && first.least === first.most
}

/**
 * What is left of the figures when the condition holds, or when it does not; null when that cannot be. Of
 * alternatives it keeps what each of them leaves, so that it may keep too much.
 */
export function narrow(condition: Condition, toHold: boolean, figures: Regions): Regions | null {
  switch (condition.test) {
    case 'not':
      return narrow(condition.of, !toHold, figures)
    case 'all':
    case 'any':
      return (condition.test === 'all') === toHold
        ? condition.of.reduce<Regions | null>((left, each) => left && narrow(each, toHold, left), figures)
        : join(
            condition.of.map((each) => narrow(each, toHold, figures)),
            figures,
          )
    default:
      return narrowLeaf(condition, toHold, figures)
  }
}

/** Whether a condition holds for all that is possible of the figures; null when it depends. */
export function decided(condition: Condition, figures: Regions): boolean | null {
  if (narrow(condition, true, figures) === null) return false
  return narrow(condition, false, figures) === null ? true : null
}

function join(branches: readonly (Regions | null)[], figures: Regions): Regions | null {
  const possible = branches.filter((each) => each !== null)
  const [first, ...others] = possible
  if (!first || others.length === 0) return first ?? null
  let joined = figures
  for (const [name, region] of first.narrowed) {
    if (region === figures.get(name)) continue
    const regions = others.flatMap((each) => each.get(name) ?? [])
    if (regions.length === others.length) joined = joined.with(name, regions.reduce(union, region))
  }
  return joined
}
