import * as client from 'openid-client'
import type { ProviderUser } from './provider-sign-ins.ts'
import { isLoopback, type ProviderSettings } from './settings.ts'

/** Seconds that the provider may take for an answer. */
const PATIENCE = 10

/** Where the provider sends people back to, below our public address. */
export const CALLBACK = '/api/sign-in/oidc/callback'

/** The provider does not answer, or not as one. */
export class ProviderUnreachable extends Error {
  constructor(issuer: URL, cause: unknown) {
    super(`The sign-in provider ${issuer.href} does not answer`, { cause })
    this.name = 'ProviderUnreachable'
  }
}

/** The provider, or what came back from it, does not prove who somebody is. */
export class NotProven extends Error {
  constructor(cause: unknown) {
    super('The provider did not sign anybody in', { cause })
    this.name = 'NotProven'
  }
}

/** What a browser takes along to the provider, and what only we keep. */
export interface Departure {
  readonly address: URL
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/**
 * The bank's own sign-in by OpenID Connect: Authorization Code with PKCE, state and nonce, everything about the
 * provider found out from its discovery document. openid-client checks signature, issuer, audience and times.
 */
export class Provider {
  readonly #settings: ProviderSettings
  readonly #publicUrl: URL
  #found: Promise<client.Configuration> | null = null

  constructor(settings: ProviderSettings, publicUrl: URL) {
    this.#settings = settings
    this.#publicUrl = publicUrl
  }

  /** Where to send somebody who wants to sign in. @throws ProviderUnreachable */
  async begin(): Promise<Departure> {
    const configuration = await this.#configuration()
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const verifier = client.randomPKCECodeVerifier()
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: new URL(CALLBACK, this.#publicUrl).href,
      scope: 'openid profile email',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    return { address, state, nonce, verifier }
  }

  /**
   * Who came back from the provider.
   * @param query the query of the address that he came back to
   * @throws ProviderUnreachable, NotProven
   */
  async finish(query: string, { state, nonce, verifier }: Omit<Departure, 'address'>): Promise<ProviderUser> {
    const configuration = await this.#configuration()
    const address = new URL(`${CALLBACK}${query}`, this.#publicUrl)
    return this.#proving(async () => {
      const granted = await client.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const idToken = granted.claims()
      if (!idToken) throw new NotProven('No ID token')
      const { iss: issuer, sub: subject } = idToken
      const claims =
        this.#settings.claim in idToken
          ? idToken
          : await client.fetchUserInfo(configuration, granted.access_token, subject)
      return { issuer, subject, claim: this.#claimOf(claims) }
    })
  }

  #claimOf(claims: Readonly<Record<string, unknown>>): string | null {
    const claim = claims[this.#settings.claim]
    // An address that nobody verified is whatever its owner typed.
    const unproven = this.#settings.claim === 'email' && claims.email_verified !== true
    return typeof claim === 'string' && !unproven ? claim : null
  }

  async #proving(work: () => Promise<ProviderUser>): Promise<ProviderUser> {
    try {
      return await work()
    } catch (fault) {
      if (fault instanceof NotProven || isRefusal(fault)) throw new NotProven(fault)
      throw new ProviderUnreachable(this.#settings.issuer, fault)
    }
  }

  /** Found out once it answers; asked again as long as it does not. */
  #configuration(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((fault: unknown) => {
      this.#found = null
      throw new ProviderUnreachable(this.#settings.issuer, fault)
    })
    return this.#found
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    return client.discovery(
      issuer,
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      { timeout: PATIENCE, ...(isLoopback(issuer) && { execute: [client.allowInsecureRequests] }) },
    )
  }
}

const isRefusal = (fault: unknown): boolean =>
  fault instanceof client.AuthorizationResponseError ||
  fault instanceof client.ResponseBodyError ||
  fault instanceof client.ClientError
