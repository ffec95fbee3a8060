import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The customers of advisers who leave, handed over to others. */
export const handovers: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('handovers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('adviser', 'text', (column) => column.notNull())
      .addColumn('first_day', 'text', (column) => column.notNull())
      .addColumn('spread', 'text', (column) => column.notNull())
      .addColumn('takers', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('handover_customers')
      .addColumn('handover', 'text', (column) => column.notNull().references('handovers.id'))
      .addColumn('customer', 'text', (column) => column.notNull())
      .addColumn('adviser', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('handover_customers_key', ['handover', 'customer'])
      .execute()
    await schema
      .createIndex('handover_customers_of_customer')
      .on('handover_customers')
      .column('customer')
      .execute()
    await schema
      .createTable('handover_withdrawals')
      .addColumn('handover', 'text', (column) => column.primaryKey().references('handovers.id'))
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .alterTable('runs')
      .addColumn('handovers', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}
