import SQLite from 'better-sqlite3'
import type { Answers } from './processes.ts'

/** Writes the answers of a bare server into an SQLite file. */
export function writeAnswers(file: string, answers: Answers): void {
  const sqlite = new SQLite(file)
  sqlite.exec('CREATE TABLE answers (path TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID')
  const insert = sqlite.prepare('INSERT INTO answers VALUES (?, ?)')
  sqlite.transaction(() => {
    for (const answer of answers) insert.run(...answer)
  })()
  sqlite.close()
}
