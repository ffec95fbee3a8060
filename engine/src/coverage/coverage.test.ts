import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlaybookCondition } from '../condition/condition.ts'
import { referenceEvaluator } from '../evaluate/reference/reference.ts'
import { LOCALES } from '../locale/locale.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { encode } from '../population/column.ts'
import { type Figures, populationOf } from '../population/population.ts'
import {
  customer,
  day,
  fact,
  nodes,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  text,
  WORKING_DAYS,
} from '../testing/small-bank.ts'
import { type CoveredPlace, coverage } from './coverage.ts'
import { withSources } from './sources.ts'
import { placeWords } from './words.ts'

const condition: PlaybookCondition = {
  any: [{ of: 'visits', is: 'more', value: 3 }, { not: { of: 'tier', is: 'among', values: ['C'] } }],
}

const pricing = {
  id: 'pricing',
  kind: 'table',
  name: text('Pricing'),
  hitPolicy: 'priority',
  inputs: [{ of: 'visits' }, { of: 'tier' }],
  outputs: [{ id: 'rate', type: 'class', values: ['high', 'mid', 'low'] }],
  rows: [
    { when: ['> 3', '-'], then: ['low'] },
    { when: ['> 3', 'A'], then: ['high'] },
    { when: ['> 5', '-'], then: ['mid'] },
  ],
} satisfies PlaybookNode

const collecting = {
  ...pricing,
  id: 'tags',
  hitPolicy: 'collect',
  outputs: [{ id: 'tag', type: 'text' }],
} satisfies PlaybookNode

const rule = {
  id: 'care',
  kind: 'rule',
  name: text('Care'),
  type: 'text',
  cases: [
    { when: { of: 'visits', is: 'more', value: 5 }, then: 'much' },
    { when: { of: 'visits', is: 'more', value: 3 }, then: 'some' },
  ],
} satisfies PlaybookNode

const BANK = planOf(
  playbookWith(pricing, collecting, rule, {
    id: 'wanted',
    kind: 'rule',
    name: text('Wanted'),
    when: condition,
  }),
)

const hits = (places: readonly CoveredPlace[], node: string) =>
  Object.fromEntries(
    places.flatMap((place) => {
      if (place.node !== node) return []
      const path = place.path.split('/').slice(3).join('/')
      return [[place.way === null ? path : `${path} ${place.way}`, place.count] as const]
    }),
  )

const covered = (...customers: Parameters<typeof customer>[0][]) =>
  coverage(BANK).ofPopulation(
    populationOf(
      BANK,
      customers.map((facts) => customer(facts)),
    ),
    RUN,
  )

describe('coverage', () => {
  it('counts who takes which band, cell, row, case and branch', () => {
    const { places, customers } = covered(
      { fees: 10_000, visits: 6 },
      { fees: 100, visits: 4 },
      { fees: 9500, visits: 0, held_tier: 'A', months_below: 3 },
      { fees: 100, visits: 0, held_tier: 'A', months_below: 1, do_not_contact: null },
      { fees: 100, visits: 0, held_tier: 'B', months_below: 0 },
    )
    expect(customers).toBe(5)
    expect(hits(places, 'tier')).toEqual({
      'bands/0': 0,
      'bands/1': 2,
      'bands/2': 3,
      'hysteresis/margin': 1,
      'hysteresis/graceMonths': 2,
    })
    expect(hits(places, 'strategy')).toMatchObject({ 'cells/A/low': 2, 'cells/B/low': 2, 'cells/C/high': 0 })
    expect(hits(places, 'pricing')).toEqual({ 'rows none': 3, 'rows/0': 1, 'rows/1': 0, 'rows/2': 1 })
    expect(hits(places, 'tags')).toEqual({ 'rows/0': 2, 'rows/1': 0, 'rows/2': 1 })
    expect(hits(places, 'care')).toMatchObject({ 'cases/0': 1, 'cases/1': 1, 'cases none': 3 })
    expect(hits(places, 'care')).toMatchObject({ 'cases/1/when yes': 2, 'cases/1/when no': 3 })
    expect(hits(places, 'policy')).toMatchObject({ ' allowed': 4, 'doNotContact do_not_contact_unknown': 1 })
    expect(hits(places, 'duty')).toMatchObject({
      'duties/A': 2,
      'duties/B': 2,
      'duties/C': 1,
      neverContacted: 5,
    })
  })

  it('counts a missing figure as missing, and in no band', () => {
    const spare = {
      ...playbookWith({ ...nodes.activity, id: 'maybe', of: 'spare', ifMissing: 'low' }),
      facts: [...PLAYBOOK.facts, fact('spare', 'count', 'possible')],
    }
    const plan = planOf(spare)
    const people = populationOf(plan, [customer(), customer({ spare: 12 })])
    expect(hits(coverage(plan).ofPopulation(people, RUN).places, 'maybe')).toEqual({
      'bands/0': 1,
      'bands/1': 0,
      ifMissing: 1,
    })
  })

  it('tells its places in the order of the document', () => {
    const { places } = covered({})
    const nodesInOrder = [...new Set(places.map(({ node }) => node))]
    const ids = BANK.playbook.nodes.map(({ id }) => id)
    expect(nodesInOrder).toEqual(ids.filter((id) => nodesInOrder.includes(id)))
    expect(
      places.filter(({ node }) => node === 'tier').map(({ path }) => path.split('/').slice(3).join('/')),
    ).toEqual(['bands/0', 'bands/1', 'bands/2', 'hysteresis/margin', 'hysteresis/graceMonths'])
  })

  it('counts conditions and their parts both ways', () => {
    const { places } = covered({ fees: 10_000, visits: 9 }, { visits: 9 }, { visits: 1 })
    expect(hits(places, 'wanted')).toEqual({
      'when yes': 2,
      'when no': 1,
      'when/any/0 yes': 2,
      'when/any/0 no': 1,
      'when/any/1/not yes': 2,
      'when/any/1/not no': 1,
    })
  })

  it('of the tests runs each on its own day with its own events', () => {
    const someone = { id: 'someone', facts: Object.fromEntries(customer({ fees: 10_000, deposits: 1 })) }
    const test = { name: 'x', like: 'someone', facts: {}, asOf: '2026-03-02', expect: {} }
    const playbook: Playbook = {
      ...playbookWith(),
      examples: [someone],
      tests: [test, { ...test, events: [rateCut('2026-03-01')] }, { ...test, asOf: '2031-01-01' }],
    }
    const { places, customers, exercised, total } = coverage(planOf(playbook)).ofTests(WORKING_DAYS)
    expect(customers).toBe(2)
    expect(hits(places, 'rate_cut')).toMatchObject({ ' yes': 1, ' no': 1 })
    expect([exercised, total]).toEqual([places.filter(({ count }) => count > 0).length, places.length])
  })

  it('is of nothing without tests, and has no place twice', () => {
    const { exercised, places } = coverage(BANK).ofTests(WORKING_DAYS)
    expect(exercised).toBe(0)
    expect(new Set(places.map(({ path, way }) => `${path} ${way}`)).size).toBe(places.length)
  })

  it('counts populations of many blocks, and tables of many rows', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => ({ when: [String(at), '-'], then: ['low'] }))
    const plan = planOf(playbookWith({ ...pricing, hitPolicy: 'first', rows }))
    const people = Array.from({ length: 70_000 }, (_, at) => customer({ visits: at % 3001 }))
    const { places, customers } = coverage(plan).ofPopulation(populationOf(plan, people), RUN)
    const found = hits(places, 'pricing')
    expect([customers, found['rows/0'], found['rows none']]).toEqual([70_000, 24, 23])
  })

  it('says its places in words, in both languages', () => {
    const { places } = covered({})
    const [en, zh] = LOCALES.toReversed().map((locale) => places.map(placeWords(BANK.playbook, locale)))
    expect(en).toEqual(
      expect.arrayContaining([
        'Tier › A',
        'Strategy › cells › A › low',
        'Pricing › rows 2',
        'Care › cases (nothing applies)',
        'Wanted › when (no)',
        'Regular contact › duties › A',
      ]),
    )
    for (const words of [...(en ?? []), ...(zh ?? [])]) expect(words).not.toMatch(/[{}]|undefined/)
  })
})

const anybody: fc.Arbitrary<Figures> = fc
  .record({
    balance: fc.integer({ min: 0, max: 2_000_000 }),
    fees: fc.constantFrom(0, 4499, 4500, 5000, 9000, 9999, 10_000),
    visits: fc.integer({ min: 0, max: 12 }),
    deposits: fc.integer({ min: 0, max: 2 }),
    held_tier: fc.constantFrom('A', 'B', 'C', null),
    months_below: fc.integer({ min: 0, max: 5 }),
    last_contact: fc.option(fc.integer({ min: day('2026-01-01'), max: day('2026-04-01') })),
    touches: fc.constantFrom(0, 4, null),
    do_not_contact: fc.constantFrom(true, false, null),
    consent_phone: fc.constantFrom(true, false, null),
  })
  .map((facts) => customer(facts))

describe('what is counted', () => {
  it('is what the oracle finds, customer by customer', async () => {
    const run = on('2026-03-02', rateCut('2026-03-01'))
    const { plan, sources } = withSources(BANK)
    const oracle = referenceEvaluator(plan)
    await fc.assert(
      fc.asyncProperty(fc.array(anybody, { minLength: 1, maxLength: 8 }), async (people) => {
        const { places } = coverage(BANK).ofPopulation(populationOf(BANK, people), run)
        const decided = await Promise.all(people.map((facts) => oracle.decide(facts, run)))
        const expected = new Map<string, number>()
        const rows = BANK.playbook.nodes.map(({ id }) => id)
        for (const { node, place, step, code } of sources) {
          const type = plan.types.get(step) ?? expect.fail(step)
          const count = decided.filter(({ values }) => encode(type, values.get(step) ?? null) === code).length
          const key = `/nodes/${[rows.indexOf(node), ...place.path].join('/')} ${place.way ?? null}`
          expected.set(key, (expected.get(key) ?? 0) + count)
        }
        expect(new Map(places.map(({ path, way, count }) => [`${path} ${way}`, count]))).toEqual(expected)
        // And what the values of the decisions say by themselves.
        const tiers = decided.map(({ values }) => values.get('tier.unheld'))
        for (const [at, { name }] of nodes.tier.bands.entries())
          expect(hits(places, 'tier')[`bands/${at}`]).toBe(tiers.filter((tier) => tier === name).length)
        const cells = decided.map(({ values }) => `cells/${values.get('tier')}/${values.get('activity')}`)
        for (const cell of new Set(cells))
          expect(hits(places, 'strategy')[cell]).toBe(cells.filter((each) => each === cell).length)
      }),
      { numRuns: 25 },
    )
  })
})
