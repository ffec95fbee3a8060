import { join } from 'node:path'
import SQLite from 'better-sqlite3'

/** Another process works on the same data; two would not see each other's contacts. */
export class AlreadyClaimed extends Error {
  constructor(directory: string) {
    super(
      `Another server is at work on ${directory}. Stop it first, or give this one another --data directory.`,
    )
    this.name = 'AlreadyClaimed'
  }
}

/**
 * Claims a directory for this process. The claim is a lock that SQLite holds on a file of its own, so it ends
 * with the process, however that ends.
 * @throws AlreadyClaimed
 */
export function claim(directory: string): { release(): void } {
  const lock = new SQLite(join(directory, 'claim.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (fault) {
    lock.close()
    if (fault instanceof SQLite.SqliteError && fault.code.startsWith('SQLITE_BUSY'))
      throw new AlreadyClaimed(directory)
    throw fault
  }
  return { release: () => lock.close() }
}
