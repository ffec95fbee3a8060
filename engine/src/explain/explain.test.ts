import { describe, expect, it } from 'vitest'
import en from '../locale/en.json' with { type: 'json' }
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import { type Population, populationOf } from '../population/population.ts'
import { PRODUCT_CASES } from '../testing/product-bank.ts'
import { RULE_CASES } from '../testing/rule-bank.ts'
import {
  customer,
  day,
  fact,
  nodes,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  rateCut,
  SMALL,
  text,
} from '../testing/small-bank.ts'
import { actionKey, explainer, occasionsOf, reasonsForContact, reasonsOf } from './explain.ts'
import { sentence } from './sentence.ts'

type Facts = Parameters<typeof customer>[0]

const viewOf = (facts: Facts, run: Run = RUN, plan: Plan = SMALL) =>
  explainer(plan).view(populationOf(plan, [customer(facts)]), 0, run)

const sentences = (facts: Facts, run: Run = RUN, plan: Plan = SMALL) =>
  reasonsOf(plan, viewOf(facts, run, plan)).map((reason) => sentence(reason, 'en', 'CZK'))

const codes = (facts: Facts, run: Run = RUN, plan: Plan = SMALL) =>
  reasonsOf(plan, viewOf(facts, run, plan)).map(({ code }) => code)

const onCut = on('2026-03-02', rateCut('2026-03-01'))
const { touches: _touches, ...untouching } = nodes.rate_cut
const { balance: _balance, ...holdings } = nodes.rate_cut.touches
const missingBalance = {
  ...playbookWith({ ...nodes.tier, id: 'maybe', of: 'spare', ifMissing: 'B' }),
  facts: [...PLAYBOOK.facts, fact('spare', 'money', 'possible')],
}

/** Customers who between them have every reason there is. */
const CASES: [Facts, Run, Plan][] = [
  [
    { balance: 100_000, fees: 10_000, visits: 12, last_activity: day('2026-03-01'), do_not_contact: true },
    onCut,
    SMALL,
  ],
  [
    {
      fees: 9500,
      held_tier: 'A',
      months_below: 3,
      last_contact: day('2026-02-27'),
      deposits: 2,
      do_not_contact: null,
    },
    onCut,
    SMALL,
  ],
  [
    {
      fees: 9000,
      held_tier: 'A',
      months_below: 1,
      matures: day('2026-03-05'),
      last_contact: day('2026-02-16'),
      touches: 4,
    },
    RUN,
    SMALL,
  ],
  [{ fees: 10_000, last_contact: day('2026-02-13'), touches: null }, RUN, SMALL],
  [{ fees: 10_000, last_contact: day('2026-02-02'), last_refusal: day('2026-02-20') }, RUN, SMALL],
  [{ fees: 10_000, consent_phone: false }, RUN, SMALL],
  [{ fees: 10_000, consent_phone: null }, RUN, SMALL],
  [{ fees: 10_000 }, RUN, planOf(playbookWith({ ...nodes.duty, neverContacted: 'not_due' }))],
  [{ fees: 10_000 }, onCut, planOf(playbookWith(untouching))],
  [{ fees: 10_000, deposits: 3 }, onCut, planOf(playbookWith({ ...nodes.rate_cut, touches: holdings }))],
  [{}, RUN, planOf(missingBalance)],
  ...PRODUCT_CASES,
  ...RULE_CASES,
]

describe('reasons', () => {
  it('fill in everything that the sentences ask for, in both languages', () => {
    for (const [facts, run, plan] of CASES) {
      for (const reason of reasonsOf(plan, viewOf(facts, run, plan))) {
        for (const locale of ['en', 'zh-CN'] as const) {
          const words = sentence(reason, locale, 'CNY')
          expect(words).not.toMatch(/[{}]|undefined|NaN/)
          if (locale === 'zh-CN') expect(words).toMatch(/\p{Script=Han}/u)
          else expect(words.replaceAll('（中）', '')).not.toMatch(/\p{Script=Han}/u)
        }
      }
    }
  })

  it('cover every sentence of the locale files but those that no decision ends in', () => {
    const given = new Set(CASES.flatMap(([facts, run, plan]) => codes(facts, run, plan)))
    const all = Object.keys(en).flatMap((key) =>
      key.startsWith('reason.') ? [key.slice('reason.'.length)] : [],
    )
    // Consent is a matter of the channel: it stands in the reason of the list, not of the policy.
    expect(all.filter((code) => !given.has(code as never))).toEqual([
      'permission_no_consent',
      'permission_consent_unknown',
      'permission_no_address',
      'permission_address_unknown',
    ])
  })

  it('say in whole sentences what the figures were', () => {
    const [facts, run] = CASES[0] ?? expect.fail()
    expect(sentences({ ...facts, do_not_contact: false }, run)).toEqual(
      [
        'Contribution: Kč 91.00.',
        'balance: Kč 1,000.00 × 1.5 % = Kč 15.00.',
        'fees: Kč 100.00.',
        'visits: 12 × -Kč 2.00 = -Kč 24.00.',
        'Quiet days: 1 day (since 2026-03-01).',
        'Tier: B, because Kč 91.00 reaches the threshold of Kč 50.00.',
        'Activity: high, because 12 reaches the threshold of 10.',
        'Strategy: news (Tier: B; Activity: high).',
        'Contact is due: no contact is on record, and tier B is contacted at least once in 20 working days.',
        'Maturity: no date on record.',
        'Rate cut: the customer holds nothing that it touches.',
        'The customer may be contacted.',
        'Rank: score 5400 = 100 × value 45 (of 100) × likelihood 60 % × urgency 200 %, rounded down.',
        'Value 45 (of 100): Contribution is Kč 91.00, counted up to Kč 200.00.',
      ].map((words) => words.replaceAll('Kč ', 'Kč\u00a0')),
    )
  })

  it('say why a tier was held', () => {
    const of = (facts: Facts) =>
      sentences(facts)
        .find((words) => words.startsWith('Tier: '))
        ?.replaceAll('\u00a0', ' ')
    expect(of({ fees: 9500, held_tier: 'A', months_below: 3 })).toBe(
      'Tier: still A. At Kč 95.00 it would be B, but that is no more than 10 % below the threshold.',
    )
    expect(of({ fees: 100, held_tier: 'A', months_below: 1 })).toBe(
      'Tier: still A. At Kč 1.00 it would be C, but the customer has been below the threshold for 1 month and keeps the tier for 3 months.',
    )
    expect(of({ fees: 4500, held_tier: 'A', months_below: 3 })).toContain('still B')
    expect(of({ fees: 100 })).toBe('Tier: C, because Kč 1.00 reaches none of the higher thresholds.')
    expect(of({ fees: 100, held_tier: 'A', months_below: 3 })).toBe(
      'Tier: C, because Kč 1.00 reaches none of the higher thresholds.',
    )
  })

  it('leave out terms that add nothing', () => {
    expect(codes({ fees: 100 }).filter((code) => code.startsWith('measure_'))).toEqual([
      'measure_sum',
      'measure_whole_term',
      'measure_never',
    ])
  })
})

describe('what things are called', () => {
  const { hysteresis: _, ...unheld } = nodes.tier
  const strategies = nodes.strategy.strategies.map((each) => ({
    ...each,
    id: each.id.replace('news', 'fees'),
  }))
  const cells = JSON.parse(JSON.stringify(nodes.strategy.cells).replaceAll('news', 'fees'))
  const bands = [{ name: 'fees', from: 10_000 }, { name: 'B', from: 5000 }, { name: 'C' }]
  const { A, ...others } = cells
  const duties = { fees: nodes.duty.duties.A, B: nodes.duty.duties.B, C: null }
  const plan = planOf(
    playbookWith(
      { ...unheld, bands },
      { ...nodes.strategy, strategies, cells: { ...others, fees: A } },
      { ...nodes.duty, duties },
      { ...nodes.rate_cut, audience: { of: 'tier', is: 'among', values: ['fees'] } },
    ),
  )

  it('is never taken from something else of the same name: a fact, a tier and a strategy called alike', () => {
    const view = viewOf({ fees: 20_000, visits: 20 }, RUN, plan)
    expect(view.figure('tier')).toEqual({ kind: 'class', value: 'fees' })
    expect(view.figure('strategy')).toEqual({ kind: 'class', value: 'fees', name: text('news') })
    expect(view.nameOf('fees')).toEqual(text('fees'))
  })
})

describe('the reasons for a contact', () => {
  const why = (facts: Facts, run: Run = RUN) =>
    reasonsForContact(SMALL, viewOf(facts, run)).map(({ node, code }) => `${node} ${code}`)

  it('begin with the occasions, and leave out what had no part in them', () => {
    const reasons = why({ fees: 10_000, deposits: 1, last_contact: day('2026-02-16') }, onCut)
    expect(reasons.slice(0, 4)).toEqual([
      'duty coverage_due',
      'rate_cut trigger_touches_balance',
      'rate_cut figure_compared',
      'list action_scored',
    ])
    expect(reasons).toContain('tier tier_reached')
    expect(reasons).toContain('contribution measure_sum')
    expect(reasons.join()).not.toMatch(/maturity|quiet/)
  })

  it('are only what the list says for a customer whom nothing calls for', () => {
    expect(why({})[0]).toBe('list action_none')
    expect(why({}).join()).not.toMatch(/duty|maturity|rate_cut/)
  })

  it('of a blocked customer name the channel and the reason', () => {
    const blocked = sentences({ fees: 10_000, consent_phone: false }).at(-1)
    expect(blocked).toBe(
      'There is a reason to contact the customer by phone, but: no consent to this channel.',
    )
  })

  it('are none without a daily list', () => {
    const plan = planOf({ ...PLAYBOOK, nodes: PLAYBOOK.nodes.filter(({ kind }) => kind !== 'arbitration') })
    const view = viewOf({ fees: 10_000 }, RUN, plan)
    expect([reasonsForContact(plan, view), occasionsOf(plan, view)]).toEqual([[], []])
  })
})

describe('the key of an action', () => {
  const key = (facts: Facts, run: Run = RUN) => actionKey(SMALL, viewOf(facts, run), 'C1')
  const both = { fees: 10_000, deposits: 1, last_contact: day('2026-02-16') }

  it('names the customer, the occasions and the cycle', () => {
    expect(key({ fees: 10_000 })).toBe('C1|duty@first')
    expect(key(both, onCut)).toBe('C1|duty@2026-02-16|rate_cut@cut')
    expect(key({ matures: day('2026-03-05') })).toBe('C1|maturity@2026-03-05')
    expect(key({})).toBe('C1')
  })

  it('stays the same on the next night, and changes after a contact or with another event', () => {
    const [tonight, tomorrow] = [onCut, on('2026-03-03', rateCut('2026-03-01'))]
    expect(key(both, tomorrow)).toBe(key(both, tonight))
    expect(key({ ...both, last_contact: day('2026-02-13') }, tonight)).not.toBe(key(both, tonight))
    expect(key(both, on('2026-03-03', rateCut('2026-03-01'), rateCut('2026-03-02', 'more')))).toBe(
      'C1|duty@2026-02-16|rate_cut@more',
    )
    expect(key(both, on('2026-03-03', rateCut('2026-03-02', 'b'), rateCut('2026-03-02', 'a')))).toContain(
      '@b',
    )
  })
})

describe('an explainer', () => {
  it('explains anybody in a population, not only the first', () => {
    const population: Population = populationOf(SMALL, [
      customer(),
      customer({ fees: 10_000 }),
      customer({ fees: 5000 }),
    ])
    const tiers = [0, 1, 2].map((at) => explainer(SMALL).values(population, at, RUN).get('tier'))
    expect(tiers).toEqual(['C', 'A', 'B'])
  })

  it('calls a strategy by its name wherever it stands, and leaves alone what has none', () => {
    const view = viewOf({ fees: 10_000, visits: 1 })
    expect(view.figure('strategy')).toEqual({ kind: 'class', value: 'wake', name: text('wake') })
    expect(view.figure('tier')).toEqual({ kind: 'class', value: 'B' })
    expect(view.figure('contribution')).toEqual({ kind: 'money', value: 9800 })
    expect([view.nameOf('balance'), view.nameOf('tier'), view.nameOf('nobody')]).toEqual([
      text('balance'),
      text('Tier'),
      { 'zh-CN': 'nobody', en: 'nobody' },
    ])
  })

  it('gives every fact and step, also those that no rule reads', () => {
    const facts = [...PLAYBOOK.facts, fact('unread', 'money')]
    const plan = planOf({ ...PLAYBOOK, facts })
    const population = populationOf(plan, [customer({ unread: 7 })])
    const values = explainer(plan).values(population, 0, RUN)
    expect(values.get('unread')).toBe(7)
    expect([...values.keys()].toSorted()).toEqual([...plan.types.keys()].toSorted())
  })
})
