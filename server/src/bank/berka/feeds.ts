import { join } from 'node:path'
import { formatDay, parseDay } from '@branch-playbook/engine'
import { type Connection, identifier, literal, withDuckDb } from '../../duckdb/session.ts'
import { NEEDED_FEEDS } from '../../feeds/definitions.ts'
import { fileOf } from '../../feeds/feed.ts'
import { checkBerkaCodes, date, haler, readBerkaTables } from './tables.ts'

/** The last day of the transactions there are; all that is dated later is left out, so nothing looks ahead. */
export const BERKA_DAY = parseDay('1994-03-31') ?? 0

const CUSTOMERS_PER_ADVISER = 300
const MINUTES_PER_DAY = 240

const AS_OF = `DATE '${formatDay(BERKA_DAY)}'`

/** Products as the files show them: one account for everybody, loans by running time, cards by type. */
const PRODUCTS = [
  ['account', '往来账户', 'Current account', 'demand_deposits', true],
  ['loan-12', '贷款（12个月）', 'Loan, 12 months', 'loans', false],
  ['loan-24', '贷款（24个月）', 'Loan, 24 months', 'loans', false],
  ['loan-36', '贷款（36个月）', 'Loan, 36 months', 'loans', false],
  ['loan-48', '贷款（48个月）', 'Loan, 48 months', 'loans', false],
  ['loan-60', '贷款（60个月）', 'Loan, 60 months', 'loans', false],
  ['card-junior', '青年卡', 'Junior card', 'cards', false],
  ['card-classic', '普通卡', 'Classic card', 'cards', false],
  ['card-gold', '金卡', 'Gold card', 'cards', false],
  ['insurance', '保险（委托扣缴）', 'Insurance paid by standing order', 'insurance', false],
] as const

/** What each feed is in terms of the published tables. */
const FEED_QUERIES: Record<string, (consent: string) => string> = {
  branches: () => 'SELECT A1 AS id, A2 AS name, A2 AS name_en FROM district ORDER BY CAST(A1 AS INTEGER)',

  // The data knows no staff: each district gets advisers named after it, one for every 300 customers begun.
  advisers: () => `
    SELECT district_id || '-' || number AS id, A2 || ' ' || number AS name, district_id AS branch,
      ${MINUTES_PER_DAY} AS minutes_per_day
    FROM (SELECT district_id, unnest(range(1, advisers + 1)) AS number FROM branch_size)
    JOIN district ON A1 = district_id ORDER BY CAST(district_id AS INTEGER), number`,

  // The branch is the account's; 409 owners live in another district. Dealt round, as nobody knows who had whom.
  customers: (consent) => `
    SELECT owner.client AS id, 'Client ' || owner.client AS name, owner.district_id AS branch,
      owner.district_id || '-' || (1 + (place - 1) % advisers) AS adviser,
      birth_date, ${consent} AS do_not_contact, NOT ${consent} AS consent_phone, opened AS customer_since
    FROM (SELECT *, row_number() OVER (PARTITION BY district_id ORDER BY CAST(client AS INTEGER)) AS place FROM owner)
      AS owner JOIN branch_size USING (district_id) ORDER BY CAST(owner.client AS INTEGER)`,

  products: () =>
    `SELECT * FROM (VALUES ${PRODUCTS.map(
      ([id, name, english, group, rateSensitive]) =>
        `(${literal(id)}, ${literal(name)}, ${literal(english)}, ${literal(group)}, ${rateSensitive})`,
    ).join(', ')}) AS product(id, name, name_en, "group", rate_sensitive)`,

  // A standing order carries no date: it counts once the account has paid it, from that day on. Household orders
  // and blank ones are payments rather than products; a loan's order is the loan itself.
  holdings: () => `
    SELECT 'account-' || account_id AS id, client AS customer, 'account' AS product, coalesce(balance, 0) AS balance,
      opened, CAST(NULL AS DATE) AS matures
    FROM owner LEFT JOIN last_balance USING (account_id)
    UNION ALL
    SELECT 'loan-' || loan_id, client, 'loan-' || duration, owed, granted, ends FROM running_loan
    UNION ALL
    SELECT 'card-' || card_id, owner.client, 'card-' || card.type, 0, ${date('issued')}, NULL
    FROM card JOIN disposition USING (disp_id) JOIN owner USING (account_id) WHERE ${date('issued')} <= ${AS_OF}
    UNION ALL
    SELECT 'order-' || order_id, client, 'insurance', 0, min(posting_day), NULL
    FROM standing_order JOIN owner USING (account_id)
    JOIN (SELECT account_id, k_symbol, amount, bank, account, ${date('date')} AS posting_day FROM posting) AS paid
      ON paid.account_id = standing_order.account_id AND paid.k_symbol = standing_order.k_symbol
        AND paid.amount = standing_order.amount AND paid.bank = bank_to AND paid.account = account_to
    WHERE standing_order.k_symbol = 'POJISTNE' GROUP BY order_id, client
    ORDER BY 1`,

  // Interest, penalty interest and statement fees are the bank's own postings. VYBER as a type is a slip for VYDAJ.
  transactions: () => `
    SELECT trans_id AS id, client AS customer, ${date('date')} AS day,
      CASE WHEN type = 'PRIJEM' THEN ${haler('amount')} ELSE -${haler('amount')} END AS amount,
      CASE k_symbol
        WHEN 'UROK' THEN 'interest' WHEN 'SANKC. UROK' THEN 'penalty_interest' WHEN 'SLUZBY' THEN 'fee'
        WHEN 'POJISTNE' THEN 'insurance_premium' WHEN 'SIPO' THEN 'bill' WHEN 'DUCHOD' THEN 'pension'
        WHEN 'UVER' THEN 'loan_repayment'
        ELSE CASE operation
          WHEN 'VKLAD' THEN 'cash_in' WHEN 'VYBER' THEN 'cash_out' WHEN 'VYBER KARTOU' THEN 'cash_out'
          WHEN 'PREVOD Z UCTU' THEN 'transfer_in' WHEN 'PREVOD NA UCET' THEN 'transfer_out' ELSE 'other' END
      END AS kind,
      CASE WHEN k_symbol IN ('UROK', 'SANKC. UROK', 'SLUZBY') THEN 'bank' ELSE 'customer' END AS made_by,
      'account-' || account_id AS holding
    FROM posting JOIN owner USING (account_id) ORDER BY CAST(trans_id AS INTEGER)`,

  // The data knows no contacts.
  contacts: () => `SELECT NULL AS id WHERE false`,
}

/**
 * Writes the feeds of the real bank as it was on `BERKA_DAY` from the published files, which are read in place.
 * @param assumeConsent whether everybody may be called, which the data does not tell; else it stays unknown.
 * @throws UnusableBerka when a file is missing or is not the published one.
 */
export function writeBerkaFeeds(published: string, assumeConsent: boolean, directory: string): Promise<void> {
  return withDuckDb(async (connection) => {
    await readBerkaTables(connection, published)
    await checkBerkaCodes(connection)
    await prepare(connection)
    const consent = assumeConsent ? 'false' : 'CAST(NULL AS BOOLEAN)'
    for (const feed of NEEDED_FEEDS) {
      const query = FEED_QUERIES[feed.name]
      if (!query) throw new Error(`The Berka importer has no ${feed.name}.`)
      await connection.run(`CREATE TEMP TABLE written AS ${query(consent)}`)
      const columnNames = (await connection.run('FROM written LIMIT 0')).columnNames()
      const columns = feed.columns.map(({ name }) =>
        columnNames.includes(name) ? identifier(name) : `NULL AS ${identifier(name)}`,
      )
      const path = literal(join(directory, fileOf(feed)))
      await connection.run('SET threads = 1')
      await connection.run(`COPY (SELECT ${columns.join(', ')} FROM written) TO ${path} (FORMAT csv, HEADER)`)
      await connection.run('DROP TABLE written')
    }
  })
}

async function prepare(connection: Connection): Promise<void> {
  // A woman's birth number has 50 added to the month.
  await connection.run(`CREATE TABLE owner AS
    SELECT account_id, client_id AS client, account.district_id, ${date('account.date')} AS opened,
      ${date(`left(birth_number, 2) || lpad(CAST(CAST(substr(birth_number, 3, 2) AS INTEGER) % 50 AS VARCHAR), 2, '0')
        || right(birth_number, 2)`)} AS birth_date
    FROM account JOIN disposition USING (account_id) JOIN client USING (client_id)
    WHERE disposition.type = 'OWNER' AND ${date('account.date')} <= ${AS_OF}`)
  await connection.run(`CREATE TABLE branch_size AS
    SELECT district_id, CAST(ceil(count(*) / ${CUSTOMERS_PER_ADVISER}) AS INTEGER) AS advisers
    FROM owner GROUP BY district_id`)
  // Several postings of a day are in the order of their numbers.
  await connection.run(`CREATE TABLE last_balance AS
    SELECT account_id, arg_max(${haler('balance')}, (date, CAST(trans_id AS INTEGER))) AS balance
    FROM posting GROUP BY account_id`)
  // The published status of a loan is known only at its end. What is owed is the amount less the repayments seen.
  await connection.run(`CREATE TABLE running_loan AS
    SELECT * FROM (
      SELECT loan_id, client, duration, ${date('loan.date')} AS granted,
        CAST(${date('loan.date')} + to_months(CAST(duration AS INTEGER)) AS DATE) AS ends,
        ${haler('loan.amount')} - coalesce((SELECT sum(${haler('posting.amount')}) FROM posting
          WHERE posting.account_id = loan.account_id AND k_symbol = 'UVER' AND posting.date > loan.date), 0) AS owed
      FROM loan JOIN owner USING (account_id) WHERE ${date('loan.date')} <= ${AS_OF})
    WHERE owed > 0 AND ends >= ${AS_OF}`)
}
