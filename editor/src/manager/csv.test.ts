import { expect, test } from 'vitest'
import type { WeekDay } from '../api/branches.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { csvOf } from './csv.ts'

const both = (text: string) => ({ 'zh-CN': `${text}（中）`, en: text })

/** What is saved; the rest of the figures has no part in it. */
const figures: ManagerFigures = Object.assign(Object.create(null), {
  workload: [{ adviser: { id: 'M1', minutes: 75 }, customers: 290, due: 100, listed: 70, spent: 5 }],
  duties: [
    {
      adviser: 'M1',
      tier: '=gold',
      kept: 1,
      late: 2,
      no_time: 3,
      away: 4,
      not_done: 5,
      open: 6,
      blocked: 7,
      gone: 8,
    },
    {
      adviser: 'M1',
      tier: null,
      kept: 1,
      late: 0,
      no_time: 0,
      away: 0,
      not_done: 0,
      open: 0,
      blocked: 0,
      gone: 0,
    },
  ],
  byStrategy: [
    {
      of: 'keep',
      name: both('Keep, always'),
      contacts: 3,
      talked: { count: 2, interval: null },
      outcomes: [{ outcome: 'reached', count: 2 }],
      orders: { placed: 1, ended: 0 },
    },
    {
      of: null,
      name: null,
      contacts: 0,
      talked: { count: 0, interval: null },
      outcomes: [],
      orders: { placed: 4, ended: 0 },
    },
  ],
  byAdviser: [],
  blockedCallBacks: [{ customer: { id: 'C1', name: 'A customer' }, on: '2026-03-11', adviser: 'M1' }],
})
const day = (of: string, minutesDue: number): WeekDay =>
  Object.assign(Object.create(null), {
    day: of,
    advisers: [{ id: 'M1', minutes: 75, minutesListed: 60, minutesDue, away: false }],
  })

test('The figures are saved table by table, the week from tomorrow on, with no customer and no formula in them', () => {
  const csv = csvOf(figures, [day('2026-03-11', 1), day('2026-03-12', 90)], {
    text: (key) => key.split('.').at(-1) ?? '',
    bilingual: ({ en }) => en,
    adviserName: (id) => `Adviser ${id}`,
  })
  const fates = 'kept,late,no_time,away,not_done,open,blocked,gone'
  const outcomes = 'contacts,talked,reached,not_reached,call_back,refused,not_suitable,interested,orders'
  expect(csv.split('\r\n')).toEqual([
    'adviser,customers,capacity,due,listed,spent',
    'Adviser M1,290,75,100,70,5',
    '',
    'adviser,day,capacity,due,listed',
    'Adviser M1,2026-03-12,75,90,60',
    '',
    `adviser,${fates}`,
    'Adviser M1,2,2,3,4,5,6,7,8',
    '',
    `tier,${fates}`,
    'none,1,0,0,0,0,0,0,0',
    "'=gold,1,2,3,4,5,6,7,8",
    '',
    `strategy,${outcomes}`,
    '"Keep, always",3,2,2,0,0,0,0,0,1',
    'no_list,0,0,0,0,0,0,0,0,4',
    '',
    `adviser,${outcomes}`,
    '',
  ])
})
