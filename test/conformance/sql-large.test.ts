import { planQuery } from '@branch-playbook/engine/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabases } from './databases/agree.ts'
import type { Database } from './databases/database.ts'
import {
  agreed,
  any,
  both,
  COUNT,
  customers,
  type Expression,
  FLAG,
  holds,
  MONEY,
  missing,
  not,
  of,
  planWith,
  RUN,
  step,
  test,
  unless,
  value,
} from './databases/hand-written.ts'

let databases: readonly Database[] = []
beforeAll(async () => {
  databases = await openDatabases()
})
afterAll(() => Promise.all(databases.map((database) => database.close())))

describe('large plans', () => {
  const count = (at: number): string => `s_${at}`

  it('of a thousand steps in a row are taken', async () => {
    const steps = Array.from({ length: 1000 }, (_, at) => {
      const before = at === 0 ? of('m') : step(count(at - 1))
      return [count(at), [MONEY, unless(missing(before), both('add', before, value(at % 7)))]] as const
    })
    await agreed(databases, planWith(Object.fromEntries(steps)), customers({ m: 5 }, { m: null }), [
      count(999),
      count(500),
    ])
  })

  it('of a thousand levels of nesting are taken', async () => {
    let sum: Expression = of('m')
    let condition = test(of('m'), 'at_least', value(3))
    for (let at = 0; at < 1000; at += 1) {
      sum = both('subtract', sum, value(at))
      condition = at % 2 === 0 ? not(condition) : any(condition, missing(of('m')))
    }
    const planned = planWith({
      sum: [MONEY, unless(missing(of('m')), sum)],
      deep: [FLAG, holds(any(missing(of('m')), condition))],
    })
    await agreed(databases, planned, customers({ m: 5 }, { m: 2 }, { m: null }))
  })

  it('with tables of thousands of rows are taken', async () => {
    const rules = Array.from({ length: 4000 }, (_, at) => ({
      when: {
        test: 'all',
        of: [test(of('p'), 'at_least', value(4000 - at)), test(of('n'), 'at_least', value(at % 5))],
      } as const,
      take: value(at),
    }))
    const lacking = any(missing(of('p')), missing(of('n')))
    const planned = planWith({
      row: [COUNT, unless(lacking, { op: 'choose', rules, otherwise: { op: 'nothing' } })],
    })
    const rows = Array.from({ length: 50 }, (_, at) => ({ p: at * 90.5 - 5, n: at % 7 }))
    await agreed(databases, planned, customers(...rows))
  })

  it('with more outcomes than one query can give are refused', () => {
    const steps = Array.from({ length: 2000 }, (_, at) => [count(at), [COUNT, of('n')]] as const)
    const planned = planWith(Object.fromEntries(steps))
    const made = planQuery(planned, RUN, { dialect: 'postgres', table: ['t'], keep: ['id'] })
    expect(made.ok ? [] : made.problems.map(({ code, values }) => [code, values])).toEqual([
      ['query_too_large', { what: 'columns', count: 2001, most: 1600 }],
    ])
    expect(planQuery(planned, RUN, { dialect: 'duckdb', table: ['t'], keep: ['id'] }).ok).toBe(true)
  })

  it('of thousands of outcomes that rest on each other in a row are refused before they fill the memory', () => {
    const steps = Array.from({ length: 5000 }, (_, at) => {
      const expression = both('add', at === 0 ? of('m') : step(count(at - 1)), value(1))
      return [count(at), [MONEY, expression]] as const
    })
    const planned = planWith(Object.fromEntries(steps))
    const made = planQuery(planned, RUN, { dialect: 'duckdb', table: ['t'], keep: ['id'] })
    expect(made.ok ? [] : made.problems.map(({ values }) => values.what)).toEqual(['subqueries'])
    const few = { dialect: 'duckdb', table: ['t'], keep: ['id'], wanted: [count(4999)] } as const
    expect(planQuery(planned, RUN, few).ok).toBe(true)
  })

  it('with more texts than a query has parameters are refused', () => {
    const names = Array.from({ length: 200 }, (_, at) => `class ${at}`)
    const steps = Array.from(
      { length: 400 },
      (_, at) => [count(at), [{ kind: 'class', values: names }, of('c')]] as const,
    )
    const planned = planWith(Object.fromEntries(steps), names)
    const made = planQuery(planned, RUN, { dialect: 'postgres', table: ['t'], keep: ['id'] })
    expect(made.ok ? [] : made.problems.map(({ values }) => values)).toEqual([
      { what: 'texts', count: 80_200, most: 65_535 },
    ])
  })
})
