import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { addAnnouncement, announcements } from '../store/ledger.ts'
import { openStore } from './open.ts'

const directory = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('a transaction that SQLite has rolled back itself, as on a full disk, says why', async () => {
  const store = await openStore({ is: 'sqlite', directory })
  await sql`create trigger no_room after insert on events begin select raise(rollback, 'no room'); end`.execute(
    store,
  )
  const event = { id: 'cut', type: 'rate_cut', day: '2026-03-11', name: { 'zh-CN': '降息', en: 'Cut' } }
  const announced = store
    .transaction()
    .execute((transaction) => addAnnouncement(transaction, event, 'strategist', '2026-03-11T00:00:00.000Z'))
  await expect(announced).rejects.toThrow('no room')
  expect(await announcements(store)).toEqual([])
  await sql`drop trigger no_room`.execute(store)
  await addAnnouncement(store, event, 'strategist', '2026-03-11T00:00:00.000Z')
  await store.destroy()
})
