import { Refusal } from '../api/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { type DoneBacktest, decideDays, type Order, type Prepared, type Progress } from './decide-days.ts'
import { OwnProcess } from './own-process.ts'
import { Turns } from './turns.ts'

/** So many are kept for whoever asks who is behind their figures; the oldest goes first. */
const MOST_KEPT = 4
/** So many are under way or wait their turn; each has a process, which holds its part of the memory as it waits. */
const MOST_UNDER_WAY = 8

/**
 * Runs backtests, each in a process of its own and one after the other, so that a large one holds up neither
 * those at work nor the others for longer than it takes.
 */
export class Backtests {
  readonly #turns = new Turns()
  readonly #kept = new Map<string, DoneBacktest>()
  readonly #processes = new Set<OwnProcess>()

  /** A backtest that was done lately, or undefined. */
  find(id: string): DoneBacktest | undefined {
    return this.#kept.get(id)
  }

  /** How many have a process at this moment, those that wait included. */
  get underWay(): number {
    return this.#processes.size
  }

  /**
   * Makes a process ready for a backtest. Whoever gets it has to `close` it, also after `decide`.
   * @throws Refusal when the version does not run for this bank, or too many wait already.
   */
  async prepare(desk: Desk, order: Order): Promise<Prepared> {
    if (this.underWay >= MOST_UNDER_WAY)
      throw new Refusal('too_many_backtests', {}, { headers: { 'retry-after': '30' } })
    const { version, document } = order
    const draft = { version: version ?? 0, document }
    const process = new OwnProcess()
    this.#processes.add(process)
    const close = () => {
      this.#processes.delete(process)
      process.end()
    }
    try {
      const found = await process.ask('inspect', { draft, currency: desk.bank.currency })
      if (!found.ok) throw new Refusal('playbook_does_not_run', {}, { problems: found.problems })
      const { hash, playbook } = found
      return { order, draft, process, hash, playbook, close }
    } catch (fault) {
      close()
      throw fault
    }
  }

  /**
   * Decides the days of a backtest, telling how far it is, and keeps it. Ends early when `signal` says that nobody
   * waits for it any more; what is under way in the process ends when that is closed.
   */
  async *decide(desk: Desk, prepared: Prepared, signal: AbortSignal): AsyncGenerator<Progress, void> {
    if (this.#turns.taken) yield { state: 'waiting' }
    const end = await this.#turns.take(signal)
    try {
      for await (const step of decideDays(desk, prepared)) {
        if (step.state === 'done') this.#keep(step.done)
        yield step
      }
    } finally {
      end()
    }
  }

  /** Ends whatever is under way. */
  close(): void {
    for (const process of this.#processes) process.end()
    this.#processes.clear()
  }

  #keep(done: DoneBacktest): void {
    this.#kept.set(done.id, done)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}
