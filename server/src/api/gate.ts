import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Database } from '../store/tables.ts'
import { accessTo } from './access.ts'
import { Refusal } from './problem.ts'
import type { ApiEnv } from './resource.ts'
import { whoAsks } from './sign-in.ts'

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** A route's name in the access rules. */
export const ruleOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`

/** Lets a request through to its route when it comes from our own pages, or no page, and its user may do it. */
export const gate =
  (store: Database, rulesWithQuery: ReadonlySet<string>): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (!SAFE_METHODS.includes(c.req.method) && isForeign(c.req.raw)) throw new Refusal('foreign_origin')
    const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    // Nothing is there: the handler for unknown addresses says so.
    if (!route) return next()
    const rule = ruleOf(route.method, route.path.replaceAll(/:([^/]+)/g, '{$1}'))
    const access = accessTo(rule)
    if (access !== 'anyone') {
      const user = await whoAsks(store, c)
      if (!user) throw new Refusal('not_signed_in')
      if (!access.roles.includes(user.role))
        throw new Refusal('role_not_allowed', { role: user.role, roles: access.roles.join(', ') })
      c.set('user', user)
    }
    const [unexpected] = rulesWithQuery.has(rule) ? [] : Object.keys(c.req.query())
    if (unexpected !== undefined) throw new Refusal('unexpected_query', { name: unexpected })
    return next()
  }

/** Whether a browser sends this from a page of another origin. Programs send neither header. */
function isForeign({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  if (origin === null) return false
  return !URL.canParse(origin) || new URL(origin).host !== headers.get('host')
}
