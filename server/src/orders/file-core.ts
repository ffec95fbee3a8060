import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type CoreConnector, NotHandedOver, type Taken } from './connector.ts'
import type { CoreMessage } from './messages.ts'
import type { CoreReport } from './order.ts'
import { reportSchema } from './report.ts'

const COLLECT_EVERY = 10_000

/**
 * A core system with which files are exchanged: messages in `out`, which the core moves to `out/taken` once it has
 * them; reports in `in`, which end up in `in/read`, or with what is wrong with them in `in/refused`. A file has its
 * name only once it is whole. See docs/connectors.md.
 */
export class FileCore implements CoreConnector {
  readonly collectEvery: number
  readonly #directory: string

  constructor(directory: string, collectEvery = COLLECT_EVERY) {
    this.#directory = directory
    this.collectEvery = collectEvery
  }

  async hand({ id, body }: CoreMessage): Promise<null> {
    try {
      const out = await this.#folder('out')
      const taken = await this.#folder('out', 'taken')
      const name = `${id}.json`
      // Written before, and the server died before it could note so: nothing may be told twice.
      if (!existsSync(join(taken, name))) await writeWhole(out, name, body)
      return null
    } catch (fault) {
      if (fault instanceof Error && 'code' in fault)
        throw new NotHandedOver(String(fault.code), { cause: fault })
      throw fault
    }
  }

  async collect(
    _awaited: readonly string[],
    take: (report: CoreReport) => Promise<Taken>,
    signal: AbortSignal,
  ): Promise<void> {
    const folder = await this.#folder('in')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    const faults: unknown[] = []
    for (const name of names.toSorted()) {
      if (signal.aborted) return
      // One that cannot be read or moved keeps none of the others waiting.
      await this.#takeFile(folder, name, take).catch((fault: unknown) => faults.push(fault))
    }
    if (faults.length > 0) throw new AggregateError(faults, `Files in ${folder} could not be taken in`)
  }

  async #takeFile(folder: string, name: string, take: (report: CoreReport) => Promise<Taken>): Promise<void> {
    const wrong = await takeAll(await readFile(join(folder, name), 'utf8'), take)
    const place = await this.#folder('in', wrong === null ? 'read' : 'refused')
    if (wrong !== null) await writeFile(join(place, `${name}.why.txt`), `${wrong}\n`)
    await rename(join(folder, name), join(place, name))
  }

  async #folder(...names: readonly string[]): Promise<string> {
    const folder = join(this.#directory, ...names)
    await mkdir(folder, { recursive: true })
    return folder
  }
}

/** Takes the reports of a file, or what is wrong with it. Those before the wrong one count, should there be several. */
async function takeAll(text: string, take: (report: CoreReport) => Promise<Taken>): Promise<string | null> {
  const read = reportsIn(text)
  if (typeof read === 'string') return read
  const unknown: string[] = []
  for (const report of read) if ((await take(report)) === 'unknown') unknown.push(report.order)
  return unknown.length === 0 ? null : `Unknown orders: ${unknown.join(', ')}`
}

const fileSchema = z.union([reportSchema.transform((one) => [one]), z.array(reportSchema)])

function reportsIn(text: string): CoreReport[] | string {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : z.prettifyError(parsed.error)
  } catch (fault) {
    return fault instanceof SyntaxError ? fault.message : String(fault)
  }
}

/** Writes a file so that under its name it is whole or not there, also after a power cut. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.${name}.tmp`)
  const file = await open(draft, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
  const directory = await open(folder)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
