import { sql } from 'kysely'
import type { Database } from '../store/tables.ts'
import { onPostgres } from './database.ts'

/** Runs work while the store's disk has no room for another entry of the log. */
export async function onFullDisk<Result>(store: Database, work: () => Promise<Result>): Promise<Result> {
  await (onPostgres ? fillPostgres(store) : sql`pragma max_page_count = 1`.execute(store))
  try {
    return await work()
  } finally {
    await (onPostgres ? sql`drop function no_room cascade` : sql`pragma max_page_count = 1000000`).execute(
      store,
    )
  }
}

/** What PostgreSQL says on a full disk, said by a trigger. */
async function fillPostgres(store: Database): Promise<void> {
  await sql`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
    store,
  )
  await sql`create trigger no_room before insert on audit_entries execute function no_room()`.execute(store)
}
