import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FEEDS } from './definitions.ts'
import { type Feed, fileOf } from './feed.ts'

/** Rows of a small bank for tests, by feed; columns that a row does not name are empty. */
export type SmallBank = Record<string, readonly Record<string, string>[]>

export const smallBank: SmallBank = {
  branches: [{ id: 'B1', name: '城中支行' }],
  advisers: [{ id: 'M1', name: '王敏', branch: 'B1', minutes_per_day: '240' }],
  customers: [
    { id: 'C1', name: '李伟', branch: 'B1', adviser: 'M1' },
    { id: 'C2', name: '张丽', branch: 'B1' },
  ],
  products: [{ id: 'D', name: '活期', group: 'demand_deposits', rate_sensitive: 'false' }],
}

/** Writes feeds into a fresh directory; a text or bytes in place of rows are written as they are, null leaves the file out. */
export function writeFeeds(feeds: Record<string, SmallBank[string] | string | Uint8Array | null>): string {
  const directory = mkdtempSync(join(tmpdir(), 'feeds-'))
  for (const feed of FEEDS) {
    const rows = feed.name in feeds ? feeds[feed.name] : feed.optional ? null : []
    if (rows === null || rows === undefined) continue
    writeFileSync(
      join(directory, fileOf(feed)),
      typeof rows === 'string' || rows instanceof Uint8Array ? rows : tableOf(feed, rows),
    )
  }
  return directory
}

function tableOf(feed: Feed, rows: SmallBank[string]): string {
  const header = feed.columns.map(({ name }) => name)
  const lines = rows?.map((row) => header.map((name) => row[name] ?? '').join(',')) ?? []
  return [header.join(','), ...lines, ''].join('\n')
}
