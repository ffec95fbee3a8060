import { parseDay } from '../values/day.ts'
import { nearestName } from '../values/nearest-name.ts'
import { isOfNumericType, MOST_INTEGER, type Scalar, type ValueType } from '../values/value-type.ts'
import { type CellText, shortened } from './cell-text.ts'
import { readQuoted } from './quoted.ts'
import { KEYWORDS, mayBeValue } from './words.ts'

/** A value, or a word that says something of the figure itself. */
export type Literal = { readonly value: Scalar } | { readonly word: 'missing' | 'known' }

/** The figure that a cell tests. */
export interface Tested {
  readonly type: ValueType
  readonly mayBeMissing: boolean
}

/** Reads the value that stands here, of the type of the figure. */
export function readLiteral(text: CellText, { type, mayBeMissing }: Tested): Literal | null {
  switch (type.kind) {
    case 'class':
      return readClass(text, type.values, mayBeMissing)
    case 'flag':
      return readFlag(text)
    case 'date':
      return readDate(text)
    default:
      return readNumber(text, type)
  }
}

/** Where a bare class value ends: its own characters are letters, digits, spaces and `_ . + -`. */
const ends = new Set([...',，()（）[]［］"“”<>=!＜＞＝≤≥≠'])

function readClass(text: CellText, values: readonly string[], mayBeMissing: boolean): Literal | null {
  const from = text.at
  if (text.peekSign()?.sign === '"') {
    const value = readQuoted(text)
    return value === null ? null : classValue(text, value, values, from)
  }
  const word = text.takeWhile((unit) => !ends.has(unit)).trimEnd()
  if (word === '') return text.unexpected()
  const keyword = KEYWORDS.get(word)
  const meant = mayBeValue(word) && values.includes(word)
  if (!keyword || (meant && !mayBeMissing)) return classValue(text, word, values, from)
  return meant ? text.fail('cell_ambiguous', { value: word }, from) : { word: keyword }
}

function classValue(text: CellText, value: string, values: readonly string[], from: number): Literal | null {
  if (values.includes(value)) return { value }
  const shown = {
    value: shortened(value),
    nearest: nearestName(value, values),
    values: shortened(values.join(', ')),
  }
  return text.fail('cell_unknown_value', shown, from)
}

const isWordUnit = (unit: string): boolean => /[\p{L}\p{N}_]/u.test(unit)

/** A word where a figure was expected: what is known of the figure, or something else. */
function readWord(text: CellText, kind: string): Literal | null {
  const from = text.at
  if (text.peekSign()?.sign === '"') {
    const found = readQuoted(text)
    return found === null
      ? null
      : text.fail('cell_wrong_literal', { found: JSON.stringify(shortened(found)), kind }, from)
  }
  const word = text.takeWhile(isWordUnit)
  const keyword = KEYWORDS.get(word)
  if (keyword) return { word: keyword }
  if (word === '') return text.unexpected()
  return text.fail('cell_wrong_literal', { found: shortened(word), kind }, from)
}

function readFlag(text: CellText): Literal | null {
  for (const [word, value] of [
    ['true', true],
    ['false', false],
  ] as const) {
    if (text.startsWith(word) && !isWordUnit(text.written.charAt(text.at + word.length))) {
      text.take(word)
      return { value }
    }
  }
  return readWord(text, 'flag')
}

const isDigit = (unit: string): boolean => unit >= '0' && unit <= '9'

/** A day, bare or as FEEL writes it: `date("2026-03-01")` or `@"2026-03-01"`. */
function readDate(text: CellText): Literal | null {
  const from = text.at
  if (text.take('@')) return quotedDay(text, from)
  if (text.startsWith('date') && !isWordUnit(text.written.charAt(text.at + 'date'.length))) {
    text.take('date')
    text.skipSpace()
    if (!text.takeSign('(')) return text.unexpected()
    text.skipSpace()
    const day = quotedDay(text, from)
    text.skipSpace()
    return day && (text.takeSign(')') ? day : text.unexpected())
  }
  const written = text.takeWhile((unit) => isDigit(unit) || unit === '-')
  return written === '' ? readWord(text, 'date') : dayNamed(text, written, from)
}

function quotedDay(text: CellText, from: number): Literal | null {
  if (text.peekSign()?.sign !== '"') return text.unexpected()
  const written = readQuoted(text)
  return written === null ? null : dayNamed(text, written, from)
}

function dayNamed(text: CellText, written: string, from: number): Literal | null {
  const value = parseDay(written)
  return value === null ? text.fail('cell_no_such_day', { found: shortened(written) }, from) : { value }
}

function readNumber(text: CellText, type: ValueType): Literal | null {
  const from = text.at
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text.written.slice(from))
  if (day) return text.fail('cell_wrong_literal', { found: day[0], kind: type.kind }, from)
  const written = numeral(text)
  if (written === null) return null
  if (written === '') return readWord(text, type.kind)
  if (/^[+-]?0\d/.test(written)) return text.fail('cell_leading_zero', { found: shortened(written) }, from)
  if (type.kind === 'percent') text.take('%')
  // Adding 0 turns -0 into 0: columns know no negative zero.
  const value = Number(written) + 0
  if (isOfNumericType(type, value)) return { value }
  const found = shortened(written)
  if (!Number.isInteger(value) && Number.isFinite(value))
    return text.fail('cell_not_whole', { found, kind: type.kind }, from)
  const most =
    type.kind === 'money'
      ? Number.MAX_SAFE_INTEGER
      : type.kind === 'percent'
        ? Number.MAX_VALUE
        : MOST_INTEGER
  return text.fail('cell_out_of_range', { found, most }, from)
}

/** The characters of a number; empty when none begins here, null when it breaks off. */
function numeral(text: CellText): string | null {
  const from = text.at
  const digits = () => text.takeWhile(isDigit)
  if (text.startsWith('-') || text.startsWith('+')) text.at += 1
  const whole = digits()
  // Two dots are those of an interval.
  const fraction = text.startsWith('.') && !text.startsWith('..') && text.take('.') ? digits() : null
  if (whole === '' && fraction === null) {
    text.at = from
    return ''
  }
  if (fraction === '') return text.unexpected()
  if (text.startsWith('e') || text.startsWith('E')) {
    text.at += 1
    if (text.startsWith('-') || text.startsWith('+')) text.at += 1
    if (digits() === '') return text.unexpected()
  }
  return text.written.slice(from, text.at)
}
