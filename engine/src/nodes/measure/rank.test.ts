import { describe, expect, it } from 'vitest'
import { reasonsOf } from '../../explain/explain.ts'
import { sentence } from '../../explain/sentence.ts'
import { decisionView } from '../../explain/view.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { found, inBrief } from '../../testing/found.ts'
import {
  customer,
  decide,
  fact,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  text,
} from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'

type Measure = Extract<PlaybookNode, { kind: 'measure' }>
type Rank = Extract<Measure['calculation'], { method: 'rank' }>

const CUTS = [10, 20, 30]

const node = (rest: Partial<Rank>): Measure => ({
  id: 'r',
  kind: 'measure',
  name: text('R'),
  calculation: { method: 'rank', of: 'fees', parts: 4, better: 'more', cuts: CUTS, ...rest },
})

const bank = (measure: Measure) => ({
  ...playbookWith(measure),
  facts: [...PLAYBOOK.facts, fact('salary', 'money', 'possible')],
})

const score = async (rest: Partial<Rank>, facts: Record<string, Maybe>) =>
  (await decide(planOf(bank(node(rest))), customer(facts))).r

describe('a rank', () => {
  it.each([
    [-5, 1, 4],
    [9, 1, 4],
    [10, 2, 3],
    [19, 2, 3],
    [20, 3, 2],
    [30, 4, 1],
    [9999, 4, 1],
  ])('of %i is %i where more is better, and %i where less is', async (fees, more, less) => {
    expect(await score({ better: 'more' }, { fees })).toBe(more)
    expect(await score({ better: 'less' }, { fees })).toBe(less)
  })

  it('has fewer scores where ties left fewer cuts', async () => {
    expect(await score({ cuts: [10] }, { fees: 10 })).toBe(2)
    expect(await score({ cuts: [10], better: 'less' }, { fees: 10 })).toBe(1)
    expect(await score({ cuts: [] }, { fees: 10 })).toBe(1)
  })

  it('never falls as a figure rises, if more is better, nor rises, if less is', async () => {
    const figures = [-100, 0, 9, 10, 11, 20, 29, 30, 31, 1000]
    for (const better of ['more', 'less'] as const) {
      const scores = await Promise.all(figures.map((fees) => score({ better }, { fees })))
      const sorted = scores.toSorted((left, right) => Number(left) - Number(right))
      expect(scores).toEqual(better === 'more' ? sorted : sorted.toReversed())
    }
  })

  it('of a missing figure is what the playbook says', async () => {
    expect(await score({ of: 'salary', ifMissing: 0 }, { salary: null })).toBe(0)
    expect(await score({ of: 'salary', ifMissing: 0 }, { salary: 30 })).toBe(4)
    expect(await score({ of: 'salary', mayBeMissing: true }, { salary: null })).toBe(null)
  })

  it.each<[string, Partial<Rank>, string]>([
    ['cuts out of order', { cuts: [20, 10] }, 'cuts_out_of_order /cuts/1'],
    ['a cut twice', { cuts: [10, 10] }, 'cuts_out_of_order /cuts/1'],
    ['more cuts than parts', { parts: 3 }, 'too_many_cuts /cuts'],
    ['a cut in fractions of a fen', { cuts: [0.5] }, 'not_whole /cuts/0'],
    ['an undecided missing figure', { of: 'salary' }, 'missing_undecided '],
    ['a decision that has no effect', { ifMissing: 1 }, 'missing_impossible /ifMissing'],
    [
      'two decisions',
      { of: 'salary', ifMissing: 1, mayBeMissing: true },
      'missing_decided_twice /mayBeMissing',
    ],
    ['a class', { of: 'tier' }, 'wrong_unit /of'],
  ])('is refused with %s', (_, rest, expected) => {
    const [code, path] = expected.split(' ')
    expect(inBrief(found(bank(node(rest))))).toContain(`${code} /nodes/10/calculation${path}`)
  })

  it('says between which cuts the figure lies', async () => {
    const said = async (rest: Partial<Rank>, facts: Record<string, Maybe>) => {
      const plan = planOf(bank(node(rest)))
      const figures = customer(facts)
      const view = decisionView(
        plan,
        RUN,
        new Map([...figures, ...Object.entries(await decide(plan, figures))]),
      )
      return reasonsOf(plan, view)
        .filter(({ node }) => node === 'r')
        .map((each) => sentence(each, 'en', 'CNY'))
    }
    expect(await said({}, { fees: 15 })).toEqual([
      'R: 2 of 4, because fees is ¥0.15 (¥0.10 or more and below ¥0.20).',
    ])
    expect(await said({}, { fees: 5 })).toEqual(['R: 1 of 4, because fees is ¥0.05 (below ¥0.10).'])
    expect(await said({}, { fees: 30 })).toEqual(['R: 4 of 4, because fees is ¥0.30 (¥0.30 or more).'])
    expect(await said({ cuts: [] }, { fees: 30 })).toEqual(['R: 1 of 4; fees is ¥0.30.'])
    expect(await said({ of: 'salary', ifMissing: 2 }, { salary: null })).toEqual([
      'R: salary is not known, counted as 2 of 4.',
    ])
  })
})
