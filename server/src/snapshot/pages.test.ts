import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDay } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { smallBank, writeFeeds } from '../feeds/small-bank.ts'
import { readCustomer, storedPageOf } from './customer.ts'
import { makeSnapshot } from './make.ts'
import { readyPages } from './make-pages.ts'
import { arePagesMade, PAGES_FILE, PAGES_SEAL_FILE, removePagesBut } from './pages.ts'

/** More than go into a block; numbers of which some begin like others, with letters that JSON and SQL write otherwise. */
const IDS = [
  ...Array.from({ length: 40 }, (_, at) => `C${at + 1}`),
  'Ö"1',
  "Ö'\\2",
  '客户/1',
  '客户/10',
  '𠮷1',
  'c1',
]

/** A value as it is written into a feed. */
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

const into = mkdtempSync(join(tmpdir(), 'pages-'))

async function made() {
  const customers = IDS.map((id) => ({ id: cell(id), name: cell(`${id}, "的"`), branch: 'B1' }))
  const contacts = Array.from({ length: 60 }, (_, at) => ({
    id: `K${at}`,
    customer: '客户/1',
    day: `2026-0${1 + (at % 3)}-15`,
    channel: 'phone',
    outcome: 'reached',
    note: at % 2 === 0 ? cell('a,"b"],[c') : '',
  }))
  const { directory, manifest } = await makeSnapshot({
    feedsDirectory: writeFeeds({ ...smallBank, customers, contacts }),
    asOf: parseDay('2026-03-31') ?? 0,
    into,
    currency: 'CNY',
  })
  return { directory, hash: manifest.hash }
}

test('every customer has his own page, whatever his number is made of, and nobody has another’s', async () => {
  const { directory, hash } = await made()
  const pages = await readyPages(directory, hash)
  for (const id of IDS) expect(pages.read(id)).toMatchObject({ id, name: `${id}, "的"`, holdings: [] })
  for (const id of ['', 'C', 'C0', 'C99', 'C1 ', 'Ö', 'zzz', '𠮷2']) expect(pages.read(id), id).toBeNull()
  const contacts = pages.read('客户/1')?.contacts ?? []
  expect(contacts).toHaveLength(50)
  expect(contacts.map(({ day }) => day)).toEqual(contacts.map(({ day }) => day).toSorted((a, b) => b - a))
  expect(contacts[0]).toMatchObject({ id: 'K11', note: null, adviserName: null })
  expect(contacts[1]).toMatchObject({ id: 'K14', note: 'a,"b"],[c' })
  expect(pages.read('客户/1', 3)?.contacts.map(({ id }) => id)).toEqual(['K11', 'K14', 'K17'])
  expect(pages.read('客户/1', 100)?.contacts).toHaveLength(60)
  pages.close()
})

test('pages that are damaged, missing, half written or of another snapshot are made again', async () => {
  const { directory, hash } = await made()
  const file = join(directory, PAGES_FILE)
  const seal = join(directory, PAGES_SEAL_FILE)
  const harms = [
    () => appendFileSync(file, 'x'),
    () => rmSync(file),
    () => rmSync(seal),
    () => writeFileSync(seal, '{"format":1,'),
    () => writeFileSync(seal, readFileSync(seal, 'utf8').replace(hash, hash.replaceAll(/./g, '0'))),
    () => writeFileSync(seal, readFileSync(seal, 'utf8').replace('"format": 3', '"format": 2')),
  ]
  for (const harm of harms) {
    const whole = await readyPages(directory, hash)
    whole.close()
    expect(await arePagesMade(directory, hash)).toBe(true)
    harm()
    expect(await arePagesMade(directory, hash), String(harm)).toBe(false)
    const pages = await readyPages(directory, hash)
    expect(pages.read('C7')?.name).toBe('C7, "的"')
    pages.close()
  }
})

test('pages of earlier days go, their snapshots stay', async () => {
  const { directory, hash } = await made()
  const pages = await readyPages(directory, hash)
  pages.close()
  removePagesBut(into, hash)
  expect(existsSync(join(directory, PAGES_FILE))).toBe(true)
  removePagesBut(into, 'another')
  expect([PAGES_FILE, PAGES_SEAL_FILE].some((file) => existsSync(join(directory, file)))).toBe(false)
  expect(existsSync(join(directory, 'facts.parquet'))).toBe(true)
})

test('rows stand in their order, whatever the order in which they were put together', () => {
  const identity = ['C1', '李伟', 'B1', ...Array(11).fill(null)]
  const contact = (id: string, day: number) => [id, day, 'phone', 'reached', null, null, null]
  const moved = (id: string, day: number) => [id, day, 1, 'fee', 'bank', null]
  const held = (id: string, group: string) => [id, 'D', '活期', null, group, false, null, 1, 20_000, null]
  const holdings = [held('H2', 'wealth'), held('H3', 'gold'), held('H1', 'wealth')]
  const contacts = [contact('K1', 20_001), contact('K3', 20_002), contact('K2', 20_002)]
  const transactions = [moved('P1', 20_001), moved('P3', 20_002), moved('P2', 20_002)]
  const text = JSON.stringify([identity, holdings, contacts, transactions, null])
  const stored = storedPageOf(text, () => [])
  const page = readCustomer(stored, 2)
  expect(page.holdings.map(({ id }) => id)).toEqual(['H3', 'H1', 'H2'])
  expect(page.contacts.map(({ id }) => id)).toEqual(['K2', 'K3'])
  expect(page.transactions.map(({ id }) => id)).toEqual(['P2', 'P3'])
})
