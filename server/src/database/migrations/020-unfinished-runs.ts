import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The runs of which something is stored and that never came into force. */
export const unfinishedRuns: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('unfinished_runs')
      .addColumn('run', 'text', (column) => column.primaryKey().references('runs.id'))
      .execute()
  },
}
