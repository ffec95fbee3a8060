import type { PlaybookNode, ValueKind } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'

type Table = Extract<PlaybookNode, { kind: 'table' }>
type Output = Table['outputs'][number]
type Value = Table['rows'][number]['then'][number]

/** A figure that a table may test. */
export interface Candidate {
  readonly name: string
  readonly kind: ValueKind
  readonly values?: readonly string[]
  readonly maybe: boolean
}

const text = (id: string) => ({ 'zh-CN': id, en: id })

const POLICIES = ['unique', 'first', 'priority', 'any', 'collect', 'rule_order', 'output_order'] as const
const AGGREGATIONS = ['sum', 'least', 'most', 'count', undefined] as const

/** A table over some of the candidates, of any hit policy, without errors. */
export function tableNode(id: string, candidates: readonly Candidate[], draw: Draw): Table {
  const hitPolicy = draw(fc.constantFrom(...POLICIES))
  const aggregation = hitPolicy === 'collect' ? draw(fc.constantFrom(...AGGREGATIONS)) : undefined
  const columns = draw(fc.array(fc.constantFrom(...candidates), { minLength: 1, maxLength: 4 })).map(
    (of) => ({
      of,
      // Where the first column tells the rows of a unique table apart, a missing figure must not pass them all.
      fails: draw(fc.boolean()),
    }),
  )
  const single = !(hitPolicy === 'collect' || hitPolicy === 'rule_order' || hitPolicy === 'output_order')
  const mayDefault = single || (aggregation !== undefined && aggregation !== 'count')
  const outputs = Array.from({ length: draw(fc.integer({ min: 1, max: 3 })) }, (_, at) =>
    randomOutput(
      at,
      { numeric: aggregation !== undefined && aggregation !== 'count', sum: aggregation === 'sum' },
      draw,
    ),
  )
  const ranked = hitPolicy === 'priority' || hitPolicy === 'output_order'
  const apart = hitPolicy === 'unique' || (hitPolicy === 'any' && draw(fc.boolean()))
  const [first] = columns
  const stretches = apart && first ? disjointCells(first.of, draw) : null
  const count = draw(fc.integer({ min: 1, max: 6 }))
  const cells = stretches ?? Array.from({ length: count }, () => null)
  const outcome = () => outputs.map((output) => draw(fc.constantFrom(...output.pool)))
  const same = outcome()
  return {
    id,
    kind: 'table',
    name: text(id),
    hitPolicy,
    ...(aggregation && { aggregation }),
    inputs: columns.map(({ of, fails }, at) => ({
      of: of.name,
      ...(of.maybe && {
        ifMissing: fails || (stretches && at === 0) ? ('fails' as const) : ('holds' as const),
      }),
    })),
    outputs: outputs.map(({ pool, ...output }, at) => ({
      ...output,
      ...((output.type === 'class' || (ranked && (at === 0 || draw(fc.boolean())))) && { values: [...pool] }),
      ...(mayDefault && draw(fc.boolean()) && { otherwise: draw(fc.constantFrom(...pool)) }),
    })),
    rows: cells.map((cell) => ({
      when: columns.map(({ of }, at) => (cell !== null && at === 0 ? cell : randomCell(of, draw))),
      then: hitPolicy === 'any' && !apart ? same : outcome(),
    })),
  }
}

type Drawn = Pick<Output, 'id' | 'type'> & { readonly pool: readonly Value[] }

/** An output with the values that rows give, in an order of their own. */
function randomOutput(at: number, only: { numeric: boolean; sum: boolean }, draw: Draw): Drawn {
  const kinds: Output['type'][] = only.sum
    ? ['money', 'percent', 'days', 'count']
    : only.numeric
      ? ['money', 'percent', 'days', 'count', 'date']
      : ['money', 'percent', 'days', 'count', 'date', 'flag', 'class', 'text']
  const type = draw(fc.constantFrom(...kinds))
  const pool = draw(fc.uniqueArray(valuesOf(type), { minLength: type === 'flag' ? 2 : 1, maxLength: 4 }))
  return { id: `out_${at}`, type, pool }
}

function valuesOf(type: Output['type']): fc.Arbitrary<Value> {
  switch (type) {
    case 'flag':
      return fc.boolean()
    case 'date':
      return day
    case 'class':
      return fc.constantFrom('A', 'B', 'C', '金', 'x y')
    case 'text':
      return fc.oneof(
        fc.constantFrom('A', 'it\'s "so"', '`;drop(1)//', 'a,b', '早\n晚'),
        fc.string({ minLength: 1, maxLength: 6 }),
      )
    default:
      return numberOf(type)
  }
}

const day = fc.constantFrom(
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2025-12-31',
  '2026-01-01',
  '2026-03-02',
)

/** Numbers at the edges of their types; small enough that sums of a table's rows stay exact. */
function numberOf(kind: ValueKind): fc.Arbitrary<number> {
  switch (kind) {
    case 'percent':
      return fc.oneof(
        fc.integer({ min: -30_000, max: 30_000 }).map((parts) => parts / 10_000),
        fc.constantFrom(0, 0.1, 0.2, 1e-9, 1e15, -1e15),
      )
    case 'money':
      return fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, 2 ** 31, -(2 ** 31), 2 ** 49))
    default:
      return fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 100_000_000))
  }
}

/** The text of one test of a figure. */
function randomCell({ kind, values = [], maybe }: Candidate, draw: Draw): string {
  const words = maybe ? ['missing', 'known', 'not(missing)', 'null'] : []
  const form = draw(fc.integer({ min: 0, max: 9 }))
  if (form < 2) return '-'
  if (form === 2 && words.length > 0) return draw(fc.constantFrom(...words))
  const parts = draw(fc.array(partOf(kind, values), { minLength: 1, maxLength: form === 9 ? 3 : 1 }))
  const listed = [...parts, ...(form === 8 && maybe ? ['missing'] : [])].join(', ')
  return draw(fc.integer({ min: 0, max: 3 })) === 0 ? `not(${listed})` : listed
}

function partOf(kind: ValueKind, values: readonly string[]): fc.Arbitrary<string> {
  if (kind === 'flag') return fc.constantFrom('true', 'false')
  if (kind === 'class') return fc.constantFrom(...values.flatMap((each) => [each, JSON.stringify(each)]))
  const written = kind === 'date' ? day : numberOf(kind).map(String)
  const compared = fc
    .tuple(fc.constantFrom('', '', '= ', '!= ', '< ', '<= ', '> ', '>= '), written)
    .map(([sign, value]) => `${sign}${value}`)
  return fc.oneof({ weight: 3, arbitrary: compared }, { weight: 2, arbitrary: interval(kind, written) })
}

/** An interval with a number in it. */
const interval = (kind: ValueKind, written: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(written, written, fc.constantFrom('[', '(', ']'), fc.constantFrom(']', ')', '['))
    .filter(([one, other]) => Math.abs(numeric(kind, one) - numeric(kind, other)) > 1)
    .map(([one, other, open, close]) => {
      const [least, most] = numeric(kind, one) < numeric(kind, other) ? [one, other] : [other, one]
      return `${open}${least}..${most}${close}`
    })

const numeric = (kind: ValueKind, written: string): number =>
  kind === 'date' ? Date.parse(written) / 86_400_000 : Number(written)

/** Tests of a figure of which no two admit the same value. */
function disjointCells({ kind, values = [], maybe }: Candidate, draw: Draw): string[] {
  const missing = maybe && draw(fc.boolean()) ? ['missing'] : []
  if (kind === 'flag' || kind === 'class') {
    const each = kind === 'flag' ? ['true', 'false'] : values.map((value) => JSON.stringify(value))
    return [...draw(fc.shuffledSubarray(each, { minLength: 1 })), ...missing]
  }
  const cuts = draw(
    fc.uniqueArray(kind === 'date' ? day : numberOf(kind).map(String), {
      minLength: 2,
      maxLength: 5,
      selector: (each) => numeric(kind, each),
    }),
  ).toSorted((one, other) => numeric(kind, one) - numeric(kind, other))
  const between = cuts.slice(1).map((most, at) => `[${cuts[at]}..${most})`)
  return draw(
    fc.shuffledSubarray([`< ${cuts[0]}`, ...between, `>= ${cuts.at(-1)}`, ...missing], { minLength: 1 }),
  )
}
