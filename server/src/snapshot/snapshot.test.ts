import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, parseDay, typeOfFact } from '@branch-playbook/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UnusableFeeds } from '../feeds/report.ts'
import { type SmallBank, smallBank, writeFeeds } from '../feeds/small-bank.ts'
import { FACTS } from './facts.ts'
import { makeSnapshot } from './make.ts'
import { openSnapshot, type Snapshot } from './open.ts'

const day = (text: string): number => parseDay(text) ?? Number.NaN
const AS_OF = day('2026-03-10')

const holding = (id: string, customer: string, product: string, balance: string, matures = '') => ({
  id,
  customer,
  product,
  balance,
  opened: '2025-01-01',
  matures,
})
const moved = (id: string, on: string, amount: string, kind = 'card_payment', made_by = 'customer') => ({
  id,
  customer: 'C1',
  day: on,
  amount,
  kind,
  made_by,
})
const talked = (id: string, on: string, outcome: string) => ({
  id,
  customer: 'C1',
  adviser: 'M1',
  day: on,
  channel: 'phone',
  outcome,
})

const bank: SmallBank = {
  ...smallBank,
  customers: [
    {
      id: 'C2',
      name: '张丽',
      branch: 'B1',
    },
    {
      id: 'C1',
      name: '李伟',
      branch: 'B1',
      adviser: 'M1',
      birth_date: '1988-02-29',
      phone: '138****0001',
      do_not_contact: 'false',
      consent_phone: 'true',
      risk_class: 'C3',
      risk_assessed: '2026-01-15',
      tier: 'B',
      months_below: '2',
    },
  ],
  products: [
    { id: 'D', name: '活期', group: 'demand_deposits', rate_sensitive: 'false' },
    { id: 'T', name: '定期', group: 'term_deposits', rate_sensitive: 'true' },
    { id: 'W', name: '理财', group: 'wealth', rate_sensitive: 'true', risk_level: 'R2' },
    { id: 'L', name: '房贷', group: 'loans', rate_sensitive: 'true' },
    { id: 'K', name: '信用卡', group: 'cards', rate_sensitive: 'false' },
  ],
  holdings: [
    holding('H1', 'C1', 'D', '1000'),
    holding('H2', 'C1', 'D', '234'),
    holding('H3', 'C1', 'T', '500000', '2026-03-10'),
    holding('H4', 'C1', 'W', '70000', '2026-03-10'),
    holding('H5', 'C1', 'T', '9', '2026-03-09'),
    holding('H6', 'C1', 'L', '3000000', '2026-03-10'),
    holding('H7', 'C1', 'K', '4200'),
    // Opened after the day: the snapshot must not see it.
    { ...holding('H8', 'C1', 'D', '1'), opened: '2026-03-11' },
  ],
  transactions: [
    moved('P1', '2025-12-11', '-5'),
    moved('P2', '2025-12-10', '-7'),
    moved('P3', '2026-03-01', '5000000', 'transfer_in'),
    moved('P4', '2026-03-01', '6000000', 'transfer_in'),
    moved('P5', '2026-02-08', '9000000', 'transfer_in'),
    moved('P6', '2026-03-10', '11', 'interest', 'bank'),
    moved('P7', '2026-03-05', '-300', 'fee', 'bank'),
    moved('P8', '2025-03-10', '-300', 'fee', 'bank'),
    moved('P9', '2025-03-11', '-250', 'fee', 'bank'),
    moved('P10', '2026-03-11', '-99'),
    moved('P11', '2026-03-08', '8000000', 'interest', 'bank'),
  ],
  contacts: [
    talked('K1', '2026-02-01', 'reached'),
    talked('K2', '2026-03-09', 'not_reached'),
    talked('K3', '2026-02-09', 'refused'),
    talked('K4', '2026-02-08', 'not_reached'),
    talked('K5', '2026-03-11', 'reached'),
  ],
}

/** Worked out by hand from the rows above: what the dictionary says of C1 on 2026-03-10. */
const EXPECTED = {
  demand_deposits: 1234,
  term_deposits: 500009,
  wealth: 70000,
  funds: 0,
  insurance: 0,
  securities: 0,
  gold: 0,
  loans: 3000000,
  card_credit: 4200,
  fees_12m: 550,
  turnover_90d: 5 + 5000000 + 6000000 + 9000000,
  transactions_90d: 4,
  last_activity: day('2026-03-01'),
  rate_sensitive_holdings: 4,
  rate_sensitive_balance: 500000 + 70000 + 9 + 3000000,
  next_maturity: day('2026-03-10'),
  maturing_balance: 570000,
  loan_ends: day('2026-03-10'),
  last_large_inflow: day('2026-03-01'),
  large_inflow: 6000000,
  dormant_since: null,
  dormant_balance: 0,
  salary_changed: null,
  salary_change: null,
  birthday: day('2026-02-28'),
  previous_tier: 'B',
  months_below: 2,
  last_contact: day('2026-02-09'),
  touches_30d: 2,
  last_refusal: day('2026-02-09'),
  do_not_contact: false,
  consent_phone: true,
  consent_sms: null,
  consent_wechat: null,
  risk_class: 'C3',
  risk_assessed: day('2026-01-15'),
}

const directory = mkdtempSync(join(tmpdir(), 'snapshots-'))
const make = (feeds: SmallBank, asOf = AS_OF) =>
  makeSnapshot({ feedsDirectory: writeFeeds(feeds), asOf, into: directory, currency: 'CNY' })

let snapshot: Snapshot
const factsOf = (id: string, { facts, customers } = snapshot) =>
  Object.fromEntries(
    FACTS.map((fact) => {
      const stored = facts.get(fact.name)?.[customers.rowOf(id) ?? -1] ?? Number.NaN
      return [fact.name, decode(typeOfFact(fact), stored)]
    }),
  )

beforeAll(async () => {
  snapshot = await openSnapshot((await make(bank)).directory)
})
afterAll(() => snapshot.close())

describe('facts', () => {
  test('of a customer are what one works out by hand', () => {
    expect(factsOf('C1')).toEqual(EXPECTED)
  })

  test('of a customer without anything are 0 where nothing means none, and missing where it means unknown', () => {
    const known = Object.fromEntries(FACTS.map((fact) => [fact.name, fact.otherwise ?? null]))
    expect(factsOf('C2')).toEqual(known)
  })

  test('the birthday is the nearest one, past or to come', async () => {
    const born = ['1990-01-02', '1990-12-28', '1990-12-31', '1990-07-01']
    const customers = born.map((birth_date, at) => ({ id: `C${at}`, name: 'x', branch: 'B1', birth_date }))
    const made = await make({ ...smallBank, customers }, day('2026-12-30'))
    const opened = await openSnapshot(made.directory)
    const nearest = born.map((_, at) => factsOf(`C${at}`, opened).birthday)
    opened.close()
    expect(nearest).toEqual(['2027-01-02', '2026-12-28', '2026-12-31', '2026-07-01'].map(day))
  })
})

test('amounts that add up to more than whole numbers go are refused, with the customer', async () => {
  const most = '9007199254740991'
  const order = { asOf: AS_OF, into: mkdtempSync(join(tmpdir(), 'snapshots-')), currency: 'CNY' }
  const two = { ...bank, holdings: [holding('H1', 'C1', 'D', most), holding('H2', 'C1', 'D', most)] }
  await expect(makeSnapshot({ ...order, feedsDirectory: writeFeeds(two) })).rejects.toThrow(
    'customer C1 add up to 18014398509481982 (demand_deposits)',
  )
  const many = {
    ...bank,
    transactions: Array.from({ length: 1200 }, (_, at) => moved(`T${at}`, '2026-03-09', most)),
  }
  await expect(makeSnapshot({ ...order, feedsDirectory: writeFeeds(many) })).rejects.toThrow('(turnover_90d)')
  expect(readdirSync(order.into)).toEqual([])
})

describe('a snapshot', () => {
  test('of the same feeds has the same hash, of others another', async () => {
    const hash = snapshot.manifest.hash
    expect((await make(bank)).manifest.hash).toBe(hash)
    expect((await make(bank, AS_OF + 1)).manifest.hash).not.toBe(hash)
    const reordered = { ...bank, customers: [...(bank.customers ?? [])].reverse() }
    expect((await make(reordered)).manifest.hash).toBe(hash)
    expect((await make({ ...bank, holdings: [holding('H1', 'C1', 'D', '1001')] })).manifest.hash).not.toBe(
      hash,
    )
  })

  test('knows who is who', () => {
    const { customers, branches, advisers } = snapshot
    expect([...customers.ids]).toEqual(['C1', 'C2'])
    expect([...customers.branch]).toEqual([0, 0])
    expect([...customers.adviser]).toEqual([0, -1])
    expect(customers.rowOf('C9')).toBeNull()
    expect(branches).toEqual([{ id: 'B1', name: '城中支行', nameEn: null }])
    expect(advisers).toEqual([{ id: 'M1', name: '王敏', branch: 'B1', minutesPerDay: 240 }])
  })

  test('shows a customer with holdings, contacts and transactions, the latest first', async () => {
    const page = await snapshot.customer('C1')
    expect(page).toMatchObject({
      name: '李伟',
      adviser: 'M1',
      birthDate: day('1988-02-29'),
      consentSms: null,
    })
    expect(page?.holdings.map(({ id }) => id)).toEqual(['H7', 'H1', 'H2', 'H6', 'H3', 'H5', 'H4'])
    expect(page?.contacts[0]).toMatchObject({ id: 'K2', adviserName: '王敏', outcome: 'not_reached' })
    expect(page?.transactions[0]).toMatchObject({ id: 'P6', amount: 11, madeBy: 'bank' })
    expect(await snapshot.customer("C1' OR true --")).toBeNull()
  })

  test('finds customers by name, number or telephone number', async () => {
    const found = async (text: string, branch: string | null = null) =>
      (await snapshot.search({ text, branch, most: 50 })).map(({ id }) => id)
    expect(await found('李')).toEqual(['C1'])
    expect(await found('c')).toEqual(['C1', 'C2'])
    expect(await found('0001')).toEqual(['C1'])
    expect(await found('%')).toEqual([])
    expect(await found('c', 'B2')).toEqual([])
  })

  test('is not made from feeds that lack a file, and leaves nothing behind', async () => {
    const into = join(directory, 'none')
    const feedsDirectory = writeFeeds({ ...bank, contacts: null })
    await expect(makeSnapshot({ feedsDirectory, asOf: AS_OF, into, currency: 'CNY' })).rejects.toThrow(
      UnusableFeeds,
    )
    expect(existsSync(into)).toBe(false)
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
