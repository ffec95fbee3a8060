import type { Locale } from '@branch-playbook/engine'

/** Who works with the bank, how they sign in, and the mails that they are sent. */
export interface PeopleTables {
  users: {
    id: string
    name: string
    role: string
    branch: string | null
    adviser: string | null
    /** Its hash; empty for somebody who signs in with the bank's own provider only. */
    password: string
    /** Until when a one-time password holds, which has to be changed first thing; null for one of his own. */
    password_until: string | null
    /** 1 for a user of the demo bank, whose password is known to everybody. */
    demo: number
    /** 1 for somebody who may not sign in any more. */
    disabled: number
    /** Who he is to the bank's own sign-in (OpenID Connect): its address and his number there. */
    issuer: string | null
    subject: string | null
  }
  sign_in_failures: { user: string; failures: number; last_at: string }
  /** Who wants a digest of his day by e-mail. */
  digests: {
    user: string
    address: string
    locale: Locale
    /** From which hour of the day on. */
    hour: number
    /** SHA-256 of the code that was sent to the address, while it is not confirmed. */
    code_hash: string | null
    code_at: string | null
    code_tries: number
    confirmed_at: string | null
  }
  /** Mails: each once under its key. */
  mails: {
    number: number
    key: string
    user: string
    kind: 'digest' | 'code'
    /** The business day that a digest is of. */
    day: string
    address: string
    subject: string
    /** Empty once it is sent. */
    body: string
    state: 'waiting' | 'sent' | 'given_up'
    attempts: number
    /** Why it was not sent yet, or not at all; empty when it was. */
    fault: string
    /** When it was made, then when it was sent or given up. */
    at: string
  }
  sessions: {
    token_hash: string
    /** Names it to its user, who may end it; no secret. */
    id: string
    user: string
    via: 'password' | 'provider'
    started_at: string
    /** When it was last used, to the minute. */
    seen_at: string
    expires_at: string
  }
  /** Sign-ins with the bank's own provider that are under way. */
  oidc_attempts: { state: string; nonce: string; verifier: string; return_to: string; expires_at: string }
  /** Machines that use the API. */
  tokens: {
    id: string
    name: string
    token_hash: string
    /** JSON array of scopes. */
    scopes: string
    branch: string | null
    by: string
    at: string
    expires_at: string
    revoked_at: string | null
  }
}
