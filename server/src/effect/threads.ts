import { Piscina } from 'piscina'
import type * as Work from './thread.ts'

/** A thread that has been started waits so long for more work: starting it costs more than most of its work. */
const IDLE_MS = 60_000

/**
 * A pool of one thread for one kind of work, which is done one after the other while everybody else goes on. The
 * thread is started by the first piece of work, and does not keep the process alive.
 */
export const threadFor = <Task, Result>(name: keyof typeof Work): Piscina<Task, Result> =>
  new Piscina<Task, Result>({
    filename: new URL('./thread.ts', import.meta.url).href,
    name,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    execArgv: [],
  })
