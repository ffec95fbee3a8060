import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Connection, identifier, literal, rowsOf } from '../../duckdb/session.ts'

/** The published files and their columns, in order. */
const FILES: Record<string, { readonly file: string; readonly columns: readonly string[] }> = {
  account: { file: 'account.asc.gz', columns: ['account_id', 'district_id', 'frequency', 'date'] },
  client: { file: 'client.asc.gz', columns: ['client_id', 'birth_number', 'district_id'] },
  disposition: { file: 'disp.asc.gz', columns: ['disp_id', 'client_id', 'account_id', 'type'] },
  standing_order: {
    file: 'order.asc.gz',
    columns: ['order_id', 'account_id', 'bank_to', 'account_to', 'amount', 'k_symbol'],
  },
  posting: {
    file: 'trans.head.asc.gz',
    columns: [
      'trans_id',
      'account_id',
      'date',
      'type',
      'operation',
      'amount',
      'balance',
      'k_symbol',
      'bank',
      'account',
    ],
  },
  loan: {
    file: 'loan.asc.gz',
    columns: ['loan_id', 'account_id', 'date', 'amount', 'duration', 'payments', 'status'],
  },
  card: { file: 'card.asc.gz', columns: ['card_id', 'disp_id', 'type', 'issued'] },
  district: {
    file: 'district.asc.gz',
    columns: [
      'A1',
      'A2',
      'A3',
      'A4',
      'A5',
      'A6',
      'A7',
      'A8',
      'A9',
      'A10',
      'A11',
      'A12',
      'A13',
      'A14',
      'A15',
      'A16',
    ],
  },
}

/** What is wrong with a directory that should hold the PKDD’99 files. */
export class UnusableBerka extends Error {}

const headerRow = z.object({ header: z.string() })

/** Reads the published files as text tables; blanks, which stand for "none" beside the empty text, become NULL. */
export async function readBerkaTables(connection: Connection, directory: string): Promise<void> {
  for (const [table, { file, columns }] of Object.entries(FILES)) {
    const path = join(directory, file)
    if (!existsSync(path)) {
      throw new UnusableBerka(`${path}: there is no such file; give the directory of the PKDD’99 files.`)
    }
    const [first] = await rowsOf(
      connection,
      headerRow,
      `SELECT replace(header, '"', '') AS header FROM read_csv(${literal(path)}, auto_detect = false, header = false,
         delim = '\\t', quote = '', columns = {'header': 'VARCHAR'}) LIMIT 1`,
    )
    const expected = columns.join(';')
    if (first?.header.trim() !== expected) {
      throw new UnusableBerka(`${path}: line 1 is "${first?.header ?? ''}", not the published "${expected}".`)
    }
    await connection.run(`CREATE TABLE ${table} AS
      SELECT ${columns.map((name) => `nullif(trim(${identifier(name)}), '') AS ${identifier(name)}`).join(', ')}
      FROM read_csv(${literal(path)}, auto_detect = false, header = true, delim = ';', quote = '"', escape = '"',
        columns = {${columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')}})`)
  }
}

/** SQL for an amount in koruna with at most two decimals as whole haler, without a float in between. */
export const haler = (text: string): string => `CAST(CAST(${text} AS DECIMAL(18, 2)) * 100 AS BIGINT)`

/** SQL for a date written YYMMDD, all of them in the twentieth century. */
export const date = (text: string): string => `CAST(strptime('19' || left(${text}, 6), '%Y%m%d') AS DATE)`

const strangerRow = z.object({ place: z.string(), value: z.string() })

/** Makes sure that every value is one the mapping knows, so that nothing is mapped by accident. */
export async function checkBerkaCodes(connection: Connection): Promise<void> {
  const amount = String.raw`'[0-9]+(\.[0-9]{1,2})?'`
  const strangers = await rowsOf(
    connection,
    strangerRow,
    `SELECT 'trans ' || trans_id || ', type' AS place, coalesce(type, '') AS value FROM posting
       WHERE type IS NULL OR type NOT IN ('PRIJEM', 'VYDAJ', 'VYBER')
     UNION ALL SELECT 'trans ' || trans_id || ', operation', operation FROM posting
       WHERE operation NOT IN ('VKLAD', 'VYBER', 'VYBER KARTOU', 'PREVOD Z UCTU', 'PREVOD NA UCET')
     UNION ALL SELECT 'trans ' || trans_id || ', k_symbol', k_symbol FROM posting
       WHERE k_symbol NOT IN ('UROK', 'SANKC. UROK', 'SLUZBY', 'POJISTNE', 'SIPO', 'DUCHOD', 'UVER')
     UNION ALL SELECT 'trans ' || trans_id || ', amount', coalesce(amount, '') FROM posting
       WHERE NOT coalesce(regexp_full_match(amount, ${amount}), false)
     UNION ALL SELECT 'loan ' || loan_id || ', amount', coalesce(amount, '') FROM loan
       WHERE NOT coalesce(regexp_full_match(amount, ${amount}), false)
     LIMIT 1`,
  )
  const [stranger] = strangers
  if (stranger)
    throw new UnusableBerka(`${stranger.place}: "${stranger.value}" is not in the published description.`)
}
