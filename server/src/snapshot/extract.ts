import { type Day, formatDay } from '@branch-playbook/engine'
import { type Connection, identifier } from '../duckdb/session.ts'
import { FACTS, type FactDefinition, type FactSource } from './facts.ts'

const SQL_TYPES: Record<FactDefinition['type'], string> = {
  money: 'BIGINT',
  percent: 'DOUBLE',
  days: 'INTEGER',
  count: 'INTEGER',
  date: 'DATE',
  flag: 'BOOLEAN',
  class: 'VARCHAR',
}

/** The rows a fact may be made from. Nothing after the snapshot day counts: a fact never looks ahead. */
const SOURCES: Record<Exclude<FactSource, 'customer'>, string> = {
  held: `
    SELECT holdings.customer, balance, "group", rate_sensitive, matures, as_of, "group" IN ('loans', 'cards') AS debt,
      min(matures) FILTER (matures >= as_of AND "group" NOT IN ('loans', 'cards'))
        OVER (PARTITION BY holdings.customer) AS next_maturity
    FROM holdings JOIN products ON products.id = holdings.product, snapshot_day
    WHERE opened <= as_of`,
  moved:
    'SELECT customer, day, amount, kind, made_by, as_of, large_inflow_from FROM transactions, snapshot_day WHERE day <= as_of',
  talked: 'SELECT customer, day, outcome, as_of FROM contacts, snapshot_day WHERE day <= as_of',
}

/**
 * Builds the table `facts` from the feed tables: customer, branch, adviser, then every fact of the
 * dictionary, ordered by customer number (by its UTF-8 bytes).
 */
export async function extractFacts(connection: Connection, asOf: Day, largeInflow: number): Promise<void> {
  await connection.run(
    `CREATE TABLE snapshot_day AS SELECT DATE '${formatDay(asOf)}' AS as_of, ${largeInflow} AS large_inflow_from`,
  )
  // A birthday on 29 February is kept on the 28th in other years, which is what adding whole years does.
  await connection.run(`CREATE MACRO nearest_birthday(born, today) AS (
    SELECT arg_min(birthday, (abs(birthday - today), today - birthday)) FROM (
      SELECT CAST(born + to_years(CAST(years AS INTEGER)) AS DATE) AS birthday
      FROM range(year(today) - year(born) - 1, year(today) - year(born) + 2) AS around(years)))`)
  await connection.run(`CREATE TABLE facts AS ${factsQuery()}`)
}

function factsQuery(): string {
  const grouped = Object.entries(SOURCES).map(([source, rows]) => {
    const facts = FACTS.filter((fact) => fact.from === source)
    const figures = facts.map((fact) => `${fact.sql} AS ${identifier(fact.name)}`)
    return `${source} AS (SELECT customer, ${figures.join(',\n  ')} FROM (${rows}) GROUP BY customer)`
  })
  const figures = FACTS.map((fact) => {
    const figure = fact.from === 'customer' ? fact.sql : `${fact.from}.${identifier(fact.name)}`
    const whole = fact.otherwise === undefined ? figure : `coalesce(${figure}, ${fact.otherwise})`
    return `CAST(${whole} AS ${SQL_TYPES[fact.type]}) AS ${identifier(fact.name)}`
  })
  const joins = Object.keys(SOURCES).map(
    (source) => `LEFT JOIN ${source} ON ${source}.customer = customers.id`,
  )
  return `WITH ${grouped.join(',\n')}
    SELECT customers.id AS customer, customers.branch, customers.adviser, ${figures.join(',\n  ')}
    FROM customers ${joins.join('\n  ')}, snapshot_day
    ORDER BY customers.id`
}
