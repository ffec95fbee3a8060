import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { currentBank } from './bank/bank.ts'
import { Refusal } from './files/refusal.ts'
import { openBank } from './open-bank.ts'
import { smallBankData } from './testing/small-bank.ts'

test('a damaged file of a bank is named, and left as it is', async () => {
  const dataDirectory = await smallBankData()
  const placed = currentBank(dataDirectory)
  if (!placed) throw new Error('There is no bank')
  const inBank = (name: string) => join(placed.directory, name)
  const open = () => openBank(placed, { demoUsers: false, databaseUrl: '' })
  const damages: readonly (readonly [string, () => void])[] = [
    [inBank('store.sqlite'), () => writeFileSync(inBank('store.sqlite'), '')],
    [inBank('store.sqlite'), () => writeFileSync(inBank('store.sqlite'), 'no database'.repeat(500))],
    [inBank('claim.sqlite'), () => writeFileSync(inBank('claim.sqlite'), 'no database'.repeat(500))],
    [inBank('claim.sqlite'), () => mkdirSync(inBank('claim.sqlite'))],
  ]
  for (const [file, damage] of damages) {
    rmSync(file, { recursive: true, force: true })
    damage()
    const refused = await open().catch((fault: unknown) => fault)
    expect(refused).toBeInstanceOf(Refusal)
    expect(String(refused)).toContain(`${file}: `)
    rmSync(file, { recursive: true, force: true })
  }
  const facts = join(placed.snapshotDirectory, 'facts.parquet')
  writeFileSync(facts, '')
  await expect(open()).rejects.toThrow(`${facts}: is not as it was made`)
  rmSync(dataDirectory, { recursive: true, force: true })
}, 60_000)
