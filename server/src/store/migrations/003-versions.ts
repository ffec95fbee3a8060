import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The life of a version: who took part, reviews, and activations from a day on in some branches. */
export const versions: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    await schema.alterTable('versions').addColumn('base', 'integer').execute()
    await schema
      .alterTable('versions')
      .addColumn('contributors', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute()
    await schema
      .alterTable('versions')
      .addColumn('evidence', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
    await schema
      .alterTable('drafts')
      .addColumn('base', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await schema
      .createTable('draft_revisions')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('playbook', 'text', (column) => column.notNull().references('playbooks.id'))
      .addColumn('etag', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createIndex('draft_revisions_etag')
      .on('draft_revisions')
      .columns(['playbook', 'etag'])
      .execute()
    await schema
      .createTable('reviews')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('comment', 'text', (column) => column.notNull())
      .addColumn('notes', 'text', (column) => column.notNull())
      .addColumn('effect', 'text')
      .addForeignKeyConstraint('reviews_version', ['playbook', 'version'], 'versions', [
        'playbook',
        'version',
      ])
      // A version is reviewed once: two verdicts at the same time would contradict each other.
      .addUniqueConstraint('reviews_once', ['playbook', 'version'])
      .execute()
    await schema
      .alterTable('activations')
      .addColumn('valid_from', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await schema.alterTable('activations').addColumn('branches', 'text').execute()
    await schema
      .alterTable('activations')
      .addColumn('reason', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    // Until now the activation made last was the one in force, whatever the bank's day.
    await sql`update activations set valid_from = '1900-01-01'`.execute(database)
    await schema
      .createTable('activation_withdrawals')
      .addColumn('activation', 'integer', (column) => column.primaryKey().references('activations.number'))
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute()
  },
}
