import type { Kysely } from 'kysely'
import type { AuditTables } from './tables/audit.ts'
import type { BranchTables } from './tables/branches.ts'
import type { PeopleTables } from './tables/people.ts'
import type { RunTables } from './tables/runs.ts'
import type { VersionTables } from './tables/versions.ts'

/** Moments are ISO 8601 texts in UTC, days `YYYY-MM-DD`, so that every database orders them alike. */
export interface Tables extends PeopleTables, VersionTables, BranchTables, RunTables, AuditTables {
  /** Whose store it is: one row. */
  bank: { id: string }
}

export type Database = Kysely<Tables>
