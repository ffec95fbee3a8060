import { setTimeout as wait } from 'node:timers/promises'
import { inPieces } from '../store/pieces.ts'

/** How something is carried out of the house. Times are in milliseconds. */
export interface Pace {
  /** How long to wait after the first failure; twice as long after each further one. */
  readonly first: number
  readonly longest: number
}

/**
 * Works in rounds for as long as the server runs, and rests between them unless there is something new. A round that
 * fails is told, and tried again.
 */
export class Rounds {
  readonly #end = new AbortController()
  #work: Promise<void> | null = null
  #woken = Promise.withResolvers<void>()

  get signal(): AbortSignal {
    return this.#end.signal
  }

  /** @param round carries what there is, and says how long to rest unless something new comes. */
  begin(round: () => Promise<number>, { first }: Pace, logFault: (fault: Error) => void): void {
    if (this.#work) throw new Error('It works already')
    this.#work = this.#workOn(round, first, logFault)
  }

  /** There is something new. */
  nudge(): void {
    this.#woken.resolve()
  }

  /** Stops at once: what is under way is carried again by the next server. */
  async stop(): Promise<void> {
    this.#end.abort()
    await this.#work
  }

  /**
   * Sends what is due, so many at once. @returns false when it stops before it is through.
   * @throws the first fault, once nothing is under way any more: the next round would send it again meanwhile.
   */
  async carry<Item>(
    due: readonly Item[],
    atOnce: number,
    send: (item: Item) => Promise<void>,
  ): Promise<boolean> {
    for (const some of inPieces(due, atOnce)) {
      if (this.signal.aborted) return false
      const sent = await Promise.allSettled(some.map((item) => send(item)))
      for (const each of sent) if (each.status === 'rejected') throw each.reason
    }
    return true
  }

  async #workOn(
    round: () => Promise<number>,
    first: number,
    logFault: (fault: Error) => void,
  ): Promise<void> {
    const { signal } = this.#end
    while (!signal.aborted) {
      this.#woken = Promise.withResolvers()
      let pause = first
      try {
        pause = await round()
      } catch (fault) {
        if (signal.aborted) return
        logFault(toError(fault))
      }
      await Promise.race([this.#woken.promise, wait(pause, undefined, { signal }).catch(() => undefined)])
    }
  }
}

/**
 * What failed rests before it is tried again, by its number. That is kept in memory only, so that a server that starts
 * tries everything at once.
 */
export class Resting {
  readonly #pace: Pace
  readonly #until = new Map<number, { readonly until: number; readonly failures: number }>()

  constructor(pace: Pace) {
    this.#pace = pace
  }

  has(number: number): boolean {
    return this.#until.has(number)
  }

  isOver(number: number): boolean {
    return (this.#until.get(number)?.until ?? 0) <= performance.now()
  }

  /** Every time twice as long, and never quite as long as others that failed at the same moment. */
  rest(number: number): void {
    const failures = (this.#until.get(number)?.failures ?? 0) + 1
    const { first, longest } = this.#pace
    const pause = Math.min(longest, first * 2 ** (failures - 1)) * (0.75 + Math.random() / 4)
    this.#until.set(number, { until: performance.now() + pause, failures })
  }

  forget(number: number): void {
    this.#until.delete(number)
  }

  /** How long it is until the first of some rests is over, or another moment comes by the clock of `performance`. */
  pause(numbers: readonly number[], others: readonly number[] = []): number {
    const ends = numbers.flatMap((number) => this.#until.get(number)?.until ?? [])
    const pauses = [...ends, ...others].map((until) => until - performance.now())
    return Math.max(1, Math.min(this.#pace.longest, ...pauses))
  }
}

export const toError = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)))
