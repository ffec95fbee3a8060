import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the playbook makes of an enquiry anew, when its kind was wrong. */
export const enquiryCorrections: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('enquiry_corrections')
      .addColumn('step', 'text', (column) => column.primaryKey().references('enquiry_steps.id'))
      .addColumn('enquiry', 'text', (column) => column.notNull().references('enquiries.id'))
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('playbook_hash', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('due_at', 'text')
      .addColumn('due_day', 'text')
      .execute()
    await schema
      .createIndex('enquiry_corrections_of_enquiry')
      .on('enquiry_corrections')
      .column('enquiry')
      .execute()
  },
}
