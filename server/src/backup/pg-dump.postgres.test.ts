import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { verifyLog } from '../audit/verify.ts'
import { currentBank } from '../bank/bank.ts'
import { announce } from '../events/revise.ts'
import { type OpenBank, openBank } from '../open-bank.ts'
import { startPostgres } from '../testing/postgres.ts'
import { RATE_CUT, smallBankData } from '../testing/small-bank.ts'
import { writeBackup } from './write.ts'

/** Where Debian puts a PostgreSQL with its tools, which packages of npm do not bring. */
const INSTALLED = '/usr/lib/postgresql'
const folder = (existsSync(INSTALLED) ? readdirSync(INSTALLED) : [])
  .map((version) => join(INSTALLED, version, 'bin'))
  .findLast((bin) =>
    ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(bin, name))),
  )

test.skipIf(folder === undefined)(
  'What pg_dump takes of a bank at work pg_restore makes again: the same rows, a sound log, and a bank that opens',
  async () => {
    const program = (name: string) => join(folder ?? '', name)
    const postgres = await startPostgres({
      programs: { initdb: program('initdb'), postgres: program('postgres') },
    })
    const scratch = mkdtempSync(join(tmpdir(), 'pg-dump-'))
    const dataDirectory = await smallBankData()
    onTestFinished(async () => {
      await postgres.stop()
      for (const directory of [scratch, dataDirectory]) rmSync(directory, { recursive: true, force: true })
    })
    const placed = currentBank(dataDirectory) ?? expect.fail('there is no bank')
    const restored = new URL(postgres.url)
    restored.pathname = '/restored'
    const open = (url: string) => openBank(placed, { demoUsers: false, databaseUrl: url })
    const rowsOf = async (url: string) => {
      const file = join(scratch, 'rows.backup')
      await writeBackup({ is: 'postgres', url }, file)
      return gunzipSync(readFileSync(file)).toString().split('\n').slice(1, -2)
    }
    const run = promisify(execFile)
    const sound = ({ desk }: OpenBank) => verifyLog(desk.store, desk.journal.publicKey)

    const bank = await open(postgres.url)
    const { desk } = bank
    await desk.reviseEvents('strategist', (known) => announce(known, { ...RATE_CUT, day: desk.day }))
    const dump = join(scratch, 'bank.dump')
    await run(program('pg_dump'), ['--format=custom', `--file=${dump}`, postgres.url])
    const rows = await rowsOf(postgres.url)
    await bank.close()

    await run(program('psql'), [postgres.url, '-c', 'create database restored template template0'])
    await run(program('pg_restore'), ['--no-owner', `--dbname=${restored.href}`, dump])
    expect(await rowsOf(restored.href)).toEqual(rows)
    const again = await open(restored.href)
    expect(again.desk.today.grounds.events.map(({ id }) => id)).toEqual([RATE_CUT.id])
    expect(await sound(again)).toMatchObject({ ok: true })
    // Opening it adds nothing: its run is there.
    expect(await rowsOf(restored.href)).toEqual(rows)
    await again.close()
  },
)
