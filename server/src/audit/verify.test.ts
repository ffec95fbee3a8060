import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database, Tables } from '../store/tables.ts'
import { onPostgres } from '../testing/database.ts'
import { BEGINNING, entryHash } from './entry-hash.ts'
import { LogUnwritable } from './journal.ts'
import { type SmallLog, smallLog, writeSome } from './testing/small-log.ts'
import { type Verification, verifyLog } from './verify.ts'

let log: SmallLog

beforeAll(async () => {
  log = await smallLog()
  await writeSome(log)
})

afterAll(() => log.end())

class Back extends Error {}

/** What is found once somebody was at the database, which is then as it was before. */
async function found(tamper: (store: Database) => Promise<unknown>): Promise<Verification> {
  let outcome: Verification | undefined
  const done = log.store.transaction().execute(async (store) => {
    await tamper(store)
    outcome = await verifyLog(store, log.journal.publicKey)
    throw new Back()
  })
  await expect(done).rejects.toThrow(Back)
  if (!outcome) throw new Error('Nothing was verified')
  return outcome
}

const faultOf = async (tamper: (store: Database) => Promise<unknown>) => (await found(tamper)).fault

/** The same text with one bit of one byte turned, for every byte; left out where no text comes of it. */
function* withOneBitTurned(text: string): Generator<string> {
  for (let place = 0; place < Buffer.byteLength(text); place += 1) {
    const bytes = Buffer.from(text)
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
    const turned = bytes.toString()
    if (Buffer.from(turned).equals(bytes)) yield turned
  }
}

const entriesOf = (store: Database) =>
  store.selectFrom('audit_entries').selectAll().orderBy('number').execute()

const setEntry = (store: Database, number: number, change: Partial<Tables['audit_entries']>) =>
  store.updateTable('audit_entries').set(change).where('number', '=', number).execute()

test('an untouched log is sound, and so is one that is written on', async () => {
  expect(await found(async () => undefined)).toMatchObject({ ok: true, entries: 6, fault: null })
})

const TEXT_COLUMNS = ['at', 'by', 'action', 'subject', 'details', 'commitments', 'previous', 'hash'] as const

// Each turned bit is a check of the log; PostgreSQL takes its time for them, and one entry stands for all.
test.each(onPostgres ? [4] : [2, 4, 6])(
  'a turned bit at any place of any column of entry %i is found there',
  async (number) => {
    const entry = (await entriesOf(log.store))[number - 1]
    if (!entry) throw new Error(`There is no entry ${number}`)
    for (const column of TEXT_COLUMNS)
      for (const turned of withOneBitTurned(entry[column])) {
        const fault = await faultOf((store) => setEntry(store, number, { [column]: turned }))
        expect(fault, `${column}: ${turned}`).toEqual({ number, what: 'changed' })
      }
  },
)

test('a turned bit at any place of what is personal is found at its entry', async () => {
  const parts = await log.store.selectFrom('audit_personal').selectAll().orderBy('entry').execute()
  for (const { entry, place, ...texts } of parts)
    for (const [column, text] of Object.entries(texts))
      for (const turned of withOneBitTurned(text)) {
        const fault = await faultOf((store) =>
          store
            .updateTable('audit_personal')
            .set({ [column]: turned })
            .where('entry', '=', entry)
            .where('place', '=', place)
            .execute(),
        )
        expect(fault, `${column}: ${turned}`).toEqual({ number: entry, what: 'personal_changed' })
      }
})

test('a turned bit at any place of the sealed head is found', async () => {
  const head = await log.store.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
  const setHead = (change: Partial<Tables['audit_head']>) =>
    faultOf((store) => store.updateTable('audit_head').set(change).execute())
  for (const turned of withOneBitTurned(head.hash))
    expect(await setHead({ hash: turned })).toEqual({ number: 6, what: 'head_differs' })
  for (const turned of withOneBitTurned(head.signature))
    expect(await setHead({ signature: turned }), turned).toEqual({ number: 6, what: 'head_unsealed' })
  // Sixteen letters at the end of a signature are read as the same bytes; only one of them was written.
  const last = head.signature.slice(-1)
  for (const letter of 'ABCDEFGHQRSTghijwxyz+/=')
    if (letter !== last)
      expect(await setHead({ signature: `${head.signature.slice(0, -1)}${letter}` }), letter).toEqual({
        number: 6,
        what: 'head_unsealed',
      })
  expect(await setHead({ signature: `${head.signature}=` })).toEqual({ number: 6, what: 'head_unsealed' })
  expect(await setHead({ id: 2 })).toEqual({ number: 6, what: 'head_missing' })
  expect(await setHead({ number: 7 })).toEqual({ number: 6, what: 'head_differs' })
  expect(await faultOf((store) => store.deleteFrom('audit_head').execute())).toEqual({
    number: 6,
    what: 'head_missing',
  })
  expect(
    await faultOf((store) =>
      store
        .insertInto('audit_head')
        .values({ ...head, id: 2 })
        .execute(),
    ),
  ).toEqual({ number: 6, what: 'head_missing' })
})

describe('what is personal', () => {
  const personal = (store: Database, entry: number, place: number) => ({
    delete: () =>
      store.deleteFrom('audit_personal').where('entry', '=', entry).where('place', '=', place).execute(),
    set: (change: Partial<Tables['audit_personal']>) =>
      store
        .updateTable('audit_personal')
        .set(change)
        .where('entry', '=', entry)
        .where('place', '=', place)
        .execute(),
  })

  test('is missed when it is gone without an erasure', async () => {
    for (const [entry, place] of [
      [3, 0],
      [4, 0],
      [4, 1],
      [4, 2],
      [6, 0],
    ] as const)
      expect(await faultOf((store) => personal(store, entry, place).delete())).toEqual({
        number: entry,
        what: 'personal_missing',
      })
  })

  test('is found where it was added, or moved to', async () => {
    const part = { salt: 'AAAA', customer: 'c-9', text: '' }
    const add = (entry: number, place: number) =>
      faultOf((store) =>
        store
          .insertInto('audit_personal')
          .values({ ...part, entry, place })
          .execute(),
      )
    expect(await add(2, 0)).toEqual({ number: 2, what: 'personal_extra' })
    expect(await add(4, 3)).toEqual({ number: 4, what: 'personal_extra' })
    expect(await add(4, -1)).toEqual({ number: 4, what: 'personal_missing' })
    expect(await add(6, 1)).toEqual({ number: 6, what: 'personal_extra' })
    expect(await faultOf((store) => personal(store, 4, 2).set({ place: 3 }))).toEqual({
      number: 4,
      what: 'personal_missing',
    })
    expect(await faultOf((store) => personal(store, 3, 0).set({ entry: 1 }))).toEqual({
      number: 1,
      what: 'personal_extra',
    })
    expect(await faultOf((store) => personal(store, 3, 0).set({ entry: 5 }))).toEqual({
      number: 3,
      what: 'personal_missing',
    })
  })
})

describe('entries', () => {
  // What refers to entries goes first; whoever is at the database can do that too.
  const drop = async (store: Database, number: number) => {
    await store.deleteFrom('audit_personal').where('entry', '=', number).execute()
    await store.deleteFrom('audit_entries').where('number', '=', number).execute()
  }

  test('are missed wherever they were', async () => {
    for (const number of [1, 3, 5, 6])
      expect(await faultOf((store) => drop(store, number))).toEqual({ number, what: 'missing' })
    expect(
      await faultOf(async (store) => {
        for (const number of [1, 2, 3, 4, 5, 6]) await drop(store, number)
      }),
    ).toEqual({ number: 1, what: 'missing' })
  })

  test('of the end are missed, although the head was made to fit', async () => {
    const [, , , , fifth] = await entriesOf(log.store)
    const fault = await faultOf(async (store) => {
      await drop(store, 6)
      await store
        .updateTable('audit_head')
        .set({ number: 5, hash: fifth?.hash ?? '' })
        .execute()
    })
    expect(fault).toEqual({ number: 5, what: 'head_unsealed' })
  })

  test('are missed all at once, although the head was made that of a new log', async () => {
    const fault = await faultOf(async (store) => {
      for (const number of [1, 2, 3, 4, 5, 6]) await drop(store, number)
      await store.updateTable('audit_head').set({ number: 0, hash: BEGINNING, signature: '' }).execute()
    })
    expect(fault).toEqual({ number: 0, what: 'empty' })
  })

  test('in another order are found at the first that is out of its place', async () => {
    const swapped = await faultOf(async (store) => {
      await setEntry(store, 1, { number: 100 })
      await setEntry(store, 2, { number: 1 })
      await setEntry(store, 100, { number: 2 })
    })
    expect(swapped).toEqual({ number: 1, what: 'renumbered' })
    expect(await faultOf((store) => setEntry(store, 5, { number: 0 }))).toEqual({
      number: 0,
      what: 'renumbered',
    })
    expect(await faultOf((store) => setEntry(store, 5, { number: 7 }))).toEqual({
      number: 5,
      what: 'missing',
    })
  })

  test('that close up on one that was taken out are found where it was', async () => {
    const fault = await faultOf(async (store) => {
      await drop(store, 1)
      await setEntry(store, 2, { number: 1 })
    })
    expect(fault).toEqual({ number: 1, what: 'renumbered' })
  })

  test('that were put in, with a true hash and the others moved on, are found', async () => {
    const [first, second] = await entriesOf(log.store)
    if (!first || !second) throw new Error('The log has too few entries')
    const fault = await faultOf(async (store) => {
      for (const number of [3, 4, 5, 6]) await drop(store, number)
      await setEntry(store, 2, { number: 3 })
      const forged = { ...second, details: '{"note":"forged"}' }
      await store
        .insertInto('audit_entries')
        .values({ ...forged, hash: entryHash(forged) })
        .execute()
    })
    expect(fault).toEqual({ number: 2, what: 'renumbered' })
  })

  test('with a hash made anew are found, and the log made anew from there on is found by its seal', async () => {
    const [, second] = await entriesOf(log.store)
    if (!second) throw new Error('The log has too few entries')
    const forged = { ...second, details: '{"note":"forged"}' }
    expect(await faultOf((store) => setEntry(store, 2, { ...forged, hash: entryHash(forged) }))).toEqual({
      number: 2,
      what: 'rewritten',
    })
    const rewrite = async (store: Database) => {
      let last = { number: 1, hash: second.previous }
      for (const entry of (await entriesOf(store)).slice(1)) {
        const details = entry.number === 2 ? forged.details : entry.details
        const content = { ...entry, details, previous: last.hash }
        last = { number: entry.number, hash: entryHash(content) }
        await setEntry(store, entry.number, { ...content, hash: last.hash })
      }
      await store.updateTable('audit_head').set({ hash: last.hash }).execute()
    }
    expect(await faultOf(rewrite)).toEqual({ number: 6, what: 'head_unsealed' })
    const first = { ...second, number: 1, previous: second.hash }
    expect(await faultOf((store) => setEntry(store, 1, { ...first, hash: entryHash(first) }))).toEqual({
      number: 1,
      what: 'rewritten',
    })
  })

  test('whose JSON is spelled otherwise, or with a key twice, are found', async () => {
    for (const details of [
      '{"note": "third","金额":12}',
      '{"金额":12,"note":"third"}',
      '{"note":"third","金额":12.0}',
    ])
      expect(await faultOf((store) => setEntry(store, 5, { details }))).toEqual({
        number: 5,
        what: 'changed',
      })
  })
})

test.skipIf(onPostgres)('bytes that are no text, and numbers in place of texts, are found', async () => {
  const write = (bytes: string) =>
    faultOf((store) =>
      sql`update audit_entries set subject = cast(${sql.raw(`x'${bytes}'`)} as text) where number = 5`.execute(
        store,
      ),
    )
  const subject = Buffer.from('playbooks/retail/draft')
  for (let place = 0; place < subject.length; place += 1) {
    const bytes = Buffer.from(subject)
    bytes.writeUInt8(bytes.readUInt8(place) ^ 0x80, place)
    expect(await write(bytes.toString('hex'))).toEqual({ number: 5, what: 'changed' })
  }
  expect(await write(`${subject.toString('hex')}00`)).toEqual({ number: 5, what: 'changed' })
  const asBlob = (store: Database) =>
    sql`update audit_entries set subject = cast(subject as blob) where number = 5`.execute(store)
  expect(await faultOf(asBlob)).toEqual({ number: 5, what: 'changed' })
  const salted = (store: Database) =>
    sql`update audit_personal set salt = cast(salt as blob) where entry = 6`.execute(store)
  expect(await faultOf(salted)).toEqual({ number: 6, what: 'personal_changed' })
})

test('no entry is added to a head that is not as it was sealed', async () => {
  const own = await smallLog()
  try {
    await writeSome(own)
    const [first] = await entriesOf(own.store)
    await own.store.deleteFrom('audit_personal').execute()
    await own.store.deleteFrom('audit_entries').where('number', '>', 1).execute()
    await own.store
      .updateTable('audit_head')
      .set({ number: 1, hash: first?.hash ?? '' })
      .execute()
    const look = { action: 'list.viewed', subject: 'branches/1/actions' } as const
    await expect(own.journal.look('adviser', look)).rejects.toThrow(LogUnwritable)
    await expect(own.reopen().look('adviser', look)).rejects.toThrow(LogUnwritable)
    const changed = own.journal.change('strategist', async (store, note) => {
      await store.insertInto('playbooks').values({ id: 'unlogged' }).execute()
      note({ action: 'draft.saved', subject: 'playbooks/unlogged/draft' })
    })
    await expect(changed).rejects.toThrow(LogUnwritable)
    expect(await own.store.selectFrom('playbooks').selectAll().execute()).toEqual([])
  } finally {
    await own.end()
  }
})

test('a head of before, with the seal it had then, is extended by no server that knows a later one', async () => {
  const own = await smallLog()
  try {
    await writeSome(own)
    const { id: _id, ...head } = await own.store
      .selectFrom('audit_head')
      .selectAll()
      .executeTakeFirstOrThrow()
    const look = { action: 'list.viewed', subject: 'branches/1/actions' } as const
    await own.journal.look('adviser', look)
    await own.store.deleteFrom('audit_entries').where('number', '=', 7).execute()
    await own.store.updateTable('audit_head').set(head).execute()
    await expect(own.journal.look('adviser', look)).rejects.toThrow(LogUnwritable)
  } finally {
    await own.end()
  }
})

test('a change whose entry cannot be stored is not made', async () => {
  const own = await smallLog()
  try {
    await own.store.schema.alterTable('audit_personal').renameTo('elsewhere').execute()
    const changed = own.journal.change('strategist', async (store, note) => {
      await store.insertInto('playbooks').values({ id: 'unlogged' }).execute()
      note({ action: 'contact.logged', subject: 'contacts/1', personal: [{ customer: 'c-1' }] })
    })
    await expect(changed).rejects.toThrow()
    expect(await own.store.selectFrom('playbooks').selectAll().execute()).toEqual([])
    expect(await entriesOf(own.store)).toEqual([])
  } finally {
    await own.end()
  }
})

test.skipIf(onPostgres)('something personal of an entry that is not there is found', async () => {
  const own = await smallLog()
  try {
    await writeSome(own)
    await sql`pragma foreign_keys = off`.execute(own.store)
    const part = { place: 0, salt: '', customer: 'c-1', text: '' }
    for (const entry of [7, -1]) {
      await own.store
        .insertInto('audit_personal')
        .values({ ...part, entry })
        .execute()
      const { fault } = await verifyLog(own.store, own.journal.publicKey)
      expect(fault).toEqual({ number: entry, what: 'personal_extra' })
    }
  } finally {
    await own.end()
  }
})

test('what a stranger types makes no entry large, and no text that comes back otherwise', async () => {
  const own = await smallLog()
  try {
    const long = `\uD800\0\uFFFD${'长'.repeat(100_000)}`
    await own.journal.look(long, {
      action: 'sign_in.failed',
      subject: long,
      details: { user: long },
      personal: [{ customer: long, text: long }],
    })
    const [entry] = await entriesOf(own.store)
    expect(JSON.stringify(entry).length).toBeLessThan(2_000)
    expect((await verifyLog(own.store, own.journal.publicKey)).fault).toBeNull()
    await own.journal.look('x', {
      action: 'sign_in.failed',
      subject: 'session',
      details: { user: '\uD800\0\uFFFD' },
    })
    expect((await verifyLog(own.store, own.journal.publicKey)).fault).toBeNull()
  } finally {
    await own.end()
  }
})
