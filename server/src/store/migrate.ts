import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { first } from './migrations/001-first.ts'
import { audit } from './migrations/002-audit.ts'
import { versions } from './migrations/003-versions.ts'
import { identity } from './migrations/004-identity.ts'
import { experiments } from './migrations/005-experiments.ts'
import { runs } from './migrations/006-runs.ts'
import { bank } from './migrations/007-bank.ts'
import type { Tables } from './tables.ts'

/** Every migration there is, by the name under which the database remembers it. Only ever add to it. */
const MIGRATIONS: Record<string, Migration> = {
  '001-first': first,
  '002-audit': audit,
  '003-versions': versions,
  '004-identity': identity,
  '005-experiments': experiments,
  '006-runs': runs,
  '007-bank': bank,
}

/** Brings a store up to date, in one transaction; or only as far as one migration, by its name. */
export async function migrate(store: Kysely<Tables>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error) throw new Error('The store could not be brought up to date', { cause: error })
}
