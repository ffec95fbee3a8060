import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The time of day not before which a customer was promised a call. */
export const callBackTime: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('contacts').addColumn('call_back_time', 'text').execute()
  },
}
