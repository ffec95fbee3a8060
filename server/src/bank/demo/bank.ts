import type { Day } from '@branch-playbook/engine'
import { type MadeBank, publishWrittenBank } from '../publish.ts'
import { writeDemoFeeds } from './feeds.ts'
import { makeDemoHistory } from './history.ts'

export const DEMO_CUSTOMERS = 20_000
export const DEMO_SEED = 1

/**
 * Makes the demo bank: feeds, snapshot and `bank.json` under `<dataDirectory>/demo`, and for more days than one
 * its snapshots and runs of the working days before.
 */
export async function makeDemoBank(order: {
  readonly dataDirectory: string
  readonly asOf: Day
  readonly customers?: number
  readonly seed?: number
  /** For how many working days there are to be lists, the latest included. */
  readonly days?: number
  /** The PostgreSQL database of those runs; `DATABASE_URL` unless given. */
  readonly databaseUrl?: string
}): Promise<MadeBank> {
  const { dataDirectory, asOf, customers = DEMO_CUSTOMERS, seed = DEMO_SEED, days = 1, databaseUrl } = order
  const bank = {
    dataDirectory,
    asOf,
    id: 'demo',
    name: { 'zh-CN': '望澜市商业银行（演示）', en: 'Wanglan City Commercial Bank (demo)' },
    currency: 'CNY',
    calendar: 'cn',
    playbook: 'retail',
    assumptions: [`Everything is invented: ${customers} customers drawn from the seed ${seed}.`],
  }
  const demo = { customers, seed, asOf }
  await makeDemoHistory(bank, demo, days, databaseUrl)
  return publishWrittenBank(bank, (directory) => writeDemoFeeds(demo, directory))
}
