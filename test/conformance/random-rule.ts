import type { PlaybookNode } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Made } from './random-measure.ts'
import type { Draw } from './random-playbook.ts'
import type { Candidate } from './random-table.ts'

type Rule = Extract<PlaybookNode, { kind: 'rule' }>
type Condition = NonNullable<Rule['when']>
type Outcome = NonNullable<Rule['otherwise']>

const text = (id: string) => ({ 'zh-CN': id, en: id })

const SAME = ['equal', 'not_equal'] as const
const ORDERED = [...SAME, 'less', 'at_most', 'more', 'at_least'] as const
const VALUES = ['best', 'fair', 'rest']
const DAYS = ['2024-02-29', '2025-12-31', '2026-03-02', '2026-10-08']

/** A rule over some of the candidates, without errors: of one condition, or of cases of any type. */
export function ruleNode(id: string, candidates: readonly Candidate[], draw: Draw): Made {
  const base = { id, kind: 'rule', name: text(id) } as const
  const when = () => randomCondition(candidates, draw, 2)
  if (draw(fc.boolean())) {
    return { node: { ...base, when: when() }, outcome: { name: id, kind: 'flag', maybe: false } }
  }
  const type = draw(fc.constantFrom('flag', 'class', 'money', 'percent', 'days', 'count', 'date'))
  const cases = Array.from({ length: draw(fc.integer({ min: 1, max: 4 })) }, () => ({
    when: when(),
    then: outcome(type, draw),
  }))
  const hasRest = draw(fc.boolean())
  return {
    node: {
      ...base,
      type,
      ...(type === 'class' && { values: VALUES }),
      cases,
      ...(hasRest && { otherwise: outcome(type, draw) }),
    },
    outcome: { name: id, kind: type, maybe: !hasRest, ...(type === 'class' && { values: VALUES }) },
  }
}

function outcome(type: Candidate['kind'], draw: Draw): Outcome {
  switch (type) {
    case 'flag':
      return draw(fc.boolean())
    case 'class':
      return draw(fc.constantFrom(...VALUES))
    case 'date':
      return draw(fc.constantFrom(...DAYS))
    case 'percent':
      return draw(fc.integer({ min: -100_000, max: 100_000 })) / 10_000
    default:
      return draw(fc.integer({ min: -1000, max: 1000 }))
  }
}

/** A condition over some of the candidates, with comparisons of two figures among its leaves. */
export function randomCondition(candidates: readonly Candidate[], draw: Draw, depth: number): Condition {
  const inner = () => randomCondition(candidates, draw, depth - 1)
  const list = () => Array.from({ length: draw(fc.integer({ min: 1, max: 3 })) }, inner)
  switch (depth === 0 ? 'leaf' : draw(fc.constantFrom('leaf', 'all', 'any', 'not'))) {
    case 'all':
      return { all: list() }
    case 'any':
      return { any: list() }
    case 'not':
      return { not: inner() }
    default:
      return leaf(draw(fc.constantFrom(...candidates)), candidates, draw)
  }
}

function leaf(of: Candidate, candidates: readonly Candidate[], draw: Draw): Condition {
  if (of.maybe && draw(fc.integer({ min: 0, max: 4 })) === 0) {
    return { of: of.name, is: draw(fc.constantFrom('known', 'missing')) }
  }
  const isNamed = of.kind === 'class' || of.kind === 'flag'
  const is = draw(fc.constantFrom(...(isNamed ? SAME : ORDERED)))
  const others = candidates.filter((each) => isLike(of, each))
  if (draw(fc.boolean())) {
    const than = draw(fc.constantFrom(...others))
    const decided = of.maybe || than.maybe
    return { of: of.name, is, than: than.name, ...(decided && { ifMissing: draw(fc.boolean()) }) }
  }
  return { of: of.name, is, value: valueFor(of, draw), ...(of.maybe && { ifMissing: draw(fc.boolean()) }) }
}

/** Whether two figures may be compared: a figure may be compared with itself too. */
const isLike = (one: Candidate, other: Candidate): boolean =>
  one.kind === other.kind && (one.values ?? []).join('|') === (other.values ?? []).join('|')

function valueFor({ kind, values = [] }: Candidate, draw: Draw): Outcome {
  return kind === 'class' ? draw(fc.constantFrom(...values)) : outcome(kind, draw)
}
