import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL that tests run on; not there where they run on SQLite. */
    postgres?: string
  }
}

/** A store that nothing was stored in yet, as `DATABASE_URL` names it. */
export interface FreshDatabase {
  /** Empty where tests run on SQLite, whose store is in the bank's folder. */
  readonly url: string
  drop(): Promise<void>
}

export const onPostgres = inject('postgres') !== undefined

/** A database of its own where tests run on PostgreSQL, made for a language whose order of texts is its own. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('postgres')
  if (server === undefined) return { url: '', drop: async () => undefined }
  const name = `bank_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name} template template0 locale_provider icu icu_locale 'zh'`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => ask(server, `drop database ${name} with (force)`) }
}

async function ask(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
