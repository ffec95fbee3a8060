import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentHash, decode, formatDay, parseDay, typeOfFact } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { literal, withDuckDb } from '../duckdb/session.ts'
import { type SmallBank, smallBank, writeFeeds } from '../feeds/small-bank.ts'
import { FACTS } from './facts.ts'
import { makeSnapshot, type SnapshotOrder } from './make.ts'
import { MANIFEST_FILE } from './manifest.ts'
import { openSnapshot, unknownFacts } from './open.ts'
import { sha256 } from './verify.ts'

const AS_OF = parseDay('2026-03-10') ?? Number.NaN

const account = (customer: string, id: string, balance: string, opened = '2024-05-01', product = 'D') => ({
  id,
  customer,
  product,
  balance,
  opened,
})
let posted = 0
const posting = (
  customer: string,
  day: string,
  holding = '',
  kind = 'card_payment',
  made_by = 'customer',
) => {
  posted += 1
  return { id: `P${posted}`, customer, day, amount: '-100', kind, made_by, holding }
}
/** Pay on the tenth of each month up to March 2026, the latest last. */
const paid = (customer: string, amounts: readonly number[], kind = 'salary', last = 3) =>
  amounts.map((amount, at) => {
    const months = 2026 * 12 + last - 1 - (amounts.length - 1 - at)
    const day = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-10`
    return { ...posting(customer, day, '', kind), amount: String(amount) }
  })

const bankOf = (feeds: Pick<SmallBank, 'holdings' | 'transactions'>): SmallBank => ({
  ...smallBank,
  products: [
    { id: 'D', name: '活期', group: 'demand_deposits', rate_sensitive: 'false' },
    { id: 'T', name: '定期', group: 'term_deposits', rate_sensitive: 'true' },
  ],
  customers: ['C0', ...new Set((feeds.holdings ?? []).map(({ customer }) => customer ?? ''))].map((id) => ({
    id,
    name: id,
    branch: 'B1',
  })),
  // Somebody else's posting says that the feed goes back far enough.
  transactions: [posting('C0', '2025-09-01'), ...(feeds.transactions ?? [])],
  holdings: feeds.holdings ?? [],
})

const make = (bank: SmallBank, order: Partial<SnapshotOrder> = {}) =>
  makeSnapshot({
    feedsDirectory: writeFeeds(bank),
    asOf: AS_OF,
    into: mkdtempSync(join(tmpdir(), 'news-')),
    currency: 'CNY',
    ...order,
  })

async function newsOf(directory: string, names: readonly string[]) {
  const { customers, facts, close } = await openSnapshot(directory)
  const shown = (name: string, row: number) => {
    const fact = FACTS.find((each) => each.name === name)
    if (!fact) throw new Error(`There is no ${name}`)
    const value = decode(typeOfFact(fact), facts.get(name)?.[row] ?? Number.NaN)
    return fact.type === 'date' && typeof value === 'number' ? formatDay(value) : value
  }
  close()
  return Object.fromEntries([...customers.ids].map((id, row) => [id, names.map((name) => shown(name, row))]))
}

const DORMANCY = ['dormant_since', 'dormant_balance']

test('a posting of a day long ago does not let the feed go back to it: others would seem never to have moved anything', async () => {
  const bank = bankOf({
    // Opened and last used before the feed begins: nobody knows when.
    holdings: [account('unknown', 'A1', '500', '2019-05-01')],
    transactions: Array.from({ length: 1_000 }, () => posting('C0', '2025-12-01')),
  })
  const dormant = async (more: readonly ReturnType<typeof posting>[]) => {
    const made = await make({ ...bank, transactions: [...(bank.transactions ?? []), ...more] })
    return (await newsOf(made.directory, DORMANCY)).unknown
  }
  expect(await dormant([])).toEqual([null, 500])
  expect(await dormant([posting('C0', '1900-01-01')])).toEqual([null, 500])
})

test('an account with money is dormant from the day on which nobody had moved it for 90 days', async () => {
  const bank = bankOf({
    holdings: [
      account('just', 'A1', '500'),
      account('not_yet', 'A2', '500'),
      account('empty', 'A3', '0'),
      account('savings', 'A4', '500', '2024-05-01', 'T'),
      account('one_of_two', 'A5', '700'),
      account('one_of_two', 'A6', '900'),
      account('unnamed', 'A7', '500'),
      account('long_ago', 'A8', '500'),
      account('never_used', 'A9', '500', '2025-10-01'),
      account('new', 'A10', '500', '2026-02-01'),
      account('both', 'A11', '300'),
      account('both', 'A12', '400'),
    ],
    transactions: [
      posting('just', '2025-12-10', 'A1'),
      // Neither interest nor a fee is a sign of life, nor is what comes after the day of the snapshot.
      posting('just', '2026-03-09', 'A1', 'interest', 'bank'),
      posting('just', '2026-03-11', 'A1'),
      posting('not_yet', '2025-12-11', 'A2'),
      posting('empty', '2025-10-10', 'A3'),
      posting('savings', '2025-10-10', 'A4'),
      posting('one_of_two', '2025-11-01', 'A5'),
      posting('one_of_two', '2026-03-01', 'A6'),
      posting('unnamed', '2025-11-01', 'A7'),
      posting('unnamed', '2026-03-01'),
      posting('both', '2025-10-01', 'A11'),
      posting('both', '2025-11-01', 'A12'),
    ],
  })
  const made = await make(bank)
  expect(await newsOf(made.directory, DORMANCY)).toEqual({
    C0: [null, 0],
    just: ['2026-03-10', 500],
    not_yet: [null, 0],
    empty: [null, 0],
    savings: [null, 0],
    one_of_two: ['2026-01-30', 700],
    unnamed: [null, 0],
    // Nobody knows since when, but it is dormant.
    long_ago: [null, 500],
    never_used: ['2025-12-30', 500],
    new: [null, 0],
    both: ['2026-01-30', 700],
  })
  const sooner = await newsOf((await make(bank, { dormantAfter: 89 })).directory, DORMANCY)
  expect(sooner.not_yet).toEqual(['2026-03-10', 500])
  const later = await newsOf((await make(bank, { dormantAfter: 91 })).directory, DORMANCY)
  expect(later.just).toEqual([null, 0])
})

test('nothing is called dormant by a feed that does not go back so far', async () => {
  const bank = bankOf({ holdings: [account('C1', 'A1', '500')], transactions: [] })
  const short = { ...bank, transactions: [posting('C0', '2025-12-11')] }
  expect((await newsOf((await make(short)).directory, DORMANCY)).C1).toEqual([null, 0])
  const enough = { ...bank, transactions: [posting('C0', '2025-12-10')] }
  expect((await newsOf((await make(enough)).directory, DORMANCY)).C1).toEqual([null, 500])
})

test('regular pay has changed by a fifth or stopped, and neither a bonus nor the second month of a rise is news twice', async () => {
  const pays: Record<string, ReturnType<typeof paid>> = {
    steady: paid('steady', [1000, 990, 1010, 1000]),
    cut: paid('cut', [1000, 1000, 1000, 800]),
    nearly: paid('nearly', [1000, 1000, 1000, 801]),
    rise: paid('rise', [1000, 1000, 1000, 1200]),
    rise_before: paid('rise_before', [1000, 1000, 1000, 1200, 1200]),
    bonus: paid('bonus', [1000, 1000, 1000, 3000, 1000]),
    two_months: paid('two_months', [1000, 1000, 500]),
    // Wages in two unlike parts are what they always are.
    in_parts: [...paid('in_parts', [1000, 1000, 1000]), ...paid('in_parts', [200, 200], 'salary', 2)].map(
      (pay, at) => (at > 2 ? { ...pay, day: pay.day.replace('-10', '-25') } : pay),
    ),
    // Two transfers of one day are one pay.
    same_day: [...paid('same_day', [1000, 1000, 1000, 500]), ...paid('same_day', [500])],
    pension: paid('pension', [1000, 1000, 1000, 1500], 'pension'),
    transfers: paid('transfers', [1000, 1000, 1000, 1500], 'transfer_in'),
    stopped: paid('stopped', [1000, 1000, 1000, 1000], 'salary', 1),
    // 45 days are a month before a long holiday.
    late: paid('late', [1000, 1000, 1000, 1000], 'salary', 1).map((pay) => ({
      ...pay,
      day: pay.day.replace('2026-01-10', '2026-01-24'),
    })),
    long_stopped: paid('long_stopped', [1000, 1000, 1000, 1000], 'salary', -2),
    irregular: paid('irregular', [1000, 1000, 1000, 500]).filter((_, at) => at !== 2),
    // Paid no more in December, and again in March.
    resumed: [...paid('resumed', [1000, 1000, 1000, 1000], 'salary', -1), ...paid('resumed', [1000])],
    // Of two changes the later one is told.
    up_again: paid('up_again', [1000, 1000, 1000, 400, 1000, 2000]),
    stopped_irregular: [...paid('stopped_irregular', [1000, 1000], 'salary', 1)],
  }
  const transactions = Object.values(pays).flat()
  const holdings = Object.keys(pays).map((customer) => account(customer, `A${customer}`, '1'))
  const bank = bankOf({ holdings, transactions })
  const made = await make(bank)
  expect(await newsOf(made.directory, ['salary_changed', 'salary_change'])).toEqual({
    C0: [null, null],
    steady: [null, null],
    cut: ['2026-03-10', -20],
    nearly: [null, null],
    rise: ['2026-03-10', 20],
    rise_before: ['2026-02-10', 20],
    bonus: ['2026-02-10', 200],
    two_months: [null, null],
    in_parts: [null, null],
    same_day: [null, null],
    pension: ['2026-03-10', 50],
    transfers: [null, null],
    stopped: ['2026-02-25', -100],
    late: [null, null],
    long_stopped: [null, null],
    irregular: [null, null],
    resumed: [null, null],
    up_again: ['2026-03-10', 100],
    stopped_irregular: [null, null],
  })
  const wider = await newsOf((await make(bank, { payChange: 21 })).directory, ['salary_changed'])
  expect([wider.cut, wider.rise, wider.pension]).toEqual([[null], [null], ['2026-03-10']])
})

test('a snapshot from before there were such facts is opened, and they are missing in it', async () => {
  const made = await make(bankOf({ holdings: [account('C1', 'A1', '500')], transactions: [] }))
  const facts = join(made.directory, 'facts.parquet')
  const names = ['dormant_since', 'dormant_balance', 'salary_changed', 'salary_change']
  await withDuckDb(async (connection) => {
    await connection.run(
      `COPY (SELECT * EXCLUDE (${names.join(', ')}) FROM read_parquet(${literal(facts)}) ORDER BY customer)
       TO ${literal(`${facts}.old`)} (FORMAT parquet)`,
    )
  })
  renameSync(`${facts}.old`, facts)
  const file = join(made.directory, MANIFEST_FILE)
  const { hash: _, dormantAfter: __, payChange: ___, ...now } = JSON.parse(readFileSync(file, 'utf8'))
  const before = { ...now, format: 2, files: { ...now.files, 'facts.parquet': await sha256(facts) } }
  writeFileSync(file, JSON.stringify({ ...before, hash: contentHash(before) }))
  expect((await newsOf(made.directory, [...names, 'demand_deposits'])).C1).toEqual([
    null,
    null,
    null,
    null,
    500,
  ])
  const opened = await openSnapshot(made.directory)
  expect(unknownFacts(opened.manifest)).toEqual(names)
  opened.close()
})
