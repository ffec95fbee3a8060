import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { BEGINNING } from '../../audit/entry-hash.ts'

/** The audit log, and beside it what is personal. */
export const audit: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    await schema
      .createTable('audit_entries')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('commitments', 'text', (column) => column.notNull())
      .addColumn('previous', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createIndex('audit_entries_subject')
      .on('audit_entries')
      .columns(['subject', 'number'])
      .execute()
    await schema
      .createIndex('audit_entries_action')
      .on('audit_entries')
      .columns(['action', 'number'])
      .execute()
    await schema
      .createTable('audit_personal')
      .addColumn('entry', 'integer', (column) => column.notNull().references('audit_entries.number'))
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('salt', 'text', (column) => column.notNull())
      .addColumn('customer', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_personal_key', ['entry', 'place'])
      .execute()
    await schema
      .createIndex('audit_personal_customer')
      .on('audit_personal')
      .columns(['customer', 'entry'])
      .execute()
    await schema
      .createTable('erasures')
      .addColumn('customer', 'text', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('audit_head')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('signature', 'text', (column) => column.notNull())
      .execute()
    await database
      .withTables<{ audit_head: { id: number; number: number; hash: string; signature: string } }>()
      .insertInto('audit_head')
      .values({ id: 1, number: 0, hash: BEGINNING, signature: '' })
      .execute()
  },
}
