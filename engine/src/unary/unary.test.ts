import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problem } from '../problem/problem.ts'
import { admits } from '../region/region.ts'
import { day } from '../testing/small-bank.ts'
import { isOfNumericType, type Maybe, type ValueType } from '../values/value-type.ts'
import { formatUnary } from './format.ts'
import { parseUnary } from './parse.ts'
import { regionOf, type UnaryComparison, type UnaryPart, type UnaryTest } from './unary.ts'

const MONEY: ValueType = { kind: 'money' }
const PERCENT: ValueType = { kind: 'percent' }
const DATE: ValueType = { kind: 'date' }
const FLAG: ValueType = { kind: 'flag' }
const TIERS: ValueType = {
  kind: 'class',
  values: ['A', 'B', 'C+', '金卡 1', '2026-03-01', 'not', 'x"y', 'a, b'],
}

function read(text: string, type: ValueType): UnaryTest {
  const parsed = parseUnary(text, type, true)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.code} at ${parsed.at}`)
  return parsed.test
}

/** Which of some values a cell admits. */
const admitted = <Value extends Maybe>(
  text: string,
  type: ValueType,
  values: readonly Value[],
  ifMissing = false,
) => {
  const region = regionOf(read(text, type), type, true, ifMissing)
  return values.filter((each) => admits(region, each))
}

describe('a cell of numbers', () => {
  const numbers = [-6, -5, 0, 1, 2, 4, 5, 6]
  it.each([
    ['-', numbers],
    ['5', [5]],
    ['= 5', [5]],
    ['-5', [-5]],
    ['-0', [0]],
    ['!= 5', [-6, -5, 0, 1, 2, 4, 6]],
    ['<> 5', [-6, -5, 0, 1, 2, 4, 6]],
    ['< 5', [-6, -5, 0, 1, 2, 4]],
    ['<=5', [-6, -5, 0, 1, 2, 4, 5]],
    ['> 1', [2, 4, 5, 6]],
    ['>=   1', [1, 2, 4, 5, 6]],
    ['[1..5]', [1, 2, 4, 5]],
    ['(1..5)', [2, 4]],
    [']1..5[', [2, 4]],
    ['(1..5]', [2, 4, 5]],
    [']1..5]', [2, 4, 5]],
    ['[1..5)', [1, 2, 4]],
    ['[ 1 .. 5 [', [1, 2, 4]],
    ['[-5..-5]', [-5]],
    ['< 0, 2, [5..6)', [-6, -5, 2, 5]],
    ['not(< 0, 2, [5..6))', [0, 1, 4, 6]],
    ['not (5)', [-6, -5, 0, 1, 2, 4, 6]],
    ['1e0, 6E+0', [1, 6]],
    ['+5', [5]],
    ['≥ 5，（1..4）', [2, 5, 6]],
    ['＜－', null],
    ['≤ 0', [-6, -5, 0]],
    ['≠ 0', [-6, -5, 1, 2, 4, 5, 6]],
    ['known', numbers],
    ['missing', []],
  ])('%s admits what it says', (text, expected) => {
    if (expected === null) expect(parseUnary(text, MONEY, true).ok).toBe(false)
    else expect(admitted(text, MONEY, numbers)).toEqual(expected)
  })

  it('of nought is without a sign', () => {
    expect(read('-0', PERCENT)).toEqual({ admits: 'any_of', parts: [{ is: 'equal', value: 0 }] })
    expect(admitted('-0.5, 0.25', PERCENT, [-0.5, 0.25])).toEqual([-0.5, 0.25])
  })

  it('of percent has values between whole numbers', () => {
    expect(admitted('(1..2), 2.5, .5, 7%', PERCENT, [0.5, 1, 1.0001, 2, 2.5, 7])).toEqual([
      0.5, 1.0001, 2.5, 7,
    ])
    expect(admitted('not(0.1)', PERCENT, [0.1, 0.30000000000000004 - 0.2])).toEqual([0.10000000000000003])
  })

  it('of dates takes days bare and as FEEL writes them', () => {
    const days = ['2024-02-28', '2024-02-29', '2024-03-01', '2026-03-01'].map(day)
    const [feb28, leap, march, later] = days
    expect(admitted('2024-02-29', DATE, days)).toEqual([leap])
    expect(admitted('date("2024-02-29"), @"2026-03-01"', DATE, days)).toEqual([leap, later])
    expect(admitted('< 2024-02-29', DATE, days)).toEqual([feb28])
    expect(admitted('(2024-02-28..2024-03-01]', DATE, days)).toEqual([leap, march])
    expect(admitted('[date( "2024-02-29" )..date("2026-01-01")]', DATE, days)).toEqual([leap, march])
  })
})

describe('a cell of classes or flags', () => {
  const tiers = TIERS.kind === 'class' ? TIERS.values : []
  it.each([
    ['A', ['A']],
    ['"A"', ['A']],
    ['“A”', ['A']],
    ['A, B', ['A', 'B']],
    ['A， C+ ,金卡 1', ['A', 'C+', '金卡 1']],
    ['2026-03-01', ['2026-03-01']],
    ['not', ['not']],
    ['not, A', ['A', 'not']],
    ['not(not)', ['A', 'B', 'C+', '金卡 1', '2026-03-01', 'x"y', 'a, b']],
    ['"x\\"y"', ['x"y']],
    ['"a, b"', ['a, b']],
    ['"\\u0041"', ['A']],
    ['"\\U000041"', ['A']],
    ['= A, != A', tiers],
    ['!= A', tiers.slice(1)],
    ['not(A, "B")', tiers.slice(2)],
  ])('%s admits what it says', (text, expected) => {
    expect(admitted(text, TIERS, tiers)).toEqual(expected)
  })

  it('of flags are true and false', () => {
    expect(admitted('true', FLAG, [true, false])).toEqual([true])
    expect(admitted('not(true)', FLAG, [true, false])).toEqual([false])
    expect(admitted('false, true', FLAG, [true, false])).toEqual([true, false])
  })
})

describe('a missing figure', () => {
  it.each([
    ['-', true, true],
    ['missing', true, true],
    ['null', true, true],
    ['not(known)', true, true],
    ['= null', true, true],
    ['known', false, false],
    ['not(missing)', false, false],
    ['!= null', false, false],
    ['missing, 5', true, true],
    ['not(missing, 5)', false, false],
    ['5', false, true],
    ['known, 5', false, true],
    ['not(5)', false, true],
    ['not(known, 5)', false, true],
    ['!= 5', false, true],
    ['< 0, > 0', false, true],
  ])('passes %s or not: %s unless it is said otherwise, then %s', (text, unsaid, holds) => {
    const found = (ifMissing: boolean) => admitted(text, MONEY, [null], ifMissing).length > 0
    expect([found(false), found(true)]).toEqual([unsaid, holds])
  })
})

it('A figure that is never missing is not admitted as missing', () => {
  for (const text of ['-', 'not(5)', '5']) {
    const parsed = parseUnary(text, MONEY, false)
    expect(parsed.ok && regionOf(parsed.test, MONEY, false, true).missing).toBe(false)
  }
})

describe('a cell that cannot be read', () => {
  it.each<[string, ValueType, string, number]>([
    ['', MONEY, 'cell_empty', 0],
    ['   ', MONEY, 'cell_empty', 3],
    ['5 6', MONEY, 'cell_unreadable', 2],
    ['5,', MONEY, 'cell_unreadable', 2],
    [',5', MONEY, 'cell_unreadable', 0],
    ['-, 5', MONEY, 'cell_unreadable', 0],
    ['--5', MONEY, 'cell_unreadable', 0],
    ['< ', MONEY, 'cell_unreadable', 2],
    ['< < 5', MONEY, 'cell_unreadable', 2],
    ['=> 5', MONEY, 'cell_unreadable', 1],
    ['[1..5', MONEY, 'cell_unreadable', 5],
    ['[1.5]', MONEY, 'cell_not_whole', 1],
    ['[1,5]', MONEY, 'cell_unreadable', 2],
    ['1..5', MONEY, 'cell_unreadable', 1],
    ['[1...5]', MONEY, 'cell_not_whole', 4],
    ['5.', MONEY, 'cell_unreadable', 2],
    ['1e', MONEY, 'cell_unreadable', 2],
    ['not(5', MONEY, 'cell_unreadable', 5],
    ['not(5) 6', MONEY, 'cell_unreadable', 7],
    ['not()', MONEY, 'cell_unreadable', 4],
    ['not(-)', MONEY, 'cell_unreadable', 4],
    ['not(not(5))', MONEY, 'cell_wrong_literal', 4],
    ['5)', MONEY, 'cell_unreadable', 1],
    ['< missing', MONEY, 'cell_unreadable', 2],
    ['[missing..5]', MONEY, 'cell_unreadable', 1],
    ['ten', MONEY, 'cell_wrong_literal', 0],
    ['< "5"', MONEY, 'cell_wrong_literal', 2],
    ['true', MONEY, 'cell_wrong_literal', 0],
    ['2026-03-01', MONEY, 'cell_wrong_literal', 0],
    ['>= 2026-03-01', MONEY, 'cell_wrong_literal', 3],
    ['5%', MONEY, 'cell_unreadable', 1],
    ['1.5', MONEY, 'cell_not_whole', 0],
    ['1,000', MONEY, 'cell_leading_zero', 2],
    ['05', MONEY, 'cell_leading_zero', 0],
    ['-00.5', PERCENT, 'cell_leading_zero', 0],
    ['1e400', MONEY, 'cell_out_of_range', 0],
    ['9007199254740993', MONEY, 'cell_out_of_range', 0],
    ['1000000001', { kind: 'days' }, 'cell_out_of_range', 0],
    ['[5..1]', MONEY, 'cell_ends_reversed', 0],
    ['1, (3..4)', MONEY, 'cell_nothing_between', 3],
    ['[3..3)', PERCENT, 'cell_nothing_between', 0],
    ['2026-02-29', DATE, 'cell_no_such_day', 0],
    ['date("2026-13-01")', DATE, 'cell_no_such_day', 0],
    ['date(2026-03-01)', DATE, 'cell_unreadable', 5],
    ['"2026-03-01"', DATE, 'cell_wrong_literal', 0],
    ['5', DATE, 'cell_no_such_day', 0],
    ['yes', FLAG, 'cell_wrong_literal', 0],
    ['truely', FLAG, 'cell_wrong_literal', 0],
    ['> true', FLAG, 'cell_not_ordered', 0],
    ['1', FLAG, 'cell_wrong_literal', 0],
    ['D', TIERS, 'cell_unknown_value', 0],
    ['A, a', TIERS, 'cell_unknown_value', 3],
    ['A; B', TIERS, 'cell_unknown_value', 0],
    ['[A..B]', TIERS, 'cell_not_ordered', 0],
    ['>= A', TIERS, 'cell_not_ordered', 0],
    ['"A', TIERS, 'cell_quote_open', 0],
    ['"A\\"', TIERS, 'cell_quote_open', 0],
    ['"\\q"', TIERS, 'cell_unreadable', 1],
    ['"\\u00g0"', TIERS, 'cell_unreadable', 1],
    ['"\\U110000"', TIERS, 'cell_unreadable', 1],
    ['known', { kind: 'class', values: ['known'] }, 'cell_ambiguous', 0],
    ['missing', { kind: 'class', values: ['missing', 'null'] }, 'cell_ambiguous', 0],
    ['A "B"', TIERS, 'cell_unreadable', 2],
  ])('%s: %o is %s at %i', (text, type, code, at) => {
    expect(parseUnary(text, type, true)).toMatchObject({ ok: false, code, at })
  })

  it('takes a word for a value of the class where the figure is never missing', () => {
    const type: ValueType = { kind: 'class', values: ['missing', 'known', 'null'] }
    expect(parseUnary('missing', type, false)).toMatchObject({
      ok: true,
      test: { parts: [{ value: 'missing' }] },
    })
    expect(parseUnary('null', type, false)).toMatchObject({ ok: false, code: 'cell_never_missing' })
    expect(admitted('"null", null', type, ['missing', 'null', null])).toEqual(['null', null])
  })

  it('asks whether a figure is missing that never is', () => {
    expect(parseUnary('5, missing', MONEY, false)).toMatchObject({
      ok: false,
      code: 'cell_never_missing',
      at: 3,
    })
    expect(parseUnary('known', MONEY, false)).toMatchObject({ ok: false, code: 'cell_never_missing', at: 0 })
  })

  it('takes time in proportion to its length, whatever it is, and says what is wrong in whole characters', () => {
    const hostile = [
      '(',
      '[1..',
      'not(',
      '"\\',
      '-',
      '1',
      '1.',
      ' ',
      'A ',
      '𠮷',
      ',',
      '“',
      '>',
      '\u0000',
      '=',
      '1e',
      '1,',
    ]
    for (const piece of hostile) {
      for (const type of [MONEY, PERCENT, DATE, FLAG, TIERS]) {
        const text = piece.repeat(16_000 / piece.length)
        const before = performance.now()
        const parsed = parseUnary(text, type, true)
        expect(performance.now() - before, `${piece} ${type.kind}`).toBeLessThan(1500)
        if (parsed.ok) continue
        const { what, mend } = problem(parsed.code, [], { reference: 'x', kind: type.kind, ...parsed.values })
        expect([what, mend].every((each) => each.isWellFormed() && each.length < 1000)).toBe(true)
      }
    }
  })

  it('is every text but those with a meaning: none breaks the reader', () => {
    const pieces = fc.constantFrom(
      ...'<>=!()[]"“”-@., \\',
      '..',
      'not',
      'null',
      'known',
      '5',
      '1.5',
      'A',
      'true',
      'date',
      '2026-03-01',
      '，',
      '≥',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((each) => each.join('')),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom(MONEY, PERCENT, DATE, FLAG, TIERS), (text, type) => {
        const parsed = parseUnary(text, type, true)
        if (parsed.ok) expect(read(formatUnary(parsed.test, type), type)).toEqual(parsed.test)
        else expect(parsed.at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 2000 },
    )
  })
})

const COMPARISONS: UnaryComparison[] = ['equal', 'not_equal', 'less', 'at_most', 'more', 'at_least']

function numberOf(type: ValueType): fc.Arbitrary<number> {
  const any =
    type.kind === 'percent'
      ? fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0)
      : type.kind === 'date'
        ? fc.integer({ min: -719_528, max: 2_932_896 })
        : type.kind === 'money'
          ? fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -50, max: 50 }))
          : fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
  return any.map((each) => each + 0).filter((each) => isOfNumericType(type, each))
}

function partOf(type: ValueType): fc.Arbitrary<UnaryPart> {
  const words = fc.constantFrom<UnaryPart>({ is: 'missing' }, { is: 'known' })
  if (type.kind === 'class' || type.kind === 'flag') {
    const values = type.kind === 'class' ? fc.constantFrom(...type.values) : fc.boolean()
    const compared = fc.record({ is: fc.constantFrom('equal', 'not_equal'), value: values })
    return fc.oneof({ weight: 5, arbitrary: compared }, words)
  }
  const number = numberOf(type)
  const interval = fc
    .tuple(number, number, fc.boolean(), fc.boolean())
    .filter(([one, other]) => Math.abs(one - other) > 2)
    .map(([one, other, leastOpen, mostOpen]) => ({
      is: 'between' as const,
      interval: { least: Math.min(one, other), most: Math.max(one, other), leastOpen, mostOpen },
    }))
  return fc.oneof(fc.record({ is: fc.constantFrom(...COMPARISONS), value: number }), interval, words)
}

const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).filter((each) => each.isWellFormed()),
  fc.constantFrom(
    'missing',
    'null',
    'known',
    'not',
    '-',
    'true',
    '金',
    '1..5',
    'a b',
    ' a',
    'a ',
    '"',
    '\\',
    'a\nb',
    '，',
    'date',
  ),
)
const types: fc.Arbitrary<ValueType> = fc.oneof(
  fc.constantFrom<ValueType>(MONEY, PERCENT, DATE, FLAG, { kind: 'days' }, { kind: 'count' }),
  fc
    .uniqueArray(awkward, { minLength: 1, maxLength: 6 })
    .map((values): ValueType => ({ kind: 'class', values })),
)

describe('a test written as text', () => {
  it('is read back as the same test, whatever values a class has', () => {
    const tests = types.chain((type) =>
      fc.tuple(
        fc.constant(type),
        fc.oneof(
          fc.constant<UnaryTest>({ admits: 'anything' }),
          fc.record({
            admits: fc.constantFrom('any_of', 'none_of'),
            parts: fc.array(partOf(type), { minLength: 1, maxLength: 4 }),
          }),
        ),
      ),
    )
    fc.assert(
      fc.property(tests, ([type, test]) => {
        expect(read(formatUnary(test, type), type)).toEqual(test)
      }),
      { numRuns: 1500 },
    )
  })
})
