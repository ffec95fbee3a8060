import { DESK_PREFIX } from '../feeds/feed.ts'
import type { Snapshot } from '../snapshot/open.ts'
import type { Absence } from './absence.ts'
import { advisersOf, type Handover } from './handover.ts'

/** Somebody with a list: an adviser of the bank, or the desk of a branch for customers without an adviser. */
export interface StaffMember {
  readonly id: string
  /** Null for a desk: it is called by what it is, in the language of the reader. */
  readonly name: string | null
  /** Place of the branch in the snapshot's branches. */
  readonly branch: number
  /** None for one who is away. */
  readonly minutes: number
  readonly away: boolean
  /** His customers were handed over: he does not come back. */
  readonly left: boolean
}

/** Who works where, and who looks after whom. */
export interface Staff {
  /** The bank's advisers in the snapshot's order, then one desk a branch. */
  readonly members: readonly StaffMember[]
  /** For each customer the place of his adviser, there or not; -1 for none. */
  readonly adviserOf: Int32Array
  /** For each customer the place of the member who looks after him today; never -1. */
  readonly memberOf: Int32Array
  placeOf(id: string): number | null
  /** The place of a branch's desk. */
  deskOf(branch: number): number
  /** Who does a member's work today: he himself, his stand-in, or the desk of his branch. */
  insteadOf(place: number): number
}

/**
 * The staff of a bank. Customers without an adviser, or whose adviser works in another branch, fall to the
 * desk of their own branch, so that nobody is lost and no branch sees another's customers. `deskMinutes` are
 * those of each branch's desk, in the order of the branches.
 *
 * The customers of one who is away fall to his stand-in, if he is of the same branch and there himself, else to the
 * branch's desk. The customers of one who has left are whose they were handed over to; any other whom the core system
 * still gives to him falls to the desk.
 */
export function staffOf(
  { branches, advisers, customers }: Snapshot,
  deskMinutes: readonly number[],
  absences: readonly Absence[],
  handovers: readonly Handover[],
): Staff {
  const away = new Map(absences.map(({ adviser, standIn }) => [adviser, standIn]))
  const gone = new Set(handovers.map(({ record }) => record.adviser))
  const isThere = (id: string) => !away.has(id) && !gone.has(id)
  const branchPlaces = new Map(branches.map(({ id }, place) => [id, place]))
  const members: StaffMember[] = [
    ...advisers.map(({ id, name, branch, minutesPerDay }) => ({
      id,
      name,
      branch: branchPlaces.get(branch) ?? -1,
      minutes: isThere(id) ? minutesPerDay : 0,
      away: away.has(id),
      left: gone.has(id),
    })),
    ...branches.map(({ id }, place) => ({
      id: deskId(id),
      name: null,
      branch: place,
      minutes: deskMinutes[place] ?? 0,
      away: false,
      left: false,
    })),
  ]
  const deskOf = (branch: number) => advisers.length + branch
  const places = new Map(members.map(({ id }, place) => [id, place]))
  const workingFor = advisers.map(({ id }, adviser) => {
    if (isThere(id)) return adviser
    if (gone.has(id)) return -1
    const standIn = places.get(away.get(id) ?? '') ?? -1
    return isThere(members[standIn]?.id ?? '') ? standIn : -1
  })
  const adviserOf = advisersOf(customers, handovers, (id) => places.get(id) ?? null)
  /** Of each adviser who does his work today, and for the customers of which branch: none other is his. */
  const standIn = Int32Array.from(workingFor)
  const branchOf = Int32Array.from(workingFor, (adviser, own) => {
    const branch = members[own]?.branch ?? -1
    return members[adviser]?.branch === branch ? branch : -1
  })
  const memberOf = new Int32Array(adviserOf.length)
  for (let row = 0; row < adviserOf.length; row += 1) {
    const own = adviserOf[row] ?? -1
    const branch = customers.branch[row] ?? 0
    memberOf[row] = own >= 0 && branchOf[own] === branch ? (standIn[own] ?? -1) : deskOf(branch)
  }
  const insteadOf = (place: number) => {
    const standIn = workingFor[place] ?? place
    const branch = members[place]?.branch ?? -1
    return members[standIn]?.branch === branch ? standIn : deskOf(branch)
  }
  return { members, adviserOf, memberOf, placeOf: (id) => places.get(id) ?? null, deskOf, insteadOf }
}

const deskId = (branch: string): string => `${DESK_PREFIX}${branch}`
