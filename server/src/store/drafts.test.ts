import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../database/open.ts'
import { storePlace } from '../database/place.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { authorsOf, MOST_REVISIONS, revisionOf, saveDraft } from './drafts.ts'
import type { Database } from './tables.ts'

const directory = mkdtempSync(join(tmpdir(), 'drafts-'))
let database: FreshDatabase
let store: Database

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore(storePlace(directory, database.url))
  await store.insertInto('playbooks').values({ id: 'retail' }).execute()
})
afterAll(async () => {
  await store.destroy()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

const saved = (number: number, author: string) => {
  const etag = `etag-${number}`
  return { playbook: 'retail', document: `{"n":${number}}`, etag, author, at: '', note: '', base: 1 }
}

test('Of a draft saved very often the last states are remembered, and everybody who saved it', async () => {
  await saveDraft(store, saved(0, 'first'))
  for (let number = 1; number < MOST_REVISIONS + 5; number += 1)
    await saveDraft(store, saved(number, 'second'))
  expect(await revisionOf(store, 'retail', 'etag-5')).toBe('{"n":5}')
  expect(await revisionOf(store, 'retail', 'etag-4')).toBeUndefined()
  expect(await authorsOf(store, saved(MOST_REVISIONS + 4, 'second'))).toEqual(new Set(['first', 'second']))
})
