import {
  type Claim,
  type Figures,
  formatDay,
  type Maybe,
  namesOf,
  type Playbook,
  type ValueType,
} from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'

type Always = Extract<Claim, { kind: 'always' }>
type Condition = Always['then']

interface Figure {
  readonly name: string
  readonly type: ValueType
  readonly maybe: boolean
}

/** All facts, outcomes and parts of a playbook that a claim may speak of. */
export function figuresOf(playbook: Playbook): Figure[] {
  const names = namesOf(playbook)
  const referable = [
    ...names.facts.keys(),
    ...[...names.nodes].flatMap(([id, node]) => [
      id,
      ...Object.keys(node.parts(names)).map((name) => `${id}.${name}`),
    ]),
  ]
  return referable.flatMap((name) => {
    const value = names.value(name)
    return value ? [{ name, type: value.type, maybe: value.mayBeMissing }] : []
  })
}

/** A claim about figures of the playbook: sometimes so, mostly not. */
export function randomClaim(draw: Draw, figures: readonly Figure[]): Claim {
  const numeric = figures.filter(({ type }) => type.kind !== 'class' && type.kind !== 'flag')
  const ranked = figures.filter(({ type }) => type.kind !== 'flag')
  if (draw(fc.integer({ min: 0, max: 3 })) === 0) {
    const [more, neverLowers] = [draw(fc.constantFrom(...numeric)), draw(fc.constantFrom(...ranked))]
    return { kind: 'monotone', more: more.name, neverLowers: neverLowers.name }
  }
  const [when, then] = [condition(draw, figures, 2), condition(draw, figures, 2)]
  return draw(fc.boolean())
    ? { kind: 'always', when, then }
    : { kind: 'always', then: { any: [{ not: when }, then] } }
}

function condition(draw: Draw, figures: readonly Figure[], depth: number): Condition {
  const inner = () => condition(draw, figures, depth - 1)
  switch (depth === 0 ? 'leaf' : draw(fc.constantFrom('leaf', 'leaf', 'all', 'any', 'not'))) {
    case 'all':
      return { all: [inner(), inner()] }
    case 'any':
      return { any: [inner(), inner()] }
    case 'not':
      return { not: inner() }
    default:
      return leaf(draw, draw(fc.constantFrom(...figures)))
  }
}

function leaf(draw: Draw, { name, type, maybe }: Figure): Condition {
  const ifMissing = maybe ? { ifMissing: draw(fc.boolean()) } : {}
  if (maybe && draw(fc.integer({ min: 0, max: 4 })) === 0) return { of: name, is: 'known' }
  switch (type.kind) {
    case 'class':
      return {
        of: name,
        is: 'among',
        values: draw(fc.subarray([...type.values], { minLength: 1 })),
        ...ifMissing,
      }
    case 'flag':
      return { of: name, is: 'equal', value: draw(fc.boolean()), ...ifMissing }
    default: {
      const is = draw(fc.constantFrom('equal', 'not_equal', 'less', 'at_most', 'more', 'at_least'))
      const value = draw(fc.constantFrom(0, 1, -1, 20, 40, 100, 30_000, -100_000, 2 ** 52))
      const bounded = type.kind === 'money' || type.kind === 'percent' ? value : Math.min(value, 30_000)
      return { of: name, is, value: type.kind === 'date' ? formatDay(bounded) : bounded, ...ifMissing }
    }
  }
}

/** Whether a condition holds for figures that were decided: written anew, to check the engine by. */
export function holdsFor(condition: Condition, values: Figures, kindOf: (name: string) => string): boolean {
  if ('all' in condition) return condition.all.every((each) => holdsFor(each, values, kindOf))
  if ('any' in condition) return condition.any.some((each) => holdsFor(each, values, kindOf))
  if ('not' in condition) return !holdsFor(condition.not, values, kindOf)
  const found = values.get(condition.of) ?? null
  if (condition.is === 'known') return found !== null
  if (condition.is === 'missing') return found === null
  if (found === null) return 'ifMissing' in condition && condition.ifMissing === true
  if ('values' in condition) {
    return condition.values.includes(String(found)) === (condition.is === 'among')
  }
  const value = 'value' in condition ? condition.value : undefined
  const written = kindOf(condition.of) === 'date' && typeof found === 'number' ? formatDay(found) : found
  return compared(condition.is, written, value ?? null)
}

function compared(is: string, left: Maybe, right: Maybe): boolean {
  if (left === null || right === null) throw new Error('Nothing to compare')
  switch (is) {
    case 'equal':
      return left === right
    case 'not_equal':
      return left !== right
    case 'less':
      return left < right
    case 'at_most':
      return left <= right
    case 'more':
      return left > right
    default:
      return left >= right
  }
}
