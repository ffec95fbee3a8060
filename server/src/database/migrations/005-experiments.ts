import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Challengers beside the champion. */
export const experiments: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    await schema
      .createTable('experiments')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('challenger', 'integer', (column) => column.notNull())
      .addColumn('unit', 'text', (column) => column.notNull())
      .addColumn('seed', 'text', (column) => column.notNull())
      .addColumn('branches', 'text')
      .addColumn('valid_from', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addForeignKeyConstraint('experiments_challenger', ['playbook', 'challenger'], 'versions', [
        'playbook',
        'version',
      ])
      .execute()
    await schema
      .createTable('experiment_shares')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('experiment', 'text', (column) => column.notNull().references('experiments.id'))
      .addColumn('valid_from', 'text', (column) => column.notNull())
      .addColumn('share', 'integer', (column) => column.notNull())
      .addColumn('holdout', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute()
  },
}
