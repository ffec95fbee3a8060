import type { Interval } from '../../region/interval.ts'
import { equalRegions, type Region, regionOfType } from '../../region/region.ts'
import { formatUnary } from '../../unary/format.ts'
import { type ParsedUnary, parseUnary } from '../../unary/parse.ts'
import { regionOf, type UnaryPart, type UnaryTest } from '../../unary/unary.ts'
import type { ValueType } from '../../values/value-type.ts'
import { writeFeel } from './literal.ts'

const TEXTS = /"(?:[^"\\]|\\.)*"/g
const WORDS = /^(?:not|date|null|true|false)$/

/** Whether a cell of FEEL has only literals: a bare word there is the name of another figure, and no value. */
export function isOfLiterals(cell: string): boolean {
  const without = cell.replaceAll(TEXTS, '""')
  const words =
    without.replaceAll(/\d+(?:\.\d+)?[eE][+-]?\d+/g, '0').match(/[\p{L}_$?][\p{L}\p{N}_$]*/gu) ?? []
  return words.every((word) => WORDS.test(word)) && /^[^*/{}:;|&]*$/.test(without)
}

/** What FEEL says of a null figure: it differs from every value, and no comparison with it is true. */
function admitsNull(test: UnaryTest): boolean {
  if (test.admits === 'anything') return true
  const says = test.parts.map(({ is }): boolean | null => {
    if (is === 'missing' || is === 'not_equal') return true
    return is === 'known' || is === 'equal' ? false : null
  })
  if (test.admits === 'any_of') return says.includes(true)
  return !says.includes(true) && !says.includes(null)
}

/**
 * A cell of FEEL as a cell of a table whose tests a missing figure fails. The same text, or one that says the same
 * where FEEL decides otherwise on null: there `not("A")` holds.
 */
export function fromFeel(
  cell: string,
  type: ValueType,
  mayBeMissing: boolean,
): ParsedUnary | { readonly text: string } {
  const text = cell.trim() === '' ? '-' : cell.trim()
  const parsed = parseUnary(text, type, mayBeMissing)
  if (!parsed.ok) return parsed
  const { test } = parsed
  if (!mayBeMissing || !admitsNull(test) || regionOf(test, type, true, false).missing) return { text }
  return { text: formatUnary(testOf({ ...regionOf(test, type, true, false), missing: true }, type), type) }
}

/** A cell of a table as FEEL writes it, which decides the same on null; null for one that admits nothing. */
export function toFeel(
  test: UnaryTest,
  type: ValueType,
  mayBeMissing: boolean,
  whenMissing: boolean,
): string | null {
  const region = regionOf(test, type, mayBeMissing, whenMissing)
  if (!mayBeMissing || region.missing === admitsNull(test)) return write(test, type)
  const plain = testOf(region, type)
  return plain.admits !== 'anything' && plain.parts.length === 0 ? null : write(plain, type)
}

/** A test that admits this region, without a negation. */
function testOf(region: Region, type: ValueType): UnaryTest {
  const everything = regionOfType(type, false)
  const isEverything = equalRegions({ ...region, missing: false }, everything)
  if (isEverything)
    return region.missing ? { admits: 'anything' } : { admits: 'any_of', parts: [{ is: 'known' }] }
  const parts: UnaryPart[] =
    region.kind === 'choices'
      ? region.of.map((value) => ({ is: 'equal', value }))
      : region.intervals.map((interval) => partOf(interval))
  return { admits: 'any_of', parts: region.missing ? [...parts, { is: 'missing' }] : parts }
}

function partOf(interval: Interval): UnaryPart {
  const { least, most, leastOpen, mostOpen } = interval
  if (least === most) return { is: 'equal', value: least }
  if (least === Number.NEGATIVE_INFINITY) return { is: mostOpen ? 'less' : 'at_most', value: most }
  if (most === Number.POSITIVE_INFINITY) return { is: leastOpen ? 'more' : 'at_least', value: least }
  return { is: 'between', interval }
}

const SIGNS = {
  equal: '',
  not_equal: '!= ',
  less: '< ',
  at_most: '<= ',
  more: '> ',
  at_least: '>= ',
} as const

function write(test: UnaryTest, type: ValueType): string {
  if (test.admits === 'anything') return '-'
  // FEEL has no word for what is there but not(null), which stands alone.
  if (test.parts.some(({ is }) => is === 'known'))
    return test.admits === 'any_of' ? knownOr(test.parts) : 'null'
  const parts = test.parts.map((part) => writePart(part, type)).join(', ')
  return test.admits === 'none_of' ? `not(${parts})` : parts
}

const knownOr = (parts: readonly UnaryPart[]): string =>
  parts.some(({ is }) => is === 'missing') ? '-' : 'not(null)'

function writePart(part: UnaryPart, type: ValueType): string {
  const isDay = type.kind === 'date'
  if ('value' in part) return `${SIGNS[part.is]}${writeFeel(part.value, isDay)}`
  if (part.is !== 'between') return 'null'
  const { least, most, leastOpen, mostOpen } = part.interval
  return `${leastOpen ? '(' : '['}${writeFeel(least, isDay)}..${writeFeel(most, isDay)}${mostOpen ? ')' : ']'}`
}
