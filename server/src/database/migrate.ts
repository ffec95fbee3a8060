import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration'
import type { Tables } from '../store/tables.ts'
import { first } from './migrations/001-first.ts'
import { audit } from './migrations/002-audit.ts'
import { versions } from './migrations/003-versions.ts'
import { identity } from './migrations/004-identity.ts'
import { experiments } from './migrations/005-experiments.ts'
import { runs } from './migrations/006-runs.ts'
import { bank } from './migrations/007-bank.ts'
import { together } from './migrations/008-together.ts'
import { day } from './migrations/009-day.ts'
import { events } from './migrations/010-events.ts'
import { enquiries } from './migrations/011-enquiries.ts'
import { orders } from './migrations/012-orders.ts'
import { overlays } from './migrations/013-overlays.ts'
import { handovers } from './migrations/014-handovers.ts'
import { campaigns } from './migrations/015-campaigns.ts'
import { digests } from './migrations/017-digests.ts'
import { callBackTime } from './migrations/019-call-back-time.ts'
import { unfinishedRuns } from './migrations/020-unfinished-runs.ts'
import { contactsOfBranch } from './migrations/021-contacts-of-branch.ts'
import { largeOrders } from './migrations/022-large-orders.ts'
import { enquiryCorrections } from './migrations/023-enquiry-corrections.ts'

/** Every migration there is, by the name under which the database remembers it. Only ever add to it. */
const MIGRATIONS: Record<string, Migration> = {
  '001-first': first,
  '002-audit': audit,
  '003-versions': versions,
  '004-identity': identity,
  '005-experiments': experiments,
  '006-runs': runs,
  '007-bank': bank,
  '008-together': together,
  '009-day': day,
  '010-events': events,
  '011-enquiries': enquiries,
  '012-orders': orders,
  '013-overlays': overlays,
  '014-handovers': handovers,
  '015-campaigns': campaigns,
  '017-digests': digests,
  '019-call-back-time': callBackTime,
  '020-unfinished-runs': unfinishedRuns,
  '021-contacts-of-branch': contactsOfBranch,
  '022-large-orders': largeOrders,
  '023-enquiry-corrections': enquiryCorrections,
}

/** Brings a store up to date, in one transaction; or only as far as one migration, by its name. */
export async function migrate(store: Kysely<Tables>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error) throw new Error('The store could not be brought up to date', { cause: error })
}

export const NEWEST_MIGRATION = Object.keys(MIGRATIONS).at(-1) ?? ''

export const isMigration = (name: string): boolean => Object.hasOwn(MIGRATIONS, name)

/** The newest migration that a store has had; null for one that is empty. */
export async function newestIn(store: Kysely<Tables>): Promise<string | null> {
  const tables = await store.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return null
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name desc limit 1`.execute(store)
  return rows[0]?.name ?? null
}
