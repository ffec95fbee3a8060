import type { Day } from '@branch-playbook/engine'
import { SIDES, type Side, sideOf } from '../experiment/assignment.ts'
import { Refusal } from '../files/refusal.ts'
import type { Snapshot } from '../snapshot/open.ts'
import type { Database, Tables } from '../store/tables.ts'
import { type PreparedPlaybook, preparedOnce } from './prepared-playbook.ts'
import { type RulesRecord, recordInForce } from './rules-record.ts'

/** The most versions at a time: a customer's is kept in a byte. */
const MOST_ARMS = 256

/** Who decides whom on a day. */
export interface Rules {
  /** The versions in use, the one that decides the most customers first. */
  readonly arms: readonly PreparedPlaybook[]
  /** By customer row the place of his version in `arms`. */
  readonly armOf: Uint8Array
  /** By customer row his side: 0 outside all experiments, else the place in `SIDES`, from 1. Null without any. */
  readonly sideOf: Uint8Array | null
  /** By customer row the place of his experiment in the record; it counts only where he has a side. */
  readonly experimentOf: Uint8Array | null
  readonly record: RulesRecord
}

/**
 * The rules in force on a day, by the activations and experiments of the store.
 * @throws Refusal when nothing is in force in a branch, or a version does not run.
 */
export const rulesInForce = async (
  store: Database,
  snapshot: Snapshot,
  day: Day,
  currency: string,
): Promise<Rules> => {
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
    store
      .selectFrom('versions')
      .select(['version', 'hash', 'document'])
      .where('playbook', '=', playbook)
      .where('version', '=', version)
      .executeTakeFirst()

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
  const { customers } = snapshot
  const candidates: Named[] = [
    ...record.versions,
    ...record.experiments.map(({ playbook, challenger, hash }) => ({ playbook, version: challenger, hash })),
  ]
  const numberOf = ({ playbook, version }: Pick<Named, 'playbook' | 'version'>) =>
    candidates.findIndex((each) => each.playbook === playbook && each.version === version)
  const branches = snapshot.branches.map(({ id }) => {
    const champion = record.versions.find((each) => each.branches?.includes(id) ?? true)
    if (!champion) throw new Refusal(`The rules name no version for branch ${id}`)
    const place = record.experiments.findIndex(
      (each) => each.playbook === champion.playbook && (each.branches?.includes(id) ?? true),
    )
    const experiment = record.experiments[place]
    const challenger = experiment
      ? numberOf({ playbook: experiment.playbook, version: experiment.challenger })
      : -1
    const whole = experiment?.unit === 'branch' ? sideOf(experiment, id) : null
    return { champion: numberOf(champion), challenger, experiment, place, whole }
  })
  const exposed = branches.some(({ experiment }) => experiment !== undefined)
  const sides = exposed ? new Uint8Array(customers.count) : null
  const experimentOf = exposed ? new Uint8Array(customers.count) : null
  const chosen = new Uint8Array(customers.count)
  const counts = candidates.map(() => 0)
  for (let row = 0; row < customers.count; row += 1) {
    const branch = branches[customers.branch[row] ?? -1]
    if (!branch) continue
    const { champion, challenger, experiment, place, whole } = branch
    let number = champion
    if (experiment && sides && experimentOf) {
      const side = whole ?? sideOf(experiment, customers.ids[row] ?? '')
      sides[row] = SIDES.indexOf(side) + 1
      experimentOf[row] = place
      if (side === 'challenger') number = challenger
    }
    chosen[row] = number
    counts[number] = (counts[number] ?? 0) + 1
  }
  const used = [...candidates.keys()]
    .filter((number) => (counts[number] ?? 0) > 0)
    // The sort is stable, so that the same record always gives the same order.
    .toSorted((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0))
  if (used.length === 0) used.push(0)
  if (used.length > MOST_ARMS)
    throw new Refusal(`More than ${MOST_ARMS} versions would be in force at a time`)
  const armOfCandidate = Uint8Array.from(candidates, (_each, number) => Math.max(0, used.indexOf(number)))
  return {
    arms: await Promise.all(used.map((number) => preparedVersion(versionOf, candidates[number], currency))),
    armOf: chosen.map((number) => armOfCandidate[number] ?? 0),
    sideOf: sides,
    experimentOf,
    record,
  }
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
  { sideOf, experimentOf, record }: Rules,
  row: number,
): { readonly experiment: string | null; readonly side: Side | null } {
  const side = SIDES[(sideOf?.[row] ?? 0) - 1]
  const experiment = record.experiments[experimentOf?.[row] ?? -1]
  return side && experiment ? { experiment: experiment.id, side } : { experiment: null, side: null }
}

interface Named {
  readonly playbook: string
  readonly version: number
  readonly hash: string
}

async function preparedVersion(
  versionOf: VersionSource,
  named: Named | undefined,
  currency: string,
): Promise<PreparedPlaybook> {
  if (!named) throw new Refusal('The rules name no version')
  const { playbook, version, hash } = named
  const stored = await versionOf(playbook, version)
  if (stored?.hash !== hash)
    throw new Refusal(`Version ${version} of "${playbook}" is not in the store as ${hash}`)
  const made = await preparedOnce(stored, currency)
  if (!made.ok) {
    const faults = made.problems.map(({ path, what }) => `${path}: ${what}`).join('\n')
    throw new Refusal(`The version ${version} of "${playbook}" in force does not run:\n${faults}`)
  }
  return made.prepared
}
