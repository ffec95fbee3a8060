import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who wants a digest of his day by e-mail, and the mails that are to go out or went. */
export const digests: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('digests')
      .addColumn('user', 'text', (column) => column.primaryKey().references('users.id'))
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('hour', 'integer', (column) => column.notNull())
      .addColumn('code_hash', 'text')
      .addColumn('code_at', 'text')
      .addColumn('code_tries', 'integer', (column) => column.notNull())
      .addColumn('confirmed_at', 'text')
      .execute()
    await schema
      .createTable('mails')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('user', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('fault', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema.createIndex('mails_waiting').on('mails').columns(['state', 'number']).execute()
    await schema.createIndex('mails_of_user').on('mails').columns(['user', 'number']).execute()
  },
}
