import { z } from 'zod'
import { rowsOf, withDuckDb } from '../../../duckdb/session.ts'
import { readBerkaTables } from '../tables.ts'

/** The bank as it was on 1994-03-31, and the 90 days up to it. */
const UP_TO = '940331'
const SINCE = '940101'

const ownerSchema = z.object({
  client: z.string(),
  district: z.string(),
  opened: z.string(),
  birth: z.string(),
  /** In haler; 0 where there is no posting. */
  balance: z.number(),
  /** Postings of the last 90 days: how many, and what came and went, in haler. */
  postings: z.number(),
  credit: z.number(),
  debit: z.number(),
  /** The holdings beside the account, each `product|balance|since`, in the order of the alphabet. */
  besides: z.string(),
})

export type SourceOwner = z.infer<typeof ownerSchema>

/** What the published rows say of every owner: asked of the rows, without what the importer makes of them. */
export const ownersIn = (published: string): Promise<SourceOwner[]> =>
  withDuckDb(async (connection) => {
    await readBerkaTables(connection, published)
    return rowsOf(connection, ownerSchema, OWNERS)
  })

const written = (yymmdd: string) =>
  `'19' || left(${yymmdd}, 2) || '-' || substr(${yymmdd}, 3, 2) || '-' || substr(${yymmdd}, 5, 2)`
const haler = (koruna: string) => `CAST(round(CAST(${koruna} AS DOUBLE) * 100) AS DOUBLE)`
const recent = `posting.date BETWEEN '${SINCE}' AND '${UP_TO}'`

const OWNERS = `
  WITH own AS (
    SELECT client_id, account.*, birth_number FROM account JOIN disposition USING (account_id) JOIN client USING (client_id)
    WHERE type = 'OWNER' AND account.date <= '${UP_TO}'),
  repaid AS (
    SELECT loan_id, any_value(loan.account_id) AS account_id, any_value(duration) AS duration, any_value(loan.date) AS date,
      any_value(${haler('loan.amount')}) - coalesce(sum(${haler('posting.amount')}), 0) AS owed
    FROM loan LEFT JOIN posting
      ON posting.account_id = loan.account_id AND k_symbol = 'UVER' AND posting.date > loan.date
    WHERE loan.date <= '${UP_TO}' GROUP BY loan_id),
  besides AS (
    SELECT account_id, 'loan-' || duration || '|' || CAST(owed AS BIGINT) || '|' || ${written('date')} AS holding
    FROM repaid WHERE owed > 0
    UNION ALL
    SELECT account_id, 'card-' || card.type || '|0|' || ${written('issued')}
    FROM card JOIN disposition USING (disp_id) WHERE left(issued, 6) <= '${UP_TO}'
    UNION ALL
    SELECT asked.account_id, 'insurance|0|' || min(${written('posting.date')})
    FROM standing_order AS asked JOIN posting ON posting.account_id = asked.account_id
      AND posting.k_symbol = 'POJISTNE' AND posting.bank = bank_to AND posting.account = account_to
      AND CAST(posting.amount AS DOUBLE) = CAST(asked.amount AS DOUBLE)
    WHERE asked.k_symbol = 'POJISTNE' GROUP BY order_id, asked.account_id)
  SELECT client_id AS client, district_id AS district, ${written('own.date')} AS opened,
    ${written(`left(birth_number, 2) || right('0' || (CAST(substr(birth_number, 3, 2) AS INTEGER) % 50), 2)
      || right(birth_number, 2)`)} AS birth,
    coalesce((SELECT ${haler('balance')} FROM posting WHERE posting.account_id = own.account_id
      ORDER BY date DESC, CAST(trans_id AS INTEGER) DESC LIMIT 1), 0) AS balance,
    (SELECT CAST(count(*) AS DOUBLE) FROM posting WHERE posting.account_id = own.account_id AND ${recent}) AS postings,
    (SELECT coalesce(sum(${haler('amount')}), 0) FROM posting
      WHERE posting.account_id = own.account_id AND ${recent} AND type = 'PRIJEM') AS credit,
    (SELECT coalesce(-sum(${haler('amount')}), 0) FROM posting
      WHERE posting.account_id = own.account_id AND ${recent} AND type <> 'PRIJEM') AS debit,
    coalesce((SELECT string_agg(holding, ', ' ORDER BY holding) FROM besides
      WHERE besides.account_id = own.account_id), '') AS besides
  FROM own ORDER BY CAST(client_id AS INTEGER)`
