import { type Day, formatDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { type Connection, identifier, rowsOf } from '../duckdb/session.ts'
import { Refusal } from '../files/refusal.ts'
import { PAID, SLEPT } from './account-news.ts'
import { FACTS, type FactDefinition, type FactSource } from './facts.ts'

const SQL_TYPES: Record<FactDefinition['type'], string> = {
  // Sums may go beyond what is exact; see `checkSums`.
  money: 'HUGEINT',
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
  slept: SLEPT,
  paid: PAID,
  talked: 'SELECT customer, day, outcome, as_of FROM contacts, snapshot_day WHERE day <= as_of',
}

/** From where on something in an account is news. */
interface NewsFrom {
  /** The least credit that is a large inflow, in the minor unit. */
  readonly largeInflow: number
  /** Days without a posting of the customer's own. */
  readonly dormantAfter: number
  /** Per cent by which pay differs from what it was. */
  readonly payChange: number
}

/**
 * Builds the table `facts` from the feed tables: customer, branch, adviser, then every fact of the
 * dictionary, ordered by customer number (by its UTF-8 bytes).
 * @throws Refusal when a customer's amounts add up to more than can be kept exactly.
 */
export async function extractFacts(
  connection: Connection,
  asOf: Day,
  { largeInflow, dormantAfter, payChange }: NewsFrom,
): Promise<void> {
  await connection.run(
    `CREATE TABLE snapshot_day AS SELECT DATE '${formatDay(asOf)}' AS as_of, ${largeInflow} AS large_inflow_from,
      ${dormantAfter} AS dormant_after, ${payChange} AS pay_change`,
  )
  // A birthday on 29 February is kept on the 28th in other years, which is what adding whole years does.
  await connection.run(`CREATE MACRO nearest_birthday(born, today) AS (
    SELECT arg_min(birthday, (abs(birthday - today), today - birthday)) FROM (
      SELECT CAST(born + to_years(CAST(years AS INTEGER)) AS DATE) AS birthday
      FROM range(year(today) - year(born) - 1, year(today) - year(born) + 2) AS around(years)))`)
  await connection.run(`CREATE TABLE sums AS ${factsQuery()}`)
  await checkSums(connection)
  const exact = MONEY.map((name) => `CAST(${name} AS BIGINT) AS ${name}`)
  await connection.run(
    `CREATE TABLE facts AS SELECT * REPLACE (${exact.join(', ')}) FROM sums ORDER BY customer`,
  )
  await connection.run('DROP TABLE sums')
}

const MONEY = FACTS.filter(({ type }) => type === 'money').map(({ name }) => identifier(name))

const sumRow = z.object({ customer: z.string(), fact: z.string(), sum: z.string() })

/** Every amount of the feeds is exact in a double, which the engine decides on; their sums have to be as well. */
async function checkSums(connection: Connection): Promise<void> {
  const isTooLarge = (name: string) => `abs(${name}) > ${Number.MAX_SAFE_INTEGER}`
  const [first] = await rowsOf(
    connection,
    sumRow,
    `SELECT customer, fact, CAST(sum AS VARCHAR) AS sum
     FROM (UNPIVOT (SELECT customer, ${MONEY.join(', ')} FROM sums WHERE ${MONEY.map(isTooLarge).join(' OR ')})
       ON ${MONEY.join(', ')} INTO NAME fact VALUE sum)
     WHERE ${isTooLarge('sum')} ORDER BY customer, fact LIMIT 1`,
  )
  if (first)
    throw new Refusal(
      `holdings.csv, transactions.csv: the amounts of customer ${first.customer} add up to ${first.sum} (${first.fact}), more than can be kept exactly (${Number.MAX_SAFE_INTEGER}): mend the amounts. Nothing was changed.`,
    )
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
