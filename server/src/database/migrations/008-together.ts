import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Work on one draft by several: saves that the editor makes by itself, and comments at nodes. */
export const together: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('draft_revisions').addColumn('run_since', 'text').execute()
    await schema
      .createTable('comment_threads')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('node', 'text', (column) => column.notNull())
      .addColumn('resolved_by', 'text')
      .addColumn('resolved_at', 'text')
      .execute()
    await schema
      .createIndex('comment_threads_of_playbook')
      .on('comment_threads')
      .columns(['playbook', 'number'])
      .execute()
    await schema
      .createTable('comments')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('thread', 'integer', (column) => column.notNull().references('comment_threads.number'))
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('deleted_at', 'text')
      .execute()
    await schema.createIndex('comments_of_thread').on('comments').columns(['thread', 'number']).execute()
  },
}
