import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Users who may be disabled or sign in with the bank's own provider, their sessions, and machines. */
export const identity: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    await schema
      .alterTable('users')
      .addColumn('disabled', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await schema.alterTable('users').addColumn('password_until', 'text').execute()
    await schema.alterTable('users').addColumn('issuer', 'text').execute()
    await schema.alterTable('users').addColumn('subject', 'text').execute()
    await schema.createIndex('users_subject').on('users').columns(['issuer', 'subject']).unique().execute()
    // Sessions last a day: whoever is signed in during the upgrade signs in again.
    await schema.dropTable('sessions').execute()
    await schema
      .createTable('sessions')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('user', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('via', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute()
    await schema.createIndex('sessions_user').on('sessions').column('user').execute()
    await schema
      .createTable('oidc_attempts')
      .addColumn('state', 'text', (column) => column.primaryKey())
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('verifier', 'text', (column) => column.notNull())
      .addColumn('return_to', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('tokens')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('branch', 'text')
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('revoked_at', 'text')
      .execute()
  },
}
