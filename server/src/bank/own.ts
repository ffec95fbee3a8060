import type { Day } from '@branch-playbook/engine'
import { type MadeBank, publishBank } from './publish.ts'

/**
 * Makes a bank from feeds of one's own, which are read where they lie: snapshot and `bank.json` under
 * `<dataDirectory>/<id>`.
 * @throws UnusableFeeds when a file or a column is missing.
 */
export function importOwnBank(order: {
  readonly dataDirectory: string
  readonly feedsDirectory: string
  readonly asOf: Day
  readonly name: string
  /** ISO 4217 code. */
  readonly currency: string
  /** Calendar and playbook to begin with, by their ids. */
  readonly calendar: string
  readonly playbook: string
  /** The least credit that is a large inflow, in the minor unit. */
  readonly largeInflow?: number
}): Promise<MadeBank> {
  const { dataDirectory, feedsDirectory, asOf, name, currency, calendar, playbook, largeInflow } = order
  const bank = {
    dataDirectory,
    asOf,
    id: idOf(name),
    name: { 'zh-CN': name, en: name },
    currency,
    calendar,
    playbook,
    ...(largeInflow !== undefined && { largeInflow }),
  }
  return publishBank(bank, feedsDirectory)
}

/** A directory name for a bank: the Latin letters and digits of its name, `own` for one without any. */
function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  // A bank called "current" would take the place of the file that names the current bank.
  return id === '' || id === 'current' ? 'own' : id
}
