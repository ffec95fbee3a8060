import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namesOf } from '../check/scope.ts'
import { describeProblem, problem } from '../problem/problem.ts'
import { PLAYBOOK } from '../testing/small-bank.ts'
import { checkFormula } from './check.ts'
import { parseFormula } from './parse.ts'
import type { Syntax } from './syntax.ts'
import { formulaTokens, namesInFormula } from './token.ts'

/** A formula with all its brackets. */
function bracketed(syntax: Syntax): string {
  switch (syntax.is) {
    case 'binary':
      return `(${bracketed(syntax.left)} ${syntax.operator} ${bracketed(syntax.right)})`
    case 'minus':
      return `(-${bracketed(syntax.of)})`
    case 'not':
      return `(not ${bracketed(syntax.of)})`
    case 'call':
      return `${syntax.name}(${syntax.given.map(bracketed).join(', ')})`
    case 'name':
      return syntax.name
    case 'today':
      return 'today'
    case 'percent':
      return `${syntax.value}%`
    default:
      return String(syntax.value)
  }
}

const read = (text: string) => {
  const parsed = parseFormula(text)
  return parsed.ok ? bracketed(parsed.formula) : `${parsed.fault.code} ${parsed.fault.at}-${parsed.fault.end}`
}

describe('reading a formula', () => {
  it.each([
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['8 / 4 / 2', '((8 / 4) / 2)'],
    ['-a * b - -c', '(((-a) * b) - (-c))'],
    ['a or b and c or d', '((a or (b and c)) or d)'],
    ['not a = b and c', '((not (a = b)) and c)'],
    ['not not a', '(not (not a))'],
    ['a + 1 > b * 2', '((a + 1) > (b * 2))'],
    ['(a or b) and c', '((a or b) and c)'],
    ['max(1, min(a, 2) + 3)', 'max(1, (min(a, 2) + 3))'],
    ['1.5% * a', '(1.5% * a)'],
    ['1.5 % + 2', '(1.5% + 2)'],
    ['node.part - 2026-03-01', '(node.part - 20513)'],
    ['a-1', '(a - 1)'],
    ['a != “金” and b <> 2 and c == 3', '(((a != 金) and (b != 2)) and (c = 3))'],
    ['a×b÷c≥d', '(((a * b) / c) >= d)'],
    ['if（a＞1，b，c％）', 'formula_unexpected 10-11'],
    ['if（a＞1，b，2％）', 'if((a > 1), b, 2%)'],
    ['f()', 'f()'],
  ])('%s means %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['', 'formula_empty 0-0'],
    ['  ', 'formula_empty 2-2'],
    ['a +', 'formula_ends 3-3'],
    ['a b', 'formula_unexpected 2-3'],
    ['* a', 'formula_unexpected 0-1'],
    ['a + )', 'formula_unexpected 4-5'],
    ['(a + b', 'formula_open_bracket 0-1'],
    ['max(a, b', 'formula_open_bracket 3-4'],
    ['max(a b)', 'formula_unexpected 6-7'],
    ['max(a,)', 'formula_unexpected 6-7'],
    ['tier = "A', 'formula_open_text 7-9'],
    ['a < b < c', 'formula_chained 6-7'],
    ['a = b != c', 'formula_chained 6-8'],
    ['2026-02-29', 'formula_no_day 0-10'],
    ['9007199254740993', 'formula_number_too_large 0-16'],
    ['a && b', 'formula_unknown_sign 2-4'],
    ['Balance', 'formula_unknown_sign 0-7'],
    ['金额 + 1', 'formula_unknown_sign 0-2'],
    ['a[0]', 'formula_unknown_sign 1-2'],
    ['a.b.c', 'formula_unknown_sign 3-4'],
    ['__proto__', 'formula_unknown_sign 0-9'],
    ['1e5', 'formula_unexpected 1-3'],
    ['2026-03-011', 'formula_no_day 0-11'],
    ['2026-3-1', 'formula_no_day 0-8'],
    ['a % b', 'formula_unexpected 2-3'],
  ])('%s is refused: %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('is bounded in length, depth and operations', () => {
    expect(read(`${'1+'.repeat(249)}1`)).not.toContain('formula')
    expect(read(`${'1+'.repeat(251)}1`)).toBe('formula_too_many 501-502')
    expect(read(`${'('.repeat(99)}1${')'.repeat(99)}`)).toBe('1')
    expect(read(`${'('.repeat(100)}1${')'.repeat(100)}`)).toBe('formula_too_deep 100-101')
    expect(read(`${'-'.repeat(1000)}1`)).toBe('formula_too_deep 100-101')
    expect(read(`${'not '.repeat(900)}a`)).toBe('formula_too_deep 400-403')
    expect(read(' '.repeat(4001))).toBe('formula_too_long 4000-4001')
    expect(read('1'.repeat(10_000_000))).toMatch(/^formula_too_long/)
  })

  it('never throws, and every fault is in the text and has its words', () => {
    const scraps = fc.constantFrom(
      'a',
      'balance',
      'fees',
      '1',
      '2.5',
      '%',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ',',
      '=',
      '<',
      '>=',
      'and',
      'or',
      'not',
      'if(',
      'max(',
      'known(',
      '"A"',
      '"',
      '2026-03-01',
      'today',
      '.',
      '金',
      '\u0000',
      '💰',
      ' ',
    )
    const scope = namesOf(PLAYBOOK)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(scraps, { maxLength: 40 }).map((each) => each.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const { typed, faults } = checkFormula(text, scope)
          expect(typed !== null || faults.length > 0).toBe(true)
          for (const { code, at, end, values } of faults) {
            expect(0 <= at && at <= end && end <= text.length).toBe(true)
            const found = problem(code, [], { ...values, at, end, place: at + 1 })
            for (const locale of ['en', 'zh-CN'] as const) {
              const { what, mend } = describeProblem(found, locale)
              expect(what.length * mend.length).toBeGreaterThan(0)
            }
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('the tokens of a formula', () => {
  it('cover the text but for its spaces, each at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = formulaTokens(text)
        let at = 0
        for (const token of tokens) {
          expect(text.slice(at, token.at).trim()).toBe('')
          expect(token.end).toBeGreaterThan(token.at)
          at = token.end
        }
        expect(text.slice(at).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('say what each is, so that an editor can colour and complete a half-written formula', () => {
    const kinds = (text: string) => formulaTokens(text).map(({ kind }) => kind)
    expect(kinds('round (fees * 1.5%) >= tier.part')).toEqual([
      'function',
      'punctuation',
      'name',
      'operator',
      'number',
      'operator',
      'punctuation',
      'operator',
      'name',
    ])
    expect(kinds('not today "A" 2026-03-01 #x "')).toEqual([
      'word',
      'word',
      'text',
      'date',
      'unknown',
      'open_text',
    ])
  })

  it('take no longer than the text is long', () => {
    const started = performance.now()
    for (const text of [
      'a'.repeat(1e6),
      '1'.repeat(1e6),
      'a.'.repeat(5e5),
      '"'.repeat(1e6),
      '-'.repeat(1e5),
      ' '.repeat(1e6),
    ]) {
      formulaTokens(text)
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('name the figures, each once, in a broken formula too', () => {
    expect(namesInFormula('fees + max(fees, tier.unheld) * ( today and "name" -')).toEqual([
      'fees',
      'tier.unheld',
    ])
  })
})
