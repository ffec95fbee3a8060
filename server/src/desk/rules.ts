import type { Day } from '@branch-playbook/engine'
import { SIDES, type Side } from '../experiment/assignment.ts'
import { Refusal } from '../files/refusal.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { findVersion } from '../store/playbooks.ts'
import type { Database, Tables } from '../store/tables.ts'
import { type Assigned, assigned } from './assigned.ts'
import { type PreparedPlaybook, preparedOnce } from './prepared-playbook.ts'
import { type NamedVersion, type RulesRecord, recordInForce } from './rules-record.ts'

/** Who decides whom on a day. */
export interface Rules extends Omit<Assigned, 'versions'> {
  /** The versions in use, the one that decides the most customers first. */
  readonly arms: readonly PreparedPlaybook[]
  readonly record: RulesRecord
}

/**
 * The rules in force on a day, by the activations and experiments of the store.
 * @throws Refusal when nothing is in force in a branch, or a version does not run.
 */
export async function rulesInForce(
  store: Database,
  snapshot: Snapshot,
  day: Day,
  currency: string,
): Promise<Rules> {
  const branches = snapshot.branches.map(({ id }) => id)
  return rulesOfRecord(await recordInForce(store, branches, day), versionsIn(store), snapshot, currency)
}

/** Where the versions that a record names are found. */
export type VersionSource = (
  playbook: string,
  version: number,
) => Promise<Pick<Tables['versions'], 'version' | 'hash' | 'document'> | undefined>

/** The versions of a store. */
const versionsIn =
  (store: Database): VersionSource =>
  (playbook, version) =>
    findVersion(store, playbook, version)

/**
 * The rules that a record tells of, for the customers of a snapshot. The same record gives the same rules.
 * @throws Refusal when a version is not there as the record knows it, or does not run.
 */
export async function rulesOfRecord(
  record: RulesRecord,
  versionOf: VersionSource,
  snapshot: Snapshot,
  currency: string,
): Promise<Rules> {
  const { versions, ...rest } = assigned(record, snapshot)
  const arms: PreparedPlaybook[] = []
  // One after the other: a transaction takes one question at a time.
  for (const version of versions) arms.push(await preparedVersion(versionOf, version, currency))
  return { arms, ...rest, record }
}

/** Every version in force, with how many customers it decides, and in how many branches. */
export function decidedBy({ arms, armOf }: Rules, { customers }: Pick<Snapshot, 'customers'>) {
  const counts = arms.map((arm) => ({ arm, customers: 0, branches: new Set<number>() }))
  armOf.forEach((place, row) => {
    const count = counts[place]
    if (!count) return
    count.customers += 1
    count.branches.add(customers.branch[row] ?? -1)
  })
  return counts.map(({ branches, ...count }) => ({ ...count, branches: branches.size }))
}

/** The experiment that a customer is part of, and the side he is on; both null outside all experiments. */
export function exposureOf(
  { sideOf, experimentOf, record }: Pick<Rules, 'sideOf' | 'experimentOf' | 'record'>,
  row: number,
): { readonly experiment: string | null; readonly side: Side | null } {
  const side = SIDES[(sideOf?.[row] ?? 0) - 1]
  const experiment = record.experiments[experimentOf?.[row] ?? -1]
  return side && experiment ? { experiment: experiment.id, side } : { experiment: null, side: null }
}

async function preparedVersion(
  versionOf: VersionSource,
  { playbook, version, hash }: NamedVersion,
  currency: string,
): Promise<PreparedPlaybook> {
  const stored = await versionOf(playbook, version)
  if (stored?.hash !== hash)
    throw new Refusal(`Version ${version} of "${playbook}" is not in the store as ${hash}`)
  const made = await preparedOnce(stored, currency)
  if (!made.ok) {
    const faults = made.problems.map(({ path, what }) => `${path}: ${what}`).join('\n')
    throw new Refusal(`Version ${version} of "${playbook}" is in force and does not run:\n${faults}`)
  }
  return made.prepared
}
