import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Refusal } from '../files/refusal.ts'
import type { Database, Tables } from '../store/tables.ts'
import { StoreDialect } from './driver.ts'

export const storeFileIn = (directory: string): string => join(directory, 'store.sqlite')

/** Opens the store in a bank's folder as it is, or makes an empty one. */
export function connectSqlite(directory: string): Database {
  mkdirSync(directory, { recursive: true })
  const file = storeFileIn(directory)
  checkNotEmptied(file)
  const sqlite = new SQLite(file, { timeout: 5_000 })
  try {
    sqlite.pragma('journal_mode = WAL')
    // What was acknowledged survives a power cut, not only a crash of the process.
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
  } catch (fault) {
    sqlite.close()
    throw fault
  }
  return new Kysely<Tables>({ dialect: new StoreDialect(sqlite) })
}

const MEND =
  'it holds playbooks, contacts and the record of what was done: put it and the files of its name back from a backup'

/** SQLite takes an emptied file for a new one, and the contacts that were in it would never be missed. */
function checkNotEmptied(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat?.isFile() && stat.size === 0)
    throw new Refusal(`${file}: is empty; ${MEND}, or remove it to begin anew.`)
}

/** What SQLite finds wrong with the store in a bank's folder, and how to mend it; null for any other fault. */
export const sqliteInWords = (fault: Error, directory: string): string | null =>
  fileInWords(fault, storeFileIn(directory), MEND)

/** What SQLite finds wrong with a file, and how to mend it when it is damaged. */
export function fileInWords(fault: Error, file: string, mend: string): string | null {
  if (!(fault instanceof SQLite.SqliteError)) return null
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(fault.code)) return `${file}: is damaged; ${mend}.`
  if (/^SQLITE_(CANTOPEN|READONLY|FULL|IOERR|PERM)/.test(fault.code))
    return `${file}: cannot be written (${fault.code}): check its rights, and room on the disk.`
  return null
}
