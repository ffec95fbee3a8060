/**
 * The sheet of a decision table. The first column says what a row holds; columns from B on are those of the table:
 *
 * | A            | B            | C           | D           |
 * |--------------|--------------|-------------|-------------|
 * | table        | the table's id |           |             |
 * | name         | in Chinese   | in English  |             |
 * | hit policy   | first        | (of collect: sum, least, most, count) | |
 * | column       | input        | output      | note zh-CN  |
 * | figure       | deposits     | discount    |             |
 * | label zh-CN  | 存款         | 折扣        |             |
 * | label en     | Deposits     | Discount    |             |
 * | type         | money        | percent     |             |
 * | unit         | CNY          |             |             |
 * | if missing   | fails        |             |             |
 * | values       |              | 5, 2.5, 0   |             |
 * | otherwise    |              | 0           |             |
 * | rows         |              |             |             |
 * | (a row's id) | < 10000      | 2.5         | 备注        |
 *
 * Amounts of a column with a unit are in that currency as people write them; without one, in its minor unit.
 * Rows from `table` to `rows` may stand in any order, and those that say nothing may be left out.
 */
export const KEYS = {
  table: 'table',
  name: 'name',
  policy: 'hit policy',
  column: 'column',
  figure: 'figure',
  labelChinese: 'label zh-CN',
  labelEnglish: 'label en',
  type: 'type',
  unit: 'unit',
  ifMissing: 'if missing',
  values: 'values',
  otherwise: 'otherwise',
  rows: 'rows',
} as const

export const COLUMNS = {
  input: 'input',
  output: 'output',
  noteChinese: 'note zh-CN',
  noteEnglish: 'note en',
} as const

/** A table's most columns: inputs, outputs, two of notes and the first. */
export const MOST_COLUMNS = 253

/** What stands before the rows, and the rows of the largest table. */
export const MOST_ROWS = 10_040

/** The name of a column in a spreadsheet: A, B, ... Z, AA. */
export function columnLetter(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnLetter(Math.floor(at / 26) - 1) + letter
}

/** How many decimals amounts of a currency have; 0 for what is none. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 0
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
