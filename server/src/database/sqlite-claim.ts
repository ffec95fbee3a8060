import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Refusal } from '../files/refusal.ts'
import { AlreadyClaimed, type Claim } from './claim.ts'
import { fileInWords } from './sqlite.ts'

/**
 * Claims a bank's folder for this process. The claim is a lock that SQLite holds on a file of its own, so it
 * ends with the process, however that ends.
 * @throws AlreadyClaimed
 */
export async function claimDirectory(directory: string): Promise<Claim> {
  const file = join(directory, 'claim.sqlite')
  try {
    return locked(file)
  } catch (fault) {
    if (!(fault instanceof SQLite.SqliteError)) throw fault
    if (fault.code.startsWith('SQLITE_BUSY'))
      throw new AlreadyClaimed(directory, 'give this one another --data directory')
    const words = fileInWords(fault, file, 'it holds no data: remove it and start again')
    throw words === null ? fault : new Refusal(words, { cause: fault })
  }
}

function locked(file: string): Claim {
  const lock = new SQLite(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (fault) {
    lock.close()
    throw fault
  }
  return {
    async release() {
      lock.close()
    },
  }
}
