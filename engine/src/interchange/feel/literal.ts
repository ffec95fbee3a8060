import { CellText } from '../../unary/cell-text.ts'
import { quoted, readQuoted } from '../../unary/quoted.ts'
import { KEYWORDS } from '../../unary/words.ts'
import { formatDay, parseDay } from '../../values/day.ts'
import type { Scalar } from '../../values/value-type.ts'

/** A value that FEEL writes; a day stands as `YYYY-MM-DD`, and is told from a text by `isDay`. */
export interface FeelLiteral {
  readonly value: Scalar
  readonly isDay: boolean
}

const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/
const DAY = /^(?:date\s*\(\s*|@)("[^"]*")\s*\)?$/

/** Reads a literal of FEEL: a number, a text, true or false, a date; null for any other expression. */
export function readFeelLiteral(written: string): FeelLiteral | null {
  const text = written.trim()
  if (text === 'true' || text === 'false') return { value: text === 'true', isDay: false }
  if (NUMBER.test(text)) return { value: Number(text) + 0, isDay: false }
  const [, quotedDay] = DAY.exec(text) ?? []
  if (quotedDay !== undefined) {
    const day = readText(quotedDay)
    return day !== null && parseDay(day) !== null ? { value: day, isDay: true } : null
  }
  const value = readText(text)
  return value === null ? null : { value, isDay: false }
}

function readText(written: string): string | null {
  if (!written.startsWith('"')) return null
  const text = new CellText(written)
  const value = readQuoted(text)
  return text.problem || !text.isAtEnd() ? null : value
}

/** Reads a list of literals, such as the values of a column; null where one of them is no literal. */
export function readFeelList(written: string): FeelLiteral[] | null {
  const parts = splitAtCommas(written)
  const literals = parts.map(readFeelLiteral)
  const read = literals.filter((each) => each !== null)
  return read.length === literals.length ? read : null
}

/** The parts of a list; commas within quotation marks belong to the text. */
export function splitAtCommas(written: string): string[] {
  const parts = ['']
  let inText = false
  for (let at = 0; at < written.length; at += 1) {
    const unit = written.charAt(at)
    if (unit === '"') inText = !inText
    if (unit === ',' && !inText) parts.push('')
    else if (unit === '\\' && inText) {
      parts[parts.length - 1] += unit + written.charAt(at + 1)
      at += 1
    } else parts[parts.length - 1] += unit
  }
  return parts
}

/** The literals in a cell of tests; `read` reads one of them. */
export const literalsIn = (cell: string, read = readFeelLiteral): FeelLiteral[] =>
  splitAtCommas(cell.replace(/^\s*not\s*\((.*)\)\s*$/s, '$1')).flatMap((part) =>
    part
      .replace(/^\s*(?:[<>]=?|!?=)/, '')
      .split('..')
      .flatMap((end) => read(end.replaceAll(/^\s*[[\]()]|[[\])(]\s*$/g, '')) ?? read(end) ?? []),
  )

const BARE = /^[\p{L}\p{N}_][\p{L}\p{N}_ .+-]*$/u

/** A literal as cells of tables have it: also a day, or a value of a class, without quotation marks. */
export function readCellLiteral(written: string): FeelLiteral | null {
  const text = written.trim()
  if (parseDay(text) !== null) return { value: text, isDay: true }
  const literal = readFeelLiteral(text)
  if (literal || KEYWORDS.has(text) || !BARE.test(text)) return literal
  return { value: text, isDay: false }
}

/** Writes a value as FEEL does; a day as its number. Control characters, which no XML can hold, are escaped. */
export function writeFeel(value: Scalar, isDay: boolean): string {
  if (isDay) return `date("${typeof value === 'number' ? formatDay(value) : value}")`
  if (typeof value !== 'string') return String(value)
  return quoted(value).replaceAll(
    /\p{Cc}/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
