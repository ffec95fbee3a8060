import { join } from 'node:path'
import { z } from 'zod'
import type { Desk } from '../desk/desk.ts'
import { literal, rowsOf, withDuckDb } from '../duckdb/session.ts'
import { Refusal } from '../files/refusal.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { readManifest, verifiedFile } from '../snapshot/verify.ts'
import { listedBranches, type StoredRun } from '../store/runs.ts'

type Branches = Snapshot['branches']

/**
 * The branches that a run made lists for, by id: since then some may have been closed, and others opened. Where its
 * snapshot is gone or damaged, those that had anybody on a list, under the names that they have today.
 */
export async function branchesThen(
  { store, snapshot, snapshots }: Pick<Desk, 'store' | 'snapshot' | 'snapshots'>,
  run: StoredRun,
): Promise<Branches> {
  if (run.snapshot === snapshot.manifest.hash) return snapshot.branches
  try {
    return await readBranches(join(snapshots, run.snapshot))
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    const listed = await listedBranches(store, run.id)
    return listed.map(
      (id) => snapshot.branches.find((each) => each.id === id) ?? { id, name: id, nameEn: null },
    )
  }
}

const row = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() })

/** @throws Refusal when the snapshot is gone or damaged. */
async function readBranches(directory: string): Promise<Branches> {
  const file = await verifiedFile(directory, readManifest(directory), 'branches.parquet')
  return withDuckDb((connection) =>
    rowsOf(
      connection,
      row,
      `SELECT id, name, name_en AS "nameEn" FROM read_parquet(${literal(file)}) ORDER BY id`,
    ),
  )
}
