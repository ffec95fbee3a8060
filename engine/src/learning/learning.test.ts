import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parsePlaybook } from '../playbook/parse.ts'
import { nodes, PLAYBOOK, planOf, playbookWith } from '../testing/small-bank.ts'
import { calibrationOf, driftOf } from './calibration.ts'
import type { LearningCell } from './cell.ts'
import { learnedFrom, learnedIn } from './learned-in.ts'
import { likelihoodsOf, presentOf } from './present.ts'
import { proposalsFor } from './propose.ts'
import { ENOUGH, learnedRates, mEstimate, predictorOf } from './rates.ts'

const WEEKS = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']
const BASIS = {
  success: 'interested',
  from: '2026-01-05',
  until: '2026-01-30',
  evidence: 'a'.repeat(64),
} as const

const cells = fc.array(
  fc
    .record({
      source: fc.constantFrom('duty', 'maturity', 'rate_cut', 'gone'),
      tier: fc.constantFrom('A', 'B', 'C', 'Z', null),
      strategy: fc.constantFrom('news', 'wake', 'leave', 'gone', null),
      week: fc.constantFrom(...WEEKS),
      tries: fc.integer({ min: 1, max: 200 }),
      share: fc.integer({ min: 0, max: 100 }),
    })
    .map(
      ({ share, ...each }): LearningCell => ({ ...each, successes: Math.floor((each.tries * share) / 100) }),
    ),
  { maxLength: 30 },
)
const by = fc.constantFrom('tier', 'strategy')

const cell = (tries: number, successes: number, more: Partial<LearningCell> = {}): LearningCell => ({
  source: 'duty',
  tier: 'A',
  strategy: 'news',
  week: WEEKS[0] ?? '',
  tries,
  successes,
  ...more,
})

describe('a learned rate', () => {
  it('is drawn to the prior by few contacts and speaks for itself by many', () => {
    expect(mEstimate({ tries: 0, successes: 0 }, 0.2)).toBe(0.2)
    expect(mEstimate({ tries: 25, successes: 25 }, 0.2)).toBeCloseTo(0.6)
    expect(mEstimate({ tries: 100_000, successes: 50_000 }, 0.2)).toBeCloseTo(0.5, 3)
  })

  it('of a segment never seen is that of its node, and of a node never seen that of the bank', () => {
    const predict = predictorOf([cell(1000, 500), cell(1000, 100, { source: 'maturity' })], 'tier')
    const node = (1000 * 0.1 + 25 * (600.5 / 2001)) / 1025
    expect(predict(cell(0, 0, { source: 'maturity', tier: 'B' }))).toBeCloseTo(node, 8)
    expect(predict(cell(0, 0, { source: 'rate_cut' }))).toBeCloseTo(600.5 / 2001)
    expect(predict(cell(0, 0, { source: 'maturity' }))).toBeCloseTo((100 + 25 * node) / 1025, 8)
  })

  test('lies between what was seen and its priors, within 1 and 100, and has a number only of enough contacts', () => {
    fc.assert(
      fc.property(cells, by, (drawn, segmentation) => {
        for (const { seen, interval, estimate, tries, successes, isEnough } of learnedRates(
          drawn,
          segmentation,
        )) {
          expect(successes).toBeLessThanOrEqual(tries)
          expect([interval.low <= seen + 1e-12, seen - 1e-12 <= interval.high]).toEqual([true, true])
          expect(estimate >= 1 && estimate <= 100).toBe(true)
          expect(isEnough).toBe(tries >= ENOUGH)
        }
      }),
    )
  })

  test('does not depend on the order in which contacts are counted, nor on how they are parted', () => {
    fc.assert(
      fc.property(cells, by, (drawn, segmentation) => {
        const parted = drawn.flatMap((each) =>
          each.tries === 1
            ? [each]
            : [
                { ...each, tries: each.tries - 1, successes: Math.min(each.successes, each.tries - 1) },
                {
                  ...each,
                  tries: 1,
                  successes: each.successes - Math.min(each.successes, each.tries - 1),
                },
              ],
        )
        expect(learnedRates(parted.toReversed(), segmentation)).toEqual(learnedRates(drawn, segmentation))
      }),
    )
  })
})

describe('calibration', () => {
  const present = presentOf(likelihoodsOf(planOf(PLAYBOOK).playbook))

  it('learns from the earlier part only, and tells of the later one which numbers were better', () => {
    const drawn = WEEKS.map((week) => cell(300, 60, { week }))
    const found = calibrationOf(drawn, 'strategy', present)
    // The playbook has 60 % for this strategy, and every fifth succeeded.
    expect(found).toMatchObject({
      from: WEEKS[3],
      fitted: { tries: 900, successes: 180 },
      tested: { tries: 300, successes: 60 },
      verdict: 'better',
      present: { bins: [{ predicted: 0.6, seen: 0.2 }] },
    })
    expect(found?.present.brier).toBeCloseTo(0.2 * 0.16 + 0.8 * 0.36)
    expect(found?.learned.brier).toBeCloseTo(0.16, 2)
    const changed = drawn.map((each, at) => (at >= 3 ? { ...each, successes: 180 } : each))
    expect(calibrationOf(changed, 'strategy', present)?.verdict).toBe('worse')
    expect(calibrationOf(changed, 'strategy', present)?.learned.bins[0]?.predicted).toBeCloseTo(0.2, 2)
    expect(calibrationOf(changed, 'strategy', present)?.fitted).toEqual({ tries: 900, successes: 180 })
  })

  it('says nothing of few contacts, nor of one week', () => {
    expect(calibrationOf([cell(500, 5)], 'tier', present)).toBeNull()
    const few = WEEKS.map((week) => cell(5, 1, { week }))
    expect(calibrationOf(few, 'tier', present)?.verdict).toBe('too_few')
  })

  test('counts everybody of the later part once, in bins from the least likely up', () => {
    fc.assert(
      fc.property(cells, by, (drawn, segmentation) => {
        const found = calibrationOf(drawn, segmentation, present)
        if (!found) return
        for (const { bins, brier } of [found.learned, found.present]) {
          expect(bins.reduce((sum, { tries }) => sum + tries, 0)).toBe(found.tested.tries)
          expect(bins.map(({ predicted }) => predicted)).toEqual(
            bins.map(({ predicted }) => predicted).toSorted((left, right) => left - right),
          )
          expect(brier >= 0 && brier <= 1).toBe(true)
        }
        expect(found.difference.value).toBeCloseTo(found.learned.brier - found.present.brier)
      }),
    )
  })

  it('tells week by week how the present numbers did', () => {
    const drawn = [cell(10, 6), cell(30, 3, { week: WEEKS[1] ?? '' })]
    expect(driftOf(drawn, present)).toMatchObject([
      { week: WEEKS[0], predicted: 0.6, seen: 0.6 },
      { week: WEEKS[1], predicted: 0.6, seen: 0.1 },
    ])
  })
})

describe('what is proposed', () => {
  const { playbook } = planOf(PLAYBOOK)
  const put = (value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown => {
    if (key === undefined) return to
    const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
    copy[key] = put(copy[key], rest, to)
    return copy
  }

  test('is nothing where nothing is picked, and otherwise a sound playbook that has just these numbers', () => {
    fc.assert(
      fc.property(cells, by, (drawn, segmentation) => {
        const before = JSON.stringify(playbook)
        const rates = learnedRates(drawn, segmentation)
        expect(proposalsFor(playbook, segmentation, [], BASIS)).toEqual([])
        const changes = proposalsFor(playbook, segmentation, rates, BASIS)
        expect(JSON.stringify(playbook)).toBe(before)
        const changed = changes.reduce<unknown>((all, { path, value }) => put(all, path, value), playbook)
        const parsed = parsePlaybook(changed)
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
        // Throws for a playbook with errors.
        const present = presentOf(likelihoodsOf(planOf(parsed.value).playbook))
        // Of every number that was put in the playbook says what it was learned from.
        expect(learnedIn(parsed.value).map(({ learned }) => learned.estimate)).toEqual(
          learnedIn(parsed.value).map(({ percent }) => percent),
        )
        expect(changes.length === 0).toBe(learnedIn(parsed.value).length === 0)
        const isLearned = learnedFrom(parsed.value, drawn)
        for (const number of learnedIn(parsed.value)) {
          const forged = (more: Partial<typeof number.learned>) =>
            isLearned({ ...number, learned: { ...number.learned, ...more } })
          const { tries, successes, estimate } = number.learned
          expect([forged({}), forged({ tries: tries + 1 })]).toEqual([true, false])
          expect([forged({ successes: successes + 1 }), forged({ estimate: estimate + 0.1 })]).toEqual([
            false,
            false,
          ])
          expect(isLearned({ ...number, by: 'branch' })).toBe(false)
          expect(learnedFrom(parsed.value, [])(number)).toBe(false)
        }
        const was = presentOf(likelihoodsOf(playbook))
        const has = (list: readonly string[], value: string | null) => value !== null && list.includes(value)
        for (const each of drawn) {
          const sources = ['duty', 'maturity', 'rate_cut']
          const known =
            has(sources, each.source) &&
            has(['A', 'B', 'C'], each.tier) &&
            has(['news', 'wake', 'leave'], each.strategy)
          if (!known) continue
          const own = rates.find(
            ({ source, segment }) => source === each.source && segment === each[segmentation],
          )
          const strategy = rates.find(({ source, segment }) => source === null && segment === each.strategy)
          const picked = [own, strategy].find((rate) => rate?.isEnough)
          expect(present(each)).toBeCloseTo(picked ? picked.estimate / 100 : was(each))
        }
      }),
    )
  })

  it('keeps the numbers of other segments by the same class, and drops those by another', () => {
    const rates = { A: { percent: 7 }, B: null, C: null }
    const own = planOf(playbookWith({ ...nodes.maturity, propensity: { by: 'tier', rates } })).playbook
    const seen = [cell(100, 10, { source: 'maturity', tier: 'C', strategy: 'leave' })]
    const [byTier] = proposalsFor(own, 'tier', learnedRates(seen, 'tier').slice(1), BASIS)
    expect(byTier).toMatchObject({
      value: {
        by: 'tier',
        rates: { A: { percent: 7 }, B: null, C: { learned: { tries: 100, successes: 10 } } },
      },
    })
    const [byStrategy] = proposalsFor(own, 'strategy', learnedRates(seen, 'strategy').slice(1), BASIS)
    expect(byStrategy).toMatchObject({ value: { by: 'strategy', rates: { news: null, wake: null } } })
  })
})
