import { closed, type Interval } from '../region/interval.ts'
import { isEmpty, numbers } from '../region/region.ts'
import { isNumeric, type ValueType } from '../values/value-type.ts'
import { CellText, shortened, type UnaryProblem } from './cell-text.ts'
import { type Literal, readLiteral, type Tested } from './literal.ts'
import type { UnaryComparison, UnaryPart, UnaryTest } from './unary.ts'

export type ParsedUnary =
  | { readonly ok: true; readonly test: UnaryTest }
  | ({ readonly ok: false } & UnaryProblem)

/**
 * Reads the text of a cell as a test of a figure of this type: S-FEEL (DMN 1.5), and beside it bare class
 * values, bare days, `missing`, `known`, `=`, `!=` and the full-width signs of Chinese keyboards. Numbers are in
 * the unit of the type: money in the minor unit, percent as written. What cannot be read comes back as a
 * problem with its place.
 */
export function parseUnary(written: string, type: ValueType, mayBeMissing: boolean): ParsedUnary {
  const text = new CellText(written)
  const test = readTest(text, { type, mayBeMissing })
  if (text.problem) return { ok: false, ...text.problem }
  return { ok: true, test: test ?? { admits: 'anything' } }
}

function readTest(text: CellText, figure: Tested): UnaryTest | null {
  text.skipSpace()
  if (text.isAtEnd()) return text.fail('cell_empty')
  if (text.written.trim() === '-') return { admits: 'anything' }
  const negated = takeNot(text)
  const parts = readParts(text, figure)
  if (!parts) return null
  if (negated && !text.takeSign(')')) return text.unexpected()
  text.skipSpace()
  if (!text.isAtEnd()) return text.unexpected()
  return { admits: negated ? 'none_of' : 'any_of', parts }
}

/** `not(`, with which no class value can be mistaken. */
function takeNot(text: CellText): boolean {
  const from = text.at
  if (!text.take('not')) return false
  text.skipSpace()
  if (text.takeSign('(')) return true
  text.at = from
  return false
}

function readParts(text: CellText, figure: Tested): UnaryPart[] | null {
  const parts: UnaryPart[] = []
  do {
    text.skipSpace()
    const part = readPart(text, figure)
    if (!part) return null
    parts.push(part)
    text.skipSpace()
  } while (text.takeSign(','))
  return parts
}

const COMPARISONS: ReadonlyMap<string, UnaryComparison> = new Map([
  ['=', 'equal'],
  ['!=', 'not_equal'],
  ['<>', 'not_equal'],
  ['<', 'less'],
  ['<=', 'at_most'],
  ['>', 'more'],
  ['>=', 'at_least'],
])

function readPart(text: CellText, figure: Tested): UnaryPart | null {
  const from = text.at
  const sign = text.takeSign('<', '<=', '>', '>=', '=', '!=', '<>', '[', ']', '(')
  const is = sign === null ? 'equal' : COMPARISONS.get(sign)
  if (is !== 'not_equal' && is !== 'equal' && !isNumeric(figure.type)) {
    return text.fail('cell_not_ordered', { found: sign ?? '', kind: figure.type.kind }, from)
  }
  if (is === undefined) return readInterval(text, figure, sign !== '[', from)
  text.skipSpace()
  const at = text.at
  const literal = readLiteral(text, figure)
  if (!literal) return null
  if ('value' in literal) return { is, value: literal.value }
  if (is !== 'equal' && is !== 'not_equal') return text.fail('cell_unreadable', { found: literal.word }, at)
  if (!figure.mayBeMissing) return text.fail('cell_never_missing', { found: literal.word }, at)
  return { is: is === 'equal' ? literal.word : OPPOSITE[literal.word] }
}

const OPPOSITE = { missing: 'known', known: 'missing' } as const

function readInterval(text: CellText, figure: Tested, leastOpen: boolean, from: number): UnaryPart | null {
  const least = readEnd(text, figure)
  if (least === null) return null
  if (!text.take('..')) return text.unexpected()
  const most = readEnd(text, figure)
  if (most === null) return null
  const close = text.takeSign(']', ')', '[')
  if (close === null) return text.unexpected()
  const interval: Interval = { ...closed(least, most), leastOpen, mostOpen: close !== ']' }
  if (!isEmpty(numbers(figure.type, [interval]))) return { is: 'between', interval }
  const found = shortened(text.written.slice(from, text.at))
  return text.fail(
    least > most ? 'cell_ends_reversed' : 'cell_nothing_between',
    { found, kind: figure.type.kind },
    from,
  )
}

function readEnd(text: CellText, figure: Tested): number | null {
  text.skipSpace()
  const at = text.at
  const literal: Literal | null = readLiteral(text, figure)
  text.skipSpace()
  if (!literal) return null
  if ('value' in literal && typeof literal.value === 'number') return literal.value
  return text.fail('cell_unreadable', { found: 'word' in literal ? literal.word : String(literal.value) }, at)
}
