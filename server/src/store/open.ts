import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { StoreDialect } from './driver.ts'
import { first } from './migrations/001-first.ts'
import { audit } from './migrations/002-audit.ts'
import { versions } from './migrations/003-versions.ts'
import { identity } from './migrations/004-identity.ts'
import { experiments } from './migrations/005-experiments.ts'
import { runs } from './migrations/006-runs.ts'
import type { Database, Tables } from './tables.ts'

/** Every migration there is, by the name under which the database remembers it. Only ever add to it. */
const MIGRATIONS: Record<string, Migration> = {
  '001-first': first,
  '002-audit': audit,
  '003-versions': versions,
  '004-identity': identity,
  '005-experiments': experiments,
  '006-runs': runs,
}

/** Opens the store in a file, makes it when there is none, and brings it up to date. */
export async function openStore(file: string): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true })
  const sqlite = new SQLite(file, { timeout: 5_000 })
  sqlite.pragma('journal_mode = WAL')
  // What was acknowledged survives a power cut, not only a crash of the process.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  const database = new Kysely<Tables>({ dialect: new StoreDialect(sqlite) })
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await database.destroy()
    throw new Error(`The store ${file} could not be brought up to date`, { cause: error })
  }
  return database
}
