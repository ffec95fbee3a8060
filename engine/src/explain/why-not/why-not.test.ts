import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceEvaluator } from '../../evaluate/reference/reference.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { type Figures, populationOf } from '../../population/population.ts'
import {
  customer,
  day,
  nodes,
  on,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  SMALL,
} from '../../testing/small-bank.ts'
import { formatDay } from '../../values/day.ts'
import type { Maybe } from '../../values/value-type.ts'
import { explainer } from '../explain.ts'
import type { FactChange } from './effort.ts'
import { readTarget, type Target } from './target.ts'
import { advisor, type Way } from './why-not.ts'
import { whyNotSentences } from './words.ts'

function target(text: string, plan: Plan = SMALL): Target {
  const read = readTarget(plan, text)
  return read.ok ? read.target : expect.fail(JSON.stringify(read.problems))
}

const ask = (text: string, facts: Parameters<typeof customer>[0], run = RUN, plan = SMALL) =>
  advisor(plan, target(text, plan)).find(customer(facts), run)

const said = (ways: readonly Way[]) =>
  ways.map(({ changes }) => changes.map(({ fact, to }) => `${fact} ${to}`).join(' & '))

describe('why not', () => {
  it('names every single fact that leads to the target, by the least it has to move', () => {
    const { reached, ways, complete } = ask('tier=A', { fees: 9200, visits: 1, balance: 10 })
    expect([reached, complete]).toEqual([false, true])
    // 10,000 less 9,200 and the 200 that a visit costs; 1.5 % of the balance, rounded, is 1000 at 66,634.
    expect(said(ways)).toEqual(['fees 10200', 'balance 66634', 'held_tier A'])
    expect(ways[0]?.gaps).toEqual([
      { figure: 'contribution', value: 9000, needed: 'at_least', than: 10_000, node: 'tier' },
    ])
  })

  it('says of each figure on the way how far the furthest bound is', () => {
    const gap = { figure: 'contribution', value: 0, needed: 'at_least', than: 10_000, node: 'tier' }
    expect(ask('tier=A', {}).ways[0]?.gaps).toEqual([gap])
    expect(ask('tier=B', {}).ways[0]?.gaps).toEqual([{ ...gap, than: 5000 }])
    const worth = planOf(
      playbookWith({
        id: 'worth',
        kind: 'rule',
        name: nodes.tier.name,
        when: { of: 'balance', is: 'less', than: 'contribution' },
      }),
    )
    const { ways } = ask('worth=true', { balance: 700 }, RUN, worth)
    expect(ways.find(({ changes }) => changes[0]?.fact === 'fees')?.gaps).toEqual([
      { figure: 'contribution', value: 11, needed: 'more', than: 700, node: 'worth' },
    ])
  })

  it('puts what nobody can change last', () => {
    const contacts = ask('listed', { fees: 10_000, last_contact: RUN.asOf }).ways
    expect(contacts.at(-1)?.changes).toMatchObject([{ fact: 'last_contact', settled: true }])
    const { ways } = ask('tier=B', { fees: 9500, held_tier: 'A', months_below: 1 })
    expect(ways.every(({ changes }) => changes.some((change) => change.settled))).toBe(true)
    const settled = ask('tier=A', { fees: 9000 }).ways.map(({ changes }) => changes[0]?.settled)
    expect(settled).toEqual([false, false, true])
  })

  it('names pairs where no fact suffices alone, each as small as it can be', () => {
    const { ways } = ask('listed', { fees: 9000, do_not_contact: true, last_contact: RUN.asOf - 1 })
    // The event begins five days before the day and is settled by a contact since then.
    expect(said(ways)).toContain(`matures ${RUN.asOf + 5} & do_not_contact false`)
    for (const { changes } of ways) expect(changes.map(({ fact }) => fact)).toContain('do_not_contact')
  })

  it('names three facts where no two suffice', () => {
    const { ways } = ask('listed', {
      fees: 9000,
      do_not_contact: true,
      touches: 4,
      last_contact: RUN.asOf - 1,
    })
    expect(said(ways)).toContain(`matures ${RUN.asOf + 5} & touches 3 & do_not_contact false`)
    expect(ways.every(({ changes }) => changes.length === 3)).toBe(true)
  })

  it('lets a figure become unknown only where no value of it would do', () => {
    const unknown = planOf(
      playbookWith({
        id: 'open',
        kind: 'rule',
        name: nodes.tier.name,
        when: { of: 'matures', is: 'missing' },
      }),
    )
    expect(said(ask('open=true', { matures: RUN.asOf }, RUN, unknown).ways)).toEqual(['matures null'])
    const contacts = said(ask('listed', { fees: 10_000, last_contact: RUN.asOf }).ways)
    expect(contacts.some((way) => way.startsWith('last_contact'))).toBe(true)
    expect(contacts).not.toContain('last_contact null')
  })

  it('makes both changes of a pair no greater than they have to be', () => {
    // Ten visits cost 2,000: the fees have to make up for them too.
    const { ways } = ask('strategy=news', {})
    expect(said(ways)).toContain('fees 7000 & visits 10')
  })

  it('says on which day it comes about by itself', () => {
    const { by } = ask('listed', { fees: 10_000, last_contact: RUN.asOf })
    // Tier A is contacted once in ten working days.
    expect(by && formatDay(by)).toBe('2026-03-16')
    expect(ask('duty=true', {}).by).toBeNull()
    // The calendar of the small bank ends with the year.
    const late = ask('duty=true', {}, on('2026-12-30'))
    expect(formatDay(late.lookedUntil)).toBe('2026-12-31')
  })

  it('has nothing to say of what is so already', () => {
    expect(ask('tier=C', {})).toMatchObject({ reached: true, ways: [], by: RUN.asOf })
  })

  it('says when it could not try everything, and is the same every time', () => {
    const few = advisor(SMALL, target('tier=A'), { trials: 300 }).find(customer(), RUN)
    expect(few.complete).toBe(false)
    expect(ask('listed', { fees: 9000, do_not_contact: true })).toEqual(
      ask('listed', { fees: 9000, do_not_contact: true }),
    )
  })

  it('answers for anybody in a population', () => {
    const people = populationOf(SMALL, [customer(), customer({ fees: 9999 })])
    expect(said(advisor(SMALL, target('tier=A')).at(people, 1, RUN).ways)[0]).toBe('fees 10000')
  })
})

describe('a target', () => {
  it.each([
    ['tier=A|B', { anyOf: [{ is: 'among', name: 'tier', values: ['A', 'B'] }] }],
    ['contribution >= 5', { anyOf: [{ is: 'at_least', name: 'contribution', value: 5 }] }],
    ['visits<=3', { anyOf: [{ is: 'at_most', name: 'visits', value: 3 }] }],
    ['duty=true', { anyOf: [{ is: 'among', name: 'duty', values: [true] }] }],
    ['matures=2026-03-05', { anyOf: [{ is: 'among', name: 'matures', values: [day('2026-03-05')] }] }],
    ['listed', { anyOf: [{ is: 'among', name: 'list', values: ['coverage', 'trigger', 'campaign'] }] }],
  ])('is read from %s', (text, expected) => {
    expect(target(text)).toEqual(expected)
  })

  it.each([
    ['tier', 'target_not_understood'],
    ['tier=', 'target_not_understood'],
    ['tire=A', 'target_unknown_name'],
    ['tier=Z', 'target_wrong_value'],
    ['contribution=much', 'target_wrong_value'],
    ['tier>=3', 'target_wrong_value'],
    ['offered=gold', 'target_unknown_product'],
  ])('is refused for %s', (text, code) => {
    expect(readTarget(SMALL, text).problems.map((each) => each.code)).toEqual([code])
  })

  it('may not be the list of a playbook without one', () => {
    const plan = planOf({ ...playbookWith(), nodes: [nodes.quiet] })
    expect(readTarget(plan, 'listed').problems.map((each) => each.code)).toEqual(['target_no_list'])
  })
})

const maybe = <Value>(known: fc.Arbitrary<Value>) => fc.option(known, { nil: null, freq: 3 })
const near = fc.integer({ min: day('2026-01-01'), max: day('2026-04-01') })
const anybody: fc.Arbitrary<Figures> = fc
  .record<Record<string, Maybe>>({
    balance: fc.integer({ min: 0, max: 2_000_000 }),
    fees: fc.oneof(fc.integer({ min: -20_000, max: 30_000 }), fc.constantFrom(4499, 4500, 9000, 9999)),
    visits: fc.integer({ min: 0, max: 20 }),
    deposits: fc.integer({ min: 0, max: 2 }),
    last_activity: maybe(near),
    held_tier: maybe(fc.constantFrom('A', 'B', 'C')),
    months_below: fc.integer({ min: 0, max: 5 }),
    last_contact: maybe(near),
    matures: maybe(near),
    touches: maybe(fc.integer({ min: 0, max: 6 })),
    last_refusal: maybe(near),
    do_not_contact: maybe(fc.boolean()),
    consent_phone: maybe(fc.boolean()),
  })
  .map((facts) => customer(facts))

const TARGETS = ['tier=A', 'tier=B', 'tier=C', 'listed', 'strategy=wake', 'duty=true', 'list.score>=3000']

/** By the oracle, not by the code that searched. */
async function reaches(wanted: Target, facts: Figures, run: Run): Promise<boolean> {
  const { values } = await referenceEvaluator(SMALL).decide(facts, run)
  return wanted.anyOf.some((wish) => {
    const value = values.get(wish.name) ?? null
    if (wish.is === 'among') return value !== null && wish.values.includes(value)
    return wish.is === 'at_least' && Number(value) >= wish.value
  })
}

const withChanges = (facts: Figures, changes: readonly Pick<FactChange, 'fact' | 'to'>[]): Figures =>
  new Map([...facts, ...changes.map(({ fact, to }) => [fact, to] as const)])

/** The same changes, one number of them a unit less. */
const lessByOne = (changes: readonly FactChange[]) =>
  changes.flatMap((change, at) => {
    const { to, difference } = change
    if (difference === null || difference === 0 || typeof to !== 'number') return []
    return [changes.with(at, { ...change, to: to - Math.sign(difference) })]
  })

describe('every way that is found', () => {
  it('leads to the target, and a number changed by one unit less does not', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, fc.constantFrom(...TARGETS), fc.boolean(), async (facts, text, isCut) => {
        const run = isCut ? on('2026-03-02', rateCut('2026-03-01')) : RUN
        const wanted = target(text)
        const answer = advisor(SMALL, wanted).find(facts, run)
        expect(answer.reached).toBe(await reaches(wanted, facts, run))
        for (const { changes } of answer.ways) {
          expect(await reaches(wanted, withChanges(facts, changes), run), said(answer.ways).join()).toBe(true)
          for (const less of lessByOne(changes)) {
            expect(await reaches(wanted, withChanges(facts, less), run), JSON.stringify(changes)).toBe(false)
          }
        }
        if (answer.by !== null && !answer.reached) {
          expect(await reaches(wanted, facts, { ...run, asOf: answer.by })).toBe(true)
          expect(await reaches(wanted, facts, { ...run, asOf: answer.by - 1 })).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is the nearest in its fact: nothing nearer leads there', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, fc.constantFrom('tier=A', 'tier=C', 'listed'), async (facts, text) => {
        const wanted = target(text)
        const { ways } = advisor(SMALL, wanted).find(facts, RUN)
        const small = ['visits', 'touches', 'last_contact', 'matures']
        for (const { changes } of ways) {
          const [only, ...others] = changes
          if (!only || others.length > 0 || !small.includes(only.fact)) continue
          const { difference, from, to } = only
          if (difference === null || typeof from !== 'number' || typeof to !== 'number') continue
          for (let value = from; value !== to; value += Math.sign(difference)) {
            const between = withChanges(facts, [{ fact: only.fact, to: value }])
            expect(await reaches(wanted, between, RUN)).toBe(false)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('the sentences', () => {
  const sentences = (text: string, facts: Parameters<typeof customer>[0], locale: 'en' | 'zh-CN' = 'en') => {
    const people = populationOf(SMALL, [customer(facts)])
    const view = explainer(SMALL).view(people, 0, RUN)
    const answer = advisor(SMALL, target(text)).at(people, 0, RUN)
    return whyNotSentences(SMALL, answer, view, locale).map((each) => each.text.replaceAll('\u00a0', ' '))
  }

  it('say what is short, what would do, and when', () => {
    expect(sentences('tier=A', { fees: 9200 })).toEqual([
      'Asked for: Tier is A.',
      'Tier: B, because CN¥92.00 reaches the threshold of CN¥50.00.'.replaceAll('CN¥', '¥'),
      'Contribution is ¥92.00; "Tier" asks for at least ¥100.00: ¥8.00 short.',
      'Any one of these would lead to it:',
      'fees: ¥8.00 more (¥100.00 instead of ¥92.00)',
      'balance: ¥533.00 more (¥533.00 instead of ¥0.00)',
      'held_tier: A instead of not known, which nobody can change any more',
      'By itself it does not come about within 90 days.',
    ])
    expect(sentences('listed', { fees: 10_000, last_contact: RUN.asOf }).at(-1)).toBe(
      'By itself it comes about on 2026-03-16, in 14 days.',
    )
    expect(sentences('tier=C', {})).toEqual(['Tier is C: so it is already.'])
  })

  it('are whole in both languages', () => {
    for (const text of [...TARGETS, 'list.score>=900000']) {
      for (const facts of [{}, { fees: 9000, do_not_contact: true }, { fees: 9500, held_tier: 'A' }]) {
        for (const locale of ['en', 'zh-CN'] as const) {
          for (const words of sentences(text, facts, locale)) {
            expect(words).not.toMatch(/[{}]|undefined|NaN/)
            if (locale === 'zh-CN') expect(words).toMatch(/\p{Script=Han}/u)
            else expect(words.replaceAll('（中）', '')).not.toMatch(/\p{Script=Han}/u)
          }
        }
      }
    }
  })
})
