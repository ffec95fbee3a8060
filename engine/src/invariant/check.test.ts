import { describe, expect, it } from 'vitest'
import { parsePlaybook } from '../playbook/parse.ts'
import { describeProblem } from '../problem/problem.ts'
import { found, inBrief } from '../testing/found.ts'
import { PLAYBOOK, text } from '../testing/small-bank.ts'

const claim = (of: object, id = 'claim') => ({ id, name: text('Claim'), claim: of })
const always = (then: object, when?: object) => claim({ kind: 'always', then, ...(when && { when }) })
const checked = (...invariants: object[]) => inBrief(found({ ...PLAYBOOK, invariants }))

describe('claims', () => {
  it('are fine over facts, outcomes and parts', () => {
    const claims = [
      always({ of: 'list', is: 'equal', value: 'none' }, { of: 'balance', is: 'less', value: 0 }),
      claim({ kind: 'monotone', more: 'contribution', neverLowers: 'tier' }, 'other'),
      claim({ kind: 'monotone', more: 'visits', neverLowers: 'duty.every' }, 'third'),
    ]
    expect(checked(...claims)).toEqual([])
  })

  it.each([
    [
      'an unknown name',
      always({ of: 'teir', is: 'equal', value: 'A' }),
      'unknown_name /invariants/0/claim/then/of',
    ],
    [
      'an undecided missing case',
      always({ of: 'touches', is: 'less', value: 3 }),
      'missing_undecided /invariants/0/claim/then',
    ],
    [
      'a value that the class has not',
      always({ of: 'tier', is: 'equal', value: 'Z' }),
      'unknown_class_value /invariants/0/claim/then/value',
    ],
    [
      'an amount compared with a day',
      always({ of: 'list.score', is: 'at_least', value: '2026-01-01' }),
      'wrong_literal /invariants/0/claim/then/value',
    ],
    [
      'a condition in the wrong unit',
      always({ of: 'tier', is: 'known' }, { of: 'fees', is: 'less', value: true }),
      'wrong_literal /invariants/0/claim/when/value',
    ],
    [
      'more of a flag',
      claim({ kind: 'monotone', more: 'do_not_contact', neverLowers: 'tier' }),
      'wrong_unit /invariants/0/claim/more',
    ],
    [
      'a flag that never falls',
      claim({ kind: 'monotone', more: 'fees', neverLowers: 'duty' }),
      'wrong_unit /invariants/0/claim/neverLowers',
    ],
    [
      'a figure on which nothing depends',
      claim({ kind: 'monotone', more: 'touches', neverLowers: 'tier' }),
      'claim_without_effect /invariants/0/claim/neverLowers',
    ],
  ])('with %s are refused, with the place', (_, invariant, place) => {
    expect(checked(invariant)).toContain(place)
  })

  it('with a name that nobody knows are not also told what follows from that', () => {
    expect(checked(claim({ kind: 'monotone', more: 'nothing', neverLowers: 'tier' }))).toEqual([
      'unknown_name /invariants/0/claim/more',
    ])
  })

  it('have ids of their own', () => {
    const then = { of: 'list', is: 'equal', value: 'none' } as const
    expect(checked(always(then), always(then))).toEqual(['duplicate_invariant /invariants/1/id'])
  })

  it('are problems in both languages when they are refuted or unknown', () => {
    for (const problem of found({
      ...PLAYBOOK,
      invariants: [claim({ kind: 'monotone', more: 'touches', neverLowers: 'tier' })],
    }))
      expect(describeProblem(problem, 'zh-CN').what).toMatch(/\p{Script=Han}/u)
  })

  it('of a kind that there is not do not parse', () => {
    const parsed = parsePlaybook({
      ...PLAYBOOK,
      invariants: [claim({ kind: 'sometimes', then: { of: 'tier', is: 'known' } })],
    })
    expect(parsed.ok).toBe(false)
  })
})
