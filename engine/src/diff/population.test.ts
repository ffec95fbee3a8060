import { describe, expect, it } from 'vitest'
import { type Figures, populationOf } from '../population/population.ts'
import { customer, fact, nodes, PLAYBOOK, planOf, playbookWith, RUN, SMALL } from '../testing/small-bank.ts'
import { diff } from './diff.ts'
import { changes } from './population.ts'
import { changesSentences } from './population-words.ts'

const side = (playbook: typeof PLAYBOOK, customers: readonly Figures[]) => {
  const plan = planOf(playbook)
  return { plan, population: populationOf(plan, customers) }
}

const people = [0, 4000, 5000, 9000, 9500, 10_000, 12_000].map((fees) =>
  customer({ fees, last_contact: RUN.asOf - 1 }),
)
const lower = { ...nodes.tier, bands: [{ name: 'A', from: 9000 }, { name: 'B', from: 5000 }, { name: 'C' }] }

const without = {
  ...nodes.contribution,
  calculation: { method: 'sum' as const, terms: [{ of: 'fees' }, { of: 'balance', rate: 1.5 }] },
}

describe('who changes under another playbook', () => {
  const before = { plan: SMALL, population: populationOf(SMALL, people) }

  it('is nobody under the same one', () => {
    const { changed, outcomes, listed } = changes(before, before, RUN)
    expect([changed, outcomes]).toEqual([0, []])
    expect(listed).toMatchObject({ gained: { count: 0 }, lost: { count: 0 } })
  })

  it('is told for every outcome, from which value to which, with examples', () => {
    const found = changes(before, side(playbookWith(lower), people), RUN)
    expect([found.count, found.changed]).toEqual([7, 2])
    expect(found.outcomes.find(({ name }) => name === 'tier')).toEqual({
      kind: 'moves',
      name: 'tier',
      nameBefore: 'tier',
      changed: 2,
      moves: [{ from: 'B', to: 'A', count: 2, examples: [3, 4] }],
    })
  })

  it('is counted and summed for numbers, missing ones apart', () => {
    const visiting = people.map((each, at) => new Map([...each, ['visits', at === 2 ? 3 : 0]] as const))
    const found = changes(
      { plan: SMALL, population: populationOf(SMALL, visiting) },
      side(playbookWith(without), visiting),
      RUN,
    ).outcomes.find(({ name }) => name === 'contribution')
    expect(found).toMatchObject({
      kind: 'shifts',
      changed: 1,
      rose: { count: 1, examples: [2] },
      fell: { count: 0 },
      sumBefore: 48_900,
      sumAfter: 49_500,
    })
  })

  it('names who comes on the lists and who goes, with the advisers’ minutes when they are known', () => {
    const due = people.map((each) => new Map([...each, ['last_contact', null]] as const))
    const duty = { ...nodes.duty, duties: { ...nodes.duty.duties, B: null } }
    const [old, now] = [{ plan: SMALL, population: populationOf(SMALL, due) }, side(playbookWith(duty), due)]
    expect(changes(old, now, RUN).listed).toEqual({
      before: 5,
      after: 2,
      gained: { count: 0, examples: [] },
      lost: { count: 3, examples: [2, 3, 4] },
    })
    const portfolios = { adviserOf: new Int32Array(due.length), minutes: Int32Array.of(35) }
    // Two of tier A at 15 minutes and one of tier B at 5 fit.
    const [one, other] = [
      { ...old, portfolios },
      { ...now, portfolios: { ...portfolios, minutes: Int32Array.of(15) } },
    ]
    expect(changes(one, { ...now, portfolios }, RUN).listed).toMatchObject({ before: 3, after: 2 })
    // With another playbook the advisers may have other minutes.
    expect(changes(one, other, RUN).listed).toMatchObject({ before: 3, after: 1 })
  })

  it('is nobody where another row of a table decides the same', () => {
    const greeting = (...rows: [string, string][]) =>
      playbookWith({
        id: 'greeting',
        kind: 'table',
        name: nodes.tier.name,
        hitPolicy: 'first',
        inputs: [{ of: 'tier' }],
        outputs: [{ id: 'words', type: 'text' }],
        rows: rows.map(([when, then]) => ({ when: [when], then: [then] })),
      })
    const [old, now] = [
      side(greeting(['A', 'tea'], ['-', 'coffee']), people),
      side(greeting(['A', 'tea'], ['B', 'coffee'], ['-', 'coffee']), people),
    ]
    expect(changes(old, now, RUN).changed).toBe(0)
    expect(changes(side(PLAYBOOK, people), now, RUN).onlyAfter).toEqual(['greeting'])
  })

  it('follows renamed nodes, and other orders of a class', () => {
    const renamed = JSON.parse(
      JSON.stringify(playbookWith(lower))
        .replaceAll(/"tier"(?!:)/g, '"level"')
        .replaceAll('"kind":"level"', '"kind":"tier"'),
    )
    const { renames } = diff(PLAYBOOK, renamed)
    const found = changes(before, side(renamed, people), RUN, { renames })
    expect(found.outcomes[0]).toMatchObject({ name: 'level.unheld', changed: 2 })
    expect([found.onlyBefore, found.onlyAfter]).toEqual([[], []])
    // A strategy that is called otherwise is the same.
    const other = JSON.parse(JSON.stringify(PLAYBOOK).replaceAll('"leave"', '"rest"'))
    other.nodes[4].strategies[2].name =
      PLAYBOOK.nodes.find(({ id }) => id === 'strategy') && nodes.strategy.strategies[2]?.name
    expect(
      changes(before, side(other, people), RUN, { renames: diff(PLAYBOOK, other).renames }).changed,
    ).toBe(0)
    // So is the node that a contact comes from.
    const due = people.map((each) => new Map([...each, ['last_contact', null]] as const))
    const round = JSON.parse(JSON.stringify(PLAYBOOK).replaceAll('"duty"', '"round"'))
    expect(
      changes(side(PLAYBOOK, due), side(round, due), RUN, { renames: diff(PLAYBOOK, round).renames }).changed,
    ).toBe(0)
    const bands = [{ name: 'C', from: 10_000 }, { name: 'B', from: 5000 }, { name: 'A' }]
    const { hysteresis: _hysteresis, ...plain } = nodes.tier
    const turned = changes(
      side(playbookWith(plain), people),
      side(playbookWith({ ...plain, bands }), people),
      RUN,
    )
    expect(turned.outcomes.find(({ name }) => name === 'tier')).toMatchObject({
      moves: [
        { from: 'A', to: 'C', count: 2 },
        { from: 'C', to: 'A', count: 2 },
      ],
    })
  })

  it('is said in whole sentences, in both languages', () => {
    const visiting = people.map((each, at) => new Map([...each, ['visits', at === 2 ? 3 : 0]] as const))
    const after = side(playbookWith(lower, { ...nodes.quiet, id: 'silence' }, without), visiting)
    const first = { plan: SMALL, population: populationOf(SMALL, visiting) }
    const found = changes(first, after, RUN)
    const say = (locale: 'en' | 'zh-CN') =>
      changesSentences(SMALL, after.plan, found, locale).map(({ text }) => text.replaceAll('\u00a0', ' '))
    expect(say('en')).toEqual(
      expect.arrayContaining([
        '3 customers are decided otherwise, of 7.',
        'Tier: A instead of B: 2 customers.',
        'Contribution: higher for 1 customer, lower for 0 customers; ¥495.00 in all, before ¥489.00.',
        'Decided now only: Quiet days.',
      ]),
    )
    for (const locale of ['en', 'zh-CN'] as const)
      for (const words of say(locale)) expect(words).not.toMatch(/[{}]|undefined|NaN/)
  })

  it('leaves out what only one of them decides, and names it', () => {
    const more = {
      ...playbookWith({
        id: 'fresh',
        kind: 'measure',
        name: nodes.tier.name,
        calculation: { method: 'sum', terms: [{ of: 'added' }] },
      }),
      facts: [...PLAYBOOK.facts, fact('added', 'money')],
    }
    const found = changes(before, side(more, people), RUN)
    expect([found.onlyBefore, found.onlyAfter, found.changed]).toEqual([[], ['fresh'], 0])
  })
})
