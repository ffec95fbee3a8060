import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journal } from '../audit/journal.ts'
import { openSeal } from '../audit/seal.ts'
import { addEventRevision, announcements } from '../store/events.ts'
import type { Database } from '../store/tables.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { openStore } from './open.ts'
import { storePlace } from './place.ts'

const directory = mkdtempSync(join(tmpdir(), 'store-'))
let database: FreshDatabase
let store: Database

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore(storePlace(directory, database.url))
})
afterAll(async () => {
  await store.destroy()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

const CUT = {
  id: 'cut',
  revision: 1,
  type: 'rate_cut',
  day: '2026-03-11',
  until: null,
  name_zh: '降息',
  name_en: 'Cut',
  source: 'entered',
  withdrawn: 0,
  reason: '',
  by: 'strategist',
  at: '2026-03-11T00:00:00.000Z',
} as const

const announce = (to: Database, id: string) => addEventRevision(to, { ...CUT, id })

test('changes made at the same time are made one after the other, each seeing all before it', async () => {
  const journal = new Journal(store, openSeal(join(directory, 'audit.key')))
  const change = () =>
    journal.change('strategist', async (inTurn, note) => {
      const before = (await announcements(inTurn)).length
      await announce(inTurn, `event-${before}`)
      note({ action: 'event.announced', subject: `events/event-${before}` })
    })
  await Promise.all(Array.from({ length: 50 }, change))
  const entries = await store.selectFrom('audit_entries').selectAll().orderBy('number').execute()
  expect(entries.map(({ subject }) => subject)).toEqual(entries.map((_, at) => `events/event-${at}`))
  expect(entries.slice(1).map(({ previous }) => previous)).toEqual(
    entries.slice(0, -1).map(({ hash }) => hash),
  )
  expect(entries).toHaveLength(50)
})

test('a change that fails leaves nothing, and the next one goes on', async () => {
  const journal = new Journal(store, openSeal(join(directory, 'audit.key')))
  const before = await announcements(store)
  const failed = journal.change('strategist', async (inTurn, note) => {
    await announce(inTurn, 'twice')
    note({ action: 'event.announced', subject: 'events/twice' })
    await announce(inTurn, 'twice')
  })
  await expect(failed).rejects.toThrow(/unique/i)
  expect(await announcements(store)).toEqual(before)
})

test('texts are ordered by their characters’ numbers, whatever the language of the database', async () => {
  await store.deleteFrom('events').execute()
  const ids = ['b', 'a', 'B', 'A', 'ä', '_', '10', '9', '李', 'a-b', 'ab', '']
  for (const id of ids) await announce(store, id)
  expect((await announcements(store)).map(({ id }) => id)).toEqual(ids.toSorted())
  const after = await store.selectFrom('events').select('id').where('id', '>', 'a').orderBy('id').execute()
  expect(after.map(({ id }) => id)).toEqual(ids.filter((id) => id > 'a').toSorted())
})

test('counts are numbers', async () => {
  const { count, sum } = await store
    .selectFrom('events')
    .select(({ fn, lit }) => [fn.countAll().as('count'), fn.sum(lit(2)).as('sum')])
    .executeTakeFirstOrThrow()
  expect([typeof count, typeof sum]).toEqual(['number', 'number'])
})
