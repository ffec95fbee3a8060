import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Pace } from './pace.ts'
import { type Step, type Word, wordSchema } from './words.ts'

const ROUND = fileURLToPath(new URL('round.ts', import.meta.url))

/** When to kill: while the bank is opened, or in a step, the first being 1; and how far into it, from 0 to 1. */
export interface Moment {
  readonly step: number
  readonly part: number
}

interface Place {
  readonly dataDirectory: string
  readonly databaseUrl: string
  /** Where compiled code is kept, so that the next process starts sooner. */
  readonly cache: string
}

/**
 * Lets a process go round on a bank and kills it at a moment.
 * @returns all that it said before it was dead.
 * @throws when it ended by itself.
 */
export async function killedRound(
  { dataDirectory, databaseUrl, cache }: Place,
  name: string,
  { step, part }: Moment,
  pace: Pace,
): Promise<Word[]> {
  const child = spawn(process.execPath, [ROUND, dataDirectory, databaseUrl, name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  })
  const complaints: string[] = []
  child.stderr.on('data', (text) => complaints.push(String(text)))
  const said: Word[] = []
  const lines = createInterface({ input: child.stdout })
  const heard = once(lines, 'close')
  const ended = once(child, 'exit')
  const reached = Promise.withResolvers<Step | 'open'>()
  if (step === 0) reached.resolve('open')
  let begun = 0
  let since = 0
  lines.on('line', (line) => {
    const word = wordOf(line)
    if (!word) return
    said.push(word)
    if (word.is === 'done') pace.tookAsLongAs(word.step, performance.now() - since)
    if (word.is !== 'begun') return
    since = performance.now()
    begun += 1
    if (begun === step) reached.resolve(word.step)
  })
  await Promise.race([reached.promise.then((kind) => wait(pace.delay(kind, part))), ended])
  const killedAt = performance.now()
  kill(child)
  await Promise.all([ended, heard])
  const last = said.at(-1)
  if (last?.is === 'begun') pace.tookLongerThan(last.step, killedAt - since)
  if (child.signalCode !== 'SIGKILL') throw new Error(`The process ended by itself: ${complaints.join('')}`)
  return said
}

function kill(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGKILL')
}

/** The last line of a process that is killed may be half a line. */
function wordOf(line: string): Word | null {
  try {
    return wordSchema.parse(JSON.parse(line))
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  }
}
