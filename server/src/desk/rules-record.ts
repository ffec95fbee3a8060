import { type Day, formatDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { Refusal } from '../files/refusal.ts'
import { inForce, listActivations } from '../store/activations.ts'
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
  const byVersion = Map.groupBy(found, ([, { playbook, version }]) => `${playbook}/${version}`)
  const versions = await Promise.all(
    [...byVersion.values()].flatMap((held) => {
      const [first] = held
      if (!first) return []
      const [, { playbook, version }] = first
      const own = held.map(([branch]) => branch).toSorted()
      return [
        hashOf(store, playbook, version).then((hash) => ({
          playbook,
          version,
          hash,
          branches: own.length === allBranches.length ? null : own,
        })),
      ]
    }),
  )
  const experiments = await runningExperiments(store, date)
  return {
    versions: versions.toSorted(byPlaybookAndVersion),
    experiments: await Promise.all(
      experiments.map(async ({ id, seed, unit, share, holdout, branches, playbook, challenger }) => ({
        id,
        seed,
        unit,
        share,
        holdout,
        branches,
        playbook,
        challenger,
        hash: await hashOf(store, playbook, challenger),
      })),
    ),
  }
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

const byPlaybookAndVersion = (
  left: { readonly playbook: string; readonly version: number },
  right: { readonly playbook: string; readonly version: number },
): number =>
  left.playbook === right.playbook ? left.version - right.version : left.playbook < right.playbook ? -1 : 1

async function hashOf(store: Database, playbook: string, version: number): Promise<string> {
  const { hash } = await store
    .selectFrom('versions')
    .select('hash')
    .where('playbook', '=', playbook)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return hash
}
