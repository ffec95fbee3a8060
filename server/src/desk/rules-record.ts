import { type Day, formatDay, type OverlayValues } from '@branch-playbook/engine'
import { z } from 'zod'
import { Refusal } from '../files/refusal.ts'
import { overlaysInForce } from '../overlays/in-force.ts'
import { holdsIn, inForce, listActivations } from '../store/activations.ts'
import { runningExperiments } from '../store/experiments.ts'
import type { Database, Tables } from '../store/tables.ts'

const branches = z.array(z.string()).readonly().nullable()

const recordSchema = z.object({
  versions: z
    .array(z.object({ playbook: z.string(), version: z.number().int(), hash: z.string(), branches }))
    .readonly(),
  experiments: z
    .array(
      z.object({
        id: z.string(),
        seed: z.string(),
        unit: z.enum(['branch', 'customer']),
        share: z.number().int(),
        holdout: z.number().int(),
        branches,
        playbook: z.string(),
        challenger: z.number().int(),
        hash: z.string(),
      }),
    )
    .readonly(),
  /** Left out where no branch sets numbers of its own, so that the record is what it was without them. */
  overlays: z
    .array(
      z.object({
        branch: z.string(),
        overlay: z.string(),
        playbook: z.string(),
        version: z.number().int(),
        values: z.record(z.string(), z.number()),
        hash: z.string(),
      }),
    )
    .readonly()
    .optional(),
})

/**
 * Which versions decide whom on a day: the versions in force with their branches (null is all), the challengers
 * beside them, and the numbers that branches set in either; `hash` is that of the version with these numbers. With a snapshot it is enough to make the same rules again. Always in the same order,
 * so that the same rules have the same record.
 */
export type RulesRecord = Readonly<z.infer<typeof recordSchema>>

/**
 * The record of what is in force on a day, in the branches given.
 * @throws Refusal when nothing is in force in one of them.
 */
export async function recordInForce(
  store: Database,
  allBranches: readonly string[],
  day: Day,
): Promise<RulesRecord> {
  const date = formatDay(day)
  const found = inForce(await listActivations(store), allBranches, date)
  const bare = allBranches.find((branch) => !found.has(branch))
  if (bare !== undefined) throw new Refusal(`No playbook is in force in branch ${bare} on ${date}`)
  const hashes = await hashesOf(store)
  const hashOf = (playbook: string, version: number) => hashes.get(nameOf(playbook, version)) ?? ''
  const held = Map.groupBy(allBranches, (branch) => {
    const activation = found.get(branch)
    return activation ? nameOf(activation.playbook, activation.version) : ''
  })
  const versions = [...held.values()].flatMap((own) => {
    const activation = found.get(own[0] ?? '')
    if (!activation) return []
    const { playbook, version } = activation
    const everywhere = own.length === allBranches.length
    return [
      { playbook, version, hash: hashOf(playbook, version), branches: everywhere ? null : own.toSorted() },
    ]
  })
  const running = await runningExperiments(store, date)
  const experiments = running.map(({ id, seed, unit, share, holdout, branches, playbook, challenger }) => ({
    id,
    seed,
    unit,
    share,
    holdout,
    branches,
    playbook,
    challenger,
    hash: hashOf(playbook, challenger),
  }))
  const rules = { versions: versions.toSorted(byPlaybookAndVersion), experiments }
  const overlays = await overlaysInForce(store, rules, allBranches, date)
  return { ...rules, ...(overlays.length > 0 && { overlays }) }
}

/** A version by its name and its identity. */
export interface NamedVersion {
  readonly playbook: string
  readonly version: number
  readonly hash: string
}

/** A version as it decides: with the numbers that a branch sets in it, of which the hash is then, or (null) without. */
export interface DecidingVersion extends NamedVersion {
  readonly values: OverlayValues | null
  /** The identity of the version without them. */
  readonly base: string
}

/** A version as it decides in a branch. */
export function versionIn(
  { overlays = [] }: Pick<RulesRecord, 'overlays'>,
  branch: string,
  { playbook, version, hash: base }: NamedVersion,
): DecidingVersion {
  const own = overlays.find(
    (each) => each.branch === branch && each.playbook === playbook && each.version === version,
  )
  return { playbook, version, hash: own?.hash ?? base, values: own?.values ?? null, base }
}

/** The challenger of an experiment of a record. */
export const challengerOf = ({
  playbook,
  challenger,
  hash,
}: RulesRecord['experiments'][number]): NamedVersion => ({ playbook, version: challenger, hash })

/** Every version that a record names: those in force, then the challengers, also when one is both. */
export const versionsNamed = ({ versions, experiments }: RulesRecord): NamedVersion[] => [
  ...versions,
  ...experiments.map(challengerOf),
]

interface Identity {
  readonly id: string
  readonly version: number
  readonly hash: string
}

/**
 * The version in force in a branch by a record, undefined where there is none, and the challengers beside it, each
 * with the branch's own numbers in it.
 */
export function decidingIn(
  { versions, experiments, overlays }: Pick<RulesRecord, 'versions' | 'experiments' | 'overlays'>,
  branch: string,
): { readonly playbook: Identity | undefined; readonly challengers: readonly Identity[] } {
  const identity = (named: NamedVersion): Identity => {
    const { playbook: id, version, hash } = versionIn({ overlays }, branch, named)
    return { id, version, hash }
  }
  const holds = (each: { readonly branches: readonly string[] | null }) => holdsIn(each, branch)
  const [playbook] = versions.filter(holds).map(identity)
  return { playbook, challengers: experiments.filter(holds).map(challengerOf).map(identity) }
}

/** The record of a stored run. Runs from before there were several versions at a time had one everywhere. */
export const recordOfRun = ({
  rules,
  playbook,
  version,
  playbook_hash: hash,
}: Pick<Tables['runs'], 'rules' | 'playbook' | 'version' | 'playbook_hash'>): RulesRecord =>
  rules === ''
    ? { versions: [{ playbook, version, hash, branches: null }], experiments: [] }
    : recordSchema.parse(JSON.parse(rules))

interface Version {
  readonly playbook: string
  readonly version: number
}

function byPlaybookAndVersion(left: Version, right: Version): number {
  if (left.playbook === right.playbook) return left.version - right.version
  return left.playbook < right.playbook ? -1 : 1
}

/** The identity of every version, by its name. */
async function hashesOf(store: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await store.selectFrom('versions').select(['playbook', 'version', 'hash']).execute()
  return new Map(rows.map(({ playbook, version, hash }) => [nameOf(playbook, version), hash]))
}

const nameOf = (playbook: string, version: number): string => JSON.stringify([playbook, version])
