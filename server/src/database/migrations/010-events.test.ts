import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { announced, announcements } from '../../store/events.ts'
import { freshDatabase } from '../../testing/database.ts'
import { migrate } from '../migrate.ts'
import { connectStore } from '../open.ts'
import { storePlace } from '../place.ts'

const directory = mkdtempSync(join(tmpdir(), 'events-'))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('An event from before there were revisions is news as it was announced', async () => {
  const database = await freshDatabase()
  const store = await connectStore(storePlace(directory, database.url))
  await migrate(store, '008-together')
  const at = '2026-03-10T08:00:00.000Z'
  await sql`insert into events (id, type, day, name_zh, name_en, "by", at)
    values ('cut', 'rate_cut', '2026-03-10', '降息', 'Cut', 'li', ${at})`.execute(store)
  await migrate(store)
  const revisions = await announcements(store)
  expect(revisions).toMatchObject([{ id: 'cut', revision: 1, until: null, withdrawn: 0, by: 'li', at }])
  expect(announced(revisions)).toEqual([
    { id: 'cut', type: 'rate_cut', day: '2026-03-10', name: { 'zh-CN': '降息', en: 'Cut' } },
  ])
  await store.destroy()
  await database.drop()
})
