import type { Desk } from '../desk/desk.ts'
import type { Staff, StaffMember } from '../desk/staff.ts'
import type { Principal } from '../identity/users.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { requireBranch } from './access.ts'
import { Refusal } from './problem.ts'

/**
 * A branch that somebody may see, by its place in the snapshot.
 * @throws Refusal when it is not his own, or there is none.
 */
export function branchFor({ snapshot }: Pick<Desk, 'snapshot'>, user: Principal, id: string): number {
  requireBranch(user, id)
  const place = snapshot.branches.findIndex((each) => each.id === id)
  if (place < 0) throw new Refusal('unknown_branch', { branch: id })
  return place
}

/**
 * Who has a list of his own in a branch: an adviser of it, or its desk.
 * @throws Refusal when he has none there.
 */
export function requireMember({ members, placeOf }: Staff, branch: number, adviser: string): StaffMember {
  const member = members[placeOf(adviser) ?? -1]
  if (member?.branch !== branch) throw new Refusal('unknown_adviser', { adviser })
  return member
}

/**
 * Refuses whoever is no adviser of the branch.
 * @throws Refusal
 */
export function requireAdviser(
  { advisers }: Pick<Snapshot, 'advisers'>,
  branch: string,
  adviser: string,
): void {
  if (!advisers.some((each) => each.id === adviser && each.branch === branch))
    throw new Refusal('unknown_adviser', { adviser })
}
