import { type Day, formatDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { Refusal } from '../files/refusal.ts'
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
})

/**
 * Which versions decide whom on a day: the versions in force with their branches (null is all), and the
 * challengers beside them. With a snapshot it is enough to make the same rules again. Always in the same order,
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
  const experiments = await runningExperiments(store, date)
  return {
    versions: versions.toSorted(byPlaybookAndVersion),
    experiments: experiments.map(({ id, seed, unit, share, holdout, branches, playbook, challenger }) => ({
      id,
      seed,
      unit,
      share,
      holdout,
      branches,
      playbook,
      challenger,
      hash: hashOf(playbook, challenger),
    })),
  }
}

/** A version by its name and its identity. */
export interface NamedVersion {
  readonly playbook: string
  readonly version: number
  readonly hash: string
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

/** The version in force in a branch by a record, undefined where there is none, and the challengers beside it. */
export function decidingIn(
  { versions, experiments }: RulesRecord,
  branch: string,
): { readonly playbook: Identity | undefined; readonly challengers: readonly Identity[] } {
  const holds = (each: { readonly branches: readonly string[] | null }) => holdsIn(each, branch)
  const [playbook] = versions
    .filter(holds)
    .map(({ playbook, version, hash }): Identity => ({ id: playbook, version, hash }))
  const challengers = experiments
    .filter(holds)
    .map(({ playbook, challenger, hash }): Identity => ({ id: playbook, version: challenger, hash }))
  return { playbook, challengers }
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
