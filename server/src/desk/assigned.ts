import { SIDES, type Side, sideAt, sideOf } from '../experiment/assignment.ts'
import { placesOf } from '../experiment/places.ts'
import { Refusal } from '../files/refusal.ts'
import type { Snapshot } from '../snapshot/open.ts'
import type { TextColumn } from '../snapshot/packed-texts.ts'
import { holdsIn } from '../store/activations.ts'
import {
  challengerOf,
  type DecidingVersion,
  type NamedVersion,
  type RulesRecord,
  versionIn,
} from './rules-record.ts'

/** By customer row the place of the version that decides him. */
export type Arms = Uint8Array | Uint16Array

/** The most versions at a time: a customer's is kept in two bytes. */
const MOST_VERSIONS = 65_536

/** Which version decides whom, as a record of the rules has it. */
export interface Assigned {
  /** The versions that decide anybody, the one with the most customers first. */
  readonly versions: readonly DecidingVersion[]
  /** By customer row, the place of his version. */
  readonly armOf: Arms
  /** By customer row his side: 0 outside all experiments, else the place in `SIDES`, from 1. Null without any. */
  readonly sideOf: Uint8Array | null
  /** By customer row the place of his experiment in the record; it counts only where he has a side. */
  readonly experimentOf: Uint8Array | null
}

/**
 * Gives every customer of a snapshot the version that decides him: the one in force in his branch, or the
 * challenger of an experiment there, if he is on its side. An experiment concerns only branches in which its
 * playbook is in force.
 * @throws Refusal when a branch has no version.
 */
export function assigned(
  record: RulesRecord,
  { customers, branches }: Pick<Snapshot, 'customers' | 'branches'>,
): Assigned {
  const known = new KnownVersions(record, branches)
  const inBranch = branches.map(({ id }) => branchRules(record, known, id, customers.ids))
  const exposed = inBranch.some(({ experiment }) => experiment !== null)
  const sides = exposed ? new Uint8Array(customers.count) : null
  const experimentOf = exposed ? new Uint8Array(customers.count) : null
  const chosen = new Uint16Array(customers.count)
  const counts = known.all.map(() => 0)
  customers.branch.forEach((branch, row) => {
    const rules = inBranch[branch]
    if (!rules) return
    const side = rules.sideOf(row)
    const place = side === 'challenger' ? rules.challenger : rules.champion
    chosen[row] = place
    counts[place] = (counts[place] ?? 0) + 1
    if (side === null || rules.experiment === null) return
    if (sides) sides[row] = SIDES.indexOf(side) + 1
    if (experimentOf) experimentOf[row] = rules.experiment
  })
  const used = [...known.all.keys()]
    .filter((place) => (counts[place] ?? 0) > 0)
    // The sort is stable, so that the same record always gives the same order.
    .toSorted((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0))
  // A bank without customers has rules too.
  if (used.length === 0) used.push(0)
  const armOfPlace = known.all.map((_each, place) => Math.max(0, used.indexOf(place)))
  return {
    versions: used.flatMap((place) => known.all[place] ?? []),
    armOf: chosen.map((place) => armOfPlace[place] ?? 0),
    sideOf: sides,
    experimentOf,
  }
}

/** What holds in a branch: places among the known versions and the experiments, and who is on which side. */
interface BranchRules {
  readonly champion: number
  readonly challenger: number
  readonly experiment: number | null
  sideOf(row: number): Side | null
}

function branchRules(
  record: RulesRecord,
  known: KnownVersions,
  branch: string,
  customers: TextColumn,
): BranchRules {
  const champion = record.versions.find((each) => holdsIn(each, branch))
  if (!champion) throw new Refusal(`The rules have no version for branch ${branch}`)
  const place = record.experiments.findIndex(
    (each) => each.playbook === champion.playbook && holdsIn(each, branch),
  )
  const experiment = record.experiments[place]
  const rules = {
    champion: known.placeOf(versionIn(record, branch, champion)),
    challenger: -1,
    experiment: null,
    sideOf: () => null,
  }
  if (!experiment) return rules
  const exposed = {
    ...rules,
    challenger: known.placeOf(versionIn(record, branch, challengerOf(experiment))),
    experiment: place,
  }
  if (experiment.unit === 'branch') {
    const side = sideOf(experiment, branch)
    return { ...exposed, sideOf: () => side }
  }
  const places = placesOf(experiment.seed, customers)
  return { ...exposed, sideOf: (row) => sideAt(experiment, places[row] ?? 0) }
}

/** All versions that a record names, as head office has them and as branches have them. */
class KnownVersions {
  readonly all: DecidingVersion[] = []
  /** By their identity: one that is champion here and challenger there, or the same in two branches, is one. */
  readonly #places = new Map<string, number>()

  constructor(record: RulesRecord, branches: Snapshot['branches']) {
    const named = [...record.versions, ...record.experiments.map(challengerOf)]
    for (const version of named) this.#add(versionIn({}, '', version))
    for (const { id } of branches)
      if (record.overlays?.some(({ branch }) => branch === id))
        for (const version of named) this.#add(versionIn(record, id, version))
  }

  placeOf(version: DecidingVersion): number {
    const place = this.#places.get(keyOf(version)) ?? 0
    if (place >= MOST_VERSIONS) throw new Refusal(`More than ${MOST_VERSIONS} versions would be in force`)
    return place
  }

  #add(version: DecidingVersion): void {
    const key = keyOf(version)
    if (this.#places.has(key)) return
    this.#places.set(key, this.all.length)
    this.all.push(version)
  }
}

const keyOf = ({ playbook, version, hash }: NamedVersion): string => JSON.stringify([playbook, version, hash])
