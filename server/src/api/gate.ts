import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { UNSUBSCRIBE_PATH } from '../digest/unsubscribe.ts'
import { type Access, accessTo } from './access.ts'
import { Refusal } from './problem.ts'
import type { ApiEnv } from './resource.ts'
import type { Asker, Doorkeeper } from './sign-in.ts'

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** What somebody may do who signed in with a one-time password: see who he is, and change it. */
const WITH_ONE_TIME_PASSWORD: readonly string[] = ['GET /api/session', 'PUT /api/session/password']

/** A route's name in the access rules. */
export const ruleOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`

/** Lets a request through to its route when it comes from our own pages, or no page, and its user may do it. */
export const gate =
  (doorkeeper: Doorkeeper, rulesWithQuery: ReadonlySet<string>): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (!SAFE_METHODS.includes(c.req.method) && !isFromMail(c.req.path)) {
      if (isForeign(c.req.raw, doorkeeper.settings.publicUrl)) throw new Refusal('foreign_origin')
      if (!isJson(c.req.raw)) throw new Refusal('wrong_media_type')
    }
    const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    // Nothing is there: the handler for unknown addresses says so.
    if (!route) return next()
    const rule = ruleOf(route.method, route.path.replaceAll(/:([^/]+)/g, '{$1}'))
    const access = accessTo(rule)
    if (access === 'anyone') await doorkeeper.limits.request(`address ${doorkeeper.addressOf(c)}`)
    else {
      const asker = await doorkeeper.whoAsks(c)
      if (!asker) throw new Refusal('not_signed_in')
      await doorkeeper.limits.request(asker.principal.id)
      requireAccess(access, asker)
      if (asker.passwordDue && !WITH_ONE_TIME_PASSWORD.includes(rule)) throw new Refusal('password_due')
      c.set('user', asker.principal)
      c.set('session', asker.session)
      c.set('passwordDue', asker.passwordDue)
    }
    const [unexpected] = rulesWithQuery.has(rule) ? [] : Object.keys(c.req.query())
    if (unexpected !== undefined) throw new Refusal('unexpected_query', { name: unexpected })
    return next()
  }

/**
 * Refuses what the access rules do not name. A machine that is held to a branch does what branch staff may do,
 * and no more, whatever its scopes open to others.
 */
function requireAccess({ roles, scope }: Access, { principal, scopes }: Asker): void {
  if (principal.role !== 'machine') {
    if (roles.includes(principal.role)) return
    throw new Refusal('role_not_allowed', { role: principal.role, roles: roles.join(', ') })
  }
  if (scope === undefined) throw new Refusal('people_only')
  if (!scopes.includes(scope)) throw new Refusal('scope_missing', { scope })
  if (principal.branch !== null && !roles.includes('manager'))
    throw new Refusal('not_for_branch_token', { branch: principal.branch })
}

/** Whether a browser sends this from a page of another origin. Programs send neither header. */
function isForeign({ headers }: Request, publicUrl: URL | null): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.get('origin')
  if (origin === null) return false
  if (!URL.canParse(origin)) return true
  return publicUrl
    ? new URL(origin).origin !== publicUrl.origin
    : new URL(origin).host !== headers.get('host')
}

/**
 * Mail programs send a form from wherever they are (RFC 8058), and so does our own page, which tells nobody where it
 * is. It says nothing that the address does not say, and no session counts.
 */
const isFromMail = (path: string): boolean => path.startsWith(`${UNSUBSCRIBE_PATH}/`)

/** Whether what is sent is JSON, if anything is: no form can send that, nor a page of another origin unasked. */
function isJson({ headers }: Request): boolean {
  const type = headers.get('content-type')
  if (type !== null) return /^application\/([\w.-]+\+)?json(;|$)/i.test(type)
  return !headers.has('transfer-encoding') && Number(headers.get('content-length') ?? 0) === 0
}
