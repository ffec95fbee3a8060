/**
 * Checks an exported audit log against checkpoints that were kept elsewhere:
 *
 *     node check.ts LOG CHECKPOINT... [--key PUBLIC_KEY]
 *
 * Needs neither the server nor its store: this file, `entry-hash.ts` beside it, and Node 24. It ends with 0 when
 * all holds, with 1 when something does not, with 2 when it was not used as above. docs/audit.md says how
 * hashes and signatures are made, for whoever would rather write his own.
 */
import { createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { BEGINNING, checkpointText, entryHash } from './entry-hash.ts'

const TEXTS = ['at', 'by', 'action', 'subject', 'details', 'commitments', 'previous', 'hash'] as const

type Line = { readonly number: number } & Readonly<Record<(typeof TEXTS)[number], string>>

interface KeptCheckpoint {
  readonly file: string
  readonly bank: string
  readonly number: number
  readonly hash: string
  readonly at: string
  readonly signature: string
  readonly publicKey: string
}

/** What was asked for cannot be checked at all. */
class WrongUse extends Error {}

/** Checks a log and tells, a sentence at a time, what holds and what does not. */
export async function check(words: readonly string[], tell: (sentence: string) => void): Promise<0 | 1 | 2> {
  try {
    const { log, checkpoints, key } = asked(words)
    const signed = checkpoints.filter((checkpoint) => isSigned(checkpoint, key))
    for (const { file } of checkpoints.filter((each) => !signed.includes(each)))
      tell(`${file}: the signature does not hold: this is no checkpoint of that key.`)
    const { hashes, last, fault } = await chain(log)
    if (fault !== null) tell(`${log}: ${fault}`)
    else tell(`${log}: entries 1 to ${last} follow one another unbroken.`)
    const holds = against(signed, hashes, last, tell)
    return holds && signed.length === checkpoints.length && fault === null ? 0 : 1
  } catch (fault) {
    if (!(fault instanceof WrongUse)) throw fault
    tell(fault.message)
    return 2
  }
}

/** Whether the log still holds what it did when each checkpoint was made. */
function against(
  checkpoints: readonly KeptCheckpoint[],
  hashes: ReadonlyMap<number, string>,
  last: number,
  tell: (sentence: string) => void,
): boolean {
  let proven = 0
  let holds = true
  for (const { file, number, hash, at, publicKey } of checkpoints.toSorted(
    (one, other) => one.number - other.number,
  )) {
    const found = number === 0 ? BEGINNING : hashes.get(number)
    if (found === hash) {
      proven = number
      tell(`${file}: entries 1 to ${number} are those of ${at}.`)
      continue
    }
    holds = false
    if (found === undefined)
      tell(
        `${file}: entries ${last + 1} to ${number}, which were there on ${at}, are not whole in this log: it was exported before that moment, or they were removed or broken.`,
      )
    else
      tell(
        `${file}: the log is not that of ${at}: at least one of the entries ${proven + 1} to ${number} was replaced, and all hashes after it were made anew.`,
      )
    const other = checkpoints.find((each) => each.publicKey !== publicKey)
    if (other) tell(`${file}: it is signed with another key than ${other.file}: is it of this log?`)
  }
  return holds
}

/** Walks the log: the hash of every entry, up to the first that does not follow the one before it. */
async function chain(
  log: string,
): Promise<{ hashes: ReadonlyMap<number, string>; last: number; fault: string | null }> {
  const hashes = new Map<number, string>()
  let [last, previous] = [0, BEGINNING]
  const end = (fault: string | null) => ({ hashes, last, fault })
  for await (const text of linesOf(log)) {
    const line = lineOf(text)
    const number = last + 1
    if (line === null)
      return end(
        `line ${number} is no entry of a log${number === 1 ? ': is it an export as JSON Lines?' : '.'}`,
      )
    if (line.number !== number)
      return end(`entry ${number} is missing: entry ${line.number} stands in its place.`)
    const written = entryHash(line)
    if (written !== line.hash) return end(`entry ${number} was changed: its hash is not that of its content.`)
    if (line.previous !== previous)
      return end(
        last === 0
          ? 'entry 1 was replaced: it does not stand at the beginning of a log.'
          : `entry ${last} was replaced: entry ${number} follows another one.`,
      )
    hashes.set(number, written)
    last = number
    previous = written
  }
  return end(last === 0 ? 'there is no entry in it.' : null)
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file)
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  } catch (fault) {
    throw unreadable(file, fault)
  }
}

/** An entry, spelled as the log spells it: other readers might take a name that is there twice otherwise. */
function lineOf(text: string): Line | null {
  const read = parsed(text)
  if (!isRecord(read) || Object.keys(read).length !== TEXTS.length + 1) return null
  if (JSON.stringify(read) !== text) return null
  const { number, at, by, action, subject, details, commitments, previous, hash } = read
  if (
    typeof number !== 'number' ||
    typeof at !== 'string' ||
    typeof by !== 'string' ||
    typeof action !== 'string' ||
    typeof subject !== 'string' ||
    typeof details !== 'string' ||
    typeof commitments !== 'string' ||
    typeof previous !== 'string' ||
    typeof hash !== 'string'
  )
    return null
  return { number, at, by, action, subject, details, commitments, previous, hash }
}

function checkpointIn(file: string): KeptCheckpoint {
  const read = parsed(textOf(file))
  if (!isRecord(read)) throw new WrongUse(`${file}: is no checkpoint.`)
  const { bank, number, hash, at, signature, publicKey } = read
  if (
    typeof bank !== 'string' ||
    typeof number !== 'number' ||
    typeof hash !== 'string' ||
    typeof at !== 'string' ||
    typeof signature !== 'string' ||
    typeof publicKey !== 'string'
  )
    throw new WrongUse(`${file}: is no checkpoint.`)
  return { file, bank, number, hash, at, signature, publicKey }
}

/** Whether a checkpoint is signed with the key given, or else with the one that it names itself. */
function isSigned(checkpoint: KeptCheckpoint, key: string | null): boolean {
  const signature = Buffer.from(checkpoint.signature, 'base64url')
  const publicKey = keyOf(key ?? checkpoint.publicKey)
  return publicKey !== null && verify(null, Buffer.from(checkpointText(checkpoint)), publicKey, signature)
}

function keyOf(pem: string) {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

function asked(words: readonly string[]): {
  log: string
  checkpoints: readonly KeptCheckpoint[]
  key: string | null
} {
  const { positionals, values } = understood(words)
  const [log, ...files] = positionals
  if (log === undefined || files.length === 0)
    throw new WrongUse('Write: check LOG CHECKPOINT... [--key PUBLIC_KEY]')
  const key = values.key === undefined ? null : textOf(values.key)
  if (key !== null && keyOf(key) === null)
    throw new WrongUse(`${values.key}: is no public Ed25519 key (PEM).`)
  const checkpoints = files.map(checkpointIn)
  const banks = [...new Set(checkpoints.map(({ bank }) => bank))]
  if (banks.length > 1) throw new WrongUse(`These checkpoints are of different banks: ${banks.join(', ')}.`)
  return { log, checkpoints, key }
}

function understood(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: { key: { type: 'string' } } })
  } catch (fault) {
    throw new WrongUse(fault instanceof Error ? fault.message : String(fault))
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    throw unreadable(file, fault)
  }
}

const unreadable = (file: string, fault: unknown): WrongUse =>
  new WrongUse(`${file}: cannot be read (${fault instanceof Error ? fault.message : fault}).`)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

if (import.meta.main)
  process.exitCode = await check(process.argv.slice(2), (sentence) => console.log(sentence))
