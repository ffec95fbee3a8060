import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDay } from '@branch-playbook/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { openBank } from '../../open-bank.ts'
import { FACTS } from '../../snapshot/facts.ts'
import { openSnapshot, type Snapshot } from '../../snapshot/open.ts'
import { listRuns } from '../../store/runs.ts'
import { currentBank } from '../bank.ts'
import type { MadeBank } from '../publish.ts'
import { makeDemoBank } from './bank.ts'
import { writeDemoFeeds } from './feeds.ts'

const ORDER = { customers: 4_000, seed: 5, asOf: parseDay('2026-11-24') ?? 0 }

const temporary = () => mkdtempSync(join(tmpdir(), 'demo-'))

function digestOf(directory: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(directory).sort())
    hash.update(file).update(readFileSync(join(directory, file)))
  return hash.digest('hex')
}

function written(order: typeof ORDER): string {
  const directory = temporary()
  writeDemoFeeds(order, directory)
  return digestOf(directory)
}

test('the same order writes the same bank, another seed another', () => {
  const order = { ...ORDER, customers: 200 }
  expect(written(order)).toBe(written(order))
  expect(written({ ...order, seed: 6 })).not.toBe(written(order))
})

test('an earlier day shows the same bank with less: nothing that comes later, and nothing else', () => {
  const order = { ...ORDER, customers: 400 }
  const [today, before] = [temporary(), temporary()]
  writeDemoFeeds(order, today)
  writeDemoFeeds(order, before, order.asOf - 20)
  const rowsOf = (directory: string, feed: string) =>
    readFileSync(join(directory, `${feed}.csv`), 'utf8')
      .trimEnd()
      .split('\n')
  for (const feed of ['branches', 'advisers', 'products'])
    expect(rowsOf(before, feed)).toEqual(rowsOf(today, feed))
  for (const feed of ['transactions', 'contacts']) {
    const all = new Set(rowsOf(today, feed))
    const earlier = rowsOf(before, feed)
    expect(earlier.every((row) => all.has(row))).toBe(true)
    expect(earlier.length).toBeLessThan(all.size)
    expect(earlier.length).toBeGreaterThan(all.size * 0.8)
  }
  const idsOf = (directory: string, feed: string) => rowsOf(directory, feed).map((row) => row.split(',')[0])
  for (const feed of ['customers', 'holdings']) {
    const all = new Set(idsOf(today, feed))
    expect(idsOf(before, feed).every((id) => all.has(id))).toBe(true)
  }
  // What was paid since then was not yet paid.
  expect(rowsOf(before, 'holdings')).not.toEqual(rowsOf(today, 'holdings'))
})

test('a bank that has been at work for days has their snapshots, their runs, and the latest day as ever', async () => {
  const [directory, alone] = [temporary(), temporary()]
  const order = { ...ORDER, customers: 60 }
  const made = await makeDemoBank({ dataDirectory: directory, ...order, days: 3, databaseUrl: '' })
  expect((await makeDemoBank({ dataDirectory: alone, ...order })).bank).toEqual(made.bank)
  expect(readdirSync(join(directory, 'demo', 'snapshots')).length).toBe(3)
  // Making it again adds nothing.
  await makeDemoBank({ dataDirectory: directory, ...order, days: 3, databaseUrl: '' })
  expect(readdirSync(join(directory, 'demo', 'snapshots')).length).toBe(3)
  const { desk, close } = await openBank(made, { demoUsers: true, databaseUrl: '' })
  try {
    const runs = await listRuns(desk.store, { limit: 10 })
    expect(runs.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-24', '2026-11-23'])
    const earlier = runs.slice(1).map(({ day, at }) => [day, at.slice(0, 10)])
    // In the night before the day, while it is still the day before in Greenwich.
    expect(earlier).toEqual([
      ['2026-11-24', '2026-11-23'],
      ['2026-11-23', '2026-11-22'],
    ])
  } finally {
    await close()
  }
})

describe('the demo bank', () => {
  const dataDirectory = temporary()
  let made: MadeBank
  let snapshot: Snapshot
  const columnOf = (name: string): number[] => [...(snapshot.facts.get(name) ?? [])]
  const share = (name: string, is: (value: number) => boolean) =>
    columnOf(name).filter(is).length / snapshot.customers.count

  beforeAll(async () => {
    made = await makeDemoBank({ dataDirectory, ...ORDER })
    snapshot = await openSnapshot(made.snapshotDirectory)
    return () => snapshot.close()
  })

  test('becomes the current bank, without a bad row', () => {
    expect(made.report.badRowTotal).toBe(0)
    expect(currentBank(dataDirectory)).toEqual({
      bank: made.bank,
      directory: join(dataDirectory, 'demo'),
      snapshotDirectory: made.snapshotDirectory,
    })
    expect(currentBank(dataDirectory, 'other')).toBeNull()
    expect(readdirSync(join(dataDirectory, 'demo')).sort()).toEqual([
      'bank.json',
      'feed-report.json',
      'feeds',
      'snapshots',
    ])
  })

  test('has branches and advisers in proportion to its customers', () => {
    expect([snapshot.branches.length, snapshot.advisers.length]).toEqual([2, 12])
  })

  test('has the shape of a retail bank', () => {
    const tiers = [1, 2, 3, 4, 5].map((code) => share('previous_tier', (stored) => stored === code))
    expect(tiers[0]).toBeGreaterThan(0.008)
    expect(tiers[0]).toBeLessThan(0.03)
    expect(tiers[1]).toBeGreaterThan(0.03)
    expect(tiers[2]).toBeGreaterThan(0.1)
    expect(tiers[3]).toBeGreaterThan(0.2)
    const balances = columnOf('demand_deposits').sort((one, other) => one - other)
    const mean = balances.reduce((sum, balance) => sum + balance, 0) / balances.length
    expect(mean).toBeGreaterThan(2 * (balances[balances.length >> 1] ?? 0))
    expect(share('do_not_contact', (stored) => stored === 2)).toBeLessThan(0.03)
  })

  test('has gaps where a bank has them, and values for every fact', () => {
    for (const fact of FACTS) {
      const absent = share(fact.name, (stored) => Number.isNaN(stored) || stored === -2147483648)
      expect(absent, fact.name).toBeLessThan(1)
      if (fact.missing === 'never') expect(absent, fact.name).toBe(0)
    }
    expect(share('risk_class', (stored) => stored === 0)).toBeGreaterThan(0.1)
  })

  test('has no telephone number that somebody could call', async () => {
    const page = await snapshot.customer(snapshot.customers.ids.at(0) ?? '')
    expect(page?.phone ?? '***').toContain('***')
  })
})
