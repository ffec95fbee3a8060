import { describe, expect, it } from 'vitest'
import type { Decisions } from '../evaluate/decisions.ts'
import { ACTIONS, type ActionClass } from '../nodes/arbitration/arbitration.ts'
import type { Column } from '../population/column.ts'
import { dailyLists } from './daily-lists.ts'
import type { Ranking } from './quotas.ts'

const RANKING: Ranking = { arbitration: 'list', quotas: [] }

interface Due {
  readonly action?: ActionClass
  readonly score?: number
  readonly minutes?: number
  readonly adviser?: number
}

const decisionsOf = (customers: readonly Due[]): Decisions => ({
  count: customers.length,
  columns: new Map<string, Column>([
    ['list', Uint8Array.from(customers, ({ action = 'coverage' }) => ACTIONS.indexOf(action) + 1)],
    ['list.score', Int32Array.from(customers, ({ score = 1 }) => score)],
    ['list.minutes', Int32Array.from(customers, ({ minutes = 10 }) => minutes)],
  ]),
})

/** The lists of all advisers: who is on them, in order; those cut for lack of time after a bar. */
function listsOf(customers: readonly Due[], ...minutes: number[]) {
  const adviserOf = Int32Array.from(customers, ({ adviser = 0 }) => adviser)
  const lists = dailyLists(decisionsOf(customers), RANKING, { adviserOf, minutes: Int32Array.from(minutes) })
  const written = minutes.map((_, adviser) => {
    const [start = 0, end = 0] = lists.starts.subarray(adviser, adviser + 2)
    const own = [...lists.customers.subarray(start, end)]
    const listed = lists.listed[adviser] ?? 0
    return `${own.slice(0, listed).join(' ')}|${own.slice(listed).join(' ')}`
  })
  return { ...lists, written }
}

describe('the daily lists', () => {
  it('put the higher score first', () => {
    expect(listsOf([{ score: 5 }, { score: 30_000 }, { score: 0 }, { score: 7 }], 480).written).toEqual([
      '1 3 0 2|',
    ])
  })

  it('put duties before events, whatever their score', () => {
    expect(
      listsOf(
        [
          { action: 'trigger', score: 30_000 },
          { action: 'coverage', score: 0 },
        ],
        480,
      ).written,
    ).toEqual(['1 0|'])
  })

  it('leave customers of the same score in the order in which they stand', () => {
    expect(
      listsOf(
        Array.from({ length: 5 }, () => ({})),
        480,
      ).written,
    ).toEqual(['0 1 2 3 4|'])
  })

  it('never have those who are blocked or whom nothing calls for', () => {
    const lists = listsOf([{ action: 'blocked', score: 9 }, { action: 'none' }, {}], 480)
    expect(lists.written).toEqual(['2|'])
    expect(lists.withoutAdviser).toBe(0)
  })

  it('end with the first contact that does not fit, even if a later one would', () => {
    const lists = listsOf(
      [
        { score: 9, minutes: 20 },
        { score: 8, minutes: 20 },
        { score: 7, minutes: 5 },
      ],
      30,
    )
    expect(lists.written).toEqual(['0|1 2'])
    expect([[...lists.minutesListed], [...lists.minutesDue]]).toEqual([[20], [45]])
  })

  it('use the adviser’s minutes to the last', () => {
    expect(listsOf([{ minutes: 15 }, { minutes: 15 }], 30).written).toEqual(['0 1|'])
    expect(listsOf([{ minutes: 15 }, { minutes: 15 }], 29).written).toEqual(['0|1'])
    expect(listsOf([{ minutes: 15 }], 0).written).toEqual(['|0'])
    expect(listsOf([{ minutes: 15 }], -5).written).toEqual(['|0'])
  })

  it('keep advisers apart, and count those who are due but have none', () => {
    const lists = listsOf(
      [
        { adviser: 2 },
        { adviser: 0 },
        { adviser: -1 },
        { adviser: 2, score: 5 },
        { adviser: -1, action: 'none' },
      ],
      480,
      480,
      480,
    )
    expect(lists.written).toEqual(['1|', '|', '3 0|'])
    expect(lists.withoutAdviser).toBe(1)
    expect([...lists.starts]).toEqual([0, 1, 1, 3])
  })

  it('may be of nobody', () => {
    expect(listsOf([], 480).written).toEqual(['|'])
    expect(listsOf([{}]).customers).toHaveLength(1)
    expect(listsOf([{ adviser: -1 }]).withoutAdviser).toBe(1)
  })

  it('say which outcome they lack', () => {
    const { count, columns } = decisionsOf([{}])
    const few = { count, columns: new Map([...columns].filter(([name]) => name !== 'list.score')) }
    expect(() =>
      dailyLists(few, RANKING, { adviserOf: new Int32Array(1), minutes: new Int32Array(1) }),
    ).toThrow('"list.score"')
  })
})
