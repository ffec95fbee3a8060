import type { FactDefinition } from './facts.ts'

/** Days without a posting of his own after which an account is dormant, unless the bank says otherwise. */
export const DORMANT_AFTER = 90
/** By how many per cent pay has to differ from what it was to have changed, unless the bank says otherwise. */
export const PAY_CHANGE = 20

/** The longest time between two months' pay, a holiday between them: who is paid later than that is paid no more. */
const LONGEST_MONTH = 45
const PAY_CHANGE_DAYS = 90

/** Fewer postings than one in so many are no beginning of the feed: old systems write a day where they know none. */
const STRAY_PARTS = 1_000

/** Snapshots before this format do not know these facts: they are missing in them, for everybody. */
const SINCE = 3

/** What happened, or did not, in a customer's accounts, with its day: rules find events by it. */
export const ACCOUNT_NEWS: readonly FactDefinition[] = [
  {
    name: 'dormant_since',
    type: 'date',
    label: { 'zh-CN': '账户转睡眠日', en: 'Account dormant since' },
    missing: 'possible',
    from: 'slept',
    since: SINCE,
    // The day on which the latest of them fell dormant: that is the news.
    sql: 'max(dormant_from)',
  },
  {
    name: 'dormant_balance',
    type: 'money',
    label: { 'zh-CN': '睡眠账户余额', en: 'Balance of dormant accounts' },
    // Not `never`: earlier snapshots do not tell.
    missing: 'possible',
    from: 'slept',
    since: SINCE,
    sql: 'sum(balance)',
    otherwise: 0,
  },
  {
    name: 'salary_changed',
    type: 'date',
    label: { 'zh-CN': '代发收入变动日', en: 'Pay changed on' },
    missing: 'possible',
    from: 'paid',
    since: SINCE,
    sql: 'max(day)',
  },
  {
    name: 'salary_change',
    type: 'percent',
    label: { 'zh-CN': '代发收入变动幅度', en: 'Change of pay' },
    missing: 'possible',
    from: 'paid',
    since: SINCE,
    sql: 'max_by(change, day)',
  },
]

/**
 * Accounts with money on them that nobody has moved for `dormant_after` days, a row each. What the bank posts by
 * itself is no sign of life; a posting that names no account may have been on any of his. Where the account was
 * opened and last used before the feed begins nobody knows since when it has been dormant. Stray days at its beginning
 * do not count: one posting of 1900 says nothing of all that came before the others.
 */
export const SLEPT = `
    WITH own AS (
      SELECT customer, holding, max(day) AS last FROM transactions, snapshot_day
      WHERE made_by = 'customer' AND day <= as_of GROUP BY customer, holding),
    feed AS (
      SELECT min(day) AS begins FROM (
        SELECT day, sum(count(*)) OVER (ORDER BY day) AS until, sum(count(*)) OVER () AS whole
        FROM transactions GROUP BY day)
      WHERE until * ${STRAY_PARTS} >= whole),
    account AS (
      SELECT holdings.customer, balance, opened, begins, dormant_after, as_of - dormant_after AS latest,
        greatest(named.last, unnamed.last, CASE WHEN opened >= begins THEN opened END) AS used
      FROM holdings JOIN products ON products.id = holdings.product
        LEFT JOIN own AS named ON named.holding = holdings.id
        LEFT JOIN own AS unnamed ON unnamed.customer = holdings.customer AND unnamed.holding IS NULL,
        feed, snapshot_day
      WHERE "group" = 'demand_deposits' AND balance > 0 AND opened <= as_of)
    SELECT customer, balance, used + dormant_after AS dormant_from FROM account
    WHERE begins <= latest AND opened <= latest AND (used IS NULL OR used <= latest)`

/**
 * Changes of regular pay, a row each. Pay is a salary or a pension, all of one day together. It has changed when it
 * differs by `pay_change` per cent or more from each of the three before it, so that neither the month after a bonus
 * nor the second month of a rise is news, nor whoever is paid in unlike parts; by how much is told against the middle
 * one of the three. It has stopped, which is a change of -100 %, once the longest of months has gone by.
 */
export const PAID = `
    WITH pay AS (
      SELECT customer, day, sum(amount) AS pay FROM transactions, snapshot_day
      WHERE kind IN ('salary', 'pension') AND amount > 0 AND day <= as_of GROUP BY customer, day),
    step AS (
      SELECT customer, day, pay, lag(pay) OVER month AS p1, lag(pay, 2) OVER month AS p2, lag(pay, 3) OVER month AS p3,
        day - lag(day) OVER month AS g1, lag(day) OVER month - lag(day, 2) OVER month AS g2,
        lag(day, 2) OVER month - lag(day, 3) OVER month AS g3, lead(day) OVER month AS next
      FROM pay WINDOW month AS (PARTITION BY customer ORDER BY day)),
    regular AS (SELECT * FROM step WHERE greatest(g1, g2, g3) <= ${LONGEST_MONTH} AND p3 IS NOT NULL),
    news AS (
      SELECT customer, day,
        round(100 * (pay - usual)::DOUBLE / usual::DOUBLE, 1) AS change
      FROM (SELECT *, p1 + p2 + p3 - greatest(p1, p2, p3) - least(p1, p2, p3) AS usual FROM regular), snapshot_day
      WHERE ${['p1', 'p2', 'p3'].map((earlier) => `abs(pay - ${earlier}) * 100 >= ${earlier} * pay_change`).join(' AND ')}
      UNION ALL
      SELECT customer, day + ${LONGEST_MONTH + 1}, -100 FROM regular, snapshot_day
      WHERE next IS NULL AND as_of - day > ${LONGEST_MONTH})
    SELECT customer, day, change FROM news, snapshot_day WHERE day > as_of - ${PAY_CHANGE_DAYS}`
