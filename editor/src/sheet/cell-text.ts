import { type Locale, shiftedAmounts, type ValueType } from '@branch-playbook/engine'
import { type NumberStyle, readTyped } from '../inspector/typed-number.ts'
import type { Column } from './columns.ts'
import { ANYTHING, type Row, UNDECIDED, type Value } from './table.ts'

/** How the page's language writes what cells hold. */
export interface CellWords {
  readonly locale: Locale
  /** The sign of the currency, and how many decimals its amounts have. */
  readonly sign: string
  readonly digits: number
  readonly yes: string
  readonly no: string
  /** What people call a value of a class. */
  valueName(value: string): string
}

/** The most decimals of a percentage. */
const MOST_DIGITS = 4

/**
 * What a cell says as it is typed, copied and found: amounts in the major unit, yes and no and the values of classes by
 * their names. `withText` reads the same back.
 */
export function cellText(row: Row, { of, at, type }: Column, words: CellWords): string {
  switch (of) {
    case 'when':
      return type?.kind === 'money'
        ? shiftedAmounts(row.when[at] ?? ANYTHING, -words.digits)
        : (row.when[at] ?? ANYTHING)
    case 'then':
      return valueText(row.then[at] ?? UNDECIDED, type, words)
    case 'note':
      return row.note?.[words.locale] ?? ''
  }
}

function valueText(value: Value, type: ValueType | null, words: CellWords): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return type?.kind === 'class' ? nameOf(value, type.values, words) : value
  return type?.kind === 'money' ? shiftedAmounts(String(value), -words.digits) : String(value)
}

/** The name, unless another value of the class is called the same or by it. */
function nameOf(value: string, values: readonly string[], { valueName }: CellWords): string {
  const name = valueName(value)
  const isOwn = values.every((each) => each === value || (each !== name && valueName(each) !== name))
  return values.includes(value) && isOwn ? name : value
}

/** The row with a text in one of its cells. What fits the column in no way stays as it is written, to be mended. */
export function withText(row: Row, column: Column, text: string, words: CellWords): Row {
  const { of, at } = column
  switch (of) {
    case 'when':
      return { ...row, when: replaced(row.when, at, testOf(text.trim(), column, words)) }
    case 'then':
      return { ...row, then: replaced(row.then, at, readValue(text, column, words)) }
    case 'note': {
      const { note, ...rest } = row
      if (text.trim() === '') return rest
      return { ...rest, note: { 'zh-CN': text, en: text, ...note, [words.locale]: text } }
    }
  }
}

const replaced = <Item>(items: readonly Item[], at: number, item: Item): Item[] =>
  Array.from({ length: Math.max(items.length, at + 1) }, (_, place) =>
    place === at ? item : (items[place] ?? item),
  )

/** Digits as Chinese keyboards write them. */
const narrow = (text: string): string => text.replaceAll(/[０-９．－]/g, (sign) => sign.normalize('NFKC'))

/** A comma between groups of three digits, which spreadsheets write, is none between alternatives. */
const GROUPED = /\d{1,3}(?:,\d{3})+(?![\d,])/g

/** A day as spreadsheets write it. */
const DAY = /(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?/g

const isoDays = (text: string): string =>
  text.replaceAll(DAY, (_, ...parts: string[]) =>
    parts
      .slice(0, 3)
      .map((part) => part.padStart(2, '0'))
      .join('-'),
  )

function testOf(text: string, { type }: Column, words: CellWords): string {
  if (text === '') return ANYTHING
  switch (type?.kind) {
    case undefined:
      return text
    case 'class':
      return (
        type.values.find((value) => words.valueName(value) === text && !type.values.includes(text)) ?? text
      )
    case 'flag':
      return String(flagOf(text, words) ?? text)
    case 'date':
      return isoDays(narrow(text))
    case 'money':
      return shiftedAmounts(ungrouped(text.replaceAll(/[¥￥]|\p{Sc}/gu, '')), words.digits)
    default:
      return ungrouped(text)
  }
}

const ungrouped = (text: string): string =>
  narrow(text).replaceAll(GROUPED, (grouped) => grouped.replaceAll(',', ''))

function readValue(written: string, { type, isText }: Column, words: CellWords): Value {
  const text = isText ? written : written.trim()
  if (text === '') return UNDECIDED
  if (type === null) return text
  switch (type.kind) {
    case 'flag':
      return flagOf(text, words) ?? text
    case 'date':
      return isoDays(narrow(text))
    case 'class': {
      if (isText || type.values.includes(text)) return text
      return type.values.find((value) => words.valueName(value).toLowerCase() === text.toLowerCase()) ?? text
    }
    default: {
      const read = readTyped(text, styleOf(type, words))
      return 'value' in read && read.value !== null ? read.value : text
    }
  }
}

const YES: ReadonlySet<string> = new Set(['true', 'yes', '是', 'y'])
const NO: ReadonlySet<string> = new Set(['false', 'no', '否', 'n'])

function flagOf(text: string, { yes, no }: CellWords): boolean | null {
  const said = text.toLowerCase()
  if (YES.has(said) || text === yes) return true
  return NO.has(said) || text === no ? false : null
}

const styleOf = ({ kind }: ValueType, { sign, digits }: CellWords): NumberStyle => ({
  prefix: kind === 'money' ? sign : '',
  suffix: kind === 'percent' ? '%' : '',
  digits: kind === 'money' ? digits : kind === 'percent' ? MOST_DIGITS : 0,
  scale: kind === 'money' ? 10 ** digits : 1,
  least: null,
  most: null,
})
