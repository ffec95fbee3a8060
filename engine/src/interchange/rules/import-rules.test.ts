import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plan } from '../../plan/plan.ts'
import { importRules } from './import-rules.ts'
import {
  customer,
  evaluatorOf,
  FACTS,
  fired,
  known,
  leafOnly,
  playbookOf,
  rule,
  sorted,
} from './random-rules.ts'

describe('rules of json-rules-engine', () => {
  it('decide as json-rules-engine does, also where facts are undefined', async () => {
    const property = fc.asyncProperty(
      fc.array(rule, { minLength: 1, maxLength: 4 }),
      leafOnly,
      leafOnly,
      fc.array(customer, { minLength: 5, maxLength: 5 }),
      async (rules, shared, other, customers) => {
        const conditions = { shared, other: { all: [{ condition: 'shared' }, other] } }
        const imported = importRules({ rules, conditions }, { facts: FACTS })
        expect(imported.problems.filter(({ severity }) => severity === 'error')).toEqual([])
        const decide = evaluatorOf(playbookOf(imported))
        const undecided = imported.problems.some(({ values }) => values.reason === 'both_missing')
        for (const facts of customers) {
          if (undecided && facts.tier === null && facts.held_tier === null) continue
          const { events } = await decide(facts)
          const should = await fired(rules, conditions, known(facts))
          // A rule that always fires is listed only beside one that does not.
          const always = imported.nodes.some(({ kind }) => kind === 'table') ? should : []
          expect(sorted(events)).toEqual(sorted(always))
        }
      },
    )
    await fc.assert(property, { numRuns: 150 })
  })

  it('fire in the order of their priority', async () => {
    const of = (type: string, priority?: number) => ({
      conditions: { all: [{ fact: 'deposits', operator: 'greaterThan', value: 1 }] },
      event: { type },
      ...(priority && { priority }),
    })
    const decide = evaluatorOf(
      playbookOf(importRules([of('low'), of('high', 9), of('middle', 2)], { facts: FACTS })),
    )
    expect((await decide({ deposits: 2 })).events).toEqual(['high', 'middle', 'low'])
    expect((await decide({ deposits: 1 })).events).toEqual([])
  })

  it('bring facts that the dictionary lacks, of the kinds that their values show', () => {
    const test = (name: string, operator: string, value: unknown) => ({ fact: name, operator, value })
    const all = [
      test('accountAge', 'greaterThan', 5),
      test('rate', 'lessThan', 2.5),
      test('since', 'lessThan', '2026-03-01'),
      test('level', 'in', ['gold', 'silver']),
      test('isStaff', 'equal', true),
      test('turnover', 'greaterThan', 5_000_000_000),
      test('other', 'equal', { fact: 'level' }),
    ]
    const { facts, problems } = importRules({ conditions: { all }, event: { type: 'x' } }, { facts: [] })
    expect(facts.map((each) => [each.name, each.type, each.type === 'class' ? each.values : []])).toEqual([
      ['account_age', 'count', []],
      ['rate', 'percent', []],
      ['since', 'date', []],
      ['level', 'class', ['gold', 'silver']],
      ['is_staff', 'flag', []],
      ['turnover', 'money', []],
      ['other', 'class', ['gold', 'silver']],
    ])
    expect(problems.map(({ values }) => values.reason)).toContain('renamed')
    expect(
      plan(playbookOf(importRules({ conditions: { all }, event: { type: 'x' } }, { facts: [] }), [])).ok,
    ).toBe(true)
  })

  it.each<[string, unknown, string, string]>([
    ['a path into a fact', { fact: 'tier', operator: 'equal', value: 'A', path: '$.x' }, 'path', '/path'],
    [
      'parameters of a fact',
      { fact: 'tier', operator: 'equal', value: 'A', params: { a: 1 } },
      'parameters',
      '/params',
    ],
    [
      'a path into the other fact',
      { fact: 'tier', operator: 'equal', value: { fact: 'held_tier', path: '$.x' } },
      'path',
      '/value',
    ],
    ['an operator of its own', { fact: 'tier', operator: 'startsWith', value: 'A' }, 'operator', '/operator'],
    [
      'contains, which needs a list',
      { fact: 'tier', operator: 'contains', value: 'A' },
      'operator',
      '/operator',
    ],
    [
      'a decorated operator',
      { fact: 'tier', operator: 'someFact:equal', value: 'A' },
      'decorator',
      '/operator',
    ],
    ['an object for a text', { fact: 'tier', operator: 'equal', value: { is: 5 } }, 'value', '/value'],
    ['a text for a number', { fact: 'visits', operator: 'lessThan', value: '9' }, 'value', '/value'],
    ['letters in a text', { fact: 'tier', operator: 'in', value: 'CAB' }, 'value', '/value'],
    ['texts in order', { fact: 'tier', operator: 'lessThan', value: 'B' }, 'text_order', '/operator'],
    [
      'facts of two kinds',
      { fact: 'visits', operator: 'equal', value: { fact: 'balance' } },
      'kinds',
      '/value',
    ],
    ['all beside any', { all: [], any: [] }, 'two_operators', ''],
    ['a condition without a name', { condition: 'nowhere' }, 'unknown_condition', '/condition'],
    ['nothing at all', {}, 'no_operator', ''],
    ['no list', { all: 5 }, 'no_operator', '/all'],
  ])('leave out %s, and say so', (_, written, reason, at) => {
    const { nodes, problems } = importRules(
      { conditions: { all: [written] }, event: { type: 'x' } },
      { facts: FACTS },
    )
    expect(nodes).toEqual([])
    expect(
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code, path, values }) => [code, path, values.reason]),
    ).toEqual([['not_carried', `/conditions/all/0${at}`, reason]])
  })

  it('whose conditions go round in a circle are left out', () => {
    const conditions = { a: { all: [{ condition: 'b' }] }, b: { any: [{ condition: 'a' }] } }
    const rules = [{ conditions: { condition: 'a' }, event: { type: 'x' } }]
    const { nodes, problems } = importRules({ rules, conditions }, { facts: FACTS })
    expect([nodes, problems.map(({ values }) => values.reason)]).toEqual([[], ['circle']])
  })

  it('say what comes along otherwise', () => {
    const { problems } = importRules(
      {
        name: 'first',
        conditions: {
          any: [
            { fact: 'tier', operator: 'equal', value: null, priority: 2 },
            { fact: 'tier', operator: 'equal', value: 'Z' },
          ],
        },
        event: { type: 'x', params: { message: 'hello' } },
        onSuccess: 'call',
      },
      { facts: FACTS },
    )
    expect(problems.map(({ severity, path, values }) => [severity, path, values.reason])).toEqual([
      ['warning', '/onSuccess', 'unknown'],
      ['warning', '/conditions/any/0/priority', 'order_of_conditions'],
      ['warning', '/conditions/any/0/value', 'null_is_missing'],
      ['warning', '/conditions/any/1/value', 'never_equal'],
      ['warning', '/event/params', 'parameters_noted'],
    ])
  })

  it('of thousands of shared conditions stay small, however often each is used', () => {
    const conditions: Record<string, unknown> = {
      c0: { all: [{ fact: 'visits', operator: 'equal', value: 1 }] },
    }
    for (let at = 1; at < 60; at += 1)
      conditions[`c${at}`] = { all: [{ condition: `c${at - 1}` }, { condition: `c${at - 1}` }] }
    const { nodes } = importRules(
      { rules: [{ conditions: { condition: 'c59' }, event: { type: 'x' } }], conditions },
      { facts: FACTS },
    )
    expect(JSON.stringify(nodes).length).toBeLessThan(20_000)
  })

  it.each<[unknown]>([
    [null],
    [5],
    ['x'],
    [[]],
    [{}],
    [{ rules: 5 }],
    [{ conditions: {} }],
    [JSON.parse('{"rules":[],"conditions":{"__proto__":{}}}')],
  ])('are refused where they are none: %j', (document) => {
    const { nodes } = importRules(document, { facts: FACTS })
    expect(nodes).toEqual([])
  })
})
