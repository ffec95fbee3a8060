import type { PlaybookNode } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'
import type { Candidate } from './random-table.ts'

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>

const text = (id: string) => ({ 'zh-CN': id, en: id })

/** The tiers of every random tier node, the best first. */
export const TIERS = ['A', 'B', 'C', 'D']

/** Thresholds where comparisons go wrong, and some in between. */
const amounts = fc.oneof(
  fc.constantFrom(0, 1, -1, 100, 2 ** 31, -(2 ** 31), 2 ** 52, -(2 ** 52)),
  fc.integer({ min: -1_000_000, max: 100_000_000 }),
)
const smallNumbers = fc.integer({ min: 0, max: 40 })
const rates = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((parts) => parts / 10_000)

const missingAs = <Value>(maybe: boolean, field: Value): Partial<Value> => (maybe ? field : {})

/** A weighted sum of amounts and counts. */
export function sumMeasure(id: string, draw: Draw, candidates: readonly Candidate[]): NodeOf<'measure'> {
  const term = () => {
    const of = draw(fc.constantFrom(...candidates))
    return {
      of: of.name,
      ...(of.kind === 'money'
        ? draw(
            fc.option(
              rates.map((rate) => ({ rate })),
              { nil: {} },
            ),
          )
        : { each: draw(fc.integer({ min: -500, max: 500 })) }),
      ...missingAs(of.maybe, { ifMissing: draw(smallNumbers) }),
    }
  }
  const terms = Array.from({ length: draw(fc.integer({ min: 1, max: 5 })) }, term)
  return { id, kind: 'measure', name: text(id), calculation: { method: 'sum', terms } }
}

/** The days since a date. */
export const daysMeasure = (id: string, date: Candidate, draw: Draw): NodeOf<'measure'> => ({
  id,
  kind: 'measure',
  name: text(id),
  calculation: {
    method: 'days_since',
    date: date.name,
    ...missingAs(date.maybe, { ifMissing: draw(smallNumbers) }),
  },
})

/** Thresholds over a number, with or without hysteresis. */
export function tierNode(id: string, of: Candidate, draw: Draw): NodeOf<'tier'> {
  const numbers = of.kind === 'money' ? amounts : of.kind === 'percent' ? rates : smallNumbers
  const thresholds = draw(fc.uniqueArray(numbers, { minLength: 3, maxLength: 3 })).toSorted(
    (left, right) => right - left,
  )
  const hysteresis = draw(fc.boolean()) && {
    hysteresis: {
      previous: 'held_tier',
      monthsBelow: 'count_known',
      margin: draw(fc.integer({ min: 0, max: 1000 })) / 10,
      graceMonths: draw(fc.integer({ min: 0, max: 4 })),
    },
  }
  return {
    id,
    kind: 'tier',
    name: text(id),
    of: of.name,
    bands: TIERS.map((name, at) => ({ name, ...(at < thresholds.length && { from: thresholds[at] ?? 0 }) })),
    ...missingAs(of.maybe, { ifMissing: draw(fc.constantFrom(...TIERS)) }),
    ...hysteresis,
  }
}

/** A strategy for every pair of two classes. */
export function matrixNode(id: string, rows: Candidate, columns: Candidate, draw: Draw): NodeOf<'matrix'> {
  const ids = [`${id}_p`, `${id}_q`, `${id}_r`]
  const strategy = () => draw(fc.constantFrom(...ids))
  const row = () => Object.fromEntries((columns.values ?? []).map((value) => [value, strategy()]))
  return {
    id,
    kind: 'matrix',
    name: text(id),
    rows: rows.name,
    columns: columns.name,
    strategies: ids.map((each) => ({
      id: each,
      name: text(each),
      talkingPoints: { 'zh-CN': [], en: [] },
      propensity: draw(fc.integer({ min: 10_000, max: 1_000_000 })) / 10_000,
    })),
    cells: Object.fromEntries((rows.values ?? []).map((value) => [value, row()])),
    ...missingAs(rows.maybe || columns.maybe, { ifMissing: strategy() }),
  }
}
