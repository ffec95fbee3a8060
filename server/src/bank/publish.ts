import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '@branch-playbook/engine'
import type { FeedReport } from '../feeds/report.ts'
import { inDraft, writeWhole } from '../files/draft.ts'
import { makeSnapshot } from '../snapshot/make.ts'
import { readyPages } from '../snapshot/make-pages.ts'
import { removePagesBut } from '../snapshot/pages.ts'
import {
  BANK_FILE,
  type Bank,
  bankDirectory,
  CURRENT_FILE,
  type PlacedBank,
  snapshotsDirectory,
} from './bank.ts'
import { checkOrder } from './sound-order.ts'

/** A bank to be made from feeds: what is in its `bank.json`, but for the snapshot that comes of it. */
export type BankOrder = Omit<Bank, 'snapshot' | 'asOf'> & {
  readonly dataDirectory: string
  readonly asOf: Day
  /** From where on something in an account is news; see `SnapshotOrder`. */
  readonly largeInflow?: number
  readonly dormantAfter?: number
  readonly payChange?: number
  /** Whether feeds may lose more than half of their rows. */
  readonly acceptLosses?: boolean
  readonly assumptions?: readonly string[]
}

export interface MadeBank extends PlacedBank {
  readonly report: FeedReport
}

/** Bad rows of the latest feeds, for whoever mends them. */
const REPORT_FILE = 'feed-report.json'

/**
 * Makes the snapshot of a bank from feeds where they lie, and then names it the bank's latest, and the bank the
 * current one. Until that last step, whatever was there before stays in force.
 * @throws Refusal when the order does not hold together.
 * @throws UnusableFeeds when a file or a column is missing, or too many rows are bad.
 */
export async function publishBank(order: BankOrder, feedsDirectory: string): Promise<MadeBank> {
  const {
    dataDirectory,
    assumptions,
    largeInflow,
    dormantAfter,
    payChange,
    acceptLosses,
    asOf,
    ...description
  } = order
  const { id, currency } = description
  await checkOrder({ ...description, asOf })
  const into = snapshotsDirectory(dataDirectory, id)
  const made = await makeSnapshot({
    feedsDirectory,
    asOf,
    into,
    currency,
    ...(largeInflow !== undefined && { largeInflow }),
    ...(dormantAfter !== undefined && { dormantAfter }),
    ...(payChange !== undefined && { payChange }),
    ...(acceptLosses !== undefined && { acceptLosses }),
    ...(assumptions && { assumptions }),
  })
  const bank: Bank = { ...description, snapshot: made.manifest.hash, asOf }
  const pages = await readyPages(made.directory, bank.snapshot)
  pages.close()
  const directory = bankDirectory(dataDirectory, id)
  await writeWhole(join(directory, REPORT_FILE), `${JSON.stringify(made.report, null, 2)}\n`)
  await writeWhole(join(directory, BANK_FILE), `${JSON.stringify(bank, null, 2)}\n`)
  await writeWhole(join(dataDirectory, CURRENT_FILE), `${id}\n`)
  removePagesBut(into, bank.snapshot)
  return { bank, directory, snapshotDirectory: made.directory, report: made.report }
}

/** Makes a bank whose feeds are written by a program; they replace the bank's former ones once they are whole. */
export async function publishWrittenBank(
  order: BankOrder,
  writeFeeds: (directory: string) => void | Promise<void>,
): Promise<MadeBank> {
  const directory = bankDirectory(order.dataDirectory, order.id)
  // Before minutes are spent on writing feeds.
  await checkOrder(order)
  return inDraft(directory, async (draft) => {
    const written = join(draft, 'feeds')
    mkdirSync(written)
    await writeFeeds(written)
    const made = await publishBank(order, written)
    const feeds = join(directory, 'feeds')
    if (existsSync(feeds)) renameSync(feeds, join(draft, 'former'))
    renameSync(written, feeds)
    return made
  })
}
