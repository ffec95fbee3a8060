import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What customers ask at the counter, by telephone and online, and every step that was taken with it. */
export const enquiries: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('enquiries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('number', 'integer', (column) => column.notNull().unique())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('customer', 'text')
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('phone', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('playbook_hash', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('due_at', 'text')
      .addColumn('due_day', 'text')
      .addColumn('open', 'integer', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createIndex('enquiries_of_branch')
      .on('enquiries')
      .columns(['branch', 'open', 'number'])
      .execute()
    await schema
      .createIndex('enquiries_of_customer')
      .on('enquiries')
      .columns(['customer', 'number'])
      .execute()
    await schema
      .createTable('enquiry_steps')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('enquiry', 'text', (column) => column.notNull().references('enquiries.id'))
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('goes_to', 'text', (column) => column.notNull())
      .addColumn('goes_to_id', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addUniqueConstraint('enquiry_steps_in_order', ['enquiry', 'place'])
      .execute()
  },
}
