import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Whose store it is: one row, so that a database is not taken for that of another bank. */
export const bank: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('bank')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .execute()
  },
}
