import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Connection, identifier, literal, rowsOf } from '../duckdb/session.ts'
import { convertedOf, explain, faultOf } from './checks.ts'
import { textAt, withoutRecords } from './clean-copy.ts'
import { FEEDS } from './definitions.ts'
import { type Column, type Feed, fileOf } from './feed.ts'
import { type BadRow, type FeedReport, type FileReport, REASONS, type UnusableFile } from './report.ts'
import { type Scan, scanCsv } from './scan.ts'

const BAD_ROWS_REPORTED = 1000

/**
 * Reads every feed of a directory into a DuckDB table of its name. Good rows are kept; what is wrong with the
 * others is in the report. A file that cannot be used at all gets an empty table and an entry in `unusable`.
 */
export async function readFeeds(connection: Connection, directory: string): Promise<FeedReport> {
  const files: FileReport[] = []
  const unusable: UnusableFile[] = []
  const badRows: BadRow[] = []
  let badRowTotal = 0
  for (const feed of FEEDS) {
    const path = join(directory, fileOf(feed))
    if (feed.optional && !existsSync(path)) {
      await createEmpty(connection, feed)
      continue
    }
    const scan = statSync(path, { throwIfNoEntry: false })?.isFile() ? scanCsv(path) : null
    const fault = faultOfFile(feed, path, scan)
    if (fault || !scan) {
      if (fault) unusable.push(fault)
      await createEmpty(connection, feed)
      continue
    }
    await load(connection, feed, path, scan)
    const rows = await countRows(connection, 'raw')
    await keepGoodRows(connection, feed, rows)
    await connection.run('DROP TABLE raw')
    files.push({
      file: fileOf(feed),
      rows: rows + scan.malformed.length,
      kept: await countRows(connection, feed.name),
      unknownColumns: scan.header.filter((name) => !feed.columns.some((column) => column.name === name)),
    })
    const found = await badRowsOf(connection, feed, path, scan, BAD_ROWS_REPORTED - badRows.length)
    badRows.push(...found.first)
    badRowTotal += found.total
  }
  return { files, unusable, badRows, badRowTotal }
}

function faultOfFile(feed: Feed, path: string, scan: Scan | null): UnusableFile | null {
  const file = fileOf(feed)
  if (!existsSync(path)) {
    const header = feed.columns.map((column) => column.name).join(',')
    return {
      file,
      reason: 'no-such-file',
      text: `there is no such file; an empty one has the line ${header}`,
    }
  }
  if (!statSync(path).isFile())
    return { file, reason: 'not-a-file', text: 'is a folder or a device: put the CSV file in its place' }
  if (!scan) return { file, reason: 'empty-file', text: 'is empty: the first line names the columns' }
  const twice = scan.header.find((name, at) => scan.header.indexOf(name) !== at)
  if (twice !== undefined) return { file, reason: 'column-twice', text: `line 1 names column ${twice} twice` }
  const absent = feed.columns
    .filter((column) => column.late !== true && !scan.header.includes(column.name))
    .map((column) => column.name)
  if (absent.length === 0) return null
  const text = `line 1 lacks the column${absent.length > 1 ? 's' : ''} ${absent.join(', ')}; it has ${scan.header.join(', ')}`
  return { file, reason: 'missing-column', text }
}

const SQL_TYPES: Record<Column['type']['kind'], string> = {
  key: 'VARCHAR',
  reference: 'VARCHAR',
  text: 'VARCHAR',
  identifier: 'VARCHAR',
  class: 'VARCHAR',
  day: 'DATE',
  money: 'BIGINT',
  count: 'INTEGER',
  flag: 'BOOLEAN',
}

async function createEmpty(connection: Connection, feed: Feed): Promise<void> {
  const columns = feed.columns.map((column) => `${identifier(column.name)} ${SQL_TYPES[column.type.kind]}`)
  await connection.run(`CREATE TABLE ${feed.name} (record BIGINT, ${columns.join(', ')})`)
}

/** Reads the well-formed records as text into the table `raw`, numbered from 1. */
async function load(connection: Connection, feed: Feed, path: string, scan: Scan): Promise<void> {
  const columns = scan.header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  const known = feed.columns
    .map(({ name }) =>
      scan.header.includes(name) ? identifier(name) : `CAST(NULL AS VARCHAR) AS ${identifier(name)}`,
    )
    .join(', ')
  // Two threads may cut the file at a line break inside quotes; then one thread has to read it.
  const parallel = !scan.quotedLineBreaks
  await withoutRecords(path, scan.malformed, (clean) =>
    connection.run(`CREATE TABLE raw AS
      SELECT row_number() OVER () AS record, ${known}
      FROM read_csv(${literal(clean)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
        nullstr = '', strict_mode = false, max_line_size = 33554432, parallel = ${parallel}, columns = {${columns}})`),
  )
}

/** Fills the feed's table from `raw`, and the table `faults` with what is wrong in the other rows. */
async function keepGoodRows(connection: Connection, feed: Feed, rows: number): Promise<void> {
  const { name, columns } = feed
  const faultless = `coalesce(${columns.map((_, at) => `fault_${at}`).join(', ')}) IS NULL`
  await connection.run(`CREATE VIEW checked AS
    SELECT *, ${columns.map((column, at) => `${faultOf(column)} AS fault_${at}`).join(', ')} FROM raw`)
  await connection.run(`CREATE TABLE ${name} AS
    SELECT record, ${columns.map(convertedOf).join(', ')} FROM checked WHERE ${faultless}`)
  await connection.run(`CREATE TABLE faults (record BIGINT, position INTEGER, value VARCHAR, reason VARCHAR)`)
  if ((await countRows(connection, name)) < rows) await noteFaults(connection, columns, faultless)
  await connection.run('DROP VIEW checked')
  await leaveOutDuplicates(connection, feed)
  for (const [at, column] of columns.entries()) await resolveReference(connection, feed, column, at)
}

async function noteFaults(
  connection: Connection,
  columns: readonly Column[],
  faultless: string,
): Promise<void> {
  await connection.run(`CREATE TABLE faulty AS SELECT * FROM checked WHERE NOT (${faultless})`)
  for (const [at, column] of columns.entries()) {
    await connection.run(`INSERT INTO faults
      SELECT record, ${at}, ${identifier(column.name)}, fault_${at} FROM faulty WHERE fault_${at} IS NOT NULL`)
  }
  await connection.run('DROP TABLE faulty')
}

async function leaveOutDuplicates(connection: Connection, { name, columns }: Feed): Promise<void> {
  const at = columns.findIndex((column) => column.type.kind === 'key')
  const key = identifier(columns[at]?.name ?? 'id')
  await connection.run(`CREATE TABLE repeated AS
    SELECT ${key} AS key, min(record) AS first FROM ${name} GROUP BY ${key} HAVING count(*) > 1`)
  await connection.run(`INSERT INTO faults SELECT record, ${at}, ${key}, 'duplicate-key'
    FROM ${name} JOIN repeated ON repeated.key = ${name}.${key} WHERE record > repeated.first`)
  await connection.run(
    `DELETE FROM ${name} USING repeated WHERE repeated.key = ${name}.${key} AND record > repeated.first`,
  )
  await connection.run('DROP TABLE repeated')
}

async function resolveReference(
  connection: Connection,
  { name }: Feed,
  column: Column,
  at: number,
): Promise<void> {
  if (column.type.kind !== 'reference') return
  const value = identifier(column.name)
  await connection.run(`CREATE TABLE unknown AS SELECT record, ${value} AS value FROM ${name}
    WHERE ${value} IS NOT NULL AND ${value} NOT IN (SELECT id FROM ${column.type.feed})`)
  await connection.run(`INSERT INTO faults SELECT record, ${at}, value, 'unknown-reference' FROM unknown`)
  const unknown = `record IN (SELECT record FROM unknown)`
  await connection.run(
    column.type.whenUnknown === 'leave out the row'
      ? `DELETE FROM ${name} WHERE ${unknown}`
      : `UPDATE ${name} SET ${value} = NULL WHERE ${unknown}`,
  )
  await connection.run('DROP TABLE unknown')
}

const countRow = z.object({ n: z.number() })

async function countRows(connection: Connection, table: string): Promise<number> {
  const [row] = await rowsOf(connection, countRow, `SELECT CAST(count(*) AS DOUBLE) AS n FROM ${table}`)
  return row?.n ?? 0
}

const faultRow = z.object({
  record: z.number(),
  position: z.number(),
  value: z.string().nullable(),
  reason: z.enum(REASONS),
})

async function badRowsOf(connection: Connection, feed: Feed, path: string, scan: Scan, limit: number) {
  const file = fileOf(feed)
  const faults = await rowsOf(
    connection,
    faultRow,
    `SELECT CAST(record AS DOUBLE) AS record, position, value, reason FROM faults
     ORDER BY record, position LIMIT ${limit}`,
  )
  const inValues = faults.flatMap(({ record, position, value, reason }): BadRow[] => {
    const column = feed.columns[position]
    if (!column) return []
    const { type, name } = column
    const keepsRow =
      reason === 'unknown-reference' &&
      type.kind === 'reference' &&
      type.whenUnknown === 'leave the value empty'
    const line = scan.lineOf(record)
    const lost = keepsRow ? 'value' : 'row'
    return [{ file, line, column: name, value, reason, text: explain(reason, column), lost }]
  })
  const malformed = scan.malformed.slice(0, limit).map(({ line, reason, start, end }): BadRow => {
    const value = textAt(path, start, end)
    return { file, line, column: null, value, reason, text: explain(reason, null), lost: 'row' }
  })
  const total = (await countRows(connection, 'faults')) + scan.malformed.length
  await connection.run('DROP TABLE faults')
  const first = [...inValues, ...malformed].sort((one, other) => one.line - other.line).slice(0, limit)
  return { first, total }
}
