import { DIGEST_ROLES } from '../digest/roles.ts'
import type { Scope } from '../identity/tokens.ts'
import { type Principal, ROLES, type Role } from '../identity/users.ts'
import { Refusal } from './problem.ts'

const HEAD_OFFICE = ['strategist', 'approver', 'auditor', 'administrator'] as const
/** Whoever writes a playbook or looks after those who do; an administrator keeps accounts only. */
const WORKSHOP = ['strategist', 'approver', 'auditor'] as const
const BRANCH = ['manager', 'adviser'] as const
/** Whoever may see a customer: an administrator keeps accounts, he has no business with customers. */
const CUSTOMERS = [...WORKSHOP, ...BRANCH] as const

/** Who may use a route. */
export interface Access {
  readonly roles: readonly Role[]
  /** The scope with which a machine may use it too; without one it is for people only. */
  readonly scope?: Scope
  /**
   * Whose the things are that its path, query or body names: a branch's (or its adviser's), a customer's, or
   * (null) nobody's. Branch staff are held to their own; `every-route.test.ts` tries those of another branch.
   */
  readonly own: 'branch' | 'customer' | null
}

/**
 * Who may do what: one line a route, and a route without a line does not start. Branch staff are further
 * held to their own branch, see `sees`.
 */
export const ACCESS: Readonly<Record<string, Access | 'anyone'>> = {
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
  'GET /api/session': { roles: ROLES, own: null },
  'POST /api/session': 'anyone',
  'DELETE /api/session': 'anyone',
  'GET /api/digest': { roles: DIGEST_ROLES, own: null },
  'PUT /api/digest': { roles: DIGEST_ROLES, own: null },
  'DELETE /api/digest': { roles: DIGEST_ROLES, own: null },
  'POST /api/digest/confirmation': { roles: DIGEST_ROLES, own: null },
  'GET /api/digest/unsubscriptions/{token}': 'anyone',
  'POST /api/digest/unsubscriptions/{token}': 'anyone',
  'GET /api/bank': { roles: ROLES, scope: 'bank:read', own: null },
  'GET /api/branches': { roles: ROLES, scope: 'bank:read', own: null },
  'GET /api/branches/{id}/actions': { roles: CUSTOMERS, scope: 'customers:read', own: 'branch' },
  'GET /api/branches/{id}/leaves': { roles: CUSTOMERS, scope: 'bank:read', own: 'branch' },
  'GET /api/branches/{id}/week': { roles: CUSTOMERS, scope: 'customers:read', own: 'branch' },
  'POST /api/branches/{id}/leaves': { roles: ['manager'], own: 'branch' },
  'POST /api/leaves/{id}/withdrawal': { roles: ['manager'], own: null },
  'GET /api/branches/{id}/manager': {
    roles: [...WORKSHOP, 'manager'],
    scope: 'customers:read',
    own: 'branch',
  },
  'GET /api/branches/{id}/handovers': { roles: CUSTOMERS, scope: 'bank:read', own: 'branch' },
  'POST /api/branches/{id}/handovers/preview': { roles: ['manager'], own: 'branch' },
  'POST /api/branches/{id}/handovers': { roles: ['manager'], own: 'branch' },
  'POST /api/handovers/{id}/withdrawal': { roles: ['manager'], own: null },
  'GET /api/customers': { roles: CUSTOMERS, scope: 'customers:read', own: 'branch' },
  'GET /api/customers/{id}': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  'GET /api/customers/{id}/transactions': {
    roles: CUSTOMERS,
    scope: 'customers:read',
    own: 'customer',
  },
  'GET /api/customers/{id}/history': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  'GET /api/customers/{id}/particulars': {
    roles: CUSTOMERS,
    scope: 'customers:read',
    own: 'customer',
  },
  'GET /api/customers/{id}/facts': {
    roles: WORKSHOP,
    scope: 'customers:read',
    own: null,
  },
  // Who may see customers anyway exports what is held of one; who erases it needs to see nothing.
  'GET /api/customers/{id}/personal-data': { roles: ['auditor'], own: null },
  'DELETE /api/customers/{id}/personal-data': { roles: ['administrator'], own: null },
  'GET /api/contacts': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  'POST /api/contacts/{id}/withdrawal': { roles: BRANCH, scope: 'contacts:write', own: null },
  'POST /api/contacts': { roles: BRANCH, scope: 'contacts:write', own: 'customer' },
  'GET /api/enquiries': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  'GET /api/enquiries/kinds': { roles: CUSTOMERS, scope: 'enquiries:write', own: 'branch' },
  'POST /api/enquiries/proposals': { roles: BRANCH, scope: 'enquiries:write', own: 'customer' },
  'POST /api/enquiries': { roles: BRANCH, scope: 'enquiries:write', own: 'customer' },
  'POST /api/enquiries/{id}/steps': { roles: BRANCH, own: 'branch' },
  'GET /api/branches/{id}/enquiries': { roles: CUSTOMERS, scope: 'customers:read', own: 'branch' },
  'GET /api/customers/{id}/products': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  'GET /api/customers/{id}/orders': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  'GET /api/branches/{id}/orders': { roles: CUSTOMERS, scope: 'customers:read', own: 'branch' },
  'POST /api/orders': { roles: BRANCH, own: 'customer' },
  // Whose the order is that its path names, it sees to itself.
  'POST /api/orders/{id}/cancellation': { roles: BRANCH, own: null },
  // The core system signs what it says.
  'POST /api/orders/status': 'anyone',
  // Branch staff are told of their own branch's customers only.
  'GET /api/campaigns': { roles: CUSTOMERS, scope: 'bank:read', own: null },
  'GET /api/events': { roles: ROLES, scope: 'bank:read', own: null },
  'GET /api/events/{id}/revisions': { roles: ROLES, scope: 'bank:read', own: null },
  'POST /api/events': { roles: ['strategist'], scope: 'events:write', own: null },
  'POST /api/events/reach': { roles: ['strategist'], own: null },
  'POST /api/events/reach/customers': { roles: ['strategist'], own: null },
  'POST /api/events/{id}/correction': { roles: ['strategist'], scope: 'events:write', own: null },
  'POST /api/events/{id}/withdrawal': { roles: ['strategist'], scope: 'events:write', own: null },
  'GET /api/playbooks': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'POST /api/playbooks': { roles: ['strategist'], own: null },
  'GET /api/playbooks/{id}/versions': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'GET /api/playbooks/{id}/versions/{version}': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'GET /api/playbooks/{id}/versions/{version}/document': {
    roles: HEAD_OFFICE,
    scope: 'playbooks:read',
    own: null,
  },
  'POST /api/playbooks/{id}/versions': { roles: ['strategist'], own: null },
  'POST /api/playbooks/{id}/versions/{version}/approval': { roles: ['approver'], own: null },
  'POST /api/playbooks/{id}/versions/{version}/return': { roles: ['approver'], own: null },
  'POST /api/playbooks/{id}/versions/{version}/withdrawal': { roles: ['strategist'], own: null },
  'POST /api/playbooks/{id}/versions/{version}/activations': { roles: ['approver'], own: null },
  'POST /api/activations/{number}/withdrawal': { roles: ['approver'], own: null },
  'GET /api/activations': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'GET /api/rules': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'GET /api/playbooks/{id}/versions/{version}/effect': { roles: HEAD_OFFICE, own: null },
  'GET /api/playbooks/{id}/comparison': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'GET /api/playbooks/{id}/draft/effect': { roles: ['strategist'], own: null },
  'GET /api/playbooks/{id}/draft': { roles: HEAD_OFFICE, own: null },
  'PUT /api/playbooks/{id}/draft': { roles: ['strategist'], own: null },
  'POST /api/playbooks/{id}/draft/merge': { roles: ['strategist'], own: null },
  'DELETE /api/playbooks/{id}/draft': { roles: ['strategist'], own: null },
  'GET /api/playbooks/{id}/live': { roles: WORKSHOP, own: null },
  'PUT /api/playbooks/{id}/presence/{tab}': { roles: WORKSHOP, own: null },
  'GET /api/playbooks/{id}/comments': { roles: WORKSHOP, own: null },
  'POST /api/playbooks/{id}/comments': { roles: ['strategist', 'approver'], own: null },
  'DELETE /api/playbooks/{id}/comments/{comment}': { roles: ['strategist', 'approver'], own: null },
  'POST /api/playbooks/{id}/threads/{thread}/answers': { roles: ['strategist', 'approver'], own: null },
  'PUT /api/playbooks/{id}/threads/{thread}/resolution': { roles: ['strategist', 'approver'], own: null },
  'GET /api/overlays': { roles: ['strategist', 'approver', 'auditor'], own: null },
  'GET /api/branches/{id}/overlays': { roles: [...WORKSHOP, 'manager'], own: 'branch' },
  'POST /api/branches/{id}/overlay-effect': { roles: [...WORKSHOP, 'manager'], own: 'branch' },
  'PUT /api/branches/{id}/overlays/{overlay}': { roles: ['manager'], own: 'branch' },
  'DELETE /api/branches/{id}/overlays/{overlay}': { roles: ['manager'], own: 'branch' },
  'POST /api/branches/{id}/overlays/{overlay}/submission': { roles: ['manager'], own: 'branch' },
  'POST /api/branches/{id}/overlays/{overlay}/withdrawal': { roles: ['manager'], own: 'branch' },
  'POST /api/branches/{id}/overlays/{overlay}/approval': { roles: ['approver'], own: null },
  'POST /api/branches/{id}/overlays/{overlay}/return': { roles: ['approver'], own: null },
  'POST /api/branches/{id}/overlays/{overlay}/end': { roles: ['approver'], own: null },
  'GET /api/experiments': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'POST /api/experiments': { roles: ['approver'], own: null },
  'GET /api/experiments/{id}': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'POST /api/experiments/{id}/shares': { roles: ['approver'], own: null },
  'POST /api/experiments/{id}/end': { roles: ['approver'], own: null },
  'GET /api/experiments/{id}/outcomes': { roles: HEAD_OFFICE, scope: 'playbooks:read', own: null },
  'GET /api/runs': { roles: HEAD_OFFICE, scope: 'runs:read', own: null },
  'GET /api/runs/{id}': { roles: HEAD_OFFICE, scope: 'runs:read', own: null },
  'POST /api/runs/{id}/replay': {
    roles: WORKSHOP,
    scope: 'runs:read',
    own: null,
  },
  'GET /api/runs/{id}/customers/{customer}': { roles: CUSTOMERS, scope: 'customers:read', own: 'customer' },
  // Branch staff are told of their own branch only.
  'GET /api/as-of/branches': {
    roles: ['strategist', 'approver', 'auditor', 'manager'],
    scope: 'customers:read',
    own: null,
  },
  'GET /api/branches/{id}/as-of': {
    roles: ['strategist', 'approver', 'auditor', 'manager'],
    scope: 'customers:read',
    own: 'branch',
  },
  'GET /api/branches/{id}/as-of/days': {
    roles: ['strategist', 'approver', 'auditor', 'manager'],
    scope: 'customers:read',
    own: 'branch',
  },
  'GET /api/playbooks/{id}/learning': { roles: WORKSHOP, own: null },
  'GET /api/backtests/days': { roles: WORKSHOP, own: null },
  'POST /api/backtests': { roles: WORKSHOP, own: null },
  'GET /api/backtests/{id}': { roles: WORKSHOP, own: null },
  'GET /api/backtests/{id}/customers': { roles: WORKSHOP, own: null },
  'GET /api/audit': { roles: ['auditor', 'administrator'], scope: 'audit:read', own: null },
  'POST /api/audit/verification': { roles: ['auditor', 'administrator'], own: null },
  'GET /api/audit/checkpoint': { roles: ['auditor', 'administrator'], scope: 'audit:read', own: null },
  'GET /api/audit/export': { roles: ['auditor'], own: null },
  'GET /api/audit/key': { roles: ['auditor', 'administrator'], scope: 'audit:read', own: null },
  'GET /api/calendars/{id}': { roles: ROLES, scope: 'bank:read', own: null },
  'GET /api/snapshots/{hash}': { roles: HEAD_OFFICE, scope: 'bank:read', own: null },
  'GET /api/snapshots/{hash}/customers': {
    roles: WORKSHOP,
    scope: 'customers:read',
    own: null,
  },
  'GET /api/snapshots/{hash}/holdouts/{playbook}/{campaign}': {
    roles: WORKSHOP,
    scope: 'customers:read',
    own: null,
  },
  'GET /api/snapshots/{hash}/columns/{name}': {
    roles: WORKSHOP,
    scope: 'customers:read',
    own: null,
  },
}

const NOBODY: Access = { roles: [], own: null }

/** Who may use a route; nobody may use one that has no line. */
export const accessTo = (rule: string): Access | 'anyone' => ACCESS[rule] ?? NOBODY

/** Whether somebody may see what belongs to a branch. */
export const sees = (user: Principal, branch: string): boolean =>
  user.branch === null || user.branch === branch

/** Refuses a branch that is not the asker's own. */
export function requireBranch(user: Principal, branch: string): void {
  if (!sees(user, branch)) throw new Refusal('other_branch', { branch })
}
