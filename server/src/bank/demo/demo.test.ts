import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDay } from '@branch-playbook/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { FACTS } from '../../snapshot/facts.ts'
import { openSnapshot, type Snapshot } from '../../snapshot/open.ts'
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
    const page = await snapshot.customer(snapshot.customers.ids[0] ?? '')
    expect(page?.phone ?? '***').toContain('***')
  })
})
