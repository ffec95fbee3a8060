import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../files/refusal.ts'
import { OtherVersion } from '../snapshot/manifest.ts'

const bilingual = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

/** A bank's `bank.json`: which snapshot is its latest, and with what it is worked on. */
const bankSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: bilingual,
  /** ISO 4217 code. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Calendar of working days, by its id. */
  calendar: z.string(),
  /** The shipped playbook to begin with, by its id. */
  playbook: z.string(),
  /** Hash of the latest snapshot. */
  snapshot: z.string().regex(/^[0-9a-f]{64}$/),
  /** Day of the latest snapshot, in days since 1970-01-01. */
  asOf: z.number().int(),
})

export type Bank = z.infer<typeof bankSchema>

/** A bank with the place of its latest snapshot. */
export interface PlacedBank {
  readonly bank: Bank
  readonly directory: string
  readonly snapshotDirectory: string
}

/** Names the bank that was made last. */
export const CURRENT_FILE = 'current'
export const BANK_FILE = 'bank.json'

export const bankDirectory = (dataDirectory: string, id: string): string => join(dataDirectory, id)
export const snapshotsDirectory = (dataDirectory: string, id: string): string =>
  join(bankDirectory(dataDirectory, id), 'snapshots')

/**
 * The bank of that id, or without one the bank made last; null when there is none.
 * @throws Refusal when what should tell is broken: to take another bank would hide it.
 */
export function currentBank(dataDirectory: string, wanted?: string): PlacedBank | null {
  checkFolder(dataDirectory)
  const current = join(dataDirectory, CURRENT_FILE)
  const id = wanted ?? namedIn(current)
  if (id === null) return null
  const directory = bankDirectory(dataDirectory, id)
  const file = join(directory, BANK_FILE)
  if (!bankSchema.shape.id.safeParse(id).success || !existsSync(file)) {
    if (wanted !== undefined) return null
    throw new Refusal(
      `${current}: names the bank "${id}", which is not in ${dataDirectory}: write the id of one that is, or name it with --bank ID.`,
    )
  }
  const read = bankSchema.safeParse(parsed(file))
  if (!read.success) throw new OtherVersion(file, read.error)
  const bank = read.data
  return { bank, directory, snapshotDirectory: join(snapshotsDirectory(dataDirectory, id), bank.snapshot) }
}

/** A folder that cannot be looked into is not one without banks. */
function checkFolder(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Refusal(`${directory}: is not a folder: name another one with --data DIRECTORY.`)
}

/** The id in the file that names the bank made last; null when there is no such file. */
function namedIn(current: string): string | null {
  const there = lstatSync(current, { throwIfNoEntry: false })
  if (there === undefined) return null
  if (there.isFile()) return readFileSync(current, 'utf8').trim()
  throw new Refusal(`${current}: is not a plain file: remove it, and name a bank with --bank ID.`)
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (fault) {
    const isFolder = fault instanceof Error && 'code' in fault && fault.code === 'EISDIR'
    if (!(fault instanceof SyntaxError) && !isFolder) throw fault
    throw new Refusal(`${file}: is damaged: put it back from a backup, or remove it and make the bank again.`)
  }
}
