import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** An event may be corrected and withdrawn: each is one more revision of it, and the latest one holds. */
export const events: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    await schema
      .createTable('revised_events')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('until', 'text')
      .addColumn('name_zh', 'text', (column) => column.notNull())
      .addColumn('name_en', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('withdrawn', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('events_revisions', ['id', 'revision'])
      .execute()
    await sql`insert into revised_events
      (id, revision, type, day, until, name_zh, name_en, source, withdrawn, reason, "by", "at")
      select id, 1, type, day, null, name_zh, name_en, 'entered', 0, '', "by", "at" from events`.execute(
      database,
    )
    await schema.dropTable('events').execute()
    await schema.alterTable('revised_events').renameTo('events').execute()
  },
}
