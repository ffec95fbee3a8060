import { describe, expect, it } from 'vitest'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { populationOf } from '../population/population.ts'
import { found, inBrief } from '../testing/found.ts'
import {
  customer,
  decide,
  fact,
  nodes,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  text,
} from '../testing/small-bank.ts'
import { type Frozen, freezeQuantiles } from './freeze.ts'

type Measure = Extract<PlaybookNode, { kind: 'measure' }>

const rank = (id: string, of: string, better: 'more' | 'less'): Measure => ({
  id,
  kind: 'measure',
  name: text(id),
  calculation: { method: 'rank', of, parts: 5, better },
})

const rfm: Measure = {
  id: 'rfm',
  kind: 'measure',
  name: text('RFM'),
  calculation: { method: 'formula', formula: '100 * recency + 10 * frequency + worth', unit: 'count' },
}

const shared: PlaybookNode = {
  ...nodes.activity,
  id: 'group',
  of: 'rfm',
  bands: [{ name: 'best', top: 20 }, { name: 'middle', top: 60 }, { name: 'rest' }],
}

const BANK: Playbook = playbookWith(
  shared,
  rfm,
  rank('recency', 'quiet', 'less'),
  rank('frequency', 'visits', 'more'),
  rank('worth', 'contribution', 'more'),
)

const CUSTOMERS = Array.from({ length: 50 }, (_, at) =>
  customer({
    visits: at % 10,
    fees: at * 100,
    balance: (at * 7919) % 50_000,
    last_activity: at === 0 ? null : RUN.asOf - ((at * 3) % 25),
  }),
)

const populationFor = (playbook: Playbook) => populationOf(planOf(playbook), CUSTOMERS)

function frozenOf(outcome: Frozen): Extract<Frozen, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome
}

describe('freezing the cuts of a playbook', () => {
  it('is asked for where a rank or a tier by share has none', () => {
    const problems = found(BANK).filter(({ code }) => code === 'cut_not_frozen')
    expect(inBrief(problems)).toEqual([
      'cut_not_frozen /nodes/10/bands/0',
      'cut_not_frozen /nodes/10/bands/1',
      'cut_not_frozen /nodes/12/calculation',
      'cut_not_frozen /nodes/13/calculation',
      'cut_not_frozen /nodes/14/calculation',
    ])
    expect(problems[0]?.mend).toContain('freeze')
    expect(problems[0]?.what).toContain('"best"')
    expect(problems[2]?.what).not.toContain('none')
  })

  it('fills in all cuts, those first on which others rest, with the sizes they make', async () => {
    const { playbook, frozen } = frozenOf(freezeQuantiles(BANK, populationFor(PLAYBOOK), RUN))
    expect(found(playbook).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(frozen.map(({ node }) => node)).toEqual(['recency', 'frequency', 'worth', 'group'])
    expect(frozen[1]).toEqual({ node: 'frequency', cuts: [2, 4, 6, 8], sizes: [10, 10, 10, 10, 10] })
    const plan = planOf(playbook)
    const decided: Record<string, unknown>[] = []
    for (const each of CUSTOMERS) decided.push(await decide(plan, each))
    for (const { node, sizes } of frozen.slice(0, 3)) {
      const scores = decided.map((each) => Number(each[node]))
      const ascending = node === 'recency' ? sizes.toReversed() : sizes
      expect(ascending.map((_, at) => scores.filter((score) => score === at + 1).length)).toEqual(ascending)
    }
    const groups = ['rest', 'middle', 'best'].map(
      (name) => decided.filter(({ group }) => group === name).length,
    )
    expect(groups).toEqual(frozen[3]?.sizes)
    for (const each of decided) {
      const [recency, frequency, worth] = [Number(each.recency), Number(each.frequency), Number(each.worth)]
      expect(each.rfm).toBe(100 * recency + 10 * frequency + worth)
    }
  })

  it('makes cuts anew, and leaves everything else as it was', () => {
    const first = frozenOf(freezeQuantiles(BANK, populationFor(PLAYBOOK), RUN))
    const again = frozenOf(freezeQuantiles(first.playbook, populationFor(PLAYBOOK), RUN))
    expect(again).toEqual(first)
    const few = populationOf(planOf(PLAYBOOK), CUSTOMERS.slice(0, 20))
    expect(frozenOf(freezeQuantiles(first.playbook, few, RUN)).frozen).not.toEqual(first.frozen)
    expect(PLAYBOOK.nodes.every((node) => first.playbook.nodes.includes(node))).toBe(true)
    const plain = populationFor(PLAYBOOK)
    expect(freezeQuantiles(PLAYBOOK, plain, RUN)).toEqual({ ok: true, playbook: PLAYBOOK, frozen: [] })
  })

  it('says what else is wrong, when nobody has a value, and when ties leave a tier empty', () => {
    const wrong = playbookWith(rank('r', 'feees', 'more'))
    expect(freezeQuantiles(wrong, populationFor(PLAYBOOK), RUN)).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown_name' }],
    })
    const facts = [...PLAYBOOK.facts, fact('income', 'money', 'possible')]
    const ranked: Measure = {
      ...rank('r', 'income', 'more'),
      calculation: { method: 'rank', of: 'income', parts: 3, better: 'more', ifMissing: 0 },
    }
    const nobody = { ...playbookWith(ranked), facts }
    const known = populationOf(planOf({ ...PLAYBOOK, facts }), CUSTOMERS)
    expect(freezeQuantiles(nobody, known, RUN)).toMatchObject({
      ok: false,
      problems: [{ code: 'no_values_to_cut', path: '/nodes/10' }],
    })
    const bands = [{ name: 'x', top: 9 }, { name: 'y', top: 10 }, { name: 'z' }]
    const tied = playbookWith({ ...nodes.activity, id: 'tied', bands })
    expect(freezeQuantiles(tied, populationFor(PLAYBOOK), RUN)).toMatchObject({
      ok: false,
      problems: [{ code: 'cuts_coincide', path: '/nodes/10/bands/1', values: { name: 'y' } }],
    })
    const all = playbookWith({
      ...nodes.activity,
      id: 'all',
      bands: [{ name: 'x', top: 99.9999 }, { name: 'z' }],
    })
    expect(freezeQuantiles(all, populationFor(PLAYBOOK), RUN)).toMatchObject({
      ok: false,
      problems: [{ code: 'cuts_coincide', path: '/nodes/10/bands/1', values: { name: 'z' } }],
    })
  })
})

describe('tiers by share', () => {
  const problemsOf = (...bands: { name: string; top?: number; from?: number }[]) =>
    inBrief(found(playbookWith({ ...nodes.activity, bands }))).filter((each) => each.includes('/nodes/3/'))

  it.each<[string, Parameters<typeof problemsOf>, string]>([
    [
      'only some of them',
      [{ name: 'high', top: 10, from: 9 }, { name: 'low', from: 5 }, { name: 'rest' }],
      'bands_mixed /nodes/3/bands',
    ],
    [
      'a share that does not include the one above',
      [{ name: 'high', top: 10, from: 9 }, { name: 'low', top: 10, from: 5 }, { name: 'rest' }],
      'shares_out_of_order /nodes/3/bands/1/top',
    ],
    [
      'a share for the rest',
      [
        { name: 'high', top: 10, from: 9 },
        { name: 'low', top: 20 },
      ],
      'last_band_with_threshold /nodes/3/bands/1/top',
    ],
  ])('are refused with %s', (_, bands, expected) => {
    expect(problemsOf(...bands)).toContain(expected)
  })

  it('are decided by the frozen threshold alone', async () => {
    const bands = [{ name: 'high', top: 1, from: 3 }, { name: 'low' }]
    const plan = planOf(playbookWith({ ...nodes.activity, bands }))
    expect((await decide(plan, customer({ visits: 3 }))).activity).toBe('high')
    expect((await decide(plan, customer({ visits: 2 }))).activity).toBe('low')
  })
})
