import { setTimeout as wait } from 'node:timers/promises'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { AlreadyClaimed } from './database/claim.ts'
import { isUnreachable } from './database/postgres-words.ts'
import type { OpenBank } from './open-bank.ts'

type Fetch = (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>

/** A bank that is open, and what answers its requests. */
export interface Served extends OpenBank {
  readonly fetch: Fetch
}

interface ReopeningOptions {
  /** Opens the bank. `lost` is told when its store is not this process's any more. */
  open(lost: (why: Error) => void): Promise<Served>
  /** What answers meanwhile. */
  readonly away: Fetch
  /** Says what happens to whoever runs the server. */
  tell(what: 'lost' | 'back', why?: Error): void
  /** Called when it will not be opened again. */
  gaveUp(fault: unknown): void
}

/** What a lost bank still has under way may take so long to end. */
const MOST_CLOSING_MS = 10_000
const PAUSE_MS = 1_000
/** A connection that broke on its way may hold its claim for so long, until PostgreSQL misses it. */
const MOST_CLAIMED_MS = 60_000

/**
 * Serves a bank for as long as the process lives. When its store is lost, as when PostgreSQL ends, nothing of what was
 * in memory is used any more: whoever asks is told to come back, and the bank is opened anew from what is stored, as
 * after a restart, once the store is there again.
 */
export class Reopening {
  readonly #options: ReopeningOptions
  #served: Served | null = null
  #isStopped = false

  constructor(options: ReopeningOptions) {
    this.#options = options
  }

  readonly fetch: Fetch = async (request, bindings) => {
    const served = this.#served
    if (!served) return this.#options.away(request, bindings)
    const answer = await served.fetch(request, bindings)
    // What went wrong with a store that is lost is no fault of the server.
    const isLost = answer.status >= 500 && served !== this.#served
    return isLost ? this.#options.away(request, bindings) : answer
  }

  /** Opens the bank. @throws whatever hinders that. */
  async open(): Promise<Served> {
    const end = Promise.withResolvers<Error>()
    const served = await this.#options.open(end.resolve)
    this.#served = served
    end.promise.then((why) => this.#reopen(served, why)).catch(this.#options.gaveUp)
    return served
  }

  /** Sends those away who listen for news, as they would wait for more. */
  dismiss(): void {
    this.#isStopped = true
    this.#served?.desk.together.close()
  }

  async close(): Promise<void> {
    this.#isStopped = true
    await this.#served?.close()
  }

  async #reopen(lost: Served, why: Error): Promise<void> {
    this.#served = null
    this.#options.tell('lost', why)
    await Promise.race([
      lost.close().catch(() => undefined),
      wait(MOST_CLOSING_MS, undefined, { ref: false }),
    ])
    const since = performance.now()
    while (!this.#isStopped) {
      try {
        await this.open()
        if (this.#isStopped) await this.close()
        else this.#options.tell('back')
        return
      } catch (fault) {
        if (!mayPass(fault, performance.now() - since)) throw fault
      }
      await wait(PAUSE_MS)
    }
  }
}

/** Whether what hindered opening a bank, so long after it was lost, may be over in a moment. */
function mayPass(fault: unknown, lostFor: number): boolean {
  if (fault instanceof AlreadyClaimed) return lostFor < MOST_CLAIMED_MS
  const found = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault
  return found instanceof Error && isUnreachable(found)
}
