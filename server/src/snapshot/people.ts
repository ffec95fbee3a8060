import type SQLite from 'better-sqlite3'
import { z } from 'zod'
import { type Connection, chunksOf } from '../duckdb/session.ts'
import { gramsOf, RowList, rowsIn, rowsInBoth, soughtGrams } from './grams.ts'
import { lowerCased } from './letters.ts'

/** So many are read together: of those who may have a text, many stand side by side. */
const PEOPLE_A_BLOCK = 64
/** No text of a feed has it. */
const END = '\0'

/**
 * Numbers, names and telephone numbers (empty for none), each with its end, of customers in blocks by row; and for
 * each run of up to three letters the rows of those who have it.
 */
const TABLES = `
  CREATE TABLE people (block INTEGER PRIMARY KEY, texts BLOB NOT NULL);
  CREATE TABLE grams (gram TEXT PRIMARY KEY, count INTEGER NOT NULL, rows BLOB NOT NULL)`

/** So few are sooner looked at one by one than held against one list more. */
const FEW = 200

const storedPerson = z.tuple([z.string(), z.string(), z.string().nullable()])
const blockRow = z.object({ texts: z.instanceof(Buffer) })
const countRow = z.object({ gram: z.string(), count: z.number() })
const rowsRow = z.object({ count: z.number(), rows: z.instanceof(Buffer) })

/** A customer as he is found. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly phone: string | null
}

/** Writes the customers of a snapshot, by the place of their number, into a file to be searched. */
export async function writePeople(connection: Connection, sqlite: SQLite.Database): Promise<void> {
  sqlite.exec(TABLES)
  const addBlock = sqlite.prepare<[number, Buffer]>('INSERT INTO people VALUES (?, ?)')
  const lists = new Map<string, RowList>()
  let row = 0
  let texts = ''
  const writeBlock = () => {
    if (texts !== '') addBlock.run(Math.ceil(row / PEOPLE_A_BLOCK) - 1, Buffer.from(texts))
    texts = ''
  }
  for await (const chunk of chunksOf(connection, 'SELECT id, name, phone FROM customers ORDER BY id')) {
    for (const [id, name, phone] of z.array(storedPerson).parse(chunk.getRows())) {
      for (const text of [id, name, phone ?? '']) {
        texts += text + END
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
      if (row % PEOPLE_A_BLOCK === 0) writeBlock()
    }
  }
  writeBlock()
  const addList = sqlite.prepare<[string, number, Uint8Array]>('INSERT INTO grams VALUES (?, ?, ?)')
  // In their order: the file grows at its end.
  for (const gram of [...lists.keys()].toSorted()) {
    const list = lists.get(gram)
    if (list) addList.run(gram, list.count, list.bytes)
  }
}

/** Whoever has a text in his name, number or telephone number, upper and lower case alike but for the last. */
interface Found {
  /** The rows, ascending, of all who may have it; null when there is nothing to look for. */
  readonly rows: Int32Array | null
  /** The customer of a row if he has it. */
  at(row: number): Person | null
}

/** The customers of a snapshot, by row. */
export interface People {
  having(text: string): Found
}

export function peopleIn(sqlite: SQLite.Database): People {
  const blockAt = sqlite.prepare<[number]>('SELECT texts FROM people WHERE block = ?')
  const counted = sqlite.prepare<[string]>('SELECT gram, count FROM grams WHERE gram = ?')
  const listed = sqlite.prepare<[string]>('SELECT count, rows FROM grams WHERE gram = ?')
  const listOf = (gram: string): Int32Array => {
    const { count, rows } = rowsRow.parse(listed.get(gram))
    return rowsIn(rows, count)
  }
  function rowsWith(text: string): Int32Array {
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
  }
  return {
    having(text) {
      const small = lowerCased(text)
      const has = (whole: string) => whole.includes(text) || lowerCased(whole).includes(small)
      let read = -1
      let texts: readonly string[] = []
      return {
        rows: text === '' ? null : rowsWith(text),
        at(row) {
          const block = Math.floor(row / PEOPLE_A_BLOCK)
          if (block !== read) {
            const found = blockRow.optional().parse(blockAt.get(block))
            const whole = found?.texts.toString('utf8') ?? ''
            // Where nobody has it there is nobody to look at.
            texts = has(whole) ? whole.split(END) : []
            read = block
          }
          const place = 3 * (row % PEOPLE_A_BLOCK)
          const [id, name, phone] = texts.slice(place, place + 3)
          if (id === undefined || name === undefined || phone === undefined) return null
          return has(id) || has(name) || phone.includes(text) ? { id, name, phone: phone || null } : null
        },
      }
    },
  }
}
