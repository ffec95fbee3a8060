import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Whom campaigns called first, and whom they held out. */
export const campaigns: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('campaign_exposures')
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('campaign', 'text', (column) => column.notNull())
      .addColumn('customer', 'text', (column) => column.notNull())
      .addColumn('side', 'text', (column) => column.notNull())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('run', 'text', (column) => column.notNull().references('runs.id'))
      .addPrimaryKeyConstraint('campaign_exposures_key', ['playbook', 'campaign', 'customer'])
      .execute()
    await schema
      .createIndex('campaign_exposures_of_customer')
      .on('campaign_exposures')
      .column('customer')
      .execute()
  },
}
