import { renameSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { literal, withDuckDb } from '../duckdb/session.ts'
import { inDraft } from '../files/draft.ts'

/**
 * Writes a snapshot's facts as the CSV file that the playbook commands read: customer, branch, adviser, then every
 * fact, a line a customer.
 */
export function exportFacts(snapshotDirectory: string, file: string): Promise<void> {
  return inDraft(dirname(resolve(file)), async (draft) => {
    const written = join(draft, 'facts.csv')
    const facts = literal(join(snapshotDirectory, 'facts.parquet'))
    await withDuckDb((connection) =>
      connection.run(
        `COPY (SELECT * FROM read_parquet(${facts}) ORDER BY customer) TO ${literal(written)} (FORMAT csv, HEADER)`,
      ),
    )
    renameSync(written, file)
  })
}
