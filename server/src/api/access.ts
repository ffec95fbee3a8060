import { ROLES, type Role, type User } from '../store/users.ts'
import { Refusal } from './problem.ts'

const HEAD_OFFICE = ['strategist', 'approver', 'auditor', 'administrator'] as const
const BRANCH = ['manager', 'adviser'] as const
/** Whoever may see a customer: an administrator keeps accounts, he has no business with customers. */
const CUSTOMERS = ['strategist', 'approver', 'auditor', ...BRANCH] as const

/**
 * Who may do what: one line a route, and a route without a line does not start. Branch staff are further
 * held to their own branch, see `sees`.
 */
export const ACCESS: Readonly<Record<string, readonly Role[] | 'anyone'>> = {
  'GET /api/health': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'GET /api/users/demo': 'anyone',
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
  'POST /api/playbooks/{id}/versions/{version}/activation': ['approver'],
  'GET /api/playbooks/{id}/draft': HEAD_OFFICE,
  'PUT /api/playbooks/{id}/draft': ['strategist'],
  'DELETE /api/playbooks/{id}/draft': ['strategist'],
  'GET /api/runs': HEAD_OFFICE,
  'GET /api/runs/{id}': HEAD_OFFICE,
  'GET /api/calendars/{id}': ROLES,
  'GET /api/snapshots/{hash}': HEAD_OFFICE,
  'GET /api/snapshots/{hash}/columns/{name}': ['strategist', 'approver', 'auditor'],
}

/** Whether a user may see what belongs to a branch. */
export const sees = (user: User, branch: string): boolean => user.branch === null || user.branch === branch

/** Refuses a branch that is not the user's own. */
export function requireBranch(user: User, branch: string): void {
  if (!sees(user, branch)) throw new Refusal('other_branch', { branch })
}
