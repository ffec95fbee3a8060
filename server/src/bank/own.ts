import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '@branch-playbook/engine'
import { z } from 'zod'
import { Refusal } from '../files/refusal.ts'
import { BANK_FILE, bankDirectory, CURRENT_FILE } from './bank.ts'
import { type MadeBank, publishBank } from './publish.ts'

const LONGEST_ID = 64
/** Ids of the banks that the product makes itself, and the file that names the current bank. */
const TAKEN: readonly string[] = ['demo', 'berka', CURRENT_FILE]

/** Whether a bank of one's own may have the id, which names its directory. */
export const mayBeId = (id: string): boolean =>
  id.length <= LONGEST_ID && /^[a-z0-9][a-z0-9-]*$/.test(id) && !TAKEN.includes(id)

/**
 * Makes a bank from feeds of one's own, which are read where they lie: snapshot and `bank.json` under
 * `<dataDirectory>/<id>`. Until it is whole, nothing changes.
 * @throws Refusal when the id belongs to another bank, or the order does not hold together.
 * @throws UnusableFeeds when a file or a column is missing, or too much of the feeds is bad.
 */
export async function importOwnBank(order: {
  readonly dataDirectory: string
  readonly feedsDirectory: string
  readonly asOf: Day
  readonly name: string
  /** Names the bank's directory; made of its name unless given. */
  readonly id?: string
  /** ISO 4217 code. */
  readonly currency: string
  /** Calendar and playbook to begin with, by their ids. */
  readonly calendar: string
  readonly playbook: string
  /** The least credit that is a large inflow, in the minor unit. */
  readonly largeInflow?: number
  /** Days without a posting of the customer's own after which an account is dormant. */
  readonly dormantAfter?: number
  /** By how many per cent pay has to differ from what it was to have changed. */
  readonly payChange?: number
  /** Whether feeds may lose more than half of their rows. */
  readonly acceptLosses?: boolean
}): Promise<MadeBank> {
  const { feedsDirectory, name: written, id: wanted, ...rest } = order
  const name = written.trim()
  if (name === '') throw new Refusal('--name is empty: write the name of the bank.')
  const id = wanted ?? idOf(name)
  checkFree(order.dataDirectory, id, name)
  return publishBank({ ...rest, id, name: { 'zh-CN': name, en: name } }, feedsDirectory)
}

/** A directory name for a bank: the Latin letters and digits of its name, `own` for one without any. */
function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_ID)
    .replaceAll(/^-+|-+$/g, '')
  return id === '' ? 'own' : id
}

const named = z.object({ name: z.object({ en: z.string() }) })

/** A bank keeps its contacts under its id: another bank of the same id would be served with them. */
function checkFree(dataDirectory: string, id: string, name: string): void {
  const directory = bankDirectory(dataDirectory, id)
  if (!mayBeId(id))
    throw new Refusal(`The id "${id}" is kept for the product: choose another one with --id ID.`)
  if (!existsSync(directory)) return
  const file = join(directory, BANK_FILE)
  const there = existsSync(file) ? nameIn(file) : existsSync(join(directory, 'store.sqlite')) ? null : name
  if (there === name) return
  const whose = there === null ? 'a bank whose bank.json cannot be read' : `the bank "${there}"`
  throw new Refusal(`${directory} belongs to ${whose}: choose another id for "${name}" with --id ID.`)
}

function nameIn(file: string): string | null {
  try {
    const read = named.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data.name.en : null
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  }
}
