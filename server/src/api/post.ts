import type { User } from '../identity/users.ts'
import type { Snapshot } from '../snapshot/open.ts'
import { requireAdviser } from './branch-for.ts'
import { Refusal } from './problem.ts'

/** Where somebody works, and as what. */
type Post = Pick<User, 'role' | 'branch' | 'adviser'>

/**
 * Refuses a post that does not exist: branch staff work in a branch of the bank, an adviser is one of its
 * advisers, and head office has neither.
 * @throws Refusal
 */
export function requirePost(
  { branches, advisers }: Pick<Snapshot, 'branches' | 'advisers'>,
  { role, branch, adviser }: Post,
): void {
  const inBranch = role === 'manager' || role === 'adviser'
  if (!inBranch && branch !== null) throw new Refusal('head_office_role', { role })
  if (role !== 'adviser' && adviser !== null) throw new Refusal('no_adviser_role', { role })
  if (!inBranch) return
  if (branch === null) throw new Refusal('branch_role', { role })
  if (!branches.some(({ id }) => id === branch)) throw new Refusal('unknown_branch', { branch })
  if (role !== 'adviser') return
  if (adviser === null) throw new Refusal('adviser_role')
  requireAdviser({ advisers }, branch, adviser)
}
