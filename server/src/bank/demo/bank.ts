import type { Day } from '@branch-playbook/engine'
import { type MadeBank, publishWrittenBank } from '../publish.ts'
import { writeDemoFeeds } from './feeds.ts'

export const DEMO_CUSTOMERS = 20_000
export const DEMO_SEED = 1

/** Makes the demo bank: feeds, snapshot and `bank.json` under `<dataDirectory>/demo`. */
export function makeDemoBank(order: {
  readonly dataDirectory: string
  readonly asOf: Day
  readonly customers?: number
  readonly seed?: number
}): Promise<MadeBank> {
  const { dataDirectory, asOf, customers = DEMO_CUSTOMERS, seed = DEMO_SEED } = order
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
  return publishWrittenBank(bank, (directory) => writeDemoFeeds({ customers, seed, asOf }, directory))
}
