import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decisions } from '../evaluate/decisions.ts'
import { ACTIONS } from '../nodes/arbitration/arbitration.ts'
import type { Column } from '../population/column.ts'
import { dailyLists, type Listing, listingAt, type Portfolios } from './daily-lists.ts'
import type { Quota } from './quotas.ts'

const CAMPAIGNS = ['spring', 'autumn']
const BRANCHES = 4
const ADVISERS = 8
const PLENTY = 10_000

interface Called {
  readonly action: 'coverage' | 'campaign'
  readonly campaign: number
  readonly minutes: number
  readonly adviser: number
  readonly heldOut: boolean
}

interface Bank {
  readonly customers: readonly Called[]
  readonly branchOf: readonly number[]
  readonly minutes: readonly number[]
  readonly quotas: readonly Quota[]
}

const limit = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(PLENTY))

const bank = (campaigns: number, most = 90): fc.Arbitrary<Bank> =>
  fc.record({
    customers: fc.array(
      fc.record({
        action: fc.constantFrom('campaign' as const, 'campaign' as const, 'coverage' as const),
        campaign: fc.nat(campaigns - 1),
        minutes: fc.integer({ min: 1, max: 20 }),
        adviser: fc.integer({ min: -1, max: ADVISERS - 1 }),
        heldOut: fc.boolean(),
      }),
      { maxLength: 60 },
    ),
    branchOf: fc.array(fc.nat(BRANCHES - 1), { minLength: ADVISERS, maxLength: ADVISERS }),
    minutes: fc.array(fc.integer({ min: 0, max: most }), { minLength: ADVISERS, maxLength: ADVISERS }),
    quotas: fc
      .array(fc.record({ bank: limit, branch: limit, adviser: limit }), {
        minLength: campaigns,
        maxLength: campaigns,
      })
      .map((all) => all.map((limits, at) => ({ ...limits, campaign: CAMPAIGNS[at] ?? '', source: at + 2 }))),
  })

const decisionsOf = (customers: readonly Called[]): Decisions => ({
  count: customers.length,
  columns: new Map<string, Column>([
    ['list', Uint8Array.from(customers, ({ action }) => ACTIONS.indexOf(action) + 1)],
    ['list.score', Int32Array.from(customers, (_, at) => 1000 - at)],
    ['list.minutes', Int32Array.from(customers, ({ minutes }) => minutes)],
    [
      'list.source',
      Uint8Array.from(customers, ({ action, campaign }) => (action === 'campaign' ? campaign + 2 : 1)),
    ],
  ]),
})

/** What becomes of every customer; null for one who is on no list. */
function fatesOf({ customers, branchOf, minutes, quotas }: Bank, more: Partial<Portfolios> = {}) {
  const lists = dailyLists(
    decisionsOf(customers),
    { arbitration: 'list', quotas },
    {
      adviserOf: Int32Array.from(customers, ({ adviser }) => adviser),
      branchOf: Int32Array.from(branchOf),
      minutes: Int32Array.from(minutes),
      ...more,
    },
  )
  const fates = new Array<Listing | null>(customers.length).fill(null)
  minutes.forEach((_, adviser) => {
    const own = lists.customers.subarray(lists.starts[adviser], lists.starts[adviser + 1])
    own.forEach((customer, place) => {
      fates[customer] = listingAt(lists, adviser, place)
    })
  })
  return { lists, fates }
}

const heldOut = ({ customers }: Bank): Partial<Portfolios> => ({
  heldOut: (customer) => customers[customer]?.heldOut ?? false,
})

/** How many customers with that fate a campaign has, of those that a test picks. */
const countOf = (
  { customers }: Bank,
  fates: readonly (Listing | null)[],
  campaign: number,
  wanted: (each: Called) => boolean = () => true,
) =>
  customers.filter(
    (each, at) =>
      fates[at] === 'listed' && each.action === 'campaign' && each.campaign === campaign && wanted(each),
  ).length

const holds = <Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>) =>
  fc.assert(property, { numRuns: 400 })

describe('the quotas of campaigns', () => {
  it('are never exceeded, over the bank, in a branch or by an adviser', () =>
    holds(
      fc.property(bank(2), (made) => {
        const { fates } = fatesOf(made)
        for (const [at, quota] of made.quotas.entries()) {
          expect(countOf(made, fates, at)).toBeLessThanOrEqual(quota.bank)
          for (let branch = 0; branch < BRANCHES; branch += 1)
            expect(
              countOf(made, fates, at, ({ adviser }) => made.branchOf[adviser] === branch),
            ).toBeLessThanOrEqual(quota.branch)
          for (let own = 0; own < ADVISERS; own += 1)
            expect(countOf(made, fates, at, ({ adviser }) => adviser === own)).toBeLessThanOrEqual(
              quota.adviser,
            )
        }
      }),
    ))

  it('leave no place to nobody who could have it', () =>
    holds(
      fc.property(bank(1), (made) => {
        const { fates, lists } = fatesOf(made)
        const [quota] = made.quotas
        const inBank = countOf(made, fates, 0)
        made.customers.forEach((each, at) => {
          if (fates[at] !== 'over_quota') return
          const inBranch = countOf(
            made,
            fates,
            0,
            ({ adviser }) => made.branchOf[adviser] === made.branchOf[each.adviser],
          )
          const own = countOf(made, fates, 0, ({ adviser }) => adviser === each.adviser)
          expect([inBank === quota?.bank, inBranch === quota?.branch, own === quota?.adviser]).toContain(true)
        })
        lists.minutesListed.forEach((minutes, adviser) => {
          expect(minutes).toBeLessThanOrEqual(made.minutes[adviser] ?? 0)
        })
      }),
    ))

  it('give no branch less than its fair share, to half a place, while another has more than its own', () =>
    holds(
      fc.property(bank(1), (made) => {
        const { fates } = fatesOf(made)
        const [{ bank: places } = expect.fail()] = made.quotas
        const branches = Array.from({ length: BRANCHES }, (_, branch) => {
          const isOwn = ({ adviser }: Called) => made.branchOf[adviser] === branch
          const all = made.customers.filter((each) => each.action === 'campaign' && isOwn(each)).length
          const waits = made.customers.some(
            (each, at) => fates[at] === 'over_quota' && isOwn(each) && couldBe(made, fates, each),
          )
          return { all, has: countOf(made, fates, 0, isOwn), waits }
        })
        const all = branches.reduce((sum, each) => sum + each.all, 0)
        const fair = (branch: { readonly all: number }) => (places * branch.all) / all
        const short = branches.filter((each) => each.waits && each.has + 0.5 < fair(each) - 1e-9)
        const over = branches.filter((each) => each.has - 0.5 > fair(each) + 1e-9)
        expect([short.length > 0, over.length > 0]).not.toEqual([true, true])
      }),
    ))

  it('share places by what there is to do: of five, three to whom has three times as many', () => {
    const many = (adviser: number, count: number): Called[] =>
      Array.from({ length: count }, () => ({
        action: 'campaign',
        campaign: 0,
        minutes: 1,
        adviser,
        heldOut: false,
      }))
    const of = (places: number) => {
      const made: Bank = {
        customers: [...many(0, 30), ...many(1, 10), ...many(2, 10)],
        branchOf: [0, 1, 2],
        minutes: [PLENTY, PLENTY, PLENTY],
        quotas: [{ campaign: 'spring', source: 2, bank: places, branch: PLENTY, adviser: PLENTY }],
      }
      const { fates } = fatesOf(made)
      return [0, 1, 2].map((own) => countOf(made, fates, 0, ({ adviser }) => adviser === own))
    }
    expect([of(1), of(5), of(10), of(40)]).toEqual([
      [1, 0, 0],
      [3, 1, 1],
      [6, 2, 2],
      [24, 8, 8],
    ])
    // The best ranked of all are in the first branch, and still the others have theirs.
    expect(of(60)).toEqual([30, 10, 10])
  })

  it('pass on what a branch cannot use', () => {
    const made: Bank = {
      customers: [0, 0, 0, 0, 1, 1, 1, 1].map((adviser) => ({
        action: 'campaign',
        campaign: 0,
        minutes: 10,
        adviser,
        heldOut: false,
      })),
      branchOf: [0, 1],
      minutes: [10, 100],
      quotas: [{ campaign: 'spring', source: 2, bank: 4, branch: PLENTY, adviser: PLENTY }],
    }
    const { fates } = fatesOf(made)
    expect([0, 1].map((own) => countOf(made, fates, 0, ({ adviser }) => adviser === own))).toEqual([1, 3])
  })

  it.each(['bank', 'branch', 'adviser'] as const)('take no contact away when that of the %s grows', (which) =>
    holds(
      fc.property(bank(1), fc.nat(5), (made, more) => {
        const before = fatesOf(made).fates
        const after = fatesOf({
          ...made,
          quotas: made.quotas.map((quota) => ({ ...quota, [which]: quota[which] + more })),
        }).fates
        // A larger limit takes places of a limit above it from others, where that is scarce, never from everybody.
        const above = { bank: [], branch: ['bank'], adviser: ['bank', 'branch'] } as const
        const isAmple = (quota: Bank['quotas'][number]) =>
          above[which].every((limit) => quota[limit] >= made.customers.length)
        if (made.quotas.every(isAmple))
          expect(before.filter((fate, at) => fate === 'listed' && after[at] !== 'listed')).toEqual([])
        else expect(countOf(made, after, 0)).toBeGreaterThanOrEqual(countOf(made, before, 0))
      }),
    ),
  )

  it('hold in a branch with numbers of its own by these', () => {
    const customers = [0, 0, 0, 1, 1, 1].map(
      (adviser): Called => ({ action: 'campaign', campaign: 0, minutes: 1, adviser, heldOut: false }),
    )
    const quota = { campaign: 'spring', source: 2, bank: PLENTY, branch: 1, adviser: PLENTY }
    const made: Bank = {
      customers,
      branchOf: [0, 1],
      minutes: [100, 100],
      quotas: [{ ...quota, own: new Map([[1, { bank: PLENTY, branch: 2, adviser: PLENTY }]]) }],
    }
    const { fates } = fatesOf(made)
    expect([0, 1].map((own) => countOf(made, fates, 0, ({ adviser }) => adviser === own))).toEqual([1, 2])
  })

  it('go on where the contacts of the day left off, for each branch', () => {
    const customers = [0, 1, 1, 1].map(
      (adviser): Called => ({ action: 'campaign', campaign: 0, minutes: 1, adviser, heldOut: false }),
    )
    const made: Bank = {
      customers,
      branchOf: [0, 1],
      minutes: [100, 100],
      quotas: [{ campaign: 'spring', source: 2, bank: 4, branch: PLENTY, adviser: PLENTY }],
    }
    const { fates } = fatesOf(made, {
      made: [
        { campaign: 'spring', adviser: 0 },
        { campaign: 'spring', adviser: 0 },
      ],
    })
    expect([0, 1].map((own) => countOf(made, fates, 0, ({ adviser }) => adviser === own))).toEqual([0, 2])
  })
})

/** Whether time and the other quotas would let a customer be called who has no place. */
function couldBe(made: Bank, fates: readonly (Listing | null)[], called: Called): boolean {
  const [quota] = made.quotas
  const own = ({ adviser }: Called) => adviser === called.adviser
  const branch = ({ adviser }: Called) => made.branchOf[adviser] === made.branchOf[called.adviser]
  const spent = made.customers.reduce(
    (sum, each, at) =>
      sum + (own(each) && (fates[at] === 'listed' || fates[at] === 'cut') ? each.minutes : 0),
    0,
  )
  return (
    spent + called.minutes <= (made.minutes[called.adviser] ?? 0) &&
    countOf(made, fates, 0, own) < (quota?.adviser ?? 0) &&
    countOf(made, fates, 0, branch) < (quota?.branch ?? 0)
  )
}

describe('who is held out of a campaign', () => {
  it('is as if he were not there for everybody else', () =>
    holds(
      fc.property(bank(2), (made) => {
        const isOut = ({ action, heldOut }: Called) => action === 'campaign' && heldOut
        const { fates } = fatesOf(made, heldOut(made))
        const others = made.customers.filter((each) => !isOut(each))
        expect(fates.filter((_, at) => !made.customers.slice(at, at + 1).some(isOut))).toEqual(
          fatesOf({ ...made, customers: others }).fates,
        )
      }),
    ))

  it('is never listed, nor cut, and is put down only where he would be listed', () =>
    holds(
      fc.property(bank(1), (made) => {
        const { fates } = fatesOf(made, heldOut(made))
        made.customers.forEach((each, at) => {
          if (each.action !== 'campaign' || !each.heldOut) expect(fates[at]).not.toBe('held_out')
          else expect([null, 'held_out']).toContain(fates[at])
          if (fates[at] !== 'held_out') return
          // Let him in: he is listed, whoever else is still held out.
          const letIn = made.customers.map((other, place) =>
            place === at ? { ...each, heldOut: false } : other,
          )
          const again = { ...made, customers: letIn }
          const sole = made.quotas.every(({ bank: most }) => most >= made.customers.length)
          if (sole) expect(fatesOf(again, heldOut(again)).fates[at]).toBe('listed')
        })
      }),
    ))

  it('is called for a duty all the same', () => {
    const made: Bank = {
      customers: [{ action: 'coverage', campaign: 0, minutes: 1, adviser: 0, heldOut: true }],
      branchOf: [0],
      minutes: [10],
      quotas: [{ campaign: 'spring', source: 2, bank: 1, branch: 1, adviser: 1 }],
    }
    expect(fatesOf(made, heldOut(made)).fates).toEqual(['listed'])
  })
})
