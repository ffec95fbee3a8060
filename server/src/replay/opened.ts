import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { contentHash } from '@branch-playbook/engine'
import { rulesOfRecord } from '../desk/rules.ts'
import { Today } from '../desk/today.ts'
import { Refusal } from '../files/refusal.ts'
import { MANIFEST_FILE, OtherVersion } from '../snapshot/manifest.ts'
import { openSnapshot, type Snapshot } from '../snapshot/open.ts'
import { DamagedSnapshot, verifiedManifest } from '../snapshot/verify.ts'
import type { PastDay } from './past-day.ts'

/** Why a day cannot be decided again. */
interface Undecided {
  readonly ok: false
  readonly fault: 'snapshot_deleted' | 'snapshot_damaged' | 'playbook_missing'
  /** The file that is damaged, or why a version does not run. */
  readonly detail: string | null
}

export type Redecided<Result> = { readonly ok: true; readonly value: Result } | Undecided

/** The day decided last: whoever looks at one line of a list looks at the next one too. */
let kept: { readonly key: string; readonly today: Today } | null = null

/** A past day, decided. Its snapshot's files have to be as they were made, also when they were read before. */
export async function dayOf(past: PastDay): Promise<Redecided<Today>> {
  const directory = join(past.snapshots, past.snapshot)
  if (!existsSync(directory)) return { ok: false, fault: 'snapshot_deleted', detail: null }
  const { versions: _documents, ...grounds } = past
  const key = contentHash(grounds)
  try {
    if (kept?.key === key) {
      await verifiedManifest(directory)
      return { ok: true, value: kept.today }
    }
    const snapshot = await openSnapshot(directory)
    // Only customer pages read on.
    snapshot.close()
    const today = await decided(past, snapshot)
    kept = { key, today }
    return { ok: true, value: today }
  } catch (fault) {
    if (fault instanceof DamagedSnapshot)
      return { ok: false, fault: 'snapshot_damaged', detail: basename(fault.file) }
    if (fault instanceof OtherVersion) return { ok: false, fault: 'snapshot_damaged', detail: MANIFEST_FILE }
    if (fault instanceof Refusal) return { ok: false, fault: 'playbook_missing', detail: fault.message }
    throw fault
  }
}

/** A run is of everybody, whoever was erased since. */
const NOBODY: ReadonlySet<number> = new Set()

async function decided(past: PastDay, snapshot: Snapshot): Promise<Today> {
  const { rules: record, versions, currency, day, events, absences, handovers, before } = past
  const rules = await rulesOfRecord(
    record,
    async (playbook, version) =>
      versions.find((each) => each.playbook === playbook && each.version === version),
    snapshot,
    currency,
  )
  return new Today({ snapshot, rules, day, events, absences, handovers, before, today: [], erased: NOBODY })
}
