import { join } from 'node:path'
import type { Desk } from '../desk/desk.ts'
import { withDuckDb } from '../duckdb/session.ts'
import { Refusal } from '../files/refusal.ts'
import { type Branch, readBranches } from '../snapshot/branches.ts'
import { readManifest, verifiedFile } from '../snapshot/verify.ts'
import { listedBranches, type StoredRun } from '../store/runs.ts'

/**
 * The branches that a run made lists for, by id: since then some may have been closed, and others opened. Where its
 * snapshot is gone or damaged, those that had anybody on a list, under the names that they have today.
 */
export async function branchesThen(
  { store, snapshot, snapshots }: Pick<Desk, 'store' | 'snapshot' | 'snapshots'>,
  run: StoredRun,
): Promise<readonly Branch[]> {
  if (run.snapshot === snapshot.manifest.hash) return snapshot.branches
  try {
    return await branchesIn(join(snapshots, run.snapshot))
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    const listed = await listedBranches(store, run.id)
    return listed.map(
      (id) => snapshot.branches.find((each) => each.id === id) ?? { id, name: id, nameEn: null },
    )
  }
}

/** @throws Refusal when the snapshot is gone or damaged. */
async function branchesIn(directory: string): Promise<Branch[]> {
  const file = await verifiedFile(directory, readManifest(directory), 'branches.parquet')
  return withDuckDb((connection) => readBranches(connection, file))
}
