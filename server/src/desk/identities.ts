import { join } from 'node:path'
import { z } from 'zod'
import { literal, rowsOf, withDuckDb } from '../duckdb/session.ts'

const identityRow = z.object({ name: z.string(), phone: z.string().nullable() })

/** Name and telephone number, as the lists show them. */
export type Identity = z.infer<typeof identityRow>

/** The identities of all customers of a snapshot directory, in the order of its columns. */
export const readIdentities = (directory: string): Promise<Identity[]> =>
  withDuckDb((connection) =>
    rowsOf(
      connection,
      identityRow,
      `SELECT name, phone FROM read_parquet(${literal(join(directory, 'customers.parquet'))}) ORDER BY id`,
    ),
  )
