import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Users who may be disabled or sign in with the bank's own provider, and machines. */
export const identity: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    await schema
      .alterTable('users')
      .addColumn('disabled', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await schema.alterTable('users').addColumn('issuer', 'text').execute()
    await schema.alterTable('users').addColumn('subject', 'text').execute()
    await schema.createIndex('users_subject').on('users').columns(['issuer', 'subject']).unique().execute()
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
