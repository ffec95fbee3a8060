import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatDay, parseDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { writeDemoFeeds } from '../../bank/demo/feeds.ts'
import { publishWrittenBank } from '../../bank/publish.ts'
import { literal, rowsOf, withDuckDb } from '../../duckdb/session.ts'

/** The demo bank as it is at the end of the month; its feeds are written as they stood on each day before. */
const DEMO = { customers: 2_700, asOf: parseDay('2026-05-29') ?? 0 }

const flag = z.boolean().nullable()
const customerRow = z.object({
  id: z.string(),
  name: z.string(),
  branch: z.string(),
  adviser: z.string().nullable(),
  do_not_contact: flag,
  consent_phone: flag,
  consent_sms: flag,
  consent_wechat: flag,
  risk_class: z.string().nullable(),
  risk_assessed: z.string().nullable(),
})
const contactRow = z.object({ customer: z.string(), day: z.string(), outcome: z.string() })

type FedCustomer = z.infer<typeof customerRow>

/** What the bank's systems tell in one night, as it is written in the files. */
export interface Feeds {
  readonly asOf: string
  readonly customers: ReadonlyMap<string, FedCustomer>
  readonly contacts: ReadonlyMap<string, readonly z.infer<typeof contactRow>[]>
}

/**
 * A night: feeds of how the bank stood on a day, and the snapshot made of them.
 * @param seed which of all demo banks it is
 * @param silent Customers who have asked meanwhile not to be contacted any more.
 */
export async function publishDay(
  dataDirectory: string,
  asOf: string,
  seed: number,
  silent: ReadonlySet<string>,
): Promise<Feeds> {
  const day = parseDay(asOf) ?? 0
  const order = {
    dataDirectory,
    asOf: day,
    id: 'demo',
    name: { 'zh-CN': '望澜市商业银行', en: 'Wanglan City Commercial Bank' },
    currency: 'CNY',
    calendar: 'cn',
    playbook: 'retail',
  }
  const made = await publishWrittenBank(order, (directory) => {
    writeDemoFeeds({ ...DEMO, seed }, directory, day)
    silence(join(directory, 'customers.csv'), silent)
  })
  return readFeeds(join(made.directory, 'feeds'), formatDay(day))
}

function silence(file: string, customers: ReadonlySet<string>): void {
  const [header = '', ...rows] = readFileSync(file, 'utf8').split('\n')
  const wish = header.split(',').indexOf('do_not_contact')
  const written = rows.map((row) => {
    const cells = row.split(',')
    return customers.has(cells[0] ?? '') ? cells.with(wish, 'true').join(',') : row
  })
  writeFileSync(file, [header, ...written].join('\n'))
}

const readFeeds = (directory: string, asOf: string): Promise<Feeds> =>
  withDuckDb(async (connection) => {
    const from = (file: string) =>
      `read_csv(${literal(join(directory, file))}, header = true, all_varchar = true)`
    const flags = ['do_not_contact', 'consent_phone', 'consent_sms', 'consent_wechat']
    const customers = await rowsOf(
      connection,
      customerRow,
      `SELECT id, name, branch, adviser, ${flags.map((name) => `CAST(${name} AS BOOLEAN) AS ${name}`).join(', ')}, risk_class, risk_assessed
       FROM ${from('customers.csv')}`,
    )
    const contacts = await rowsOf(
      connection,
      contactRow,
      `SELECT customer, day, outcome FROM ${from('contacts.csv')}`,
    )
    return {
      asOf,
      customers: new Map(customers.map((customer) => [customer.id, customer])),
      contacts: Map.groupBy(contacts, ({ customer }) => customer),
    }
  })
