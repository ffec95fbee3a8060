import { expect, test } from 'vitest'
import type { CampaignExposure } from '../store/campaigns.ts'
import { type Happened, resultsOf } from './results.ts'

const ASKED = { campaign: 'spring', until: '2026-03-31', product: 'fund' }
type Contact = NonNullable<ReturnType<Happened['contacts']['get']>>[number] & { readonly customer: string }
type Order = NonNullable<ReturnType<Happened['orders']['get']>>[number]

const exposure = (
  customer: string,
  side: CampaignExposure['side'],
  day = '2026-03-02',
): CampaignExposure => ({
  playbook: 'bank',
  campaign: 'spring',
  customer,
  side,
  branch: 'B001',
  day,
  run: 'run',
})

const contact = (customer: string, outcome: Contact['outcome'], changes: Partial<Contact> = {}): Contact => ({
  customer,
  outcome,
  action: `${customer}|spring@2026-03-01`,
  day: '2026-03-02',
  ...changes,
})

const order = (customer: string, changes: Partial<Order> = {}): Order => ({
  customer,
  product: 'fund',
  day: '2026-03-05',
  state: 'accepted',
  ...changes,
})

const results = (
  exposures: readonly CampaignExposure[],
  contacts: readonly Contact[] = [],
  orders: readonly Order[] = [],
  asked = ASKED,
) =>
  resultsOf(asked, exposures, {
    contacts: Map.groupBy(contacts, ({ customer }) => customer),
    orders: Map.groupBy(orders, ({ customer }) => customer),
  })

const many = (count: number, side: CampaignExposure['side']) =>
  Array.from({ length: count }, (_, at) => exposure(`${side}${at}`, side))

test('Customers count once, by what came of contacts made for the campaign', () => {
  const found = results(
    [
      exposure('K1', 'listed'),
      exposure('K2', 'listed'),
      exposure('K3', 'listed'),
      exposure('K4', 'held_out'),
    ],
    [
      contact('K1', 'not_reached'),
      contact('K1', 'interested', { day: '2026-03-03' }),
      contact('K1', 'interested', { day: '2026-03-04' }),
      contact('K2', 'call_back'),
      contact('K3', 'refused', { action: 'K3|duty@2026-03-02|spring@2026-03-01' }),
      contact('K3', 'reached', { action: null }),
      contact('K4', 'reached'),
    ],
  )
  expect(found).toMatchObject({
    listed: 3,
    heldOut: 1,
    reached: { count: 1, of: 3 },
    interested: { count: 1, of: 3 },
    refused: { count: 0, of: 3 },
  })
})

test('An order counts for the campaign’s product, from the first call to its last day, if it came to something', () => {
  const found = (changes: Partial<Order>) =>
    results([exposure('K1', 'listed')], [], [order('K1', changes)]).ordered?.listed.count
  expect(found({})).toBe(1)
  expect(found({ day: '2026-03-02' })).toBe(1)
  expect(found({ day: '2026-03-31' })).toBe(1)
  expect(found({ day: '2026-03-01' })).toBe(0)
  expect(found({ day: '2026-04-01' })).toBe(0)
  expect(found({ product: 'gold' })).toBe(0)
  expect(found({ state: 'rejected' })).toBe(0)
  expect(found({ state: 'cancelled' })).toBe(0)
  expect(
    results([exposure('K1', 'listed')], [], [order('K1')], { ...ASKED, product: '' }).ordered?.listed.count,
  ).toBe(0)
})

test('Nothing is said that chance explains, and nothing without those to compare with', () => {
  const verdict = (listed: number, bought: number, heldOut: number, without: number) =>
    results(
      [...many(listed, 'listed'), ...many(heldOut, 'held_out')],
      [],
      [
        ...Array.from({ length: bought }, (_, at) => order(`listed${at}`)),
        ...Array.from({ length: without }, (_, at) => order(`held_out${at}`)),
      ],
    ).ordered
  expect(verdict(200, 60, 0, 0)?.verdict).toBe('no_holdout')
  expect(verdict(200, 60, 29, 0)?.verdict).toBe('too_few')
  expect(verdict(20, 20, 200, 0)?.verdict).toBe('too_few')
  expect(verdict(100, 12, 100, 6)).toMatchObject({ verdict: 'not_told_apart', difference: 0.06 })
  expect(verdict(200, 60, 200, 10)?.verdict).toBe('more')
  expect(verdict(200, 10, 200, 60)?.verdict).toBe('fewer')
  const { interval } = verdict(100, 12, 100, 6) ?? expect.fail()
  expect([(interval?.low ?? 1) < 0, (interval?.high ?? -1) > 0]).toEqual([true, true])
})

test('Of a campaign that offers nothing no orders are told', () => {
  expect(
    resultsOf({ ...ASKED, product: null }, [exposure('K1', 'listed')], {
      contacts: new Map(),
      orders: new Map(),
    }).ordered,
  ).toBe(null)
})
