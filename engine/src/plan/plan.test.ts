import { describe, expect, it } from 'vitest'
import { WorkingDays } from '../calendar/calendar.ts'
import { compile } from '../evaluate/columns/compile.ts'
import { stepsRead } from '../expression/reads.ts'
import { parsePlaybook } from '../playbook/parse.ts'
import { populationOf } from '../population/population.ts'
import {
  day,
  nodes,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  SMALL,
  sameAs,
  text,
} from '../testing/small-bank.ts'
import { checkRun, plan, planChecked, runInputs } from './plan.ts'

describe('a plan', () => {
  it('hands out the outcomes that people ask for, and keeps the figures on the way to itself', () => {
    expect(SMALL.outputs.map(({ name }) => name)).toEqual([
      'contribution',
      'quiet',
      'tier.unheld',
      'tier',
      'activity',
      'strategy',
      'duty.elapsed',
      'duty',
      'duty.overdue',
      'maturity',
      'rate_cut',
      'policy',
      'list.source',
      'list.channel',
      'list.permission',
      'list',
      'list.minutes',
      'list.score',
    ])
    const { hysteresis: _hysteresis, ...plain } = nodes.tier
    expect(planOf(playbookWith(plain)).outputs.map(({ name }) => name)).not.toContain('tier.unheld')
  })

  it('has every step after those that it reads, in whatever order the nodes stand', () => {
    for (const playbook of [PLAYBOOK, { ...PLAYBOOK, nodes: PLAYBOOK.nodes.toReversed() }]) {
      const { steps } = planOf(playbook)
      const done = new Set<string>()
      for (const { name, expression } of steps) {
        for (const read of stepsRead(expression)) expect(done, `${name} reads ${read}`).toContain(read)
        done.add(name)
      }
      expect(done.size).toBe(SMALL.steps.length)
    }
  })

  it('keeps the order of the playbook where references leave it open', () => {
    expect(SMALL.nodes.map(({ node }) => node.id)).toEqual(PLAYBOOK.nodes.map(({ id }) => id))
    const { nodes: sorted } = planOf(playbookWith(sameAs('late', 'later'), sameAs('later', 'fees')))
    expect(sorted.slice(-2).map(({ node }) => node.id)).toEqual(['later', 'late'])
  })

  it('knows its daily list, if it has one', () => {
    expect(SMALL.arbitration).toBe('list')
    expect(planOf({ ...PLAYBOOK, nodes: [nodes.quiet] }).arbitration).toBeNull()
  })

  it('is made of a playbook without errors only; warnings come along', () => {
    const warned = plan(
      playbookWith({
        ...nodes.duty,
        duties: { ...nodes.duty.duties, A: { ...nodes.duty.duties.A, grace: 10 } },
      }),
    )
    const codes = warned.problems.map(({ code }) => code)
    expect([warned.ok, codes]).toEqual([true, ['grace_exceeds_interval', 'unused_node']])
    expect(plan(playbookWith(sameAs('wrong', 'nothing'))).ok).toBe(false)
    expect(() => planChecked(playbookWith(sameAs('wrong', 'nothing')))).toThrow('"nothing" does not resolve')
  })

  it('may be longer than one function of generated code', () => {
    const names = Array.from({ length: 20 }, (_, at) => `b${at}`)
    const tiers = Array.from({ length: 1200 }, (_, tier) => ({
      ...nodes.activity,
      id: `tier_${tier}`,
      bands: names.map((name, at) => ({ name, ...(at < 19 && { from: 3000 + tier - at }) })),
    }))
    const long = planOf(playbookWith(...tiers))
    const { columns } = compile(long).decide(populationOf(long, [new Map([['visits', 3500]])]), RUN)
    const reached = tiers.map(({ id }) => columns.get(id)?.[0])
    expect(reached).toEqual(tiers.map((_, tier) => Math.min(20, Math.max(1, tier - 499))))
  })

  it('is refused when it would fill the memory', () => {
    const terms = Array.from({ length: 100 }, () => ({ of: 'balance', rate: 1 }))
    const measures = Array.from({ length: 1100 }, (_, at) => ({
      ...nodes.contribution,
      id: `sum_${at}`,
      calculation: { method: 'sum' as const, terms },
    }))
    const refused = plan(playbookWith(...measures))
    expect(refused.ok).toBe(false)
    expect(refused.problems.map(({ code, path }) => [code, path])).toEqual([['plan_too_large', '/nodes']])
  })
})

describe('the bounds of settings', () => {
  const parses = (node: object) => parsePlaybook({ ...PLAYBOOK, nodes: [node] }).ok

  it.each<[string, (value: number) => object, number, number]>([
    ['touches', (most) => ({ ...nodes.policy, touches: { fact: 'touches', most } }), 1, 1000],
    ['cool-down', (days) => ({ ...nodes.policy, coolDown: { lastRefusal: 'last_refusal', days } }), 1, 3650],
    ['value cap', (valueCap) => ({ ...nodes.list, valueCap }), 1, Number.MAX_SAFE_INTEGER],
    ['minutes a day', (minutesPerDay) => ({ ...nodes.list, minutesPerDay }), 1, 480],
    ['interval', (every) => ({ ...nodes.duty, duties: { A: { ...nodes.duty.duties.A, every } } }), 1, 2500],
    ['grace', (grace) => ({ ...nodes.duty, duties: { A: { ...nodes.duty.duties.A, grace } } }), 0, 2500],
    ['minutes of a contact', (minutes) => ({ ...nodes.maturity, minutes }), 1, 480],
    ['urgency', (urgency) => ({ ...nodes.maturity, urgency }), 1, 300],
    [
      'time to live',
      (timeToLive) => ({ ...nodes.rate_cut, occurs: { ...nodes.rate_cut.occurs, timeToLive } }),
      1,
      366,
    ],
    [
      'days before',
      (daysBefore) => ({ ...nodes.maturity, occurs: { ...nodes.maturity.occurs, daysBefore } }),
      0,
      366,
    ],
    ['margin', (margin) => ({ ...nodes.tier, hysteresis: { ...nodes.tier.hysteresis, margin } }), 0, 100],
    [
      'months of grace',
      (graceMonths) => ({ ...nodes.tier, hysteresis: { ...nodes.tier.hysteresis, graceMonths } }),
      0,
      120,
    ],
    [
      'days of a missing date',
      (ifMissing) => ({ ...nodes.quiet, calculation: { ...nodes.quiet.calculation, ifMissing } }),
      0,
      36_500,
    ],
    [
      'propensity',
      (propensity) => ({
        ...nodes.strategy,
        strategies: [{ id: 'x', name: text('x'), talkingPoints: { 'zh-CN': [], en: [] }, propensity }],
      }),
      1,
      100,
    ],
  ])('%s reach from the least to the most, and no further', (_, node, least, most) => {
    expect([least - 1, least, most, most + 1].map((value) => parses(node(value)))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe('checkRun', () => {
  it('refuses another calendar, and days that the calendar does not know', () => {
    expect(checkRun(SMALL, RUN)).toEqual([])
    expect(checkRun(SMALL, on('2026-12-31'))).toEqual([])
    const other = new WorkingDays({
      id: 'other',
      name: text('other'),
      years: { 2026: { closed: [], worked: [] } },
    })
    expect(checkRun(SMALL, { ...RUN, workingDays: other })).toMatchObject([
      { code: 'wrong_calendar', path: '/calendar', values: { expected: 'small', found: 'other' } },
    ])
    expect(checkRun(SMALL, on('2027-01-01'))).toMatchObject([
      {
        code: 'calendar_ends',
        path: '/calendar',
        values: { day: '2027-01-01', year: 2027, calendar: 'small', known: '2025–2026' },
      },
    ])
    expect(checkRun(SMALL, on('2024-12-31'))).toHaveLength(1)
  })
})

describe('the inputs of a run', () => {
  it('are its day, and for each trigger whether and when its event was announced', () => {
    expect(Object.fromEntries(runInputs(SMALL, on('2026-03-02', rateCut('2026-03-01'))))).toEqual({
      as_of: day('2026-03-02'),
      'maturity.announced': 0,
      'maturity.event_day': 0,
      'rate_cut.announced': 1,
      'rate_cut.event_day': day('2026-03-01'),
    })
    expect(runInputs(SMALL, RUN).get('rate_cut.announced')).toBe(0)
  })
})
