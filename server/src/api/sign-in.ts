import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { CheckedCredentials } from '../identity/checked-credentials.ts'
import { clientAddress } from '../identity/client-address.ts'
import { Limits } from '../identity/limits.ts'
import { Provider } from '../identity/provider.ts'
import { endSession, SESSION_HOURS, sessionOf, startSession, userOfSession } from '../identity/sessions.ts'
import type { SignInSettings } from '../identity/settings.ts'
import { type Books, checkPassword, LOCK_MINUTES, noteSignIn } from '../identity/sign-ins.ts'
import { machineOf, type Scope } from '../identity/tokens.ts'
import { type Principal, passwordOf, type User } from '../identity/users.ts'
import type { Tables } from '../store/tables.ts'
import { userId } from './fields.ts'
import { Refusal } from './problem.ts'
import type { ApiEnv } from './resource.ts'

/** Who makes a request, and what he holds in his hand. */
export interface Asker {
  readonly principal: Principal
  /** What a machine may do; nothing for people, whose role says it. */
  readonly scopes: readonly Scope[]
  /** The session's id; null for HTTP Basic and machines. */
  readonly session: string | null
  /** Whether he has to change a one-time password before anything else. */
  readonly passwordDue: boolean
}

/** Lets people and machines in, by every way in that the bank has opened. */
export class Doorkeeper {
  readonly settings: SignInSettings
  readonly limits: Limits
  readonly provider: Provider | null
  readonly #books: Books
  readonly #checked = new CheckedCredentials()

  constructor(books: Books, settings: SignInSettings) {
    const { provider, publicUrl, limits } = settings
    this.#books = books
    this.settings = settings
    this.limits = new Limits(limits)
    this.provider = provider && publicUrl ? new Provider(provider, publicUrl) : null
  }

  /** Whether cookies travel over TLS only. */
  get secure(): boolean {
    return this.settings.publicUrl?.protocol === 'https:'
  }

  addressOf(c: Context<ApiEnv>): string {
    // Within the process there is no socket, nor any environment at all.
    const socket = c.env?.incoming?.socket.remoteAddress
    return clientAddress(socket, c.req.header('x-forwarded-for'), this.settings.trustedProxies)
  }

  /**
   * Who makes a request: by token or HTTP Basic if it says so, otherwise by cookie; null for nobody. HTTP Basic
   * counts as a sign-in whenever the password is checked, which is once a minute.
   */
  async whoAsks(c: Context<ApiEnv>): Promise<Asker | null> {
    const [, scheme = '', credentials = ''] =
      /^(\w+) +([\w+/=.~-]+)$/.exec(c.req.header('authorization') ?? '') ?? []
    switch (scheme.toLowerCase()) {
      case 'bearer':
        return this.#byToken(credentials, this.addressOf(c))
      case 'basic':
        return this.#byBasic(credentials, this.addressOf(c))
      default:
        return this.#byCookie(c)
    }
  }

  /** The user of that id and password, counted against the limits; or a refusal. */
  async withPassword(id: string, password: string, address: string) {
    await this.limits.signIn(address, id)
    const found = await checkPassword(this.#books, id, password, new Date())
    if (found.is === 'user') return found
    await this.limits.failure(address)
    throw found.is === 'locked'
      ? new Refusal(
          'locked_out',
          { minutes: LOCK_MINUTES },
          { headers: { 'retry-after': String(LOCK_MINUTES * 60) } },
        )
      : new Refusal('wrong_credentials')
  }

  /** Starts a session in place of the one before, and hands its cookie out. */
  async start(c: Context<ApiEnv>, user: User, via: Tables['sessions']['via']): Promise<void> {
    const now = new Date()
    const before = await this.#session(c)
    const token = await this.#books.journal.change(user.id, async (store, note) => {
      if (before)
        await endSession(store, note, { user: before.user.id, id: before.id, why: 'signed_in_again' })
      return startSession(store, note, user, via, now)
    })
    setCookie(c, this.#cookie, token, { ...this.cookieOptions, maxAge: SESSION_HOURS * 3600 })
  }

  /** Ends the session of a request, if there is one. */
  async end(c: Context<ApiEnv>): Promise<void> {
    const session = await this.#session(c)
    if (session)
      await this.#books.journal.change(session.user.id, (store, note) =>
        endSession(store, note, { user: session.user.id, id: session.id, why: 'signed_out' }),
      )
    deleteCookie(c, this.#cookie, this.cookieOptions)
  }

  /** Whether somebody who was let in still would be, as who he was. Asking does not keep his session from ending. */
  async stillKnows({ id, role }: Principal, session: string | null): Promise<boolean> {
    const { store } = this.#books
    const user =
      session === null ? (await passwordOf(store, id))?.user : await userOfSession(store, session, new Date())
    return user?.role === role
  }

  /** Out of reach of scripts, and sent along from other sites only when somebody follows a link. */
  get cookieOptions() {
    return { httpOnly: true, sameSite: 'Lax', path: '/', secure: this.secure } as const
  }

  /** Over TLS the browser sees to it that no other host of the bank's domain writes the cookie. */
  cookieNamed(name: string): string {
    return this.secure ? `__Host-${name}` : name
  }

  get #cookie(): string {
    return this.cookieNamed('session')
  }

  async #session(c: Context<ApiEnv>) {
    const token = getCookie(c, this.#cookie)
    return token ? sessionOf(this.#books.store, token, new Date()) : null
  }

  async #byCookie(c: Context<ApiEnv>): Promise<Asker | null> {
    const session = await this.#session(c)
    if (!session) return null
    const { id, user, passwordDue } = session
    return { principal: user, scopes: [], session: id, passwordDue }
  }

  async #byToken(secret: string, address: string): Promise<Asker> {
    const found = await machineOf(this.#books.store, secret, new Date())
    if (found) return { principal: found.machine, scopes: found.scopes, session: null, passwordDue: false }
    await this.limits.signIn(address, null)
    await this.limits.failure(address)
    throw new Refusal('wrong_token')
  }

  async #byBasic(credentials: string, address: string): Promise<Asker> {
    const text = Buffer.from(credentials, 'base64').toString('utf8')
    const colon = text.indexOf(':')
    const id = userId.safeParse(text.slice(0, Math.max(colon, 0)))
    if (!id.success) throw new Refusal('wrong_credentials')
    const password = text.slice(colon + 1)
    const stored = await passwordOf(this.#books.store, id.data)
    const { basic } = this.settings
    if (basic === 'off' || (basic === 'demo' && stored?.demo !== true)) throw new Refusal('basic_off')
    const known = this.#checked.hashFor(id.data, password, new Date())
    if (stored && known !== null && known === stored.hash)
      return { principal: stored.user, scopes: [], session: null, passwordDue: stored.passwordDue }
    const { user, hash, passwordDue } = await this.withPassword(id.data, password, address)
    // That somebody knows a demo user's password is no news.
    if (!stored?.demo)
      await this.#books.journal.change(user.id, async (_store, note) => noteSignIn(note, user.id, 'basic'))
    this.#checked.remember(id.data, password, hash, new Date())
    return { principal: user, scopes: [], session: null, passwordDue }
  }
}
