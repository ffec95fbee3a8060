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
    await tellOfEarlierVersions(database.withTables<Earlier>())
  },
}

/** What came with the product has no contributors. */
const SHIPPED = 'branch-playbook'

type Earlier = {
  versions: { playbook: string; version: number; author: string; contributors: string }
  drafts: { playbook: string; base: number }
  activations: { number: number; playbook: string; version: number; by: string; at: string }
  reviews: Record<'number' | 'version', number> &
    Record<'playbook' | 'verdict' | 'by' | 'at' | 'comment' | 'notes', string>
}

/** Before there were reviews, whoever put a version in force approved it by that. */
async function tellOfEarlierVersions(database: Kysely<Earlier>): Promise<void> {
  const versions = await database
    .selectFrom('versions')
    .select(['playbook', 'version', 'author'])
    .where('author', '!=', SHIPPED)
    .orderBy('version')
    .execute()
  let number = 0
  for (const { playbook, version, author } of versions) {
    await database
      .updateTable('versions')
      .set({ contributors: JSON.stringify([author]) })
      .where('playbook', '=', playbook)
      .where('version', '=', version)
      .execute()
    const first = await database
      .selectFrom('activations')
      .select(['by', 'at'])
      .where('playbook', '=', playbook)
      .where('version', '=', version)
      .orderBy('number')
      .executeTakeFirst()
    if (!first) continue
    number += 1
    const { by, at } = first
    await database
      .insertInto('reviews')
      .values({ number, playbook, version, verdict: 'approved', by, at, comment: '', notes: '[]' })
      .execute()
  }
  const drafts = await database.selectFrom('drafts').select('playbook').execute()
  for (const { playbook } of drafts) {
    const newest = await database
      .selectFrom('versions')
      .select('version')
      .where('playbook', '=', playbook)
      .orderBy('version', 'desc')
      .executeTakeFirst()
    await database
      .updateTable('drafts')
      .set({ base: newest?.version ?? 0 })
      .where('playbook', '=', playbook)
      .execute()
  }
}
