import type SQLite from 'better-sqlite3'
import { z } from 'zod'
import { type Connection, chunksOf } from '../duckdb/session.ts'
import { gramsOf, RowList, rowsIn, rowsInBoth, soughtGrams } from './grams.ts'

/** Names and telephone numbers by row, and for each run of up to three letters the rows of those who have it. */
const TABLES = `
  CREATE TABLE people (row INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT);
  CREATE TABLE grams (gram TEXT PRIMARY KEY, count INTEGER NOT NULL, rows BLOB NOT NULL)`

/** So few are sooner looked at one by one than held against one list more. */
const FEW = 200

const storedPerson = z.tuple([z.string(), z.string(), z.string().nullable()])
const personRow = z.object({ name: z.string(), phone: z.string().nullable() })
const countRow = z.object({ gram: z.string(), count: z.number() })
const rowsRow = z.object({ count: z.number(), rows: z.instanceof(Buffer) })

export type Person = z.output<typeof personRow>

/** Writes the customers of a snapshot, by the place of their number, into a file to be searched. */
export async function writePeople(connection: Connection, sqlite: SQLite.Database): Promise<void> {
  sqlite.exec(TABLES)
  const addPerson = sqlite.prepare<[number, string, string | null]>('INSERT INTO people VALUES (?, ?, ?)')
  const lists = new Map<string, RowList>()
  let row = 0
  for await (const chunk of chunksOf(connection, 'SELECT id, name, phone FROM customers ORDER BY id')) {
    for (const [id, name, phone] of z.array(storedPerson).parse(chunk.getRows())) {
      addPerson.run(row, name, phone)
      for (const text of [id, name, phone ?? '']) {
        for (const gram of gramsOf(text)) {
          let list = lists.get(gram)
          if (!list) {
            list = new RowList()
            lists.set(gram, list)
          }
          list.add(row)
        }
      }
      row += 1
    }
  }
  const addList = sqlite.prepare<[string, number, Uint8Array]>('INSERT INTO grams VALUES (?, ?, ?)')
  // In their order: the file grows at its end.
  for (const gram of [...lists.keys()].toSorted()) {
    const list = lists.get(gram)
    if (list) addList.run(gram, list.count, list.bytes)
  }
}

/** The customers of a snapshot by row, whom one finds by a part of a name, number or telephone number. */
export interface People {
  at(row: number): Person | null
  /**
   * The rows, ascending, of all who may have a text of at least one letter in their name, number or telephone
   * number; some of them may not.
   */
  rowsWith(text: string): Int32Array
}

export function peopleIn(sqlite: SQLite.Database): People {
  const person = sqlite.prepare<[number]>('SELECT name, phone FROM people WHERE row = ?')
  const counted = sqlite.prepare<[string]>('SELECT gram, count FROM grams WHERE gram = ?')
  const listed = sqlite.prepare<[string]>('SELECT count, rows FROM grams WHERE gram = ?')
  const listOf = (gram: string): Int32Array => {
    const { count, rows } = rowsRow.parse(listed.get(gram))
    return rowsIn(rows, count)
  }
  return {
    at(row) {
      const found = person.get(row)
      return found === undefined ? null : personRow.parse(found)
    },
    rowsWith(text) {
      const grams = [...soughtGrams(text)].map((gram) => countRow.optional().parse(counted.get(gram)))
      const rarestFirst = grams.toSorted((left, right) => (left?.count ?? 0) - (right?.count ?? 0))
      let rows: Int32Array | null = null
      for (const gram of rarestFirst) {
        if (!gram) return new Int32Array(0)
        if (rows !== null && rows.length <= FEW) return rows
        const list = listOf(gram.gram)
        rows = rows === null ? list : rowsInBoth(rows, list)
      }
      return rows ?? new Int32Array(0)
    },
  }
}
