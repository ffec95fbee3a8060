import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Numbers that a branch sets within head office's guardrails, and what became of each set of them. */
export const overlays: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('overlays')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('playbook', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('contributors', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('submitted_at', 'text')
      .addColumn('wanted_from', 'text')
      .execute()
    await schema.createIndex('overlays_of_branch').on('overlays').columns(['branch', 'playbook']).execute()
    await schema
      .createTable('overlay_verdicts')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('overlay', 'text', (column) => column.notNull().references('overlays.id'))
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('comment', 'text', (column) => column.notNull())
      .addColumn('valid_from', 'text')
      .addColumn('effect', 'text')
      .execute()
    await schema
      .createIndex('overlay_verdicts_of_overlay')
      .on('overlay_verdicts')
      .columns(['overlay', 'number'])
      .execute()
  },
}
