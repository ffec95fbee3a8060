import { MOST_INTEGER } from '@branch-playbook/engine'
import { identifier, literal } from '../duckdb/session.ts'
import { type Column, type ColumnType, DESK_PREFIX, MOST_IN_ADDRESS, SEEN } from './feed.ts'
import type { Reason } from './report.ts'

/** Whole numbers up to here are exact in a double, which is what the engine decides on. */
const LARGEST_MONEY = '9007199254740991'
/** The most that the engine keeps in a whole-number column. */
const LARGEST_COUNT = String(MOST_INTEGER)

interface Check {
  /** SQL conditions on the text of a value that is there, the first true one naming the reason. */
  readonly faults: readonly (readonly [condition: string, reason: Reason])[]
  /** SQL that turns a text without faults into the value. */
  readonly convert: (text: string) => string
}

/** SQL for a text as a day, NULL when it is none. */
const dayIn = (text: string): string => `TRY_CAST(${text} AS DATE)`

const rare = (text: string): string => `regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g')`

const WHOLE = '[+-]?[0-9]{1,18}'

function checkOf(type: ColumnType, text: string): Check {
  const matches = (pattern: string) => `regexp_full_match(${text}, ${literal(pattern)})`
  switch (type.kind) {
    case 'key':
      return {
        faults: type.inAddresses
          ? [
              // The API counts a character beyond the first 65,536 as two.
              [`length(${text}) + length(${rare(text)}) > ${MOST_IN_ADDRESS}`, 'too-long'],
              [
                `${text} IN ('.', '..') OR regexp_matches(${text}, '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]')`,
                'not-an-address',
              ],
              [`starts_with(${text}, ${literal(DESK_PREFIX)})`, 'name-of-desk'],
            ]
          : [],
        convert: (value) => value,
      }
    case 'text':
      return {
        faults: type.most === undefined ? [] : [[`length(${text}) > ${type.most}`, 'too-long']],
        convert: (value) => value,
      }
    case 'reference':
      return { faults: [], convert: (value) => value }
    case 'identifier':
      return {
        faults: [[`NOT ${matches('[a-z][a-z0-9_]{0,63}')}`, 'not-an-identifier']],
        convert: (value) => value,
      }
    case 'day':
      return {
        faults: [
          [`NOT ${matches('[0-9]{4}-[0-9]{2}-[0-9]{2}')}`, 'not-a-day'],
          // Of a year 0 the engine knows nothing.
          [`${dayIn(text)} IS NULL OR ${text} < '0001'`, 'no-such-day'],
          // What is no day in the other column is reported of that one.
          ...(type.notBefore === undefined
            ? []
            : [[`${dayIn(text)} < ${dayIn(identifier(type.notBefore))}`, 'before-day'] as const]),
        ],
        convert: dayIn,
      }
    case 'money':
      return {
        faults: [
          [`${matches('[+-]?[0-9]+[.,][0-9]+')}`, 'not-whole-minor-units'],
          [`${matches('[+-]?[0-9]{19,}')}`, 'too-large'],
          [`NOT ${matches(WHOLE)}`, 'not-a-number'],
          [`abs(TRY_CAST(${text} AS BIGINT)) > ${LARGEST_MONEY}`, 'too-large'],
        ],
        convert: (value) => `TRY_CAST(${value} AS BIGINT)`,
      }
    case 'count':
      return {
        faults: [
          [`NOT ${matches(WHOLE)}`, 'not-a-number'],
          [`TRY_CAST(${text} AS BIGINT) < 0`, 'negative'],
          [`TRY_CAST(${text} AS BIGINT) > ${LARGEST_COUNT}`, 'too-large'],
        ],
        convert: (value) => `TRY_CAST(${value} AS INTEGER)`,
      }
    case 'flag':
      return {
        faults: [[`${text} NOT IN ('true', 'false')`, 'not-a-flag']],
        convert: (value) => `(${value} = 'true')`,
      }
    case 'class':
      return {
        faults: [[`${text} NOT IN (${type.values.map(literal).join(', ')})`, 'unknown-class']],
        convert: (value) => value,
      }
  }
}

/** SQL for whether a text has nothing that one can see: a customer of such a name cannot be pressed on a list. */
const saysNothing = ({ kind }: ColumnType, text: string): string =>
  kind === 'text' ? `NOT regexp_matches(${text}, ${literal(SEEN)})` : 'false'

/** SQL that names what is wrong with a column's text, NULL when nothing is. */
export function faultOf(column: Column): string {
  const text = identifier(column.name)
  const missing = column.required
    ? `WHEN ${text} IS NULL OR ${saysNothing(column.type, text)} THEN 'missing-value'`
    : `WHEN ${text} IS NULL THEN NULL`
  const faults = checkOf(column.type, text).faults.map(
    ([condition, reason]) => `WHEN ${condition} THEN '${reason}'`,
  )
  return `CAST(CASE ${[missing, ...faults].join(' ')} END AS VARCHAR)`
}

/** SQL for a column's value, once its text is known to be sound. */
export function convertedOf(column: Column): string {
  const text = identifier(column.name)
  return `${checkOf(column.type, text).convert(text)} AS ${text}`
}

/** What is wrong and how to mend it, in a sentence that follows the column and the value. */
export function explain(reason: Reason, column: Column | null): string {
  switch (reason) {
    case 'missing-value':
      return 'is empty, but every row needs it'
    case 'not-a-day':
      return 'is not a day: write YYYY-MM-DD'
    case 'no-such-day':
      return 'does not exist in the calendar'
    case 'before-day':
      return `is before the ${column?.type.kind === 'day' ? column.type.notBefore : 'day'} of the row`
    case 'not-a-number':
      return 'is not a whole number: digits only, with no spaces and no separators'
    case 'not-whole-minor-units':
      return 'has decimals: amounts are whole numbers of the minor unit (12.50 is written 1250)'
    case 'negative':
      return 'is negative, but it is a count from 0'
    case 'too-large':
      return 'is too large to be kept exactly'
    case 'too-long':
      return 'is too long'
    case 'not-an-address':
      return 'has characters that nobody sees or types, or is only dots: no page could be opened under it'
    case 'name-of-desk':
      return `begins with ${DESK_PREFIX}, as the names of the branches’ desks do`
    case 'not-an-identifier':
      return 'is no name of small letters, digits and underscores'
    case 'not-a-flag':
      return 'is neither true nor false'
    case 'unknown-class':
      return `is none of ${column?.type.kind === 'class' ? column.type.values.join(', ') : 'the values there are'}`
    case 'duplicate-key':
      return 'is in the file already: the first row stands, this one is left out'
    case 'unknown-reference':
      return column?.type.kind === 'reference' && column.type.whenUnknown === 'leave the value empty'
        ? `is in no good row of ${column.type.feed}.csv: the row is kept without it`
        : `is in no good row of ${column?.type.kind === 'reference' ? column.type.feed : ''}.csv`
    case 'too-few-fields':
      return 'has fewer fields than the header'
    case 'too-many-fields':
      return 'has more fields than the header (a comma inside a value needs quotes round the value)'
    case 'open-quote':
      return 'opens a quote that is never closed'
    case 'text-after-quote':
      return 'goes on after a closing quote (write a quote inside quotes twice)'
    case 'stray-carriage-return':
      return 'holds a carriage return outside quotes'
    case 'not-utf8':
      return 'is not UTF-8'
    case 'nul':
      return 'holds a NUL character'
  }
}
