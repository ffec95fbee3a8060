import { encode, type Figures, type Maybe, type ValueType } from '@branch-playbook/engine'
import { type DuckDBAppender, DuckDBDateValue, DuckDBInstance } from '@duckdb/node-api'
import {
  columnsOf,
  type Database,
  engineValue,
  type How,
  queryFor,
  quoted,
  stored,
  TABLE,
} from './database.ts'

const TYPES = {
  natural: { flag: 'BOOLEAN', class: 'VARCHAR', date: 'DATE' },
  codes: { flag: 'UTINYINT', class: 'UTINYINT', date: 'INTEGER' },
} as const

/** A DuckDB in memory. */
export async function openDuckDb(): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  // A bank's database may take texts for equal that differ in case.
  await connection.run(`SET default_collation = 'nocase'`)
  return {
    dialect: 'duckdb',
    async decide(plan, customers, run, how) {
      const columns = columnsOf(plan)
      const defined = columns.map(([name, type]) => `${quoted(name)} ${sqlType(type, how)}`)
      await connection.run(`CREATE OR REPLACE TABLE ${quoted(TABLE)} (${defined.join(', ')})`)
      const appender = await connection.createAppender(TABLE)
      for (let row = 0; row < customers.length; row += 1) {
        for (const [name, type] of columns) append(appender, stored(customers, row, name), type, how)
        appender.endRow()
      }
      appender.closeSync()
      const query = queryFor(plan, run, 'duckdb', how)
      const result = await connection.runAndReadAll(query.sql, [...query.parameters])
      return result.getRows().map((row): Figures => {
        const values = query.columns.map(
          ({ step, type }, at) => [step, engineValue(plain(row[at]), type, how)] as const,
        )
        return new Map(values)
      })
    },
    async close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)

function sqlType(type: ValueType, { stored }: How): string {
  switch (type.kind) {
    case 'money':
    case 'percent':
      return 'DOUBLE'
    case 'days':
    case 'count':
      return 'INTEGER'
    default:
      return TYPES[stored][type.kind]
  }
}

function append(appender: DuckDBAppender, value: Maybe, type: ValueType, { stored }: How): void {
  if (value === null) appender.appendNull()
  else if (type.kind === 'money' || type.kind === 'percent') appender.appendDouble(Number(value))
  else if (type.kind === 'flag' && stored === 'natural') appender.appendBoolean(value === true)
  else if (type.kind === 'class' && stored === 'natural') appender.appendVarchar(String(value))
  else if (type.kind === 'flag' || type.kind === 'class') appender.appendUTinyInt(encode(type, value))
  else if (type.kind === 'date' && stored === 'natural')
    appender.appendDate(new DuckDBDateValue(Number(value)))
  else appender.appendInteger(Number(value))
}
