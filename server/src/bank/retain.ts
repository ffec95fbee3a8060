import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, formatDay } from '@branch-playbook/engine'
import { SYSTEM } from '../audit/journal.ts'
import { withLog } from '../audit/open-log.ts'
import { MANIFEST_FILE } from '../snapshot/manifest.ts'
import { readManifest } from '../snapshot/verify.ts'
import { snapshotsDirectory } from './bank.ts'
import type { BankOptions } from './which-bank.ts'

export interface DeletedSnapshot {
  readonly hash: string
  readonly asOf: Day
}

/**
 * Deletes the snapshots of a bank that show a day before the given one, but for the current: names, telephone
 * numbers and transactions are in them. The log says so before they go, so that replay can tell why a run of
 * theirs cannot be made again.
 * @throws Refusal
 */
export const retain = (options: BankOptions, before: Day): Promise<readonly DeletedSnapshot[]> =>
  withLog(options, async ({ placed, journal }) => {
    const { id, snapshot: current } = placed.bank
    const directory = snapshotsDirectory(options.data, id)
    const old = readdirSync(directory)
      .filter((hash) => hash !== current && existsSync(join(directory, hash, MANIFEST_FILE)))
      .map((hash) => ({ hash, asOf: readManifest(join(directory, hash)).asOf }))
      .filter(({ asOf }) => asOf < before)
    await journal.change(SYSTEM, async (_store, note) => {
      for (const { hash, asOf } of old)
        note({ action: 'snapshot.deleted', subject: `snapshots/${hash}`, details: { asOf: formatDay(asOf) } })
    })
    for (const { hash } of old) rmSync(join(directory, hash), { recursive: true })
    return old
  })
