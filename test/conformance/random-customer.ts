import {
  type Day,
  type Fact,
  type Figures,
  type Maybe,
  type Playbook,
  parseDay,
} from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'

const day = (text: string): Day => parseDay(text) ?? 0

/** Days where calendars go wrong: leap days, year ends, holidays, the first and last that the calendar knows. */
const edgeDays = [
  '2024-01-01',
  '2024-02-29',
  '2025-02-28',
  '2026-02-14',
  '2026-10-01',
  '2026-12-31',
  '1970-01-01',
  '2100-01-01',
].map(day)

/** A customer of a playbook, with values at the edges of every type and dates mostly around the day of the run. */
export const randomCustomer = (draw: Draw, { facts }: Playbook, asOf: Day): Figures =>
  new Map(facts.map((fact) => [fact.name, randomValue(draw, fact, asOf)]))

function randomValue(draw: Draw, fact: Fact, asOf: Day): Maybe {
  if (fact.missing === 'possible' && draw(fc.integer({ min: 0, max: 3 })) === 0) return null
  switch (fact.type) {
    case 'flag':
      return draw(fc.boolean())
    case 'class':
      return draw(fc.constantFrom(...fact.values))
    case 'date':
      return draw(
        fc.oneof(
          { weight: 1, arbitrary: fc.constantFrom(...edgeDays) },
          { weight: 4, arbitrary: fc.integer({ min: asOf - 45, max: asOf + 45 }) },
        ),
      )
    case 'percent':
      return (
        draw(
          fc.oneof(
            fc.constantFrom(0, 0.0001, -0.0001, 100),
            fc.double({ min: -1000, max: 1000, noNaN: true }),
          ),
        ) + 0
      )
    case 'money':
      return draw(
        fc.oneof(
          fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31)),
          fc.integer({ min: -100_000, max: 100_000_000 }),
          fc.maxSafeInteger(),
        ),
      )
    case 'days':
    case 'count':
      return draw(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1, 1_000_000_000)))
  }
}
