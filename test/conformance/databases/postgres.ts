import { encode, type Figures, type Maybe, type ValueType } from '@branch-playbook/engine'
import { startPostgres } from '@branch-playbook/server/testing/postgres'
import { Client } from 'pg'
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
  natural: { flag: 'boolean', class: 'text collate without_case', date: 'date' },
  codes: { flag: 'smallint', class: 'smallint', date: 'integer' },
} as const

/** A PostgreSQL of its own. */
export async function openPostgres(): Promise<Database> {
  const server = await startPostgres()
  const client = new Client({ connectionString: server.url })
  await client.connect()
  // A bank's database may take texts for equal that differ in case.
  await client.query(
    "create collation without_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
  )
  return {
    dialect: 'postgres',
    async decide(plan, customers, run, how) {
      const columns = columnsOf(plan)
      const defined = columns.map(([name, type]) => `${quoted(name)} ${sqlType(type, how)}`)
      await client.query(`drop table if exists ${quoted(TABLE)}`)
      await client.query(`create temp table ${quoted(TABLE)} (${defined.join(', ')})`)
      const lists = columns.map(([, type], at) => `$${at + 1}::${transferred(type, how)}[]`)
      const read = columns.map(([, type], at) =>
        type.kind === 'date' && how.stored === 'natural' ? `date '1970-01-01' + c${at}` : `c${at}`,
      )
      await client.query(
        `insert into ${quoted(TABLE)} select ${read.join(', ')}
         from unnest(${lists.join(', ')}) v(${columns.map((_, at) => `c${at}`).join(', ')})`,
        columns.map(([name, type]) =>
          customers.map((_, row) => sent(stored(customers, row, name), type, how)),
        ),
      )
      const query = queryFor(plan, run, 'postgres', how)
      const { rows } = await client.query<unknown[]>({
        text: query.sql,
        values: [...query.parameters],
        rowMode: 'array',
      })
      return rows.map((row): Figures => {
        const values = query.columns.map(
          ({ step, type }, at) => [step, engineValue(row[at], type, how)] as const,
        )
        return new Map(values)
      })
    },
    async close() {
      await client.end()
      await server.stop()
    },
  }
}

function sqlType(type: ValueType, { stored }: How): string {
  switch (type.kind) {
    case 'money':
    case 'percent':
      return 'double precision'
    case 'days':
    case 'count':
      return 'integer'
    default:
      return TYPES[stored][type.kind]
  }
}

/** Days travel as numbers. */
const transferred = (type: ValueType, how: How): string =>
  type.kind === 'date' ? 'integer' : (sqlType(type, how).split(' collate ')[0] ?? '')

/** Numbers travel as the shortest text that gives all their bits back. */
function sent(value: Maybe, type: ValueType, { stored }: How): string | boolean | null {
  if (value === null) return null
  if (stored === 'codes' && (type.kind === 'flag' || type.kind === 'class'))
    return String(encode(type, value))
  return typeof value === 'boolean' ? value : String(value)
}
