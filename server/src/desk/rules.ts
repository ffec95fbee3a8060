import type { Day, OverlayValues } from '@branch-playbook/engine'
import { SIDES, type Side } from '../experiment/assignment.ts'
import { Refusal } from '../files/refusal.ts'
import { overlaid } from '../overlays/overlaid.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { findVersion } from '../store/playbooks.ts'
import type { Database, Tables } from '../store/tables.ts'
import { type Assigned, assigned } from './assigned.ts'
import { type PreparedPlaybook, preparedOnce } from './prepared-playbook.ts'
import { type DecidingVersion, type RulesRecord, recordInForce } from './rules-record.ts'

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
export const versionsIn =
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

/**
 * Every version in force, with how many customers it decides, and in how many branches. One in which branches set
 * numbers of their own is one version all the same.
 */
export function decidedBy({ arms, armOf }: Rules, { customers }: Pick<Snapshot, 'customers'>) {
  const counts = new Map<string, { arm: PreparedPlaybook; customers: number; branches: Set<number> }>()
  const countOf = arms.map((arm) => {
    const key = JSON.stringify([arm.id, arm.version])
    const count = counts.get(key) ?? { arm, customers: 0, branches: new Set<number>() }
    counts.set(key, count)
    return count
  })
  armOf.forEach((place, row) => {
    const count = countOf[place]
    if (!count) return
    count.customers += 1
    count.branches.add(customers.branch[row] ?? -1)
  })
  return [...counts.values()]
    .map(({ branches, ...count }) => ({ ...count, branches: branches.size }))
    .toSorted((left, right) => right.customers - left.customers)
}

/** The version that decides the most customers. */
export function leadingOf({ arms: [leading] }: Rules): PreparedPlaybook {
  if (!leading) throw new Error('No version is in force')
  return leading
}

/** Of each branch, by its place in the snapshot, the version that decides most of its customers. */
export function leadingInBranches(
  { branches, customers }: Pick<Snapshot, 'branches' | 'customers'>,
  { arms, armOf }: Rules,
  leading: PreparedPlaybook,
): PreparedPlaybook[] {
  if (arms.length === 1) return branches.map(() => leading)
  const counts = branches.map(() => new Int32Array(arms.length))
  customers.branch.forEach((branch, row) => {
    const count = counts[branch]
    const arm = armOf[row] ?? 0
    if (count) count[arm] = (count[arm] ?? 0) + 1
  })
  return counts.map((count) => arms[count.indexOf(Math.max(...count))] ?? leading)
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
  { playbook, version, hash, values, base }: DecidingVersion,
  currency: string,
): Promise<PreparedPlaybook> {
  const stored = await versionOf(playbook, version)
  if (stored?.hash !== base)
    throw new Refusal(`Version ${version} of "${playbook}" is not in the store as ${base}`)
  const made = await preparedOnce({ version, document: await documentOf(stored, values, hash) }, currency)
  if (!made.ok) {
    const faults = made.problems.map(({ path, what }) => `${path}: ${what}`).join('\n')
    throw new Refusal(`Version ${version} of "${playbook}" is in force and does not run:\n${faults}`)
  }
  return made.prepared
}

/** The document of a version, or what it is with a branch's numbers in it, if that is what the rules say it is. */
async function documentOf(
  { document, version }: Pick<Tables['versions'], 'document' | 'version'>,
  values: OverlayValues | null,
  hash: string,
): Promise<string> {
  if (values === null) return document
  const made = await overlaid(document, values)
  if (made.ok && made.hash === hash) return made.document
  throw new Refusal(`The numbers of a branch do not make ${hash} of version ${version}`)
}
