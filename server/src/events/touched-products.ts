import { join } from 'node:path'
import { z } from 'zod'
import { literal, rowsOf, withDuckDb } from '../duckdb/session.ts'
import { FACTS } from '../snapshot/facts.ts'

const productRow = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  group: z.string(),
  customers: z.number(),
  balance: z.number(),
})

/** A product that an event touches, with those of the customers who hold it and for how much, in minor units. */
export type TouchedProduct = z.output<typeof productRow>

/** The products of which a fact tells that customers hold some, of those customers; the one most of them hold first. */
export async function productsOf(
  snapshotDirectory: string,
  fact: string | null,
  rows: Int32Array,
): Promise<TouchedProduct[]> {
  const about = FACTS.find(({ name }) => name === fact)?.about
  if (about === undefined || rows.length === 0) return []
  const file = (table: string) => literal(join(snapshotDirectory, `${table}.parquet`))
  return withDuckDb(async (connection) => {
    await connection.run('CREATE TABLE called (place BIGINT)')
    const appender = await connection.createAppender('called')
    for (const row of rows) {
      appender.appendBigInt(BigInt(row))
      appender.endRow()
    }
    appender.closeSync()
    return rowsOf(
      connection,
      productRow,
      // The facts are in the order of the customers' rows.
      `WITH holders AS (
         SELECT customer FROM read_parquet(${file('facts')}, file_row_number = true)
         JOIN called ON place = file_row_number)
       SELECT product AS id, any_value(product_name) AS name, any_value(product_name_en) AS "nameEn", "group",
         CAST(count(DISTINCT customer) AS DOUBLE) AS customers, CAST(sum(balance) AS DOUBLE) AS balance
       FROM read_parquet(${file('holdings')}) SEMI JOIN holders USING (customer)
       WHERE ${about} GROUP BY product, "group" ORDER BY customers DESC, product`,
    )
  })
}
