import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AlreadyClaimed } from '../database/claim.ts'
import { connectStore, openStore } from '../database/open.ts'
import type { StorePlace } from '../database/place.ts'
import { Refusal } from '../files/refusal.ts'
import { addContact } from '../store/ledger.ts'
import { type FreshDatabase, freshDatabase, onPostgres } from '../testing/database.ts'
import { LIST_DAY, RATE_CUT, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { TABLE_KEYS } from './contents.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

/** What a store or a reader of lines might stumble over. */
const NOTE = 'Zoë said "yes"\\n\u2028 李雷 🏦 \u0001\r\nÄ'

const CONTACT = {
  customer: '7',
  branch: '1',
  adviser: '',
  by: 'manager',
  action: null,
  channel: 'phone',
  outcome: 'reached',
  note: NOTE,
  minutes: 5,
  call_back_on: null,
  call_back_minutes: null,
  call_back_time: null,
  day: LIST_DAY,
  at: `${LIST_DAY}T08:00:00.000Z`,
} as const

const folder = mkdtempSync(join(tmpdir(), 'backup-'))
const databases: FreshDatabase[] = []
let bank: SmallBank
let place: StorePlace

beforeAll(async () => {
  bank = await smallBank()
  place = placeOf(bank.databaseUrl, join(bank.dataDirectory, 'demo'))
  await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
  await logContact()
})
afterAll(async () => {
  await bank.end()
  for (const { drop } of databases) await drop()
  rmSync(folder, { recursive: true, force: true })
})

const placeOf = (url: string, directory: string): StorePlace =>
  url === '' ? { is: 'sqlite', directory } : { is: 'postgres', url }

const emptyFolder = (): StorePlace => ({ is: 'sqlite', directory: mkdtempSync(join(folder, 'bank-')) })

/** A place of the same kind as the bank's. */
async function emptyPlace(): Promise<StorePlace> {
  if (!onPostgres) return emptyFolder()
  const database = await freshDatabase()
  databases.push(database)
  return { is: 'postgres', url: database.url }
}

/** Logs a contact as the server does, without the lists that follow. */
const logContact = () =>
  bank.open.desk.journal.change('manager', async (store, note) => {
    const { contact } = await addContact(store, { ...CONTACT, id: randomUUID() })
    note({
      action: 'contact.logged',
      subject: `contacts/${contact.id}`,
      personal: [{ customer: '7', text: NOTE }],
    })
  })

const fileOf = (name: string): string => join(folder, `${name}.backup`)

/** The rows in a backup as they stand there: everything but when it was made. */
const rowsIn = (file: string): string[] => gunzipSync(readFileSync(file)).toString().split('\n').slice(1, -2)

describe('a backup', () => {
  test('holds every table that there is', async () => {
    const tables = await bank.open.desk.store.introspection.getTables()
    expect(tables.map(({ name }) => name).toSorted()).toEqual([...TABLE_KEYS.keys()].toSorted())
  })

  test('makes the same store again, of the same kind or the other, from which the same backup is made', async () => {
    const first = fileOf('first')
    const made = await writeBackup(place, first)
    const rows = rowsIn(first)
    expect(rows.some((row) => row.includes(JSON.stringify(NOTE)))).toBe(true)
    let from = first
    for (const [at, next] of [await emptyPlace(), emptyFolder(), await emptyPlace()].entries()) {
      expect(await restoreBackup(next, 'demo', from)).toEqual({ ...made, header: expect.anything() })
      from = fileOf(`again-${at}`)
      await writeBackup(next, from)
      expect(rowsIn(from)).toEqual(rows)
    }
  })

  test('shows one moment, however many changes are made meanwhile', async () => {
    const file = fileOf('moment')
    const changes = Array.from({ length: 20 }, logContact)
    await Promise.all([writeBackup(place, file), ...changes])
    const restored = await emptyPlace()
    await restoreBackup(restored, 'demo', file)
    const store = await openStore(restored)
    const entries = await store
      .selectFrom('audit_entries')
      .select(['number', 'hash', 'action'])
      .orderBy('number')
      .execute()
    const contacts = await store.selectFrom('contacts').select('id').execute()
    const head = await store.selectFrom('audit_head').selectAll().executeTakeFirst()
    expect(entries.at(-1)).toMatchObject({ number: head?.number, hash: head?.hash })
    expect(entries.filter(({ action }) => action === 'contact.logged')).toHaveLength(contacts.length)
    await store.destroy()
  })

  test('is not restored over anything, nor under a server, nor for another bank', async () => {
    const file = fileOf('refused')
    await writeBackup(place, file)
    await expect(restoreBackup(place, 'demo', file)).rejects.toThrow(AlreadyClaimed)
    const restored = await emptyPlace()
    await expect(restoreBackup(restored, 'other', file)).rejects.toThrow('--bank demo')
    await restoreBackup(restored, 'demo', file)
    await expect(restoreBackup(restored, 'demo', file)).rejects.toThrow('not empty')
  })

  test.runIf(onPostgres)('is refused in words where its user may make no tables', async () => {
    const file = fileOf('without-rights')
    await writeBackup(place, file)
    const database = await freshDatabase()
    databases.push(database)
    const admin = new Client({ connectionString: database.url })
    await admin.connect()
    await admin.query(`create role visitor login password 'for-visitors'`)
    try {
      const url = new URL(database.url)
      url.username = 'visitor'
      url.password = 'for-visitors'
      await expect(restoreBackup(placeOf(url.href, ''), 'demo', file)).rejects.toThrow(
        /^The user "visitor" may not make and use tables/,
      )
    } finally {
      await admin.query('drop role visitor')
      await admin.end()
    }
  })

  test('that is damaged anywhere is refused before anything is written', async () => {
    const whole = fileOf('whole')
    await writeBackup(place, whole)
    const bytes = readFileSync(whole)
    const file = fileOf('damaged')
    const target = await emptyPlace()
    const changed = (at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1)
    const inside = Array.from({ length: 20 }, (_, part) => 10 + Math.floor(((bytes.length - 20) * part) / 20))
    const damages = [
      Buffer.alloc(0),
      Buffer.from('no backup'),
      bytes.subarray(0, -1),
      bytes.subarray(0, bytes.length >> 1),
      Buffer.concat([bytes, bytes]),
      gzipSync(gunzipSync(bytes).toString().replace('李雷', '李电')),
      gzipSync(
        gunzipSync(bytes)
          .toString()
          .replace(/^\[.*\n/m, ''),
      ),
      ...inside.map(changed),
    ]
    for (const [at, damage] of damages.entries()) {
      writeFileSync(file, damage)
      const refused = await restoreBackup(target, 'demo', file).catch((fault: unknown) => fault)
      expect(refused, `damage ${at}`).toBeInstanceOf(Refusal)
      expect(String(refused)).toContain(`${file}: `)
    }
    const store = await connectStore(target)
    expect(await store.introspection.getTables({ withInternalKyselyTables: true })).toEqual([])
    await store.destroy()
  })
})
