import { z } from 'zod'
import { type Connection, literal, rowsOf } from '../duckdb/session.ts'

const branchRow = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() })

export type Branch = Readonly<z.output<typeof branchRow>>

/** The branches that a file of a snapshot has, by number. */
export const readBranches = (connection: Connection, file: string): Promise<Branch[]> =>
  rowsOf(
    connection,
    branchRow,
    `SELECT id, name, name_en AS "nameEn" FROM read_parquet(${literal(file)}) ORDER BY id`,
  )
