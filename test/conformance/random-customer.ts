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

/** Makes customers of a playbook, with values at the edges of every type and of what the playbook compares with. */
export function randomCustomers({ facts, nodes }: Playbook, asOf: Day): (draw: Draw) => Figures {
  const everywhere = comparedIn(nodes)
  const compared = new Map(facts.map(({ name }) => [name, comparedIn([...whereCompared(nodes, name)])]))
  return (draw) =>
    new Map(
      facts.map((fact) => {
        const own = compared.get(fact.name)
        const isOwn = own && own.numbers.length + own.days.length > 0 && draw(fc.boolean())
        return [fact.name, randomValue(draw, fact, asOf, isOwn ? own : everywhere)]
      }),
    )
}

/** What stands beside a reference to a fact: the comparison it is in, the cells of its column of a table. */
function* whereCompared(value: unknown, fact: string): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return
  if ('of' in value && value.of === fact) yield value
  if ('inputs' in value && Array.isArray(value.inputs) && 'rows' in value && Array.isArray(value.rows)) {
    const at = value.inputs.findIndex(({ of }: { of: unknown }) => of === fact)
    if (at >= 0) yield value.rows.map(({ when }: { when: unknown[] }) => when[at])
  }
  for (const inner of Object.values(value)) yield* whereCompared(inner, fact)
}

/** The numbers and days that nodes compare with: most mistakes show only on them or right beside them. */
interface Compared {
  readonly numbers: readonly number[]
  readonly days: readonly Day[]
}

const DAY_IN_TEXT = /\d{4}-\d{2}-\d{2}/g
const NUMBER_IN_TEXT = /-?\d+(\.\d+)?/g

function comparedIn(nodes: unknown): Compared {
  const numbers = new Set<number>()
  const days = new Set<Day>()
  const visit = (value: unknown): void => {
    if (typeof value === 'number') numbers.add(value)
    else if (typeof value === 'string') {
      for (const [written] of value.matchAll(DAY_IN_TEXT)) days.add(day(written))
      for (const [written] of value.matchAll(NUMBER_IN_TEXT)) numbers.add(Number(written))
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  visit(nodes)
  return { numbers: [...numbers], days: [...days] }
}

/** One of the numbers, or its neighbour by one step. */
const beside = (draw: Draw, numbers: readonly number[], step: number): number =>
  draw(fc.constantFrom(0, ...numbers)) + step * draw(fc.constantFrom(0, 0, -1, 1))

function randomValue(draw: Draw, fact: Fact, asOf: Day, compared: Compared): Maybe {
  if (fact.missing === 'possible' && draw(fc.integer({ min: 0, max: 3 })) === 0) return null
  const isBeside = draw(fc.boolean())
  switch (fact.type) {
    case 'flag':
      return draw(fc.boolean())
    case 'class':
      return draw(fc.constantFrom(...fact.values))
    case 'date':
      return isBeside
        ? beside(draw, [...compared.days, ...edgeDays], 1)
        : draw(fc.integer({ min: asOf - 45, max: asOf + 45 }))
    case 'percent':
      return (isBeside ? beside(draw, compared.numbers, 0.0001) : draw(anyPercent)) + 0
    case 'money': {
      const near = beside(draw, compared.numbers, 1)
      return isBeside && Number.isSafeInteger(near) ? near + 0 : draw(anyMoney)
    }
    case 'days':
    case 'count': {
      const near = beside(draw, compared.numbers, 1)
      return isBeside && Number.isInteger(near) && near >= 0 && near <= 1_000_000_000 ? near : draw(anyCount)
    }
  }
}

const anyPercent = fc.oneof(
  fc.constantFrom(0, 0.0001, -0.0001, 100),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
)
const anyMoney = fc.oneof(
  fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31)),
  fc.integer({ min: -100_000, max: 100_000_000 }),
  fc.maxSafeInteger(),
)
const anyCount = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1, 1_000_000_000))
