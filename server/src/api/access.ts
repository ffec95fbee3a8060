import type { Scope } from '../store/tokens.ts'
import { type Principal, ROLES, type Role } from '../store/users.ts'
import { Refusal } from './problem.ts'

const HEAD_OFFICE = ['strategist', 'approver', 'auditor', 'administrator'] as const
const BRANCH = ['manager', 'adviser'] as const
/** Whoever may see a customer: an administrator keeps accounts, he has no business with customers. */
const CUSTOMERS = ['strategist', 'approver', 'auditor', ...BRANCH] as const

/** Who may use a route. */
export interface Access {
  readonly roles: readonly Role[]
  /** The scope with which a machine may use it too; without one it is for people only. */
  readonly scope?: Scope
  /**
   * Whose the things are that its path, query or body names: a branch's (or its adviser's), a customer's, or
   * (null) nobody's. Branch staff are held to their own; `access.test.ts` tries those of another branch.
   */
  readonly own?: 'branch' | 'customer' | null
}

/**
 * Who may do what: one line a route, and a route without a line does not start. Branch staff are further
 * held to their own branch, see `sees`.
 */
export const ACCESS: Readonly<Record<string, readonly Role[] | 'anyone' | Access>> = {
  'GET /api/health': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'GET /api/users/demo': 'anyone',
  'GET /api/sign-in/methods': 'anyone',
  'GET /api/sign-in/oidc': 'anyone',
  'GET /api/sign-in/oidc/callback': 'anyone',
  'GET /api/users': { roles: ['administrator'], own: null },
  'POST /api/users': { roles: ['administrator'], own: null },
  'PATCH /api/users/{id}': { roles: ['administrator'], own: null },
  'POST /api/users/{id}/password': { roles: ['administrator'], own: null },
  'GET /api/tokens': { roles: ['administrator'], own: null },
  'POST /api/tokens': { roles: ['administrator'], own: null },
  'DELETE /api/tokens/{id}': { roles: ['administrator'], own: null },
  'GET /api/sessions': { roles: ROLES, own: null },
  'DELETE /api/sessions/{id}': { roles: ROLES, own: null },
  'PUT /api/session/password': { roles: ROLES, own: null },
  'GET /api/session': ROLES,
  'POST /api/session': 'anyone',
  'DELETE /api/session': 'anyone',
  'GET /api/bank': ROLES,
  'GET /api/branches': ROLES,
  'GET /api/branches/{id}/actions': CUSTOMERS,
  'GET /api/customers': CUSTOMERS,
  'GET /api/customers/{id}': CUSTOMERS,
  'GET /api/contacts': CUSTOMERS,
  'POST /api/contacts': BRANCH,
  'GET /api/events': ROLES,
  'POST /api/events': ['strategist'],
  'GET /api/playbooks': HEAD_OFFICE,
  'GET /api/playbooks/{id}/versions': HEAD_OFFICE,
  'GET /api/playbooks/{id}/versions/{version}': HEAD_OFFICE,
  'POST /api/playbooks/{id}/versions': ['strategist'],
  'POST /api/playbooks/{id}/versions/{version}/approval': ['approver'],
  'POST /api/playbooks/{id}/versions/{version}/return': ['approver'],
  'POST /api/playbooks/{id}/versions/{version}/withdrawal': ['strategist'],
  'POST /api/playbooks/{id}/versions/{version}/activations': ['approver'],
  'POST /api/activations/{number}/withdrawal': ['approver'],
  'GET /api/activations': HEAD_OFFICE,
  'GET /api/rules': HEAD_OFFICE,
  'GET /api/playbooks/{id}/versions/{version}/effect': HEAD_OFFICE,
  'GET /api/playbooks/{id}/draft/effect': ['strategist'],
  'GET /api/playbooks/{id}/draft': HEAD_OFFICE,
  'PUT /api/playbooks/{id}/draft': ['strategist'],
  'POST /api/playbooks/{id}/draft/merge': ['strategist'],
  'DELETE /api/playbooks/{id}/draft': ['strategist'],
  'GET /api/runs': HEAD_OFFICE,
  'GET /api/runs/{id}': HEAD_OFFICE,
  'GET /api/calendars/{id}': ROLES,
  'GET /api/snapshots/{hash}': HEAD_OFFICE,
  'GET /api/snapshots/{hash}/columns/{name}': ['strategist', 'approver', 'auditor'],
}

/** Who may use a route; nobody may use one that has no line. */
export function accessTo(rule: string): Access | 'anyone' {
  const line = ACCESS[rule] ?? []
  if (line === 'anyone') return line
  return 'roles' in line ? line : { roles: line }
}

/** Whether somebody may see what belongs to a branch. */
export const sees = (user: Principal, branch: string): boolean =>
  user.branch === null || user.branch === branch

/** Refuses a branch that is not the asker's own. */
export function requireBranch(user: Principal, branch: string): void {
  if (!sees(user, branch)) throw new Refusal('other_branch', { branch })
}
