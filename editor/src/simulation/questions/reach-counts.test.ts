import { formatDay } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { planned, RETAIL, RUN } from '../../testing/everyone.ts'
import { type Campaign, countsWithin, together } from './reach-counts.ts'

const own = planned(RETAIL).playbook.nodes.find((node) => node.kind === 'campaign')

const campaign = (from: number, until: number): Campaign =>
  own?.kind === 'campaign'
    ? { ...own, from: formatDay(from), until: formatDay(until) }
    : expect.fail('no campaign')

/** Of 50 to be called there is time for one a day. */
const FIFTY = [90, 80, 70, 60, 50, 2, 1]
const TODAY = RUN.asOf
const LAST = RUN.workingDays.dueAfter(TODAY - 1, 50)

test('Whether the campaign ends before all would be called is counted in working days, today among them', () => {
  const counts = (until: number) => countsWithin(campaign(TODAY - 30, until), RUN, true)(FIFTY)
  expect([counts(LAST).days, counts(LAST).endsFirst]).toEqual([50, false])
  expect([counts(LAST - 1).days, counts(LAST - 1).endsFirst]).toEqual([50, true])
  expect(counts(TODAY + 49).endsFirst).toBe(true)
})

test('A campaign that is still to come, or is over, has all of its own days', () => {
  const ends = (from: number) => countsWithin(campaign(from, LAST), RUN, false)(FIFTY).endsFirst
  expect([ends(TODAY), ends(TODAY + 14), ends(TODAY - 14)]).toEqual([false, true, false])
})

test('Where nobody is to be called, or nobody ever is, no end comes first', () => {
  const counts = countsWithin(campaign(TODAY, TODAY), RUN, true)
  expect(counts([9, 0, 0, 0, 0, 0, 0])).toMatchObject({ days: 0, endsFirst: false })
  expect(counts([9, 9, 9, 9, 9, 1, 0])).toMatchObject({ days: null, endsFirst: false })
})

test('A quota takes off places only', () => {
  expect(together([FIFTY, FIFTY], 3)).toEqual([180, 160, 140, 120, 100, 3, 2])
})
