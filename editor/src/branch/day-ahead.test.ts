import { expect, test } from 'vitest'
import type { WeekDay } from '../api/branches.ts'
import { dayAhead } from './day-ahead.ts'

type Listing = WeekDay['contacts'][number]['listing']

const contact = (listing: Listing, place: number): WeekDay['contacts'][number] => ({
  customer: { id: `C${place}`, name: `Customer ${place}` },
  adviser: 'A1',
  action: 'campaign',
  listing,
  minutes: 15,
  overdue: false,
})

const adviser = (id: string): WeekDay['advisers'][number] => ({
  ...{ id, name: id, nameEn: null, minutes: 90, away: false, left: false, desk: false },
  ...{ minutesListed: 45, minutesDue: 60 },
})

test('Not to fit is to be cut for want of time: whom a quota leaves out is not counted', () => {
  const listings: Listing[] = ['listed', 'over_quota', 'cut', 'listed', 'over_quota', 'over_quota']
  const day = dayAhead({
    day: '2025-09-02',
    advisers: [adviser('A1'), adviser('A2')],
    contacts: listings.map(contact),
  })
  expect(day).toMatchObject({ cut: 1, planned: 90, minutes: 180 })
  expect(day.listed.map(({ customer }) => customer.id)).toEqual(['C0', 'C3'])
})
