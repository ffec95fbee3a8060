import { renameSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { literal, withDuckDb } from '../duckdb/session.ts'
import { inDraft } from '../files/draft.ts'
import { verifiedManifest } from './verify.ts'

/**
 * Writes a snapshot's facts as the CSV file that the playbook commands read: customer, branch, adviser, then every
 * fact, a line a customer.
 * @throws Refusal when the snapshot is damaged.
 */
export async function exportFacts(snapshotDirectory: string, file: string): Promise<void> {
  await verifiedManifest(snapshotDirectory)
  await inDraft(dirname(resolve(file)), async (draft) => {
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
