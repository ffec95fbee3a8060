import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Whether an order was for more than its customer had when it was placed. Nobody knows it of those before. */
export const largeOrders: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('orders').addColumn('beyond', 'text').execute()
  },
}
