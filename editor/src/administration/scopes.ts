import type { Scope, Token } from '../api/tokens.ts'

/** What a token may open, as it is offered. */
export const SCOPES: readonly Scope[] = [
  'bank:read',
  'customers:read',
  'contacts:write',
  'events:write',
  'playbooks:read',
  'runs:read',
  'audit:read',
]

/** What a token that is held to one branch can use: the rest is of the whole bank. */
const OF_BRANCH: readonly Scope[] = ['bank:read', 'customers:read', 'contacts:write']

export const usable = (scope: Scope, branch: string | null): boolean =>
  branch === null || OF_BRANCH.includes(scope)

/** A request that a scope opens, to try a token out with. */
const TRIAL: Readonly<Record<Scope, string>> = {
  'bank:read': '/api/bank',
  'customers:read': '/api/customers?search=1',
  'contacts:write': '/api/contacts',
  'events:write': '/api/events',
  'playbooks:read': '/api/playbooks',
  'runs:read': '/api/runs',
  'audit:read': '/api/audit',
}

/** The line with which whoever gets a token tries it out in a shell. */
export function trialOf({ scopes }: Pick<Token, 'scopes'>, secret: string): string {
  const scope = SCOPES.find((each) => scopes.includes(each)) ?? 'bank:read'
  const body = scope.endsWith(':write') ? ' -H "Content-Type: application/json" -d @body.json' : ''
  return `curl -H "Authorization: Bearer ${secret}"${body} "${location.origin}${TRIAL[scope]}"`
}

/** Whether a token works, at a moment: ISO 8601 in UTC. */
export function stateOf({ revokedAt, expiresAt }: Token, now: string): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt <= now ? 'expired' : 'active'
}
