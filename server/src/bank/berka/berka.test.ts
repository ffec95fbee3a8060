import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MISSING_INTEGER } from '@branch-playbook/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { literal, rowsOf, withDuckDb } from '../../duckdb/session.ts'
import { makeSnapshot } from '../../snapshot/make.ts'
import { openSnapshot, type Snapshot } from '../../snapshot/open.ts'
import type { MadeBank } from '../publish.ts'
import { importBerka } from './bank.ts'

// The data states no licence, so it is not in this repository; where it lies beside it, these tests run.
const PUBLISHED = fileURLToPath(new URL('../../../../../shared/data/berka', import.meta.url))

const temporary = () => mkdtempSync(join(tmpdir(), 'berka-'))

test('a directory without the published files is refused by name', async () => {
  const order = { dataDirectory: temporary(), published: temporary() }
  await expect(importBerka(order)).rejects.toThrow(/account\.asc\.gz: there is no such file/)
})

describe.skipIf(!existsSync(PUBLISHED))('the PKDD’99 bank on 1994-03-31', () => {
  let made: MadeBank
  let snapshot: Snapshot
  const columnOf = (name: string): number[] => [...(snapshot.facts.get(name) ?? [])]

  beforeAll(async () => {
    made = await importBerka({ dataDirectory: temporary(), published: PUBLISHED })
    snapshot = await openSnapshot(made.snapshotDirectory)
    return () => snapshot.close()
  })

  const figure = (sql: string) =>
    withDuckDb(async (connection) => {
      const path = literal(join(made.directory, 'feeds', 'transactions.csv'))
      const [row] = await rowsOf(connection, z.object({ n: z.number() }), sql.replace('TRANSACTIONS', path))
      return row?.n
    })

  test('has every account opened so far and every posting, without a bad row', async () => {
    expect(made.report.badRowTotal).toBe(0)
    expect([snapshot.customers.count, snapshot.branches.length]).toEqual([1229, 77])
    expect(await figure('SELECT CAST(count(*) AS DOUBLE) AS n FROM TRANSACTIONS')).toBe(49_102)
  })

  test('has recency 0 for nearly all by the bank’s own postings, and for 53 without them', async () => {
    const withBank = await figure(`SELECT CAST(count(DISTINCT customer) AS DOUBLE) AS n FROM TRANSACTIONS
      WHERE day = '1994-03-31'`)
    expect(withBank).toBe(1139)
    const recency = columnOf('last_activity')
      .map((day) => snapshot.manifest.asOf - day)
      .sort((one, other) => one - other)
    expect(recency.filter((days) => days === 0).length).toBe(53)
    expect([recency[614], recency.at(-1)]).toEqual([13, 29])
  })

  test('has the frequencies that the tables of the domain notes were made from', () => {
    const frequency = columnOf('transactions_90d')
    expect(new Set(frequency).size).toBe(31)
    expect(frequency.filter((count) => count === 6).length).toBe(138)
  })

  test('knows dormant accounts and changes of pensions as the source rows tell them', async () => {
    // With 90 days none is: everybody moves money every month. With 21 the rows themselves say which.
    expect(columnOf('dormant_since').every((day) => day === MISSING_INTEGER)).toBe(true)
    expect(columnOf('salary_changed').every((day) => day === MISSING_INTEGER)).toBe(true)
    const feedsDirectory = join(made.directory, 'feeds')
    const [transactions, holdings] = ['transactions', 'holdings'].map((name) =>
      literal(join(feedsDirectory, `${name}.csv`)),
    )
    const factsOn = async (asOf: number, dormantAfter: number) => {
      const order = { feedsDirectory, into: temporary(), currency: 'CZK', asOf, dormantAfter }
      return literal(join((await makeSnapshot(order)).directory, 'facts.parquet'))
    }
    const { asOf } = snapshot.manifest
    const sleeping = await factsOn(asOf, 21)
    // Two months later without a posting, every pension has stopped.
    const unpaid = await factsOn(asOf + 61, 90)
    const numbers = z.object({ n: z.number(), sum: z.number(), last: z.string().nullable() })
    await withDuckDb(async (connection) => {
      const shown = (count: string, sum: string, last: string, from: string) =>
        rowsOf(
          connection,
          numbers,
          `SELECT CAST(count(${count}) AS DOUBLE) AS n, CAST(sum(${sum}) AS DOUBLE) AS sum,
            CAST(max(${last}) AS VARCHAR) AS last FROM ${from}`,
        )
      const asleep = await shown(
        '*',
        'balance',
        'last + 21',
        `(SELECT h.balance, max(t.day) AS last FROM ${holdings} h JOIN ${transactions} t ON t.holding = h.id
          WHERE h.product = 'account' AND h.balance > 0 AND t.kind NOT IN ('interest', 'penalty_interest', 'fee')
          GROUP BY h.id, h.balance HAVING max(t.day) <= DATE '1994-03-10')`,
      )
      expect(asleep).toEqual(await shown('dormant_since', 'dormant_balance', 'dormant_since', sleeping))
      expect(asleep[0]?.n).toBe(153)

      const retired = await shown(
        '*',
        '-100',
        'last + 46',
        `(SELECT max(day) AS last FROM ${transactions} WHERE kind = 'pension'
          GROUP BY customer HAVING count(DISTINCT day) >= 4)`,
      )
      expect(retired).toEqual(await shown('salary_changed', 'salary_change', 'salary_changed', unpaid))
      expect(retired[0]?.n).toBeGreaterThan(50)
    })
  }, 60_000)

  test('keeps balances to the haler and has only the loans and cards granted so far', async () => {
    // Account 15 ended the day at 48,204.80 koruna; see the last lines of the published file.
    const owner = await snapshot.search({ text: 'Client ', branch: null, most: 50 })
    expect(owner.length).toBeGreaterThan(0)
    const balances = columnOf('demand_deposits')
    expect(balances).toContain(4_820_480)
    expect(columnOf('loans').filter((owed) => owed > 0).length).toBe(38)
  })

  test('leaves consents unknown unless they are assumed', async () => {
    expect(new Set(columnOf('consent_phone'))).toEqual(new Set([2]))
    expect(snapshot.manifest.assumptions.join(' ')).toContain('no consents')
    const strict = await importBerka({
      dataDirectory: temporary(),
      published: PUBLISHED,
      assumeConsent: false,
    })
    const opened = await openSnapshot(strict.snapshotDirectory)
    expect(new Set(opened.facts.get('do_not_contact'))).toEqual(new Set([0]))
    opened.close()
  })
})
