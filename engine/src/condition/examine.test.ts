import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlaybookNode } from '../playbook/playbook.ts'
import type { Problem } from '../problem/problem.ts'
import { found } from '../testing/found.ts'
import { fact, playbookWith, text } from '../testing/small-bank.ts'
import type { Maybe } from '../values/value-type.ts'
import type { PlaybookCondition } from './condition.ts'

/** Facts of the small bank with all values that conditions below tell apart. */
const VALUES: Record<string, readonly Maybe[]> = {
  fees: [0, 1, 2, 3, 4],
  held_tier: [null, 'A', 'B', 'C'],
  do_not_contact: [null, true, false],
}

const POINTS = Object.entries(VALUES).reduce<Record<string, Maybe>[]>(
  (sofar, [name, values]) => sofar.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
  [{}],
)

const leaf: fc.Arbitrary<PlaybookCondition> = fc.oneof(
  fc.record({
    of: fc.constant('fees'),
    is: fc.constantFrom('less', 'at_most', 'more', 'at_least', 'equal', 'not_equal' as const),
    value: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    of: fc.constant('held_tier'),
    is: fc.constantFrom('among', 'not_among' as const),
    values: fc.subarray(['A', 'B', 'C'], { minLength: 1 }),
    ifMissing: fc.boolean(),
  }),
  fc.record({ of: fc.constant('held_tier'), is: fc.constantFrom('known', 'missing' as const) }),
  fc.record({
    of: fc.constant('do_not_contact'),
    is: fc.constantFrom('equal', 'not_equal' as const),
    value: fc.boolean(),
    ifMissing: fc.boolean(),
  }),
)

const { condition } = fc.letrec<{ condition: PlaybookCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

/** What a condition means, written down a second time and plainly. */
function holds(of: PlaybookCondition, point: Record<string, Maybe>): boolean {
  if ('all' in of) return of.all.every((each) => holds(each, point))
  if ('any' in of) return of.any.some((each) => holds(each, point))
  if ('not' in of) return !holds(of.not, point)
  const value = point[of.of] ?? null
  if (of.is === 'known' || of.is === 'missing') return (value === null) === (of.is === 'missing')
  if (value === null) return 'ifMissing' in of && of.ifMissing === true
  if ('values' in of) return of.values.includes(String(value)) === (of.is === 'among')
  const than = 'value' in of ? of.value : undefined
  if (of.is === 'equal' || of.is === 'not_equal') return (value === than) === (of.is === 'equal')
  const difference = Number(value) - Number(than)
  return { less: difference < 0, at_most: difference <= 0, more: difference > 0, at_least: difference >= 0 }[
    of.is as 'less'
  ]
}

const tableOf = (of: PlaybookCondition): string => POINTS.map((point) => Number(holds(of, point))).join('')

/** The findings in a rule of that condition, with paths that start at the condition. */
const findings = (when: PlaybookCondition): Problem[] => {
  const problems = found(playbookWith({ id: 'asked', kind: 'rule', name: text('asked'), when }))
  const start = /^\/nodes\/\d+\/when/
  return problems.map((each) => ({ ...each, path: each.path.replace(start, '') }))
}

/** A condition without the parts at these paths. */
function without(of: PlaybookCondition, paths: ReadonlySet<string>, at = ''): PlaybookCondition {
  if ('not' in of) return { not: without(of.not, paths, `${at}/not`) }
  for (const join of ['all', 'any'] as const) {
    const parts: PlaybookCondition[] | undefined = Reflect.get(of, join)
    if (!parts) continue
    const kept = parts.flatMap((each, place) => {
      const path = `${at}/${join}/${place}`
      return paths.has(path) ? [] : [without(each, paths, path)]
    })
    return join === 'all' ? { all: kept } : { any: kept }
  }
  return of
}

/** All parts that stand beside others. */
function partsOf(of: PlaybookCondition, at = ''): string[] {
  if ('not' in of) return partsOf(of.not, `${at}/not`)
  const [join, parts]: [string, PlaybookCondition[]] =
    'all' in of ? ['all', of.all] : 'any' in of ? ['any', of.any] : ['', []]
  return parts.flatMap((each, place) => {
    const path = `${at}/${join}/${place}`
    return [...(parts.length > 1 ? [path] : []), ...partsOf(each, path)]
  })
}

describe('the examination of a condition', () => {
  it('finds those that hold for nobody or everybody, and the parts that have no effect, and no others', () => {
    fc.assert(
      fc.property(condition, (when) => {
        const table = tableOf(when)
        const problems = findings(when)
        const codes = problems.map(({ code }) => code)
        expect(codes.includes('condition_never')).toBe(!table.includes('1'))
        expect(codes.includes('condition_always')).toBe(!table.includes('0'))
        expect(codes).not.toContain('condition_undecided')
        if (!table.includes('1') || !table.includes('0')) return
        const paths = new Set(
          problems.filter(({ code }) => code === 'condition_part').map(({ path }) => path),
        )
        const rest = without(when, paths)
        expect(tableOf(rest)).toBe(table)
        // None is missed: where one could be taken, one is named. Once it is gone, others may have no effect any more.
        const removable = partsOf(when).some((path) => tableOf(without(when, new Set([path]))) === table)
        expect(paths.size > 0).toBe(removable)
      }),
      { numRuns: 200 },
    )
  })

  it('says of each part why it has no effect', () => {
    const more = (value: number): PlaybookCondition => ({ of: 'fees', is: 'more', value })
    const how = (when: PlaybookCondition) => findings(when).map(({ path, values }) => `${path} ${values.how}`)
    expect(how({ all: [more(5), more(3)] })).toEqual(['/all/1 implied'])
    expect(how({ any: [more(5), { all: [more(9), { not: more(8) }] }] })).toEqual(['/any/1 never'])
    expect(how({ all: [more(5), { any: [more(0), { not: more(0) }] }] })).toEqual(['/all/1 always'])
    expect(how({ not: { any: [more(5), more(7)] } })).toEqual(['/not/any/1 implied'])
    expect(how({ all: [more(5), more(5)] })).toEqual(['/all/1 implied'])
  })

  it('takes the missing case into account', () => {
    const held = (values: string[], ifMissing: boolean): PlaybookCondition => ({
      of: 'held_tier',
      is: 'among',
      values,
      ifMissing,
    })
    const codes = (when: PlaybookCondition) => findings(when).map(({ code }) => code)
    expect(codes({ all: [held(['A'], true), held(['B'], true)] })).toEqual([])
    expect(codes({ all: [held(['A'], true), held(['B'], false)] })).toEqual(['condition_never'])
    expect(codes(held(['A', 'B', 'C'], false))).toEqual([])
    expect(codes(held(['A', 'B', 'C'], true))).toEqual(['condition_always'])
  })

  it('knows what figures of nodes come from', () => {
    const codes = (...all: PlaybookCondition[]) => findings({ all }).map(({ code }) => code)
    const busy: PlaybookCondition = { of: 'activity', is: 'equal', value: 'high' }
    expect(codes(busy, { of: 'visits', is: 'less', value: 10 })).toEqual(['condition_never'])
    expect(codes(busy, { of: 'visits', is: 'at_least', value: 10 })).toEqual(['condition_part'])
    expect(codes(busy, { of: 'visits', is: 'at_least', value: 11 })).toEqual(['condition_part'])
    expect(
      codes({ of: 'strategy', is: 'equal', value: 'leave' }, { of: 'tier', is: 'equal', value: 'A' }),
    ).toEqual(['condition_never'])
  })

  it('knows that the first case of a rule that holds decides', () => {
    const more = (value: number) => ({ of: 'fees', is: 'more' as const, value })
    const cases = [
      { when: more(5), then: 1 },
      { when: more(3), then: 2 },
    ]
    const points: PlaybookNode = {
      id: 'points',
      kind: 'rule',
      name: text('points'),
      type: 'count',
      cases,
      otherwise: 0,
    }
    const codes = (value: number) => {
      const all: PlaybookCondition[] = [{ of: 'points', is: 'equal', value: 2 }, more(value)]
      return found(
        playbookWith(points, { id: 'asked', kind: 'rule', name: text('asked'), when: { all } }),
      ).map(({ code }) => code)
    }
    expect(codes(5)).toEqual(['condition_never'])
    expect(codes(4)).toEqual([])
    expect(codes(3)).toEqual(['condition_part'])
  })

  it('compares two figures with each other', () => {
    const codes = (...all: PlaybookCondition[]) => findings({ all }).map(({ code }) => code)
    const less: PlaybookCondition = { of: 'fees', is: 'less', than: 'balance' }
    expect(codes(less, { of: 'balance', is: 'at_most', than: 'fees' })).toEqual(['condition_never'])
    expect(codes(less, { of: 'fees', is: 'not_equal', than: 'balance' })).toEqual(['condition_part'])
    expect(
      codes(less, { of: 'fees', is: 'at_least', value: 10 }, { of: 'balance', is: 'at_most', value: 10 }),
    ).toEqual(['condition_never'])
    expect(codes(less, { of: 'fees', is: 'at_least', value: 10 })).toEqual([])
  })

  it('says in bounded work that it does not know', () => {
    // Three of forty-eight yes-or-no questions a part, in no order: which of them can hold together is hard to say.
    let seed = 5
    const below = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * most)
    }
    const facts = Array.from({ length: 48 }, (_, at) => ({ ...fact(`q${at}`, 'flag') }))
    const question = (): PlaybookCondition => ({ of: `q${below(48)}`, is: 'equal', value: below(2) === 0 })
    const parts = Array.from({ length: 100 }, () => ({ any: [question(), question(), question()] }))
    const whole = {
      all: [
        { all: parts },
        { all: Array.from({ length: 100 }, () => ({ any: [question(), question(), question()] })) },
      ],
    }
    const playbook = playbookWith({ id: 'asked', kind: 'rule', name: text('asked'), when: whole })
    const codes = found({ ...playbook, facts: [...playbook.facts, ...facts] }).map(({ code }) => code)
    expect(codes).toContain('condition_undecided')
  })
})

describe('the examination of cases in order', () => {
  const rule = (...conditions: PlaybookCondition[]) =>
    found(
      playbookWith({
        id: 'asked',
        kind: 'rule',
        name: text('asked'),
        type: 'count',
        cases: conditions.map((when, at) => ({ when, then: at })),
      }),
    )
  const more = (value: number): PlaybookCondition => ({ of: 'fees', is: 'more', value })

  it('finds those that never decide, with a customer for whom they hold', () => {
    const problems = rule(
      more(5),
      { of: 'fees', is: 'less', value: 0 },
      { any: [more(7), { of: 'fees', is: 'less', value: -3 }] },
    )
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'case_shadowed /nodes/10/cases/2/when',
    ])
    expect(problems[0]?.witness?.facts).toEqual({ fees: 8 })
    expect(problems[0]?.what).toContain('fees = 8')
  })

  it('says of one that never holds that it never holds, and no more', () => {
    const never = { all: [more(5), { of: 'fees', is: 'less' as const, value: 3 }] }
    expect(rule(more(9), never).map(({ code }) => code)).toEqual(['condition_never'])
  })

  it('finds nothing where each decides for somebody', () => {
    expect(rule(more(5), more(3), more(1))).toEqual([])
  })
})
