import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How much is let through in how long. */
export interface LimitSettings {
  /** Requests a minute of one user, machine, or (of those who are nobody yet) address. */
  readonly requests: number
  /** Sign-ins a minute of one user. */
  readonly signInsOfUser: number
  /** Sign-ins a minute from one address: all advisers behind a branch's come at nine o'clock. */
  readonly signInsFromAddress: number
  /** Failed ones in a quarter of an hour from one address, whatever users they were for. */
  readonly failuresFromAddress: number
}

export const LIMITS: LimitSettings = {
  requests: 6_000,
  signInsOfUser: 30,
  signInsFromAddress: 600,
  failuresFromAddress: 200,
}

/** Somebody asks more than he is let. */
export class TooManyRequests extends Error {
  /** After how many seconds it is worth asking again. */
  readonly seconds: number

  constructor(seconds: number) {
    super(`Too many requests; the next is answered in ${seconds} s`)
    this.name = 'TooManyRequests'
    this.seconds = seconds
  }
}

/** Counts requests and sign-ins, in memory: only one server works on a bank. */
export class Limits {
  readonly #requests: RateLimiterMemory
  readonly #ofUser: RateLimiterMemory
  readonly #fromAddress: RateLimiterMemory
  readonly #failures: RateLimiterMemory

  constructor(settings: LimitSettings) {
    const aMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 })
    this.#requests = aMinute(settings.requests)
    this.#ofUser = aMinute(settings.signInsOfUser)
    this.#fromAddress = aMinute(settings.signInsFromAddress)
    this.#failures = new RateLimiterMemory({ points: settings.failuresFromAddress, duration: 900 })
  }

  /** Counts a request. @throws TooManyRequests */
  request(of: string): Promise<void> {
    return consume(this.#requests, of)
  }

  /** Counts an attempt to sign in as a user, or (null) at the provider. @throws TooManyRequests */
  async signIn(address: string, user: string | null): Promise<void> {
    const failed = await this.#failures.get(address)
    if (failed && failed.remainingPoints <= 0) throw new TooManyRequests(secondsOf(failed))
    await consume(this.#fromAddress, address)
    if (user !== null) await consume(this.#ofUser, user)
  }

  /** Counts that an attempt failed. */
  async failure(address: string): Promise<void> {
    await this.#failures.penalty(address)
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new TooManyRequests(secondsOf(refused))
    throw refused
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000))
