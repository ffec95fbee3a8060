import { describe, expect, it } from 'vitest'
import { describeProblem } from '../problem/problem.ts'
import { found, inBrief } from '../testing/found.ts'
import { customer, fact, PLAYBOOK } from '../testing/small-bank.ts'

const EXAMPLE = { id: 'someone', facts: Object.fromEntries(customer()) }
const TEST = { name: 'It works', like: 'someone', facts: {}, asOf: '2026-03-02', expect: {} }

const problemsOf = (changes: object) => found({ ...PLAYBOOK, examples: [EXAMPLE], ...changes })
const inBriefOf = (changes: object) => inBrief(problemsOf(changes))

describe('the check of tests', () => {
  it('finds nothing in tests that say what they need', () => {
    const expected = {
      tier: 'C',
      'tier.unheld': 'C',
      contribution: 0,
      duty: false,
      'list.score': 5,
      'maturity.since': '2026-03-02',
    }
    expect(inBriefOf({ tests: [{ ...TEST, expect: expected }] })).toEqual([])
    const { like: _like, ...whole } = TEST
    expect(inBriefOf({ tests: [{ ...whole, facts: { ...EXAMPLE.facts, matures: '2026-03-05' } }] })).toEqual(
      [],
    )
    expect(inBriefOf({ tests: [{ ...TEST, facts: { matures: null, fees: 7 } }] })).toEqual([])
  })

  it.each<[string, object, string, string]>([
    ['an outcome that there is not', { expect: { teir: 'A' } }, 'test_expects_unknown /expect/teir', 'tier'],
    [
      'an outcome like no other',
      { expect: { happiness: 1 } },
      'test_expects_unknown /expect/happiness',
      'the id of a node',
    ],
    [
      'the value of a fact',
      { expect: { balance: 1 } },
      'test_expects_unknown /expect/balance',
      'the id of a node',
    ],
    [
      'a tier that there is not',
      { expect: { tier: 'E' } },
      'test_wrong_value /expect/tier',
      'one of: A, B, C',
    ],
    [
      'text for an amount',
      { expect: { contribution: '5,000' } },
      'test_wrong_value /expect/contribution',
      '1500000',
    ],
    ['a number for a flag', { expect: { duty: 1 } }, 'test_wrong_value /expect/duty', 'true or false'],
    ['a fact that there is not', { facts: { balanse: 1 } }, 'test_unknown_fact /facts/balanse', 'balance'],
    ['a fact of the wrong type', { facts: { balance: '1' } }, 'test_wrong_value /facts/balance', '1500000'],
    ['half a fen', { facts: { balance: 0.5 } }, 'test_wrong_value /facts/balance', '1500000'],
    [
      'more visits than can be counted',
      { facts: { visits: 1_000_000_001 } },
      'test_wrong_value /facts/visits',
      'whole',
    ],
    [
      'a day that is none',
      { facts: { matures: '2026-02-29' } },
      'test_wrong_value /facts/matures',
      'YYYY-MM-DD',
    ],
    ['null for what is never missing', { facts: { fees: null } }, 'test_fact_missing /facts/fees', 'fees'],
    ['an example that there is not', { like: 'nobody' }, 'test_unknown_example /like', 'examples'],
  ])('refuses %s', (_, change, brief, mend) => {
    const problems = problemsOf({ tests: [TEST, { ...TEST, ...change }] })
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([brief.replace(' ', ' /tests/1')])
    expect(problems[0]?.mend).toContain(mend)
    const { what } = describeProblem(problems[0] ?? expect.fail(), 'zh-CN')
    expect(what).toMatch(/\p{Script=Han}/u)
  })

  it('says of each fact that is never missing when a test leaves it out', () => {
    const { like: _like, ...alone } = TEST
    const { fees: _fees, ...others } = EXAMPLE.facts
    expect(inBriefOf({ tests: [{ ...alone, facts: others }] })).toEqual(['test_fact_missing /tests/0/facts'])
    expect(inBriefOf({ examples: [{ ...EXAMPLE, facts: others }], tests: [TEST] })).toEqual([
      'test_fact_missing /tests/0/facts',
    ])
    expect(
      inBriefOf({ examples: [{ ...EXAMPLE, facts: others }], tests: [{ ...TEST, facts: { fees: 0 } }] }),
    ).toEqual([])
  })

  it('is not taken in by names that every object has', () => {
    const facts = [...PLAYBOOK.facts, fact('constructor', 'money')]
    expect(inBriefOf({ facts, tests: [TEST] })).toEqual(['test_fact_missing /tests/0/facts'])
  })

  it('finds mistakes in an example where it stands, whether a test uses it or not', () => {
    const example = { ...EXAMPLE, facts: { ...EXAMPLE.facts, balance: 'much', colour: 1 } }
    const found = ['test_wrong_value /examples/0/facts/balance', 'test_unknown_fact /examples/0/facts/colour']
    expect(inBriefOf({ examples: [example] })).toEqual(found)
    expect(inBriefOf({ examples: [example], tests: [TEST, TEST] })).toEqual(found)
  })

  it('refuses two examples of one id', () => {
    expect(inBriefOf({ examples: [EXAMPLE, EXAMPLE] })).toEqual(['duplicate_example /examples/1/id'])
  })

  it('waits for the rules to be right', () => {
    expect(inBriefOf({ nodes: [], tests: [{ ...TEST, expect: { tier: 'A' } }] })).toEqual([
      'test_expects_unknown /tests/0/expect/tier',
    ])
    expect(
      inBriefOf({
        calendar: 'small',
        facts: [...PLAYBOOK.facts, fact('fees', 'money')],
        tests: [{ ...TEST, expect: { x: 1 } }],
      }),
    ).toEqual(['duplicate_name /facts/13/name'])
  })
})
