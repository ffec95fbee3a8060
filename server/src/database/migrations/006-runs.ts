import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a replay needs of a run, and who decided each of its actions. */
export const runs: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database
    for (const name of ['rules', 'outcome']) {
      await schema
        .alterTable('runs')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
        .execute()
    }
    await schema
      .alterTable('actions')
      .addColumn('playbook_hash', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    for (const name of ['experiment', 'side'])
      await schema.alterTable('actions').addColumn(name, 'text').execute()
    await sql`update actions set playbook_hash = (select playbook_hash from runs where runs.id = actions.run)`.execute(
      database,
    )
  },
}
