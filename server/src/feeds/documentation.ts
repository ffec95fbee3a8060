import { FEEDS } from './definitions.ts'
import { type Column, type ColumnType, fileOf } from './feed.ts'

const INTRODUCTION = `# Feeds

What a bank hands over, one CSV file a table, all in one directory. Generated from
\`server/src/feeds/definitions.ts\` by \`npm run -s bank -- document-feeds\`; change it there.

- UTF-8 (a byte order mark is fine), LF or CRLF, commas, quotes round values as in RFC 4180; the first line names
  the columns, in any order. Columns that are not listed here are ignored, and the report says so.
- Every file and every column has to be there but for those marked *may be left out*; a file may have no rows, and a
  column that is not *needed* may be empty. **Empty means unknown**, which is neither 0 nor "no".
- Good rows are kept. A row with something wrong is left out, and reported with file, line, column, value and reason.
- Amounts are whole numbers of the currency's minor unit: 12.50 yuan is \`1250\`.
`

/** The reference page of all feeds, as Markdown. */
export function feedDocumentation(): string {
  const sections = FEEDS.map((feed) => {
    const rows = feed.columns.map(
      (column) => `| \`${column.name}\` | ${holds(column)} | ${need(column)} | ${column.meaning} |`,
    )
    const table = ['| column | holds | | meaning |', '|---|---|---|---|', ...rows].join('\n')
    return `## ${fileOf(feed)}\n\n${feed.optional ? '*The file may be left out.* ' : ''}A row is ${feed.rowIs}.\n\n${table}\n`
  })
  return [INTRODUCTION, ...sections].join('\n')
}

const need = ({ required, late }: Column): string =>
  required ? 'needed' : late === true ? 'may be left out' : ''

function holds({ type }: Column): string {
  return type.kind === 'reference'
    ? `\`id\` in ${type.feed}.csv; ${
        type.whenUnknown === 'leave the value empty'
          ? 'an unknown one is blanked'
          : 'an unknown one costs the row'
      }`
    : DESCRIPTIONS[type.kind](type)
}

const DESCRIPTIONS: Record<Exclude<ColumnType['kind'], 'reference'>, (type: ColumnType) => string> = {
  key: (type) =>
    type.kind === 'key' && type.inAddresses
      ? 'text of at most 100 characters that one can see, once in the file'
      : 'text, once in the file',
  text: () => 'text',
  identifier: () => 'small letters, digits and underscores',
  day: (type) =>
    `day, \`YYYY-MM-DD\`${type.kind === 'day' && type.notBefore ? `, not before \`${type.notBefore}\`` : ''}`,
  money: () => 'amount in the minor unit, whole',
  count: (type) => `whole number from 0${type.kind === 'count' && type.unit ? ` (${type.unit})` : ''}`,
  flag: () => '`true` or `false`',
  class: (type) => (type.kind === 'class' ? type.values.map((value) => `\`${value}\``).join(', ') : ''),
}
