import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../database/open.ts'
import { storePlace } from '../database/place.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { addEnquiry, emptyEnquiries, enquiriesIn, enquiriesOf } from './enquiries.ts'
import type { Database } from './tables.ts'

const directory = mkdtempSync(join(tmpdir(), 'enquiries-'))
let database: FreshDatabase
let store: Database

/** More than a page of a branch shows, and than one question takes. */
const MANY = 801
const DAY = '2026-03-11'
const ANSWER = { kind: null, handler: null, answer: null, offers: [], reasons: [] }

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore(storePlace(directory, database.url))
  const by = { day: DAY, by: 'manager', at: `${DAY}T01:00:00.000Z` }
  await store.transaction().execute(async (all) => {
    for (let number = 1; number <= MANY; number += 1) {
      const id = `enquiry-${number}`
      await addEnquiry(
        all,
        {
          id,
          number,
          branch: 'B001',
          customer: 'C1',
          person: '',
          phone: '',
          channel: 'counter',
          text: '想换一张新版存折',
          playbook: 'retail',
          version: 1,
          playbook_hash: '',
          answer: JSON.stringify(ANSWER),
          due_at: null,
          due_day: DAY,
          open: 1,
          ...by,
        },
        {
          id: `step-${number}`,
          enquiry: id,
          place: 1,
          what: 'received',
          goes_to: 'desk',
          goes_to_id: '',
          note: '女儿要留学',
          ...by,
        },
      )
    }
  })
})
afterAll(async () => {
  await store.destroy()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

test('Of more open enquiries than a branch is shown, those are shown that have waited longest', async () => {
  const shown = await enquiriesIn(store, 'B001', true)
  expect(shown.length).toBeLessThan(MANY)
  expect(shown.map(({ number }) => number)).toEqual(shown.map((_each, place) => place + 1))
})

test('Of a customer who asked very often everything is found with its steps, the latest first, and emptied', async () => {
  const found = await enquiriesOf(store, 'C1')
  expect(found.map(({ number }) => number)).toEqual(found.map((_each, place) => MANY - place))
  expect(found).toHaveLength(MANY)
  expect(found.filter(({ id, steps }) => steps.length !== 1 || steps[0]?.enquiry !== id)).toEqual([])
  expect(await emptyEnquiries(store, 'C1')).toBe(MANY)
  const left = JSON.stringify(await enquiriesOf(store, 'C1'))
  for (const told of ['存折', '留学']) expect(left).not.toContain(told)
  expect(await emptyEnquiries(store, 'C1')).toBe(0)
})
