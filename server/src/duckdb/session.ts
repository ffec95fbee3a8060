import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { z } from 'zod'

export type Connection = DuckDBConnection

/** Opens an in-memory DuckDB; the caller closes it. */
export async function openDuckDb(): Promise<{ connection: Connection; close: () => void }> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  // Progress bars and local time zones belong to terminals, not to a server.
  await connection.run(`SET TimeZone = 'UTC'`)
  return {
    connection,
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** Runs work on an in-memory DuckDB and closes it whatever happens. */
export async function withDuckDb<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const { connection, close } = await openDuckDb()
  try {
    return await work(connection)
  } finally {
    close()
  }
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Reads all rows of a query, each parsed by the schema: 64-bit numbers arrive as text, so cast in the query. */
export async function rowsOf<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  sql: string,
  values: Record<string, string | number | null> = {},
): Promise<z.output<Schema>[]> {
  const reader = await connection.runAndReadAll(sql, values)
  return z.array(schema).parse(reader.getRowObjectsJson())
}

/** Reads the rows of a query a piece at a time, as the database has them: for so many that objects would be too many. */
export async function* chunksOf(connection: Connection, sql: string): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql)
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield chunk
}
