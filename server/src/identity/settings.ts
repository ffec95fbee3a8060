import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { Refusal } from '../files/refusal.ts'
import { LIMITS, type LimitSettings } from './limits.ts'

/** The bank's own sign-in, which speaks OpenID Connect. */
export interface ProviderSettings {
  readonly issuer: URL
  readonly clientId: string
  /** Null for a client without a secret, which PKCE alone protects. */
  readonly clientSecret: string | null
  /** What people call it, for the button. */
  readonly name: string
  /** The claim of the ID token that holds the id of our user; it finds him at his first sign-in only. */
  readonly claim: string
}

/** Who may sign in, and how. */
export interface SignInSettings {
  /** Where people reach the server. Over https cookies are marked Secure, and only its pages may change things. */
  readonly publicUrl: URL | null
  readonly password: boolean
  /** For whom HTTP Basic works beside sessions and tokens: it checks a password with each request. */
  readonly basic: 'on' | 'demo' | 'off'
  readonly provider: ProviderSettings | null
  /** The proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: BlockList
  readonly limits: LimitSettings
}

/** How a demo is set: passwords and Basic, no provider, no proxy. */
export const DEMO_SIGN_IN: SignInSettings = {
  publicUrl: null,
  password: true,
  basic: 'demo',
  provider: null,
  trustedProxies: new BlockList(),
  limits: LIMITS,
}

/** @throws Refusal that names the setting which is wrong, and how to mend it. */
export function signInSettings(environment: NodeJS.ProcessEnv): SignInSettings {
  const { PUBLIC_URL, PASSWORD_SIGN_IN, BASIC_SIGN_IN, TRUSTED_PROXIES, REQUESTS_PER_MINUTE } = environment
  const publicUrl = PUBLIC_URL ? publicUrlOf(PUBLIC_URL) : null
  const provider = providerOf(environment)
  if (provider && !publicUrl)
    throw new Refusal(
      'OIDC_ISSUER is set without PUBLIC_URL: the provider has to know where to send people back to; set it, such as https://playbook.bank.example',
    )
  const password = oneOf('PASSWORD_SIGN_IN', PASSWORD_SIGN_IN ?? 'on', ['on', 'off']) === 'on'
  if (!password && !provider)
    throw new Refusal(
      'PASSWORD_SIGN_IN is off and OIDC_ISSUER is not set, so that nobody could sign in: set one of them.',
    )
  return {
    publicUrl,
    password,
    basic: password ? oneOf('BASIC_SIGN_IN', BASIC_SIGN_IN ?? 'demo', ['on', 'demo', 'off']) : 'off',
    provider,
    trustedProxies: proxiesOf(TRUSTED_PROXIES ?? ''),
    limits: { ...LIMITS, ...(REQUESTS_PER_MINUTE && { requests: wholeOf(REQUESTS_PER_MINUTE) }) },
  }
}

function publicUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url
  throw new Refusal(
    `PUBLIC_URL is "${text}"; write the address without a path, such as https://playbook.bank.example`,
  )
}

function providerOf(environment: NodeJS.ProcessEnv): ProviderSettings | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_CLIENT_SECRET_FILE } = environment
  const { OIDC_NAME, OIDC_USER_CLAIM } = environment
  if (!OIDC_ISSUER) return null
  const issuer = URL.canParse(OIDC_ISSUER) ? new URL(OIDC_ISSUER) : null
  if (!issuer || (issuer.protocol !== 'https:' && !isLoopback(issuer)))
    throw new Refusal(`OIDC_ISSUER is "${OIDC_ISSUER}"; write the provider’s https address.`)
  if (!OIDC_CLIENT_ID)
    throw new Refusal('OIDC_CLIENT_ID is missing; the provider gave it to you with OIDC_CLIENT_SECRET.')
  const clientSecret = OIDC_CLIENT_SECRET_FILE
    ? readFileSync(OIDC_CLIENT_SECRET_FILE, 'utf8').trim()
    : (OIDC_CLIENT_SECRET ?? null)
  return {
    issuer,
    clientId: OIDC_CLIENT_ID,
    clientSecret,
    name: OIDC_NAME ?? issuer.host,
    claim: OIDC_USER_CLAIM ?? 'preferred_username',
  }
}

/** On this machine nobody listens in between, so that plain http will do, for trying things out. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))

function proxiesOf(text: string): BlockList {
  const proxies = new BlockList()
  for (const entry of text.split(',').map((each) => each.trim())) {
    if (entry === '') continue
    const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? []
    const family = isIP(address)
    const bits = prefix === undefined ? null : Number(prefix)
    if (family === 0 || (bits !== null && bits > (family === 4 ? 32 : 128)))
      throw new Refusal(
        `TRUSTED_PROXIES has "${entry}"; write addresses or networks with commas, such as 10.0.0.5, 10.1.0.0/16`,
      )
    const type = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === null) proxies.addAddress(address, type)
    else proxies.addSubnet(address, bits, type)
  }
  return proxies
}

function oneOf<const Value extends string>(name: string, text: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === text)
  if (found !== undefined) return found
  throw new Refusal(`${name} is "${text}"; write ${values.join(' or ')}.`)
}

function wholeOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Refusal(`REQUESTS_PER_MINUTE is "${text}"; write a whole number above 0.`)
}
