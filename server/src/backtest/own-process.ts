import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { z } from 'zod'
import type * as Deeds from './decide-day.ts'

/** What is asked of the process, and what comes back; one question at a time. */
export type Question = { [Name in Work]: { readonly name: Name; readonly task: TaskOf<Name> } }[Work]

type Work = keyof typeof Deeds
type TaskOf<Name extends Work> = Parameters<(typeof Deeds)[Name]>[0]
type ResultOf<Name extends Work> = Awaited<ReturnType<(typeof Deeds)[Name]>>

const answerSchema = z.object({ value: z.unknown(), fault: z.string().nullable() })
export type Answer = z.infer<typeof answerSchema>

/** The process ended before it answered. */
class Ended extends Error {
  override readonly name = 'Ended'
}

/**
 * A process that decides the days of one backtest. Not a thread: a thread that is stopped while DuckDB reads for
 * it takes the server with it, and a process can be given less of the machine than those at work have.
 */
export class OwnProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<never>

  constructor() {
    this.#child = fork(new URL('./process.ts', import.meta.url), {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#ended = new Promise((_resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('exit', () => reject(new Ended('The process of the backtest has ended')))
    })
    this.#ended.catch(() => undefined)
    if (this.#child.pid !== undefined) giveWay(this.#child.pid)
  }

  /**
   * Has one piece of work done.
   * @throws Ended when the process is ended meanwhile.
   */
  async ask<Name extends Work>(name: Name, task: TaskOf<Name>): Promise<ResultOf<Name>> {
    const answered = new Promise<unknown>((resolve) => this.#child.once('message', resolve))
    this.#child.send({ name, task })
    const { value, fault } = answerSchema.parse(await Promise.race([answered, this.#ended]))
    if (fault !== null) throw new Error(fault)
    // It runs the same code as the server, and nobody else speaks to it.
    return value as ResultOf<Name>
  }

  /** Ends it at once, whatever it does. */
  end(): void {
    this.#child.kill('SIGKILL')
  }
}

/** Lets everybody else go first; where that is not allowed it competes with them. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Its speed is no condition of anything.
  }
}
