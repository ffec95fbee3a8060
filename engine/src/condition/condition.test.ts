import { describe, expect, it } from 'vitest'
import type { ProblemCode } from '../problem/problem.ts'
import { found, inBrief, withNode } from '../testing/found.ts'
import { customer, day, decide, nodes, planOf, playbookWith, text } from '../testing/small-bank.ts'
import type { Maybe } from '../values/value-type.ts'
import type { PlaybookCondition } from './condition.ts'

describe('a condition', () => {
  const problemsOf = (audience: object): string[] => inBrief(found(withNode({ ...nodes.rate_cut, audience })))
  const at = '/nodes/7/audience'

  it.each<[string, object, ProblemCode, string]>([
    ['compares an amount with text', { of: 'fees', is: 'equal', value: '5' }, 'wrong_literal', '/value'],
    ['compares an amount with a fraction', { of: 'fees', is: 'more', value: 1.5 }, 'wrong_literal', '/value'],
    [
      'compares a flag with a number',
      { of: 'do_not_contact', is: 'equal', value: 1, ifMissing: true },
      'wrong_literal',
      '/value',
    ],
    [
      'compares a date with a number',
      { of: 'matures', is: 'less', value: 5, ifMissing: true },
      'wrong_literal',
      '/value',
    ],
    [
      'compares a date with no day',
      { of: 'matures', is: 'less', value: '2026-02-29', ifMissing: true },
      'wrong_literal',
      '/value',
    ],
    [
      'compares a class with none of its values',
      { of: 'tier', is: 'equal', value: 'E' },
      'unknown_class_value',
      '/value',
    ],
    [
      'looks for none of its values',
      { of: 'tier', is: 'not_among', values: ['A', 'E'] },
      'unknown_class_value',
      '/values/1',
    ],
    ['orders a class', { of: 'tier', is: 'more', value: 'B' }, 'not_ordered', '/is'],
    ['orders a flag', { of: 'duty', is: 'less', value: true }, 'not_ordered', '/is'],
    [
      'leaves a missing figure undecided',
      { of: 'matures', is: 'less', value: '2026-01-01' },
      'missing_undecided',
      '',
    ],
    [
      'leaves a missing class undecided',
      { of: 'held_tier', is: 'among', values: ['A'] },
      'missing_undecided',
      '',
    ],
    [
      'decides what cannot be',
      { of: 'fees', is: 'more', value: 1, ifMissing: true },
      'missing_impossible',
      '/ifMissing',
    ],
    ['asks whether a figure is missing that never is', { of: 'fees', is: 'missing' }, 'never_missing', '/is'],
    ['asks whether an outcome is known', { of: 'tier', is: 'known' }, 'never_missing', '/is'],
    ['refers to nothing', { of: 'feees', is: 'more', value: 1 }, 'unknown_name', '/of'],
    ['compares with nothing', { of: 'fees', is: 'more' }, 'nothing_to_compare', ''],
    [
      'compares with two things',
      { of: 'fees', is: 'more', value: 1, than: 'balance' },
      'two_to_compare',
      '/than',
    ],
    ['compares an amount with a count', { of: 'fees', is: 'more', than: 'visits' }, 'kinds_differ', '/than'],
    [
      'compares classes of other values',
      { of: 'tier', is: 'equal', than: 'activity' },
      'classes_differ',
      '/than',
    ],
    ['orders two classes', { of: 'tier', is: 'less', than: 'tier' }, 'not_ordered', '/is'],
    [
      'compares with a figure that is nowhere',
      { of: 'fees', is: 'more', than: 'feees' },
      'unknown_name',
      '/than',
    ],
    [
      'leaves it undecided that the other figure is missing',
      { of: 'tier', is: 'equal', than: 'held_tier' },
      'missing_undecided',
      '',
    ],
    [
      'decides for two figures what cannot be',
      { of: 'fees', is: 'more', than: 'balance', ifMissing: true },
      'missing_impossible',
      '/ifMissing',
    ],
    ['looks for an amount among classes', { of: 'fees', is: 'among', values: ['A'] }, 'wrong_unit', '/of'],
  ])('that %s is refused', (_, leaf, code, path) => {
    expect(problemsOf(leaf)).toContain(`${code} ${at}${path}`)
    expect(problemsOf({ all: [{ not: { any: [leaf] } }] })).toContain(`${code} ${at}/all/0/not/any/0${path}`)
  })

  it.each<[string, object]>([
    ['an amount', { of: 'fees', is: 'at_least', value: -5 }],
    ['a date', { of: 'matures', is: 'at_most', value: '2026-12-31', ifMissing: false }],
    ['a flag', { of: 'do_not_contact', is: 'not_equal', value: true, ifMissing: false }],
    ['a class', { of: 'tier', is: 'not_equal', value: 'C' }],
    ['another amount', { of: 'fees', is: 'at_least', than: 'balance' }],
    ['another date', { of: 'matures', is: 'at_most', than: 'last_contact', ifMissing: false }],
    ['another class of the same values', { of: 'tier', is: 'not_equal', than: 'held_tier', ifMissing: true }],
    ['what is missing', { of: 'matures', is: 'missing' }],
    ['what is known', { of: 'matures', is: 'known' }],
  ])('may be about %s', (_, leaf) => {
    expect(problemsOf(leaf)).toEqual([])
  })

  it('may be nested as deep as a document, with mistakes found at the bottom', () => {
    let deep: object = { of: 'feees', is: 'more', value: 1 }
    for (let depth = 0; depth < 90; depth += 1) deep = { not: deep }
    expect(problemsOf(deep)).toEqual([`unknown_name ${at}${'/not'.repeat(90)}/of`])
  })
})

describe('a comparison of two figures', () => {
  const holds = async (when: PlaybookCondition, facts: Record<string, Maybe>) =>
    (await decide(planOf(playbookWith({ id: 'r', kind: 'rule', name: text('r'), when })), customer(facts))).r

  it.each([
    ['less', [true, false, false]],
    ['at_most', [true, true, false]],
    ['equal', [false, true, false]],
    ['not_equal', [true, false, true]],
    ['at_least', [false, true, true]],
    ['more', [false, false, true]],
  ] as const)('by "%s" is what the word says', async (is, expected) => {
    const fees = (amount: number) => holds({ of: 'fees', is, than: 'balance' }, { fees: amount, balance: 5 })
    expect([await fees(4), await fees(5), await fees(6)]).toEqual(expected)
  })

  it('compares dates, flags and classes with their like', async () => {
    const dates: PlaybookCondition = { of: 'matures', is: 'more', than: 'last_contact', ifMissing: false }
    const [early, late] = [day('2026-02-28'), day('2026-03-01')]
    expect(await holds(dates, { matures: late, last_contact: early })).toBe(true)
    expect(await holds(dates, { matures: early, last_contact: late })).toBe(false)
    const flags: PlaybookCondition = {
      of: 'do_not_contact',
      is: 'equal',
      than: 'consent_phone',
      ifMissing: false,
    }
    expect(await holds(flags, { do_not_contact: true, consent_phone: true })).toBe(true)
    expect(await holds(flags, { do_not_contact: false, consent_phone: true })).toBe(false)
    const classes: PlaybookCondition = { of: 'tier', is: 'equal', than: 'held_tier', ifMissing: false }
    expect(await holds(classes, { held_tier: 'C' })).toBe(true)
    expect(await holds(classes, { held_tier: 'C', fees: 10_000 })).toBe(false)
  })

  it.each([true, false])('with either figure missing is what "ifMissing" says: %s', async (ifMissing) => {
    const [early, late] = [day('2026-02-28'), day('2026-03-01')]
    const when: PlaybookCondition = { of: 'matures', is: 'less', than: 'last_contact', ifMissing }
    expect(await holds(when, { matures: late, last_contact: early })).toBe(false)
    expect(await holds(when, { matures: null, last_contact: late })).toBe(ifMissing)
    expect(await holds(when, { matures: late, last_contact: null })).toBe(ifMissing)
    expect(await holds(when, { matures: null, last_contact: null })).toBe(ifMissing)
    expect(await holds({ not: when }, { matures: null, last_contact: late })).toBe(!ifMissing)
  })
})
