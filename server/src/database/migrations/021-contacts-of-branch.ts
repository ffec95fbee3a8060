import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The contacts of a branch are found without those of all others. */
export const contactsOfBranch: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.createIndex('contacts_of_branch').on('contacts').columns(['branch', 'day']).execute()
  },
}
