import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** An adviser's day: call-backs, contacts taken back, and leave. */
export const day: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('contacts').addColumn('call_back_on', 'text').execute()
    await schema.alterTable('contacts').addColumn('call_back_minutes', 'integer').execute()
    await schema
      .createTable('contact_withdrawals')
      .addColumn('contact', 'text', (column) => column.primaryKey().references('contacts.id'))
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('leaves')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('adviser', 'text', (column) => column.notNull())
      .addColumn('first_day', 'text', (column) => column.notNull())
      .addColumn('last_day', 'text', (column) => column.notNull())
      .addColumn('stand_in', 'text')
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('leave_withdrawals')
      .addColumn('leave', 'text', (column) => column.primaryKey().references('leaves.id'))
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .alterTable('runs')
      .addColumn('leave', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}
