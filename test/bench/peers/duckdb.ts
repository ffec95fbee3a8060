import {
  ACTIONS,
  arbitrationParts,
  type Column,
  decode,
  encode,
  factsOf,
  LISTED_ACTIONS,
  newColumn,
  type Plan,
  type Ranking,
  type Run,
  type ValueType,
} from '@branch-playbook/engine'
import { planQuery } from '@branch-playbook/engine/sql'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Crowd } from '../population.ts'
import { rankingFor } from './columns.ts'
import type { Outcome, Peer } from './peer.ts'

const THREADS = '2'

/** Classes and flags as the small numbers that columns store: with texts DuckDB is slower. */
const SQL_TYPES: Record<ValueType['kind'], string> = {
  money: 'DOUBLE',
  percent: 'DOUBLE',
  days: 'INTEGER',
  count: 'INTEGER',
  date: 'INTEGER',
  flag: 'UTINYINT',
  class: 'UTINYINT',
}

const sqlType = ({ kind }: ValueType): string => SQL_TYPES[kind]
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The plan as SQL in DuckDB, on two threads, from a table in memory into a table in memory. */
export const duckdb: Peer = { prepare: (plan, make, run) => prepare(plan, make(), run, false) }

/** The same, and the advisers' lists by window functions. */
export const duckdbWithLists: Peer = { prepare: (plan, make, run) => prepare(plan, make(), run, true) }

async function prepare(plan: Plan, crowd: Crowd, run: Run, lists: boolean) {
  const instance = await DuckDBInstance.create(':memory:', { threads: THREADS })
  const connection = await instance.connect()
  await load(connection, plan, crowd)
  const decide = `CREATE OR REPLACE TABLE decisions AS ${decisionsSql(plan, run)}`
  const list = `CREATE OR REPLACE TABLE lists AS ${listsSql(rankingFor(plan))}`
  return {
    async run() {
      await connection.run(decide)
      if (lists) await connection.run(list)
    },
    async outcome(): Promise<Outcome> {
      const columns = await readColumns(connection, plan, crowd.count)
      if (!lists) return { columns }
      return { columns, lists: await readLists(connection, crowd.minutes.length) }
    },
  }
}

async function load(connection: DuckDBConnection, plan: Plan, crowd: Crowd): Promise<void> {
  const facts = factsOf(plan)
  await connection.run(
    `CREATE TABLE customers (id INTEGER, adviser INTEGER, ${facts.map(([name, type]) => `${quoted(name)} ${sqlType(type)}`).join(', ')})`,
  )
  const appender = await connection.createAppender('customers')
  for (let at = 0; at < crowd.count; at += 1) {
    appender.appendInteger(at)
    appender.appendInteger(crowd.adviserOf[at] ?? -1)
    for (const [name, type] of facts) {
      const stored = crowd.columns.get(name)?.[at] ?? 0
      if (decode(type, stored) === null) appender.appendNull()
      else if (sqlType(type) === 'DOUBLE') appender.appendDouble(stored)
      else if (sqlType(type) === 'INTEGER') appender.appendInteger(stored)
      else appender.appendUTinyInt(stored)
    }
    appender.endRow()
  }
  appender.closeSync()
  await connection.run('CREATE TABLE advisers (adviser INTEGER, minutes INTEGER)')
  const advisers = await connection.createAppender('advisers')
  crowd.minutes.forEach((minutes, adviser) => {
    advisers.appendInteger(adviser)
    advisers.appendInteger(minutes)
    advisers.endRow()
  })
  advisers.closeSync()
}

function decisionsSql(plan: Plan, run: Run): string {
  const planned = planQuery(plan, run, {
    dialect: 'duckdb',
    table: ['customers'],
    keep: ['id', 'adviser'],
    stored: 'codes',
  })
  if (!planned.ok) throw new Error(planned.problems.map(({ what }) => what).join(' '))
  return planned.query.sql
}

function listsSql({ arbitration, quotas }: Ranking): string {
  const names = arbitrationParts(arbitration)
  const codes = LISTED_ACTIONS.map((each) => ACTIONS.indexOf(each) + 1).join(', ')
  const order = `${quoted(arbitration)}, ${quoted(names.score)} DESC, id`
  const within = quotas.map(({ source, adviser }) => `WHEN ${source} THEN nth <= ${adviser}`)
  return `WITH due AS (
      SELECT adviser, id, minutes, ${quoted(names.minutes)} AS takes, row_number() OVER list AS place,
        ${quoted(names.source)} AS source,
        row_number() OVER (PARTITION BY adviser, ${quoted(names.source)} ORDER BY ${order}) AS nth
      FROM decisions JOIN advisers USING (adviser)
      WHERE ${quoted(arbitration)} IN (${codes}) AND adviser >= 0
      WINDOW list AS (PARTITION BY adviser ORDER BY ${order})),
    counted AS (
      SELECT *, ${within.length > 0 ? `CASE source ${within.join(' ')} ELSE true END` : 'true'} AS has_place FROM due),
    timed AS (
      SELECT *, sum(CASE WHEN has_place THEN takes ELSE 0 END)
        OVER (PARTITION BY adviser ORDER BY place ROWS UNBOUNDED PRECEDING) > minutes AS late
      FROM counted)
    SELECT adviser, id, has_place AND NOT late AS listed,
      row_number() OVER (PARTITION BY adviser ORDER BY NOT has_place AND NOT late, place) AS place
    FROM timed`
}

async function readColumns(
  connection: DuckDBConnection,
  plan: Plan,
  count: number,
): Promise<Map<string, Column>> {
  const columns = new Map<string, Column>()
  for (const { name, type } of plan.outputs) {
    const column = newColumn(type, count)
    const result = await connection.stream(`SELECT ${quoted(name)} FROM decisions ORDER BY id`)
    let at = 0
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const value of chunk.getColumnValues(0)) {
        column[at] = typeof value === 'number' ? value : encode(type, null)
        at += 1
      }
    }
    columns.set(name, column)
  }
  return columns
}

async function readLists(connection: DuckDBConnection, advisers: number) {
  const customers = await connection.runAndReadAll('SELECT id FROM lists ORDER BY adviser, place')
  const listed = new Int32Array(advisers)
  const counts = await connection.runAndReadAll(
    'SELECT adviser, count(*)::INTEGER FROM lists WHERE listed GROUP BY adviser',
  )
  for (const [adviser, count] of counts.getRows()) listed[Number(adviser)] = Number(count)
  return { customers: Int32Array.from(customers.getRows(), ([id]) => Number(id)), listed }
}
