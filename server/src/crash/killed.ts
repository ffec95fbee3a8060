import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Word, wordSchema } from './words.ts'

const ROUND = fileURLToPath(new URL('round.ts', import.meta.url))

/** When to kill: so many milliseconds after so many words. */
export interface Moment {
  readonly words: number
  readonly delay: number
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
  { words, delay }: Moment,
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
  const enough = Promise.withResolvers<void>()
  if (words === 0) enough.resolve()
  lines.on('line', (line) => {
    const word = wordOf(line)
    if (word) said.push(word)
    if (said.length === words) enough.resolve()
  })
  await Promise.race([enough.promise.then(() => wait(delay)), ended])
  kill(child)
  await Promise.all([ended, heard])
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
