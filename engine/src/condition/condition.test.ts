import { describe, expect, it } from 'vitest'
import type { ProblemCode } from '../problem/problem.ts'
import { found, inBrief, withNode } from '../testing/found.ts'
import { nodes } from '../testing/small-bank.ts'

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
