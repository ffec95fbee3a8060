import { describe, expect, it } from 'vitest'
import { explain, reasonsOf } from '../explain/explain.ts'
import { decisionView } from '../explain/view.ts'
import { readCustomer } from '../playbook/read-facts.ts'
import { decode } from '../population/column.ts'
import { populationOf } from '../population/population.ts'
import {
  customer,
  day,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  rateCut,
  SMALL,
  text,
} from '../testing/small-bank.ts'
import { decide, decideAll } from './decide.ts'
import { referenceEvaluator } from './reference/reference.ts'

const run = on('2026-03-02', rateCut('2026-03-01'))
const people = [
  customer({ fees: 6000, deposits: 1, last_contact: day('2026-01-05') }),
  customer({ fees: 10_000, held_tier: 'A' }),
  customer({ do_not_contact: true }),
]

describe('deciding one customer', () => {
  it('gives every outcome by its name', async () => {
    for (const facts of people) {
      const { values } = await referenceEvaluator(SMALL).decide(facts, run)
      expect(decide(SMALL, facts, run)).toEqual(
        Object.fromEntries(SMALL.outputs.map(({ name }) => [name, values.get(name)])),
      )
    }
  })

  it('gives the members of a list in their order', () => {
    const plan = planOf(
      playbookWith({
        id: 'offers',
        kind: 'table',
        name: text('Offers'),
        hitPolicy: 'rule_order',
        inputs: [{ of: 'fees' }],
        outputs: [{ id: 'offer', type: 'text' }],
        rows: [
          { when: ['> 5000'], then: ['fund'] },
          { when: ['< 100'], then: ['card'] },
          { when: ['-'], then: ['deposit'] },
        ],
      }),
    )
    expect(decide(plan, customer({ fees: 6000 }), run).offers).toEqual(['fund', 'deposit'])
    expect(decide(plan, customer({ fees: 0 }), run).offers).toEqual(['card', 'deposit'])
  })

  it('is explained by the reasons of every node', async () => {
    for (const facts of people) {
      const { values } = await referenceEvaluator(SMALL).decide(facts, run)
      expect(explain(SMALL, facts, run)).toEqual(reasonsOf(SMALL, decisionView(SMALL, run, values)))
    }
  })

  it('gives the same as deciding everybody', () => {
    const { count, columns } = decideAll(SMALL, populationOf(SMALL, people), run)
    expect(count).toBe(people.length)
    for (const [at, facts] of people.entries()) {
      const outcomes = SMALL.outputs.map(({ name, type }) => [
        name,
        decode(type, columns.get(name)?.[at] ?? Number.NaN),
      ])
      expect(decide(SMALL, facts, run)).toEqual(Object.fromEntries(outcomes))
    }
  })
})

describe('a customer as a document writes him', () => {
  const written = {
    balance: 500_000,
    fees: 6000,
    visits: 2,
    deposits: 1,
    months_below: 0,
    last_contact: '2026-01-05',
    touches: null,
  }

  it('is read into the engine’s terms', () => {
    const read = readCustomer(PLAYBOOK, written)
    expect(read.ok && [...read.facts]).toEqual(
      Object.entries({ ...written, last_contact: day('2026-01-05') }),
    )
  })

  it.each<[string, Record<string, number | string | boolean | null>, string, string]>([
    ['lacks a fact that is never missing', { ...written, fees: null }, 'customer_fact_missing', '/fees'],
    ['has a fact that there is not', { ...written, fee: 1 }, 'test_unknown_fact', '/fee'],
    [
      'has a date that is none',
      { ...written, last_contact: '2026-02-30' },
      'test_wrong_value',
      '/last_contact',
    ],
    ['has a fraction of the minor unit', { ...written, balance: 0.5 }, 'test_wrong_value', '/balance'],
    ['has a number that is none', { ...written, balance: Number.NaN }, 'test_wrong_value', '/balance'],
    ['has a text for a number', { ...written, visits: '7' }, 'test_wrong_value', '/visits'],
  ])('is refused when he %s', (_, facts, code, path) => {
    const read = readCustomer(PLAYBOOK, facts)
    expect(read.ok).toBe(false)
    expect(read.problems.map((each) => [each.code, each.path])).toEqual([[code, path]])
  })

  it('is not taken to have a fact because every object has a property of that name', () => {
    const named = planOf({
      ...PLAYBOOK,
      facts: [...PLAYBOOK.facts, { name: 'constructor', label: text('c'), type: 'money', missing: 'never' }],
    }).playbook
    expect(readCustomer(named, written).problems.map(({ code, path }) => [code, path])).toEqual([
      ['customer_fact_missing', '/constructor'],
    ])
  })

  it('that is no customer at all, as a program without types may hand over, is said to be none', () => {
    const anything = JSON.parse('[null, [], 5, "x", { "fees": {} }, { "fees": [{}] }]')
    for (const each of anything) {
      const { ok, problems } = readCustomer(PLAYBOOK, each)
      expect(ok).toBe(false)
      for (const { what } of problems) expect(what).not.toMatch(/undefined|\[object/)
    }
  })
})
