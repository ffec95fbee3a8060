import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../evaluate/columns/compile.ts'
import { decode } from '../population/column.ts'
import { type Figures, populationOf } from '../population/population.ts'
import { admits } from '../region/region.ts'
import {
  customer,
  day,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  rateCut,
  sameAs,
  text,
} from '../testing/small-bank.ts'
import type { Maybe } from '../values/value-type.ts'
import { insightInto } from './insight.ts'
import { namesOf } from './scope.ts'

const maybe = <Value>(known: fc.Arbitrary<Value>) => fc.option(known, { nil: null, freq: 3 })
const near = fc.integer({ min: day('2026-01-01'), max: day('2026-04-01') })
const amount = fc.oneof(fc.integer({ min: -20_000, max: 30_000 }), fc.maxSafeInteger())
const count = fc.oneof(fc.integer({ min: -5, max: 20 }), fc.constantFrom(1_000_000_000, -1_000_000_000))

const anybody: fc.Arbitrary<Figures> = fc
  .record<Record<string, Maybe>>({
    balance: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    fees: amount,
    visits: count,
    deposits: count,
    last_activity: maybe(near),
    held_tier: maybe(fc.constantFrom('A', 'B', 'C')),
    months_below: count,
    last_contact: maybe(near),
    matures: maybe(near),
    touches: maybe(count),
    last_refusal: maybe(near),
    do_not_contact: maybe(fc.boolean()),
    consent_phone: maybe(fc.boolean()),
  })
  .map((facts) => customer(facts))

describe('what a figure can be', () => {
  const playbook = playbookWith(sameAs('again', 'fees'), {
    id: 'grid',
    kind: 'table',
    name: text('grid'),
    hitPolicy: 'first',
    inputs: [{ of: 'fees' }, { of: 'held_tier', ifMissing: 'fails' }, { of: 'strategy' }],
    outputs: [
      { id: 'points', type: 'percent' },
      { id: 'until', type: 'date' },
    ],
    rows: [
      { when: ['< 0', '-', 'news'], then: [1.5, '2026-05-01'] },
      { when: ['[0..9999]', 'A, B', '-'], then: [7, '2026-06-01'] },
    ],
  })
  const plan = planOf(playbook)
  const insight = insightInto(plan, namesOf(playbook))

  it('is never less than what it is for any customer', () => {
    const wanted = plan.steps.map(({ name }) => name)
    const decider = compile(plan, { wanted })
    fc.assert(
      fc.property(fc.array(anybody, { minLength: 1, maxLength: 20 }), (people) => {
        const { columns } = decider.decide(
          populationOf(plan, people),
          on('2026-03-02', rateCut('2026-03-01')),
        )
        for (const { name, type } of plan.steps) {
          const possible = insight.possible(name)
          for (const stored of columns.get(name) ?? []) {
            const value = decode(type, stored)
            if (!admits(possible, value))
              expect.fail(`${name} is ${value}, not in ${JSON.stringify(possible)}`)
          }
        }
      }),
    )
  })

  it('is not much more', () => {
    const valuesOf = (name: string) => {
      const region = insight.possible(name)
      const values =
        region.kind === 'choices' ? region.of : region.intervals.map(({ least, most }) => [least, most])
      return [...(region.missing ? [null] : []), ...values]
    }
    expect(valuesOf('grid')).toEqual([null, [1.5, 1.5], [7, 7]])
    expect(valuesOf('grid.row')).toEqual([[0, 2]])
    expect(valuesOf('duty.every')).toEqual([
      [0, 0],
      [10, 10],
      [20, 20],
    ])
    expect(valuesOf('list.score')).toEqual([[0, 18_000]])
    expect(valuesOf('rate_cut.channel')).toEqual(['sms'])
    expect(valuesOf('tier').toSorted()).toEqual(['A', 'B', 'C'])
    expect(valuesOf('policy.since_refusal')[0]).toEqual([-3_652_424, 3_652_424])
  })
})

it('takes the playbook of the small bank for what it is: all that its conditions ask for can be', () => {
  const plan = planOf(PLAYBOOK)
  const insight = insightInto(plan, namesOf(PLAYBOOK))
  for (const { expression, name } of plan.steps) {
    if (expression.op !== 'holds') continue
    expect(insight.isNever(expression.condition), name).toBe(false)
    expect(insight.isNever({ test: 'not', of: expression.condition }), name).toBe(false)
  }
})
