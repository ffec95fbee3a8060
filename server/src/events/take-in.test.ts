import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentBank } from '../bank/bank.ts'
import { publishBank } from '../bank/publish.ts'
import { actionsOf } from '../desk/actions.ts'
import { type OpenBank, openBank } from '../open-bank.ts'
import { announcements } from '../store/events.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { smallBankData } from '../testing/small-bank.ts'
import { correct, withdraw } from './revise.ts'

let data: string
let database: FreshDatabase
let open: OpenBank | null = null

beforeEach(async () => {
  database = await freshDatabase()
  data = await smallBankData()
})
afterEach(async () => {
  await open?.close()
  open = null
  await database.drop()
  rmSync(data, { recursive: true, force: true })
})

const HEADER = 'id,type,day,until,name,name_en,withdrawn,reason'

/** Opens the bank with a snapshot of its feeds, the one of events being as given; null is no such file. */
async function openWith(rows: readonly string[] | null) {
  await open?.close()
  const feeds = join(data, 'demo', 'feeds')
  rmSync(join(feeds, 'events.csv'), { force: true })
  if (rows) writeFileSync(join(feeds, 'events.csv'), [HEADER, ...rows, ''].join('\n'))
  const placed = currentBank(data)
  if (!placed) expect.fail('there is no bank')
  const { snapshot: _snapshot, ...bank } = placed.bank
  const made = await publishBank({ ...bank, dataDirectory: data }, feeds)
  open = await openBank(made, { demoUsers: true, databaseUrl: database.url })
  return { desk: open.desk, report: made.report }
}

type Desk = OpenBank['desk']

/** How many contacts are due for the sake of a rate cut. */
const calledFor = ({ today }: Desk) =>
  today.staff.members
    .flatMap((_member, place) => actionsOf(today, today.live, place))
    .filter(({ sources }) => sources.some(({ id }) => id === 'rate_cut')).length

const standing = async ({ store }: Desk) =>
  (await announcements(store)).map(({ id, revision, until, withdrawn }) => ({
    id,
    revision,
    until,
    withdrawn,
  }))

const CUT = 'cut-1,rate_cut,2026-03-10,,存款利率下调25个基点,Deposit rates cut by 25 bp,,'

test('a bank without the file of events has none, and a snapshot of the files that it always had', async () => {
  const { desk, report } = await openWith(null)
  expect(report.unusable).toEqual([])
  expect(Object.keys(desk.snapshot.manifest.files)).not.toContain('events.parquet')
  expect(await standing(desk)).toEqual([])
})

test('an event of the feed is on the lists of the day; read again, or said twice, it adds nothing', async () => {
  const first = await openWith([CUT, CUT.replace('cut-1', 'cut-2')])
  expect(await standing(first.desk)).toEqual([{ id: 'cut-1', revision: 1, until: null, withdrawn: 0 }])
  const called = calledFor(first.desk)
  expect(called).toBeGreaterThan(0)
  const rows = () =>
    first.desk.store.selectFrom('audit_entries').select('action').where('by', '=', 'system').execute()
  expect((await rows()).filter(({ action }) => action === 'event.announced')).toHaveLength(1)
  const again = await openWith([CUT])
  expect(await standing(again.desk)).toEqual([{ id: 'cut-1', revision: 1, until: null, withdrawn: 0 }])
  expect(calledFor(again.desk)).toBe(called)
})

test('what the feed says otherwise corrects its event, and it takes it back for good', async () => {
  await openWith([CUT])
  const over = CUT.replace('2026-03-10,,', '2026-03-10,2026-03-10,')
  const corrected = await openWith([over])
  expect(await standing(corrected.desk)).toEqual([
    { id: 'cut-1', revision: 2, until: '2026-03-10', withdrawn: 0 },
  ])
  expect(calledFor(corrected.desk)).toBe(0)
  // Back to what it said first is another change of its mind.
  expect(calledFor((await openWith([CUT])).desk)).toBeGreaterThan(0)
  const withdrawn = await openWith([CUT.replace(/,,$/, ',true,not so')])
  expect(await standing(withdrawn.desk)).toEqual([{ id: 'cut-1', revision: 4, until: null, withdrawn: 1 }])
  expect(calledFor(withdrawn.desk)).toBe(0)
  expect(await standing((await openWith([CUT])).desk)).toMatchObject([{ revision: 4, withdrawn: 1 }])
})

test('what head office corrected or withdrew since is not undone by the same feed', async () => {
  const { desk } = await openWith([CUT, 'cut-9,rate_cut,2026-03-09,,降息预告,,,'])
  const name = { 'zh-CN': '存款利率下调10个基点', en: 'Deposit rates cut by 10 bp' }
  const revision = { revision: 2, reason: 'A slip' }
  await desk.reviseEvents('strategist', (known) =>
    correct(known, { event: 'cut-1', ...revision }, { day: '2026-03-10', name }),
  )
  await desk.reviseEvents('strategist', (known) => withdraw(known, { event: 'cut-9', ...revision }))
  const before = await standing(desk)
  const again = await openWith([CUT, 'cut-9,rate_cut,2026-03-09,,降息预告,,,'])
  expect(await standing(again.desk)).toEqual(before)
})

test('rows that no event can be made of are left out and reported', async () => {
  const { desk, report } = await openWith(
    [
      CUT,
      'cut-3,Rate Cut,2026-03-10,,降息,,,',
      `cut-4,rate_cut,2026-03-10,,${'长'.repeat(201)},,,`,
      'cut-5,rate_cut,2026-13-10,,降息,,,',
    ].concat(Array.from({ length: 4 }, (_each, at) => `more-${at},market_move,2026-03-10,,波动${at},,,`)),
  )
  expect(report.badRows.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [3, 'type', 'not-an-identifier'],
    [4, 'name', 'too-long'],
    [5, 'day', 'no-such-day'],
  ])
  expect((await standing(desk)).map(({ id }) => id).toSorted()).toEqual([
    'cut-1',
    'more-0',
    'more-1',
    'more-2',
    'more-3',
  ])
})
