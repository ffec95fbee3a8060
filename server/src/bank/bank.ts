import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
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

/** The bank of that id, or without one the bank made last; null when there is none. */
export function currentBank(dataDirectory: string, wanted?: string): PlacedBank | null {
  const current = join(dataDirectory, CURRENT_FILE)
  const id = wanted ?? (existsSync(current) ? readFileSync(current, 'utf8').trim() : null)
  if (id === null) return null
  const directory = bankDirectory(dataDirectory, id)
  const file = join(directory, BANK_FILE)
  if (!existsSync(file)) return null
  const read = bankSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new OtherVersion(file, read.error)
  const bank = read.data
  return { bank, directory, snapshotDirectory: join(snapshotsDirectory(dataDirectory, id), bank.snapshot) }
}
