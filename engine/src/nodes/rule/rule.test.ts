import { describe, expect, it } from 'vitest'
import { reasonsOf } from '../../explain/explain.ts'
import { sentence } from '../../explain/sentence.ts'
import { decisionView } from '../../explain/view.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import type { ProblemCode } from '../../problem/problem.ts'
import { found, inBrief, withNode } from '../../testing/found.ts'
import {
  customer,
  day,
  decide,
  fact,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  text,
} from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'

type Rule = Extract<PlaybookNode, { kind: 'rule' }>

const rule = (rest: Omit<Rule, 'id' | 'kind' | 'name'>): Rule => ({
  id: 'care',
  kind: 'rule',
  name: text('Care'),
  ...rest,
})

const RICH = { of: 'balance', is: 'at_least', value: 1000 } as const
const BUSY = { of: 'visits', is: 'more', value: 3 } as const

const decided = async (node: Rule, facts: Record<string, Maybe> = {}) => {
  const { care, 'care.case': place } = await decide(planOf(playbookWith(node)), customer(facts))
  return [care, place]
}

describe('a rule of one condition', () => {
  it('is yes where the condition holds and no elsewhere', async () => {
    const node = rule({ when: { any: [RICH, BUSY] } })
    expect(await decided(node, { balance: 1000 })).toEqual([true, undefined])
    expect(await decided(node, { balance: 999, visits: 4 })).toEqual([true, undefined])
    expect(await decided(node, { balance: 999, visits: 3 })).toEqual([false, undefined])
  })

  it('serves other rules by its id', async () => {
    const first = { ...rule({ when: RICH }), id: 'rich' }
    const second = rule({ when: { not: { of: 'rich', is: 'equal', value: true } } })
    const plan = planOf(playbookWith(second, first))
    expect((await decide(plan, customer({ balance: 1000 }))).care).toBe(false)
    expect((await decide(plan, customer({ balance: 999 }))).care).toBe(true)
  })
})

describe('a rule of cases', () => {
  const classes = rule({
    type: 'class',
    values: ['personal', 'team', 'self'],
    cases: [
      { when: { all: [RICH, BUSY] }, then: 'personal' },
      { when: { any: [RICH, BUSY] }, then: 'team' },
    ],
    otherwise: 'self',
  })

  it.each([
    [1000, 4, 'personal', 1],
    [1000, 3, 'team', 2],
    [999, 4, 'team', 2],
    [999, 3, 'self', 0],
  ])(
    'gives the outcome of the first that holds: a balance of %i and %i visits',
    async (balance, visits, ...expected) => {
      expect(await decided(classes, { balance, visits })).toEqual(expected)
    },
  )

  it('has no outcome where no case holds and nothing is said, and whoever reads it decides that', async () => {
    const { otherwise: _, ...open } = classes
    expect(await decided(open, { balance: 0 })).toEqual([null, 0])
    const reader = (ifMissing?: boolean) => ({
      ...rule({
        when: { of: 'care', is: 'among', values: ['self'], ...(ifMissing !== undefined && { ifMissing }) },
      }),
      id: 'reader',
    })
    expect(inBrief(found(playbookWith(open, reader())))).toEqual(['missing_undecided /nodes/11/when'])
    const plan = planOf(playbookWith(open, reader(true)))
    expect((await decide(plan, customer())).reader).toBe(true)
  })

  it.each([
    ['flag', [true, false]],
    ['money', [150, -20]],
    ['percent', [1.85, 0]],
    ['days', [30, 7]],
    ['count', [3, 0]],
    ['text', ['call, today', '明天再说']],
  ] as const)('gives outcomes of the type %s', async (type, [then, otherwise]) => {
    const node = rule({ type, cases: [{ when: RICH, then }], otherwise })
    expect(await decided(node, { balance: 1000 })).toEqual([then, 1])
    expect(await decided(node, { balance: 0 })).toEqual([otherwise, 0])
  })

  it('gives days as they are written', async () => {
    const node = rule({ type: 'date', cases: [{ when: RICH, then: '2028-02-29' }], otherwise: '1999-12-31' })
    expect(await decided(node, { balance: 1000 })).toEqual([day('2028-02-29'), 1])
    expect(await decided(node, { balance: 0 })).toEqual([day('1999-12-31'), 0])
  })

  it('has a part that says which case decided', async () => {
    const reader = { ...rule({ when: { of: 'care.case', is: 'equal', value: 2 } }), id: 'reader' }
    const plan = planOf(playbookWith(classes, reader))
    expect((await decide(plan, customer({ balance: 1000 }))).reader).toBe(true)
    expect((await decide(plan, customer())).reader).toBe(false)
  })

  it('takes a thousand cases', async () => {
    const cases = Array.from({ length: 1000 }, (_, at) => ({
      when: { of: 'fees', is: 'equal', value: at } as const,
      then: at * 3,
    }))
    const node = rule({ type: 'money', cases, otherwise: -1 })
    expect(await decided(node, { fees: 999 })).toEqual([2997, 1000])
    expect(await decided(node, { fees: 1000 })).toEqual([-1, 0])
  })
})

describe('a rule that is wrong', () => {
  const cases = [{ when: RICH, then: true }]
  const texts = Array.from({ length: 201 }, (_, at) => ({ when: RICH, then: `text ${at}` }))
  it.each<[string, Omit<Rule, 'id' | 'kind' | 'name'>, ProblemCode, string]>([
    ['neither condition nor cases', {}, 'rule_without_cases', ''],
    ['condition and cases', { when: RICH, cases }, 'rule_two_forms', '/cases'],
    ['a condition and a fallback', { when: RICH, otherwise: false }, 'rule_two_forms', '/otherwise'],
    ['a class without values', { type: 'class', cases }, 'values_missing', ''],
    ['more texts than a class has values', { type: 'text', cases: texts }, 'too_big', '/cases'],
    [
      'values of no class',
      { type: 'money', values: ['a'], cases: [{ when: RICH, then: 1 }] },
      'values_unused',
      '/values',
    ],
    [
      'a value listed twice',
      { type: 'class', values: ['a', 'a'], cases: [{ when: RICH, then: 'a' }] },
      'duplicate_value',
      '/values/1',
    ],
    [
      'an outcome that is none of the values',
      { type: 'class', values: ['a'], cases: [{ when: RICH, then: 'b' }] },
      'wrong_outcome',
      '/cases/0/then',
    ],
    [
      'text where an amount is due',
      { type: 'money', cases: [{ when: RICH, then: '5' }] },
      'wrong_outcome',
      '/cases/0/then',
    ],
    [
      'a fraction of a fen',
      { type: 'money', cases: [{ when: RICH, then: 0.5 }] },
      'wrong_outcome',
      '/cases/0/then',
    ],
    [
      'a day that is none',
      { type: 'date', cases: [{ when: RICH, then: '2026-02-30' }] },
      'wrong_outcome',
      '/cases/0/then',
    ],
    ['a fallback of another type', { cases, otherwise: 0 }, 'wrong_outcome', '/otherwise'],
    [
      'a case that compares fen with days',
      { cases: [{ when: { of: 'fees', is: 'more', than: 'quiet' }, then: true }] },
      'kinds_differ',
      '/cases/0/when/than',
    ],
  ])('with %s is refused', (_, rest, code, path) => {
    expect(inBrief(found(withNode(rule(rest))))).toContain(`${code} /nodes/10${path}`)
  })
})

describe('why a rule gave what it gave', () => {
  const facts = [...PLAYBOOK.facts, fact('until', 'date', 'possible')]
  const said = async (node: Rule, values: Record<string, Maybe>, locale: 'en' | 'zh-CN' = 'en') => {
    const plan = planOf({ ...playbookWith(node), facts })
    const figures = customer(values)
    const outcome = await decide(plan, figures)
    const view = decisionView(plan, RUN, new Map([...figures, ...Object.entries(outcome)]))
    return reasonsOf(plan, view)
      .filter((reason) => reason.node === 'care')
      .map((reason) => sentence(reason, locale, 'CNY'))
  }
  const soon = { of: 'until', is: 'at_most', value: '2026-12-31', ifMissing: false } as const

  it('names the case, and the comparisons that made it hold', async () => {
    const node = rule({
      type: 'count',
      cases: [
        { when: { all: [RICH, BUSY] }, then: 1 },
        { when: { any: [RICH, BUSY, soon] }, then: 2 },
      ],
      otherwise: 3,
    })
    expect(await said(node, { balance: 1000 })).toEqual([
      'Care: 2, by case 2.',
      'balance: ¥10.00 (at least ¥10.00).',
    ])
    expect(await said(node, { balance: 1000, visits: 4 })).toEqual([
      'Care: 1, by case 1.',
      'balance: ¥10.00 (at least ¥10.00).',
      'visits: 4 (more than 3).',
    ])
    expect(await said(node, { balance: 999, visits: 3 })).toEqual([
      'Care: 3, because no case applies.',
      'balance: ¥9.99 (less than ¥10.00).',
      'visits: 3 (at most 3).',
      'until: not known.',
    ])
  })

  it('says what is true of the figures when the condition fails, or holds by its opposite', async () => {
    const node = rule({ when: { not: { any: [{ of: 'tier', is: 'among', values: ['A', 'B'] }, soon] } } })
    expect(await said(node, { until: day('2027-01-01') })).toEqual([
      'Care: yes.',
      'Tier: C (none of A, B).',
      'until: 2027-01-01 (more than 2026-12-31).',
    ])
    expect(await said(node, { fees: 10_000, until: day('2026-12-31') })).toEqual([
      'Care: no.',
      'Tier: A (one of A, B).',
      'until: 2026-12-31 (at most 2026-12-31).',
    ])
  })

  it('shows both figures where two are compared, in either language', async () => {
    const node = rule({ when: { of: 'fees', is: 'more', than: 'balance' } })
    expect(await said(node, { fees: 100, balance: 200 })).toEqual([
      'Care: no.',
      'fees: ¥1.00 (at most balance, ¥2.00).',
    ])
    expect(await said(node, { fees: 300, balance: 200 }, 'zh-CN')).toEqual([
      'Care（中）：是。',
      'fees（中）：¥3.00（大于balance（中），即¥2.00）。',
    ])
  })
})
