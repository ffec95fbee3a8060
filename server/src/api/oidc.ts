import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SYSTEM } from '../audit/journal.ts'
import type { Desk } from '../desk/desk.ts'
import { CALLBACK, NotProven, type Provider } from '../identity/provider.ts'
import {
  ATTEMPT_MINUTES,
  type Attempt,
  beginAttempt,
  takeAttempt,
  userOfProvider,
} from '../identity/provider-sign-ins.ts'
import { noteFailure } from '../identity/sign-ins.ts'
import type { User } from '../identity/users.ts'
import { text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { type ApiEnv, answer, resource } from './resource.ts'
import type { Doorkeeper } from './sign-in.ts'

/** An address of our own, without its origin; browsers read a backslash as a slash. */
const localPath = text
  .max(1000)
  .refine((path) => /^\/(?![/\\])[^\\\s]*$/.test(path), { error: 'Expected a path of this server' })

const methods = createRoute({
  method: 'get',
  path: '/api/sign-in/methods',
  tags: ['Sign-in'],
  summary: 'By which ways people sign in here',
  responses: {
    200: answer(
      'The ways',
      z
        .object({
          password: z.boolean(),
          oidc: z.object({ name: z.string() }).nullable(),
        })
        .openapi('SignInMethods'),
    ),
    ...refusals,
  },
})

const begin = createRoute({
  method: 'get',
  path: '/api/sign-in/oidc',
  tags: ['Sign-in'],
  summary: 'Sends a browser to the bank’s own provider to sign in',
  request: { query: z.strictObject({ returnTo: localPath.optional() }) },
  responses: { 302: { description: 'To the provider' }, ...refusals },
})

const callback = createRoute({
  method: 'get',
  path: CALLBACK,
  tags: ['Sign-in'],
  summary: 'Where the provider sends a browser back to; signs in and goes on to the page that was wanted',
  // What else the provider adds is its business.
  request: { query: z.looseObject({ state: text.max(200) }) },
  responses: { 302: { description: 'Signed in' }, ...refusals },
})

export const providerRoutes = (desk: Desk, doorkeeper: Doorkeeper) => {
  const { provider, settings } = doorkeeper
  return resource()
    .openapi(methods, (c) => {
      const { password, provider: by } = settings
      return c.json({ password, oidc: by && { name: by.name } }, 200)
    })
    .openapi(begin, async (c) => {
      await doorkeeper.limits.signIn(doorkeeper.addressOf(c), null)
      const { returnTo = '/' } = c.req.valid('query')
      const { address, ...departure } = await there(provider).begin()
      await beginAttempt(desk.store, { ...departure, return_to: returnTo }, new Date())
      setCookie(c, doorkeeper.cookieNamed('sign-in'), departure.state, {
        ...doorkeeper.cookieOptions,
        maxAge: ATTEMPT_MINUTES * 60,
      })
      return c.redirect(address.href, 302)
    })
    .openapi(callback, async (c) => {
      const address = doorkeeper.addressOf(c)
      await doorkeeper.limits.signIn(address, null)
      const attempt = await attemptOf(c, desk, doorkeeper)
      try {
        const user = await arrival(desk, there(provider), attempt, new URL(c.req.url).search)
        await doorkeeper.start(c, user, 'provider')
      } catch (fault) {
        await doorkeeper.limits.failure(address)
        throw fault
      }
      return c.redirect(attempt.return_to, 302)
    })
}

/**
 * Where a browser that is refused on its way through the provider goes: to the sign-in page, which says why in
 * words; null for programs and all other routes.
 */
export const backToSignIn = (c: Context<ApiEnv>, { code }: Refusal): Response | null =>
  c.req.path.startsWith(begin.path) && c.req.header('accept')?.includes('text/html')
    ? c.redirect(`/?refused=${code}`, 302)
    : null

function there(provider: Provider | null): Provider {
  if (!provider) throw new Refusal('no_provider')
  return provider
}

/**
 * The attempt that a browser comes back from: one that began in this very browser, which the cookie proves, and
 * that nobody has come back from yet.
 */
async function attemptOf(
  c: Context<ApiEnv>,
  { store, journal }: Desk,
  doorkeeper: Doorkeeper,
): Promise<Attempt> {
  const name = doorkeeper.cookieNamed('sign-in')
  const state = c.req.query('state') ?? ''
  const began = getCookie(c, name) === state
  deleteCookie(c, name, doorkeeper.cookieOptions)
  const attempt = began ? await takeAttempt(store, state, new Date()) : null
  if (attempt) return attempt
  await doorkeeper.limits.failure(doorkeeper.addressOf(c))
  await journal.change(SYSTEM, async (_store, note) => noteFailure(note, null, 'provider'))
  throw new Refusal('sign_in_attempt_over')
}

/** Our user whom the provider proves; or a refusal, which is written down. */
async function arrival(desk: Desk, provider: Provider, attempt: Attempt, query: string): Promise<User> {
  try {
    const user = await userOfProvider(desk, await provider.finish(query, attempt))
    if (user) return user
  } catch (fault) {
    if (!(fault instanceof NotProven)) throw fault
    await desk.journal.change(SYSTEM, async (_store, note) => noteFailure(note, null, 'provider'))
    throw new Refusal('provider_refused')
  }
  throw new Refusal('no_account')
}
