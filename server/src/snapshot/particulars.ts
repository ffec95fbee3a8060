import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Connection, literal, rowsOf } from '../duckdb/session.ts'

const particularsRow = z.object({
  household: z.string().nullable(),
  consentsRecorded: z.number().int().nullable(),
  consentsSource: z.string().nullable(),
})

const memberRow = z.object({ customer: z.string() })

/** What feeds may tell of a customer beside his page. */
export interface Particulars extends z.output<typeof particularsRow> {
  /** The customers of his household, himself among them, by number; none where no household is known. */
  readonly members: readonly string[]
}

const UNKNOWN: Particulars = { household: null, consentsRecorded: null, consentsSource: null, members: [] }

/** Reads them from a snapshot's files, which snapshots from before there were such feeds lack. */
export async function readParticulars(
  connection: Connection,
  directory: string,
  id: string,
): Promise<Particulars> {
  const [particulars, households] = ['particulars', 'households'].map((name) =>
    join(directory, `${name}.parquet`),
  )
  if (!particulars || !households || !existsSync(particulars)) return UNKNOWN
  const [found] = await rowsOf(
    connection,
    particularsRow,
    `SELECT household, CAST(consents_recorded - DATE '1970-01-01' AS INTEGER) AS "consentsRecorded",
       consents_source AS "consentsSource"
     FROM read_parquet(${literal(particulars)}) WHERE customer = $id`,
    { id },
  )
  if (!found) return UNKNOWN
  const members =
    found.household === null
      ? []
      : await rowsOf(
          connection,
          memberRow,
          `SELECT customer FROM read_parquet(${literal(households)}) WHERE household = $household ORDER BY customer`,
          { household: found.household },
        )
  return { ...found, members: members.map(({ customer }) => customer) }
}
