import type { Scope, Token } from '../api/tokens.ts'

interface OfScope {
  /** Whether a token that is held to one branch can use it; the rest is of the whole bank. */
  readonly inBranch: boolean
  /** A request that it opens, to try a token out with. */
  readonly trial: string
}

/** What is known of every scope, in the order in which they are offered. */
const OF_SCOPE: Readonly<Record<Scope, OfScope>> = {
  'bank:read': { inBranch: true, trial: '/api/bank' },
  'customers:read': { inBranch: true, trial: '/api/customers?search=1' },
  'contacts:write': { inBranch: true, trial: '/api/contacts' },
  'enquiries:write': { inBranch: true, trial: '/api/enquiries' },
  'events:write': { inBranch: false, trial: '/api/events' },
  'playbooks:read': { inBranch: false, trial: '/api/playbooks' },
  'runs:read': { inBranch: false, trial: '/api/runs' },
  'audit:read': { inBranch: false, trial: '/api/audit' },
}

const isScope = (text: string): text is Scope => Object.hasOwn(OF_SCOPE, text)

/** What a token may open, as it is offered. */
export const SCOPES: readonly Scope[] = Object.keys(OF_SCOPE).filter(isScope)

export const usable = (scope: Scope, branch: string | null): boolean =>
  branch === null || OF_SCOPE[scope].inBranch

/** The line with which whoever gets a token tries it out in a shell. */
export function trialOf({ scopes }: Pick<Token, 'scopes'>, secret: string): string {
  const scope = SCOPES.find((each) => scopes.includes(each)) ?? 'bank:read'
  const body = scope.endsWith(':write') ? ' -H "Content-Type: application/json" -d @body.json' : ''
  return `curl -H "Authorization: Bearer ${secret}"${body} "${location.origin}${OF_SCOPE[scope].trial}"`
}

/** Whether a token works, at a moment: ISO 8601 in UTC. */
export function stateOf({ revokedAt, expiresAt }: Token, now: string): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt <= now ? 'expired' : 'active'
}
