import type { PlaybookNode } from '@branch-playbook/engine'
import fc from 'fast-check'
import { randomFormula } from './random-formula.ts'
import type { Draw } from './random-playbook.ts'
import type { Candidate } from './random-table.ts'

type Measure = Extract<PlaybookNode, { kind: 'measure' }>
type Calculation = Measure['calculation']

/** A node, and its outcome as others may refer to it. */
export interface Made {
  readonly node: PlaybookNode
  readonly outcome: Candidate
}

const text = (id: string) => ({ 'zh-CN': id, en: id })

/** A measure by formula, window or rank over some of the candidates, without errors. Windows are over facts only. */
export function methodMeasure(
  id: string,
  candidates: readonly Candidate[],
  facts: readonly Candidate[],
  draw: Draw,
): Made {
  const make = draw(fc.constantFrom(formulaOf, formulaOf, () => windowOf(facts, draw), rankOf))
  const { calculation, kind, maybe } = make(candidates, draw)
  return {
    node: { id, kind: 'measure', name: text(id), calculation },
    outcome: { name: id, kind, maybe },
  }
}

interface Calculated {
  readonly calculation: Calculation
  readonly kind: Candidate['kind']
  readonly maybe: boolean
}

const UNITS = ['money', 'percent', 'days', 'count', 'date', 'flag'] as const

function formulaOf(candidates: readonly Candidate[], draw: Draw): Calculated {
  const unit = draw(fc.constantFrom(...UNITS))
  const formula = randomFormula(unit, candidates, draw)
  const numeric = unit !== 'date' && unit !== 'flag'
  const replaced = formula.maybe && numeric && draw(fc.boolean())
  const ifMissing = replaced ? { ifMissing: draw(fc.integer({ min: -5, max: 100 })) } : { mayBeMissing: true }
  return {
    calculation: { method: 'formula', formula: formula.text, unit, ...(formula.maybe && ifMissing) },
    kind: unit,
    maybe: formula.maybe && !replaced,
  }
}

function windowOf(facts: readonly Candidate[], draw: Draw): Calculated {
  const kind = draw(fc.constantFrom('money', 'percent', 'days', 'count'))
  const some = facts.filter((each) => each.kind === kind)
  const periods = draw(fc.array(fc.constantFrom(...some), { minLength: 2, maxLength: 6 }))
  const last = draw(fc.option(fc.integer({ min: 2, max: periods.length }), { nil: undefined }))
  const lacking = periods.slice(0, last).some(({ maybe }) => maybe)
  const leftOut = lacking && draw(fc.boolean())
  const replaced = leftOut && draw(fc.boolean())
  return {
    calculation: {
      method: 'window',
      facts: periods.map(({ name }) => name),
      ...(last !== undefined && { last }),
      statistic: draw(fc.constantFrom('sum', 'average', 'least', 'most', 'change')),
      ...(lacking && {
        missingPeriods: leftOut
          ? { as: 'left_out' }
          : { as: 'value', value: draw(fc.integer({ min: -9, max: 9 })) },
      }),
      ...(leftOut &&
        (replaced ? { ifMissing: draw(fc.integer({ min: -9, max: 9 })) } : { mayBeMissing: true })),
    },
    kind,
    maybe: leftOut && !replaced,
  }
}

function rankOf(candidates: readonly Candidate[], draw: Draw): Calculated {
  const kinds = ['money', 'percent', 'days', 'count']
  const of = draw(fc.constantFrom(...candidates.filter(({ kind }) => kinds.includes(kind))))
  const parts = draw(fc.integer({ min: 2, max: 6 }))
  const cuts = draw(fc.uniqueArray(fc.integer({ min: -20, max: 1000 }), { maxLength: parts - 1 }))
  const replaced = of.maybe && draw(fc.boolean())
  return {
    calculation: {
      method: 'rank',
      of: of.name,
      parts,
      better: draw(fc.constantFrom('more', 'less')),
      cuts: cuts.toSorted((left, right) => left - right),
      ...(of.maybe &&
        (replaced ? { ifMissing: draw(fc.integer({ min: 0, max: 6 })) } : { mayBeMissing: true })),
    },
    kind: 'count',
    maybe: of.maybe && !replaced,
  }
}
