import { Piscina } from 'piscina'
import type { BranchAgain, decideBranch, decideLine, decideRun, LineAgain, RunAgain } from './decide.ts'
import type { Redecided } from './opened.ts'
import type { PastDay } from './past-day.ts'

/** After so long without a question the thread ends, and its memory is free. */
const IDLE_MS = 30_000

/**
 * Decides past days again, in one thread of its own, so that a large bank's replay holds up nobody at work.
 * The thread begins with the first question.
 */
export class Past {
  #pool: Piscina | null = null

  /** A whole run, its actions under the identity given. */
  run(past: PastDay, run: string): Promise<Redecided<RunAgain>> {
    return this.#ask<typeof decideRun>('decideRun', { past, run })
  }

  /** The lists of a branch; null when the bank had no such branch on that day. */
  branch(past: PastDay, branch: string): Promise<Redecided<BranchAgain | null>> {
    return this.#ask<typeof decideBranch>('decideBranch', { past, branch })
  }

  /** One customer; null when the bank did not know him on that day. */
  line(past: PastDay, customer: string): Promise<Redecided<LineAgain | null>> {
    return this.#ask<typeof decideLine>('decideLine', { past, customer })
  }

  async close(): Promise<void> {
    await this.#pool?.destroy()
    this.#pool = null
  }

  #ask<Decide extends (question: never) => Promise<unknown>>(
    name: string,
    question: Parameters<Decide>[0],
  ): Promise<Awaited<ReturnType<Decide>>> {
    this.#pool ??= new Piscina({
      filename: new URL('./thread.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
    })
    return this.#pool.run(question, { name })
  }
}
