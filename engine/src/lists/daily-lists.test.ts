import { describe, expect, it } from 'vitest'
import type { Decisions } from '../evaluate/decisions.ts'
import { ACTIONS, type ActionClass, LISTED_ACTIONS } from '../nodes/arbitration/arbitration.ts'
import type { Column } from '../population/column.ts'
import { list, PRODUCT_BANK, productPlaybook, spring } from '../testing/product-bank.ts'
import { PLAYBOOK, planOf } from '../testing/small-bank.ts'
import { dailyLists, listingAt, type Portfolios } from './daily-lists.ts'
import { type Quota, type Ranking, rankingOf } from './quotas.ts'

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

  it('keep what was promised first, once and with its own minutes, and leave alone who is postponed', () => {
    const customers: Due[] = [{ score: 9 }, { score: 8 }, { action: 'none', minutes: 0 }, { score: 7 }]
    const lists = dailyLists(decisionsOf(customers), RANKING, {
      adviserOf: new Int32Array(4),
      minutes: Int32Array.of(30),
      promised: [
        { customer: 2, minutes: 15 },
        { customer: 1, minutes: 5 },
      ],
      postponed: [3],
    })
    expect([...lists.customers]).toEqual([2, 1, 0])
    expect([...lists.minutesListed]).toEqual([30])
    const short = dailyLists(decisionsOf(customers), RANKING, {
      adviserOf: new Int32Array(4),
      minutes: Int32Array.of(10),
      promised: [{ customer: 2, minutes: 15 }],
    })
    expect([[...short.customers], [...short.listed]]).toEqual([[2, 0, 1, 3], [0]])
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

/** Customers in the order of their scores, each of a campaign by its code (1 is the source of all else). */
interface Called extends Due {
  readonly source?: number
}

describe('the daily lists with campaigns', () => {
  const SPRING = 2
  const AUTUMN = 3
  const quota = (source: number, of: { bank?: number; branch?: number; adviser?: number }): Quota => ({
    campaign: source === SPRING ? 'spring' : 'autumn',
    source,
    bank: of.bank ?? 1000,
    branch: of.branch ?? 1000,
    adviser: of.adviser ?? 1000,
  })

  /** The lists: who is listed, who is cut for time, who for a quota. */
  function listsWith(
    customers: readonly Called[],
    quotas: readonly Quota[],
    minutes: readonly number[],
    made: Portfolios['made'] = [],
  ) {
    const decisions = decisionsOf(
      customers.map((each, at) => ({ score: 1000 - at, action: 'campaign', ...each })),
    )
    const columns = new Map<string, Column>([
      ...decisions.columns,
      ['list.source', Uint8Array.from(customers, ({ source = SPRING }) => source)],
    ])
    const lists = dailyLists(
      { count: customers.length, columns },
      { arbitration: 'list', quotas },
      {
        adviserOf: Int32Array.from(customers, ({ adviser = 0 }) => adviser),
        minutes: Int32Array.from(minutes),
        made,
      },
    )
    const written = minutes.map((_, adviser) => {
      const own = [...lists.customers.subarray(lists.starts[adviser], lists.starts[adviser + 1])]
      const of = (listing: ReturnType<typeof listingAt>) =>
        own.filter((_, place) => listingAt(lists, adviser, place) === listing).join(' ')
      return `${of('listed')}|${of('cut')}|${of('over_quota')}`
    })
    return { ...lists, written }
  }

  it('put campaigns after duties and events, whatever their score, in the order of their codes', () => {
    expect(ACTIONS.slice(0, LISTED_ACTIONS.length)).toEqual(LISTED_ACTIONS)
    const customers: Called[] = [
      { action: 'campaign', score: 30_000 },
      { action: 'trigger', score: 5 },
      { action: 'coverage', score: 0 },
    ]
    expect(listsWith(customers, [], [480]).written).toEqual(['2 1 0||'])
    expect(listsWith(customers, [], [20]).written).toEqual(['2 1|0|'])
  })

  it('give the places of a quota to the best ranked, over the bank and for an adviser', () => {
    const four = [{}, { adviser: 1 }, {}, { adviser: 1 }]
    expect(listsWith(four, [quota(SPRING, { bank: 3 })], [480, 480]).written).toEqual(['0 2||', '1||3'])
    expect(listsWith(four, [quota(SPRING, { bank: 1 })], [480, 480]).written).toEqual(['0||2', '||1 3'])
    expect(listsWith(four, [quota(SPRING, { adviser: 1 })], [480, 480]).written).toEqual(['0||2', '1||3'])
  })

  it('count the quota of each campaign by itself, and leave a campaign without one alone', () => {
    const customers = [{}, { source: AUTUMN }, {}, { source: AUTUMN }, {}]
    expect(listsWith(customers, [quota(SPRING, { bank: 1 })], [480]).written).toEqual(['0 1 3||2 4'])
    const both = [quota(SPRING, { bank: 1 }), quota(AUTUMN, { adviser: 1 })]
    expect(listsWith(customers, both, [480]).written).toEqual(['0 1||2 3 4'])
  })

  it('take no minutes for who is cut for a quota, and no place for who is cut for time', () => {
    const long = [{ minutes: 30 }, { minutes: 30 }, { source: AUTUMN, minutes: 30 }]
    const one = listsWith(long, [quota(SPRING, { bank: 1 })], [60])
    expect(one.written).toEqual(['0 2||1'])
    expect([[...one.minutesListed], [...one.minutesDue], [...one.overQuota]]).toEqual([[60], [60], [1]])
    const others = [{ minutes: 500 }, { adviser: 1 }, { adviser: 1 }]
    expect(listsWith(others, [quota(SPRING, { bank: 1 })], [480, 480]).written).toEqual(['|0|', '1||2'])
  })

  it('do not count duties and events against a quota', () => {
    const customers: Called[] = [{ action: 'coverage', source: 1 }, { action: 'trigger', source: 1 }, {}, {}]
    expect(listsWith(customers, [quota(SPRING, { bank: 1 })], [480]).written).toEqual(['0 1 2||3'])
  })

  it('take off the places of contacts made today, of whichever adviser', () => {
    const made = [{ campaign: 'spring', adviser: 0 }]
    const three = [{}, { adviser: 1 }, {}]
    expect(listsWith(three, [quota(SPRING, { adviser: 1 })], [480, 480], made).written).toEqual([
      '||0 2',
      '1||',
    ])
    expect(listsWith(three, [quota(SPRING, { bank: 2 })], [480, 480], made).written).toEqual(['0||2', '||1'])
    const others = [
      { campaign: 'spring', adviser: -1 },
      { campaign: 'autumn', adviser: 0 },
      { campaign: 'rate_cut', adviser: 0 },
    ]
    expect(listsWith(three, [quota(SPRING, { bank: 2 })], [480, 480], others).written).toEqual([
      '0||2',
      '||1',
    ])
    const many = [...made, ...made, ...made]
    expect(listsWith(three, [quota(SPRING, { bank: 2 })], [480, 480], many).written).toEqual(['||0 2', '||1'])
  })
})

describe('the ranking of a playbook', () => {
  it('has the quotas of the campaigns that it lists', () => {
    const { campaign, source, bank, adviser } = rankingOf(PRODUCT_BANK)?.quotas[0] ?? expect.fail()
    expect([campaign, bank, adviser]).toEqual(['spring', 3, 2])
    const sources = PRODUCT_BANK.types.get('list.source')
    expect(sources?.kind === 'class' && sources.values[source - 1]).toBe('spring')
    expect(rankingOf(planOf(productPlaybook({ ...list, campaigns: [] })))?.quotas).toEqual([])
    const { quota: _quota, ...free } = spring
    expect(rankingOf(planOf(productPlaybook(free)))?.quotas).toEqual([])
    const onlyBank = rankingOf(planOf(productPlaybook({ ...spring, quota: { bank: 7 } })))?.quotas[0]
    expect([onlyBank?.bank, (onlyBank?.adviser ?? 0) > 1_000_000]).toEqual([7, true])
  })

  it('is none where nothing is ranked', () => {
    const nothing = planOf({ ...PLAYBOOK, nodes: PLAYBOOK.nodes.filter(({ id }) => id !== 'list') })
    expect(rankingOf(nothing)).toBe(null)
  })
})
