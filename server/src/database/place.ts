import { Refusal } from '../files/refusal.ts'

/** Where the store of a bank is: in the bank's folder, or in a PostgreSQL database. */
export type StorePlace =
  | { readonly is: 'sqlite'; readonly directory: string }
  | { readonly is: 'postgres'; readonly url: string }

const POSTGRES = ['postgres:', 'postgresql:']

/**
 * The place of a bank's store: the database that `DATABASE_URL` names, otherwise the bank's folder.
 * @throws Refusal for the address of anything but PostgreSQL. The words never hold it: it may hold a password.
 */
export function storePlace(directory: string, databaseUrl = process.env.DATABASE_URL ?? ''): StorePlace {
  if (databaseUrl === '') return { is: 'sqlite', directory }
  const protocol = URL.parse(databaseUrl)?.protocol
  if (protocol !== undefined && POSTGRES.includes(protocol)) return { is: 'postgres', url: databaseUrl }
  const what = protocol === undefined ? 'is no address' : `begins with "${protocol}"`
  throw new Refusal(
    `DATABASE_URL ${what}: write postgres://USER:PASSWORD@HOST:5432/DATABASE, with %23 for # and the like in the password, or leave it out for the bank's own folder.`,
  )
}
