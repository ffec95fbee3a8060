import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { addEventRevision, announcements } from '../store/events.ts'
import { openStore } from './open.ts'

const directory = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

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

test('a transaction that SQLite has rolled back itself, as on a full disk, says why', async () => {
  const store = await openStore({ is: 'sqlite', directory })
  await sql`create trigger no_room after insert on events begin select raise(rollback, 'no room'); end`.execute(
    store,
  )
  const announced = store.transaction().execute((transaction) => addEventRevision(transaction, CUT))
  await expect(announced).rejects.toThrow('no room')
  expect(await announcements(store)).toEqual([])
  await sql`drop trigger no_room`.execute(store)
  await addEventRevision(store, CUT)
  await store.destroy()
})
