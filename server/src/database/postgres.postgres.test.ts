import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { currentBank } from '../bank/bank.ts'
import { announce } from '../events/revise.ts'
import { Refusal } from '../files/refusal.ts'
import { openBank } from '../open-bank.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { RATE_CUT, type SmallBank, smallBank, smallBankData } from '../testing/small-bank.ts'
import { AlreadyClaimed } from './claim.ts'
import { claimStore, openStore } from './open.ts'
import { belongsTo } from './owner.ts'
import { storePlace } from './place.ts'

let database: FreshDatabase
let admin: Client

beforeAll(async () => {
  database = await freshDatabase()
  admin = new Client({ connectionString: database.url })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

const place = () => storePlace('', database.url)

/** The database's address, with something else in it. */
function address(change: (url: URL) => void): string {
  const url = new URL(database.url)
  change(url)
  return url.href
}

/** Ends the connections of the product to a database: those that hold its claim, or all others. */
const breakOff = (to: Client, which: 'claim' | 'others') =>
  to.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'branch-playbook'
      and ${which === 'claim' ? '' : 'not'} exists (select from pg_locks l where l.pid = pg_stat_activity.pid and locktype = 'advisory')`)

describe('a DATABASE_URL', () => {
  test.each([
    ['mysql://me:secret@host/bank', 'begins with "mysql:"'],
    ['host=localhost password=secret', 'is no address'],
  ])('that is not for PostgreSQL is refused: %s', (url, words) => {
    const refused = () => storePlace('', url)
    expect(refused).toThrow(Refusal)
    expect(refused).toThrow(words)
    expect(refused).not.toThrow('secret')
  })

  test('under which there is no usable database is refused in words, without the password', async () => {
    const name = new URL(database.url).pathname.slice(1)
    await admin.query(`create role guest login password 'for-guests'`)
    await admin.query(`create database read_only_${name}`)
    await admin.query(`alter database read_only_${name} set default_transaction_read_only = on`)
    await admin.query(`create database latin_${name} template template0 encoding 'LATIN1' locale 'C'`)
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        address((url) => {
          url.port = '1'
        }),
        /at 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\), asked for the database "bank_\w+" as the user "playbook"/,
      ],
      [
        address((url) => {
          url.hostname = 'no-such-host.invalid'
        }),
        /no host "no-such-host\.invalid"/,
      ],
      [
        address((url) => {
          url.password = 'wrong-secret'
        }),
        /does not let the user "playbook" .*28P01/,
      ],
      [
        address((url) => {
          url.pathname = '/nothing'
        }),
        /no database "nothing" \(3D000\)/,
      ],
      [
        address((url) => {
          url.searchParams.set('ssl', 'true')
        }),
        /does not speak TLS/,
      ],
      [
        address((url) => {
          url.username = 'guest'
          url.password = 'for-guests'
        }),
        /"guest" may not make and use tables .*42501/,
      ],
      [
        address((url) => {
          url.pathname = `/read_only_${name}`
        }),
        /is read-only \(25006\)/,
      ],
      [
        address((url) => {
          url.pathname = `/latin_${name}`
        }),
        /is encoded as LATIN1/,
      ],
    ]
    for (const [url, words] of cases) {
      const refused = await openStore(storePlace('', url)).catch((fault: unknown) => fault)
      expect(refused, url).toBeInstanceOf(Refusal)
      expect(String(refused)).toMatch(words)
      expect(String(refused)).not.toMatch(/for-tests|wrong-secret|for-guests/)
    }
    await admin.query(`drop database read_only_${name}`)
    await admin.query(`drop database latin_${name}`)
    await admin.query('drop role guest')
  })
})

describe('a database', () => {
  test('is claimed by one server at a time; one that loses its claim is told at once', async () => {
    const lost = vi.fn()
    await claimStore(place(), lost)
    await expect(claimStore(place(), () => {})).rejects.toThrow(AlreadyClaimed)
    await breakOff(admin, 'claim')
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce())
    const next = await claimStore(place(), lost)
    await next.release()
    await (await claimStore(place(), lost)).release()
    expect(lost).toHaveBeenCalledOnce()
  })

  test('belongs to one bank', async () => {
    const store = await openStore(place())
    await belongsTo(store, 'first')
    await belongsTo(store, 'first')
    await expect(belongsTo(store, 'second')).rejects.toThrow('is that of the bank "first"')
    await store.destroy()
  })

  test('that breaks off while a change is being stored leaves a server in doubt, which is told', async () => {
    const lost = vi.fn()
    const store = await openStore(place(), lost)
    await sql`create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return null; end $$`.execute(
      store,
    )
    await sql`create constraint trigger slow after insert on playbooks deferrable initially deferred for each row execute function slow()`.execute(
      store,
    )
    const change = store
      .transaction()
      .execute((inside) => inside.insertInto('playbooks').values({ id: 'p' }).execute())
    const failed = expect(change).rejects.toThrow()
    await wait(300)
    expect(lost).not.toHaveBeenCalled()
    await breakOff(admin, 'others')
    await failed
    expect(lost).toHaveBeenCalledOnce()
    await sql`drop function slow cascade`.execute(store)
    await store.destroy()
  })
})

describe('a bank whose connections break', () => {
  let bank: SmallBank
  let itsAdmin: Client
  beforeAll(async () => {
    bank = await smallBank()
    itsAdmin = new Client({ connectionString: bank.databaseUrl })
    await itsAdmin.connect()
  })
  afterAll(async () => {
    await itsAdmin.end()
    await bank.end()
  })

  test('makes new ones for the next request', async () => {
    await breakOff(itsAdmin, 'others')
    await wait(100)
    expect((await bank.ask('strategist', 'GET', '/api/events')).status).toBe(200)
  })

  test('says so to the request under way, of which nothing is stored, and takes it again', async () => {
    await itsAdmin.query('begin')
    await itsAdmin.query('select * from audit_head for update')
    const underWay = bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    await vi.waitFor(async () => {
      const { rows } = await itsAdmin.query('select from pg_locks where not granted')
      expect(rows.length).toBeGreaterThan(0)
    })
    await breakOff(itsAdmin, 'others')
    const answer = await underWay
    await itsAdmin.query('rollback')
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/store_unreachable' } })
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(bank.faults.splice(0)).toHaveLength(1)
    expect((await bank.ask('strategist', 'GET', '/api/events')).body).toEqual([])
    expect((await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)).status).toBe(201)
  })
})

test('A bank that loses its claim stores nothing any more, not even what was under way', async () => {
  const dataDirectory = await smallBankData()
  const place = currentBank(dataDirectory) ?? expect.fail('there is no bank')
  const own = await freshDatabase()
  const lost = vi.fn()
  const { desk, close } = await openBank(place, { demoUsers: false, databaseUrl: own.url, lost })
  const itsAdmin = new Client({ connectionString: own.url })
  await itsAdmin.connect()
  await itsAdmin.query('begin')
  await itsAdmin.query('select * from audit_head for update')
  const underWay = desk.reviseEvents('strategist', (known) => announce(known, { ...RATE_CUT, day: desk.day }))
  const failed = expect(underWay).rejects.toThrow()
  await vi.waitFor(async () => {
    const { rows } = await itsAdmin.query('select from pg_locks where not granted')
    expect(rows.length).toBeGreaterThan(0)
  })
  await breakOff(itsAdmin, 'claim')
  await failed
  await itsAdmin.query('rollback')
  expect(lost).toHaveBeenCalled()
  await expect(desk.runTonight()).rejects.toThrow()
  await wait(100)
  expect((await itsAdmin.query('select from events')).rows).toEqual([])
  await itsAdmin.end()
  await close()
  await own.drop()
  rmSync(dataDirectory, { recursive: true, force: true })
})
