import { describe, expect, it } from 'vitest'
import { dailyLists } from '../../lists/daily-lists.ts'
import { type Column, decode } from '../../population/column.ts'
import {
  customerAt,
  factsOf,
  newPopulation,
  type Population,
  populationOf,
} from '../../population/population.ts'
import {
  customer,
  day,
  decide,
  nodes,
  on,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  SMALL,
} from '../../testing/small-bank.ts'
import { newDecisions } from '../decisions.ts'
import { compile } from './compile.ts'

const run = on('2026-03-02', rateCut('2026-03-01'))
const ALL = SMALL.steps.map(({ name }) => name)

/** Customers none of whom is like his neighbours. */
const someone = (at: number) =>
  customer({
    fees: (at * 7919) % 23_000,
    balance: (at * 104_729) % 900_000,
    visits: at % 23,
    deposits: at % 3,
    held_tier: [null, 'A', 'B', 'C'][at % 4] ?? null,
    months_below: at % 5,
    last_contact: at % 11 === 0 ? null : day('2026-03-02') - (at % 61),
    matures: at % 5 === 0 ? null : day('2026-03-02') + (at % 13) - 6,
    touches: at % 17 === 0 ? null : at % 6,
    last_refusal: at % 6 === 0 ? day('2026-03-02') - (at % 40) : null,
    do_not_contact: [false, false, false, true, null][at % 5] ?? null,
    consent_phone: [true, true, false, null][at % 4] ?? null,
  })

const crowd = (count: number): Population =>
  populationOf(
    SMALL,
    Array.from({ length: count }, (_, at) => someone(at)),
  )

/** A population in one memory, as the nightly run has it. */
function inArena(population: Population): Population {
  const copy = newPopulation(factsOf(SMALL), population.count)
  for (const [name, column] of population.columns) copy.columns.get(name)?.set(column)
  return copy
}

const LARGE = crowd(8193)
const one = compile(SMALL, { wanted: ALL })
const oneByOne = Array.from({ length: LARGE.count }, (_, at) => {
  const { columns } = one.decide(
    {
      count: 1,
      columns: new Map([...LARGE.columns].map(([name, column]) => [name, column.slice(at, at + 1)])),
    },
    run,
  )
  return ALL.map((name) => columns.get(name)?.[0])
})

const first = (count: number): Population => ({
  count,
  columns: new Map([...LARGE.columns].map(([name, column]) => [name, column.slice(0, count)])),
})

/** Where two columns differ in any bit; -1 for nowhere. */
const firstDifference = (column: Column, other: Column | undefined): number =>
  column.findIndex((value, at) => !Object.is(value, other?.[at]))

describe('a population', () => {
  it.each([0, 1, 2, 3, 4, 5, 7, 8, 63, 64, 65, 4095, 4096, 4097, 8191, 8192, 8193])(
    'of %i customers is decided as one by one',
    (count) => {
      for (const population of [first(count), inArena(first(count))]) {
        const { columns } = compile(SMALL, { wanted: ALL }).decide(population, run)
        for (const [step, name] of ALL.entries()) {
          const column = columns.get(name) ?? expect.fail(name)
          expect(column).toHaveLength(count)
          const differs = column.findIndex((value, at) => !Object.is(value, oneByOne[at]?.[step]))
          expect(differs, name).toBe(-1)
        }
      }
    },
  )

  it('has something of everything in it, so that the above means something', () => {
    const { columns } = one.decide(LARGE, run)
    const values = (name: string) => new Set(columns.get(name)).size
    expect([
      values('list'),
      values('list.source'),
      values('policy'),
      values('tier'),
      values('strategy'),
    ]).toEqual([4, 4, 6, 3, 3])
  })

  it('is decided like its customers by json-rules-engine', async () => {
    const { columns } = one.decide(LARGE, run)
    for (const at of [0, 1, 2, 3, 4095, 4096, 4097, 8192]) {
      const values = await decide(SMALL, customerAt(SMALL, LARGE, at), run)
      for (const { name, type } of SMALL.steps)
        expect(decode(type, columns.get(name)?.[at] ?? Number.NaN)).toBe(values[name])
    }
  })

  it('has room beside it for its decisions before and after a change', () => {
    const { arena, ...population } = newPopulation(factsOf(SMALL), 5000)
    const { wanted } = compile(SMALL)
    const decisions = [newDecisions(wanted, 5000, arena), newDecisions(wanted, 5000, arena)]
    for (const { columns } of [population, ...decisions]) {
      for (const [name, column] of columns) expect(arena.holds(column), name).toBe(true)
    }
  })

  it('writes nothing beyond its customers', () => {
    const decider = compile(SMALL)
    const into = newDecisions(decider.wanted, 8)
    for (const column of into.columns.values()) column.fill(77)
    decider.decide(first(5), run, into)
    for (const [name, column] of into.columns) expect([...column.subarray(5)], name).toEqual([77, 77, 77])
  })

  it('is decided again and again by one decider, on other days and with other events, in any memory', () => {
    const decider = compile(SMALL)
    const fresh = (population: Population, on: typeof run) =>
      [...compile(SMALL).decide(population, on).columns.values()].map((column) => [...column])
    const again = (population: Population, on: typeof run) =>
      [...decider.decide(population, on).columns.values()].map((column) => [...column])
    const [small, large] = [first(100), inArena(first(5000))]
    for (const [population, when] of [
      [small, run],
      [large, RUN],
      [small, RUN],
      [large, run],
      [small, on('2026-05-20')],
    ] as const) {
      expect(again(population, when)).toEqual(fresh(population, when))
    }
  })
})

describe('a decider', () => {
  it('hands out what is wanted, and reads only what that needs', () => {
    const decider = compile(SMALL, { wanted: ['activity'] })
    expect([decider.reads, decider.wanted.map(({ name }) => name)]).toEqual([['visits'], ['activity']])
    expect([...decider.decide(first(3), run).columns.keys()]).toEqual(['activity'])
    expect(compile(SMALL, { wanted: [] }).decide(first(3), run)).toEqual({ count: 3, columns: new Map() })
  })

  it('hands out the decision when nothing else is said', () => {
    expect(compile(SMALL).wanted.map(({ name }) => name)).toEqual(SMALL.outputs.map(({ name }) => name))
  })

  it('reads steps that are given instead of deciding them again', () => {
    const given = new Set(['contribution', 'tier', 'strategy', 'duty', 'policy'])
    const decided = compile(SMALL, { wanted: ALL }).decide(LARGE, run)
    const both = { count: LARGE.count, columns: new Map([...LARGE.columns, ...decided.columns]) }
    const decider = compile(SMALL, {
      wanted: SMALL.outputs.map(({ name }) => name).filter((name) => !given.has(name)),
      given,
    })
    const { columns } = decider.decide(both, run)
    for (const [name, column] of columns)
      expect(firstDifference(column, decided.columns.get(name)), name).toBe(-1)
    expect(decider.reads).not.toContain('held_tier')
  })

  it('decides what follows from a given step that was changed', () => {
    const { columns } = compile(SMALL, { wanted: ['strategy'], given: new Set(['tier', 'activity']) }).decide(
      {
        count: 2,
        columns: new Map([
          ['tier', Uint8Array.of(1, 3)],
          ['activity', Uint8Array.of(1, 1)],
        ]),
      },
      run,
    )
    expect([...(columns.get('strategy') ?? [])]).toEqual([1, 3])
  })

  it('says which column is missing, too short or of another kind', () => {
    const decider = compile(SMALL, { wanted: ['activity'] })
    const decideWith = (column?: Int32Array | Float64Array) => () =>
      decider.decide({ count: 2, columns: new Map(column ? [['visits', column]] : []) }, run)
    expect(decideWith()).toThrow('There is no column "visits"')
    expect(decideWith(new Int32Array(1))).toThrow('"visits" does not hold count')
    expect(decideWith(new Float64Array(2))).toThrow('"visits" does not hold count')
    expect(decideWith(new Int32Array(2))).not.toThrow()
  })
})

describe('a moved threshold', () => {
  it('is decided as if from scratch, from the measure that is known already', () => {
    const bands = [{ name: 'A', from: 12_000 }, { name: 'B', from: 4000 }, { name: 'C' }]
    const moved = planOf(playbookWith({ ...nodes.tier, bands }))
    const measures = compile(SMALL, { wanted: ['contribution'] }).decide(LARGE, run)
    const known = { count: LARGE.count, columns: new Map([...LARGE.columns, ...measures.columns]) }
    const wanted = moved.steps.map(({ name }) => name).filter((name) => !name.startsWith('contribution'))
    const quick = compile(moved, { wanted, given: new Set(['contribution']) }).decide(known, run)
    const slow = compile(moved, { wanted }).decide(LARGE, run)
    for (const [name, column] of slow.columns)
      expect(firstDifference(column, quick.columns.get(name)), name).toBe(-1)
    const portfolios = { adviserOf: new Int32Array(LARGE.count), minutes: Int32Array.of(480) }
    const ranking = { arbitration: 'list', quotas: [] }
    expect(dailyLists(quick, ranking, portfolios)).toEqual(dailyLists(slow, ranking, portfolios))
  })
})
