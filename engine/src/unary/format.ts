import { formatDay } from '../values/day.ts'
import type { Scalar, ValueType } from '../values/value-type.ts'
import { quoted } from './quoted.ts'
import type { UnaryComparison, UnaryPart, UnaryTest } from './unary.ts'
import { KEYWORDS } from './words.ts'

const SIGNS: Record<UnaryComparison, string> = {
  equal: '',
  not_equal: '!= ',
  less: '< ',
  at_most: '<= ',
  more: '> ',
  at_least: '>= ',
}

/** A test as a cell writes it: `parseUnary` reads the same test back. */
export function formatUnary(test: UnaryTest, type: ValueType): string {
  if (test.admits === 'anything') return '-'
  const parts = test.parts.map((part) => formatPart(part, type)).join(', ')
  return test.admits === 'none_of' ? `not(${parts})` : parts
}

function formatPart(part: UnaryPart, type: ValueType): string {
  if ('value' in part) return `${SIGNS[part.is]}${formatLiteral(part.value, type)}`
  if (part.is !== 'between') return formatWord(part.is, type)
  const { least, most, leastOpen, mostOpen } = part.interval
  const [from, to] = [formatLiteral(least, type), formatLiteral(most, type)]
  return `${leastOpen ? '(' : '['}${from}..${to}${mostOpen ? ')' : ']'}`
}

/** The word, or another way of saying it where the class has it among its values. */
function formatWord(word: 'missing' | 'known', type: ValueType): string {
  if (type.kind !== 'class' || !type.values.includes(word)) return word
  return word === 'missing' ? 'null' : '!= null'
}

function formatLiteral(value: Scalar, type: ValueType): string {
  if (typeof value === 'string') return isBare(value) ? value : quoted(value)
  return type.kind === 'date' && typeof value === 'number' ? formatDay(value) : String(value)
}

const BARE = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .+-]*[\p{L}\p{N}_.+-])?$/u

/** Whether a class value can be written without quotation marks. */
const isBare = (value: string): boolean => BARE.test(value) && !KEYWORDS.has(value)
