import type { Account } from '../api/users.ts'

/** Who somebody is and where he works, as an administrator writes it down. */
export type Person = Pick<Account, 'name' | 'role' | 'branch' | 'adviser'>

type Role = Person['role']

/**
 * Whether a role works in a branch. In the order in which roles are offered: head office, then branches, then who
 * keeps watch.
 */
const IN_BRANCH: Readonly<Record<Role, boolean>> = {
  strategist: false,
  approver: false,
  manager: true,
  adviser: true,
  auditor: false,
  administrator: false,
}

const isRole = (text: string): text is Role => Object.hasOwn(IN_BRANCH, text)

export const ROLES: readonly Role[] = Object.keys(IN_BRANCH).filter(isRole)

export const worksInBranch = (role: Role): boolean => IN_BRANCH[role]

/** The person with nothing that his role does not have: head office no branch, a manager no adviser's number. */
export const fitting = ({ name, role, branch, adviser }: Person): Person => ({
  name,
  role,
  branch: worksInBranch(role) ? branch : null,
  adviser: role === 'adviser' ? adviser : null,
})

/** The fields of the form for a person. */
export type PersonField = 'id' | keyof Person

/** At which field of the form a refusal is said; the rest is said below it. */
const FIELD_OF: Readonly<Record<string, PersonField>> = {
  user_exists: 'id',
  own_account: 'role',
  last_administrator: 'role',
  branch_role: 'branch',
  unknown_branch: 'branch',
  adviser_role: 'adviser',
  unknown_adviser: 'adviser',
}

export const fieldOf = (code: string): PersonField | null => FIELD_OF[code] ?? null
