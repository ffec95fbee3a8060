import fc from 'fast-check'
import { evaluate, unaryTest } from 'feelin'
import { describe, expect, it } from 'vitest'
import { admits } from '../../region/region.ts'
import { parseUnary } from '../../unary/parse.ts'
import { regionOf } from '../../unary/unary.ts'
import { parseDay } from '../../values/day.ts'
import type { Maybe, ValueType } from '../../values/value-type.ts'
import { fromFeel, isOfLiterals, toFeel } from './cells.ts'
import { readFeelList, readFeelLiteral, splitAtCommas } from './literal.ts'

const NAMES = ['A', 'a "b", c', '中 文', 'null']
const DAYS = ['2024-02-29', '2026-02-27', '2026-03-02', '2026-03-05']
const NUMBERS = [-1.5, -1, 0, 0.5, 1, 2, 3]
const TYPES = {
  number: { kind: 'percent' },
  text: { kind: 'class', values: NAMES },
  flag: { kind: 'flag' },
  day: { kind: 'date' },
} as const satisfies Record<string, ValueType>

/** A figure of each kind: how FEEL writes its values, and the value as FEEL and as the engine has it. */
const figures = {
  number: NUMBERS.map((each) => [String(each), each, each] as const),
  text: NAMES.map((each) => [JSON.stringify(each), each, each] as const),
  flag: [true, false].map((each) => [String(each), each, each] as const),
  day: DAYS.map((each) => [`date("${each}")`, evaluate(`date("${each}")`).value, parseDay(each)] as const),
}

const kinds = fc.constantFrom('number', 'text', 'flag', 'day')
type Kind = keyof typeof figures

const written = (kind: Kind) => fc.constantFrom(...figures[kind].map(([text]) => text))

function part(kind: Kind): fc.Arbitrary<string> {
  const same = fc.tuple(fc.constantFrom('', '= ', '!= '), written(kind)).map((parts) => parts.join(''))
  if (kind === 'text' || kind === 'flag') return fc.oneof(same, fc.constant('null'))
  const ends = fc.tuple(fc.nat(figures[kind].length - 2), fc.nat(2)).map(([from, more]) => {
    const to = Math.min(from + more + 1, figures[kind].length - 1)
    return `${figures[kind][from]?.[0]}..${figures[kind][to]?.[0]}`
  })
  return fc.oneof(
    same,
    fc.constant('null'),
    fc.tuple(fc.constantFrom('< ', '<=', '>', '>= '), written(kind)).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('[', '(', ']'), ends, fc.constantFrom(']', ')', '['))
      .map((parts) => parts.join('')),
  )
}

const cells = kinds.chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    cell: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom('-', '') },
      {
        weight: 6,
        arbitrary: fc.array(part(kind), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', ')),
      },
      {
        weight: 4,
        arbitrary: fc
          .array(part(kind), { minLength: 1, maxLength: 3 })
          .map((parts) => `not(${parts.join(', ')})`),
      },
    ),
  }),
)

/** Which figures of that kind, null among them, pass the cell as a FEEL interpreter reads it. */
const passingInFeel = (kind: Kind, cell: string): Maybe[] =>
  [...figures[kind], ['null', null, null] as const]
    .filter(([, value]) => unaryTest(cell.trim() === '' ? '-' : cell, { '?': value }).value === true)
    .map(([, , ours]) => ours)

function passing(kind: Kind, cell: string, mayBeMissing: boolean, whenMissing = false): Maybe[] {
  const parsed = parseUnary(cell, TYPES[kind], mayBeMissing)
  const test = parsed.ok ? parsed.test : expect.fail(`${cell}: ${parsed.code}`)
  const region = regionOf(test, TYPES[kind], mayBeMissing, whenMissing)
  return [...figures[kind].map(([, , ours]) => ours), null].filter((each) => admits(region, each))
}

/** As the specification words it, a comparison with null is null, and so is its negation; feelin has it true. */
const isOrderNegated = (cell: string): boolean => /^not\(.*(?:[<>]|\.\.)/.test(cell)

describe('a cell of FEEL', () => {
  it('passes the figures that a FEEL interpreter passes, null among them', () => {
    fc.assert(
      fc.property(cells, ({ kind, cell }) => {
        const read = fromFeel(cell, TYPES[kind], true)
        const text = 'text' in read ? read.text : expect.fail(`${cell}: ${read.ok || read.code}`)
        const [ours, theirs] = [passing(kind, text, true), passingInFeel(kind, cell)]
        const both = (figures: Maybe[]) =>
          isOrderNegated(cell) ? figures.filter((each) => each !== null) : figures
        expect(both(ours)).toEqual(both(theirs))
      }),
      { numRuns: 600 },
    )
  })

  it('is written for the figures that a cell of a table passes, whatever that says of a missing one', () => {
    fc.assert(
      fc.property(cells, fc.boolean(), ({ kind, cell }, whenMissing) => {
        const own = cell === '' ? '-' : cell
        const parsed = parseUnary(own, TYPES[kind], true)
        const test = parsed.ok ? parsed.test : expect.fail(own)
        const feel = toFeel(test, TYPES[kind], true, whenMissing)
        const expected = passing(kind, own, true, whenMissing)
        if (feel === null) expect(expected).toEqual([])
        else if (!isOrderNegated(feel)) expect(passingInFeel(kind, feel)).toEqual(expected)
        if (feel !== null) {
          const back = fromFeel(feel, TYPES[kind], true)
          expect('text' in back && passing(kind, back.text, true)).toEqual(expected)
        }
      }),
      { numRuns: 600 },
    )
  })

  it('that negates a comparison does not pass null, of which no comparison is true or false', () => {
    const read = fromFeel('not(< 1)', TYPES.number, true)
    expect('text' in read && passing('number', read.text, true)).toEqual([1, 2, 3])
    expect(toFeel({ admits: 'none_of', parts: [{ is: 'less', value: 1 }] }, TYPES.number, true, true)).toBe(
      '>= 1, null',
    )
  })

  it.each([
    '-',
    '5',
    '-5.5',
    '1e3',
    '"a b + c"',
    'not("x", "y")',
    'date("2026-03-01")',
    '@"2026-03-01"',
    '[1..5)',
    'true',
    'null',
    '"say \\"hi\\" * 2"',
  ])('has only literals: %s', (cell) => expect(isOfLiterals(cell)).toBe(true))

  it.each([
    'limit',
    '< limit',
    '5 * 2',
    'today()',
    '? > 5',
    'count(x) > 2',
    '"a" + name',
    '{a: 1}',
    'function() 5',
    'Kunde',
    'duration("P1D")',
    '5 ** 2',
    'x.y',
    '"a" || "b"',
  ])('has more than literals: %s', (cell) => expect(isOfLiterals(cell)).toBe(false))
})

describe('a literal of FEEL', () => {
  it.each<[string, unknown]>([
    ['5', 5],
    ['-0', 0],
    ['.5', 0.5],
    ['-1.25e-3', -0.00125],
    [' true ', true],
    ['"a \\"b\\" \\u4e2d"', 'a "b" 中'],
    ['date("2026-03-01")', '2026-03-01'],
    ['date( "2026-03-01" )', '2026-03-01'],
    ['@"2026-03-01"', '2026-03-01'],
  ])('%s is read', (text, value) => expect(readFeelLiteral(text)?.value).toBe(value))

  it.each([
    '',
    '-',
    'null',
    'abc',
    '5 + 1',
    '"a',
    '"a" "b"',
    'date("2026-02-30")',
    '1.',
    '0x1',
    'Infinity',
    'NaN',
  ])('%s is none', (text) => expect(readFeelLiteral(text)).toBeNull())

  it('may stand in a list, with commas in it', () => {
    expect(readFeelList('"a, b", 5,date("2026-03-01")')?.map(({ value }) => value)).toEqual([
      'a, b',
      5,
      '2026-03-01',
    ])
    expect(splitAtCommas('"a\\", b", c')).toEqual(['"a\\", b"', ' c'])
    expect(readFeelList('"a", x')).toBeNull()
  })
})
