import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { ZodError } from 'zod'
import { Refusal } from '../files/refusal.ts'
import { type Header, headerLine, lastLine, type Row, rowLine, tableLine } from './contents.ts'

/** What follows one another in a backup: its header, and then rows. */
export type Part =
  | { readonly is: 'header'; readonly header: Header }
  | { readonly is: 'row'; readonly table: string; readonly columns: readonly string[]; readonly row: Row }

/**
 * The parts of a backup, from the first to the last. Whether it is whole is known at its end only.
 * @throws Refusal when it is no backup, or not as it was written.
 */
export async function* partsOf(file: string): AsyncGenerator<Part> {
  try {
    yield* checkedParts(file)
  } catch (fault) {
    if (!isDamage(fault)) throw fault
    throw new Refusal(
      `${file}: is no backup, or not as it was written; nothing was restored: take another.`,
      {
        cause: fault,
      },
    )
  }
}

class Damaged extends Error {}

/** Of gzip, of JSON, of the shape of a line, and of the whole. */
const isDamage = (fault: unknown): boolean =>
  fault instanceof Damaged ||
  fault instanceof SyntaxError ||
  fault instanceof ZodError ||
  (fault instanceof TypeError && 'code' in fault && fault.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') ||
  (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_'))

async function* checkedParts(file: string): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  let table: { readonly table: string; readonly columns: readonly string[] } | null = null
  let begun = false
  let ended = false
  let rows = 0
  for await (const text of linesIn(file)) {
    const line: unknown = JSON.parse(text)
    if (ended) throw new Damaged('Something follows the last line')
    // Most lines are rows: trying each as the last would take longer than all else.
    const last = Array.isArray(line) ? null : lastLine.safeParse(line)
    if (last?.success) {
      if (last.data.rows !== rows || last.data.sha256 !== hash.digest('hex'))
        throw new Damaged('It does not add up')
      ended = true
      continue
    }
    hash.update(`${text}\n`)
    if (!begun) {
      yield { is: 'header', header: headerLine.parse(line) }
      begun = true
    } else if (Array.isArray(line)) {
      const row = rowLine.parse(line)
      if (row.length !== table?.columns.length) throw new Damaged('A row does not fit its table')
      rows += 1
      yield { is: 'row', ...table, row }
    } else table = tableLine.parse(line)
  }
  if (!ended) throw new Damaged('The end is missing')
}

/** The lines of a compressed file. Not those of `readline`, which takes a separator within a text for an end. */
async function* linesIn(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  source.on('error', (fault) => unpacked.destroy(fault))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const bytes of source.pipe(unpacked)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest + decoder.decode() !== '') throw new Damaged('The last line is cut off')
}
