import { describe, expect, it } from 'vitest'
import type { Plan } from '../plan/plan.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import {
  day,
  decide,
  fact,
  nodes,
  PLAYBOOK,
  planOf,
  playbookWith,
  SMALL,
  text,
  WORKING_DAYS,
} from '../testing/small-bank.ts'
import { compareOutcomes, type OutcomeComparison } from './equivalence.ts'

const compared = async (before: Plan, after: Plan, ...outcomes: string[]) => {
  const all = { workingDays: WORKING_DAYS, ...(outcomes.length > 0 && { outcomes }) }
  const found = await compareOutcomes(before, after, all)
  return Object.fromEntries(found.outcomes.map((each) => [each.name, each]))
}

const withNode = (node: PlaybookNode): Plan => planOf(playbookWith(node))
const fill = (plan: Plan, facts: Iterable<readonly [string, unknown]>) =>
  new Map([
    ...plan.playbook.facts.map(({ name, missing }) => [name, missing === 'possible' ? null : 0] as const),
    ...[...facts].map(
      ([name, value]) =>
        [
          name,
          typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : null,
        ] as const,
    ),
  ])

/** The two values of an outcome for the customer who was found, decided once more by the tests' evaluators. */
async function decidedAgain(before: Plan, after: Plan, outcome: OutcomeComparison | undefined) {
  if (outcome?.status !== 'differs') return expect.fail(outcome?.status)
  const { facts, run } = outcome.customer
  const [first, second] = [
    await decide(before, fill(before, facts), run),
    await decide(after, fill(after, facts), run),
  ]
  expect([first[outcome.name], second[outcome.name]]).toEqual([
    outcome.customer.before.value,
    outcome.customer.after.value,
  ])
  expect(first[outcome.name]).not.toBe(second[outcome.name])
  return outcome.customer
}

describe('two versions', () => {
  it('that are the same are equal in every outcome, without any search', async () => {
    const found = Object.values(await compared(SMALL, planOf(PLAYBOOK)))
    expect(found).toHaveLength(SMALL.outputs.length)
    expect(found.every((each) => each.status === 'equal' && each.by === 'same')).toBe(true)
  })

  it('that say the same in other words are proven equal', async () => {
    const audience = { not: { of: 'tier', is: 'equal', value: 'C' } } as const
    const found = Object.values(await compared(SMALL, withNode({ ...nodes.rate_cut, audience })))
    expect(
      found.map(({ name, status }) => [name, status]).filter(([, status]) => status !== 'equal'),
    ).toEqual([])
    expect(found.some((each) => each.status === 'equal' && each.by === 'intervals')).toBe(true)
  })

  it('with a moved threshold differ on a customer who stands between the two', async () => {
    const bands = [{ name: 'A', from: 10_001 }, { name: 'B', from: 5000 }, { name: 'C' }]
    const after = withNode({ ...nodes.tier, bands })
    const found = await compared(SMALL, after, 'tier', 'contribution')
    expect(found.contribution).toEqual({ name: 'contribution', status: 'equal', by: 'same' })
    const customer = await decidedAgain(SMALL, after, found.tier)
    expect(customer.before.values.get('contribution')).toBe(10_000)
    expect([customer.before.value, customer.after.value]).toEqual(['A', 'B'])
    for (const side of [customer.before, customer.after])
      expect(side.values.get('fees')).toBe(customer.facts.get('fees'))
    expect([...new Set(customer.after.reasons.map(({ node }) => node))]).toEqual(['contribution', 'tier'])
  })

  it('with another time to live differ in an event of just that age', async () => {
    const after = withNode({
      ...nodes.rate_cut,
      occurs: { by: 'announcement', event: 'rate_cut', timeToLive: 11 },
    })
    const found = await compared(SMALL, after, 'rate_cut')
    const { run } = await decidedAgain(SMALL, after, found.rate_cut)
    expect(found.rate_cut).toMatchObject({ by: 'intervals' })
    expect(run.events.map((event) => run.asOf - day(event.day))).toEqual([10])
  })

  it('with a longer interval differ on the one day between', async () => {
    const duties = { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, every: 11 } }
    const after = withNode({ ...nodes.duty, duties })
    const found = await compared(SMALL, after)
    const { before } = await decidedAgain(SMALL, after, found.duty)
    expect(before.values.get('duty.elapsed')).toBe(10)
    await decidedAgain(SMALL, after, found['list.minutes'])
  })

  it('differ where the one has a value and the other none', async () => {
    const rows = [
      { when: ['>= 10'], then: [1] },
      { when: ['>= 5'], then: [2] },
    ]
    const table = (count: number): PlaybookNode => ({
      id: 'grade',
      kind: 'table',
      name: text('Grade'),
      hitPolicy: 'first',
      inputs: [{ of: 'fees' }],
      outputs: [{ id: 'value', type: 'count' }],
      rows: rows.slice(0, count),
    })
    const [one, two] = [withNode(table(1)), withNode(table(2))]
    expect((await decidedAgain(one, two, (await compared(one, two, 'grade')).grade)).before.value).toBe(null)
    expect((await decidedAgain(two, one, (await compared(two, one, 'grade')).grade)).after.value).toBe(null)
  })

  it('of different facts are compared on customers that both can have', async () => {
    const facts = PLAYBOOK.facts.map((each) =>
      each.name === 'do_not_contact' ? fact('do_not_contact', 'flag') : each,
    )
    const after = planOf({ ...PLAYBOOK, facts })
    const found = await compared(SMALL, after, 'policy')
    expect(found.policy?.status).toBe('equal')
  })

  it('whose facts are of another kind are not compared', async () => {
    const facts = PLAYBOOK.facts.map((each) => (each.name === 'visits' ? fact('visits', 'days') : each))
    const found = await compared(SMALL, planOf({ ...PLAYBOOK, facts }), 'contribution', 'policy')
    expect(found.contribution).toEqual({ name: 'contribution', status: 'unknown', why: 'incomparable' })
    expect(found.policy?.status).toBe('equal')
  })

  it('say which outcomes only one has', async () => {
    const { hysteresis: _hysteresis, ...unheld } = nodes.tier
    const { onlyBefore, onlyAfter } = await compareOutcomes(SMALL, withNode(unheld), {
      workingDays: WORKING_DAYS,
      outcomes: [],
    })
    expect([onlyBefore, onlyAfter]).toEqual([['tier.unheld'], []])
  })
})
