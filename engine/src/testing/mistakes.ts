import type { Fact } from '../playbook/fact.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { withNode } from './found.ts'
import { fact, nodes, PLAYBOOK, playbookWith, sameAs, strategy } from './small-bank.ts'

const LEARNED = {
  success: 'interested',
  from: '2026-03-01',
  until: '2026-02-01',
  tries: 3,
  successes: 4,
  estimate: 40,
  evidence: '0'.repeat(64),
}

const withFacts = (change: (each: Fact) => Fact): Playbook => ({
  ...PLAYBOOK,
  facts: PLAYBOOK.facts.map(change),
})
const maybeMissing = (name: string): Playbook =>
  withFacts((each) => (each.name === name ? { ...each, missing: 'possible' } : each))

const sum = (...terms: object[]): object => ({ ...nodes.contribution, calculation: { method: 'sum', terms } })

/** Everything a playbook can get wrong: what, in which playbook, found where, and what the mend has to name. */
export const MISTAKES: [what: string, playbook: Playbook, places: string[], mend: string][] = [
  [
    'a mistyped fact',
    withNode(sum({ of: 'balence' })),
    ['unknown_name /nodes/0/calculation/terms/0/of'],
    'balance',
  ],
  [
    'a name like no other',
    withNode(sum({ of: 'happiness' })),
    ['unknown_name /nodes/0/calculation/terms/0/of'],
    'of that name',
  ],
  [
    'a mistyped fact where a node would not do',
    withNode({ ...nodes.duty, lastContact: 'last_contct' }),
    ['unknown_fact /nodes/5/lastContact'],
    'last_contact',
  ],
  [
    'a node where only a fact will do',
    withNode({ ...nodes.duty, lastContact: 'tier' }),
    ['unknown_fact /nodes/5/lastContact'],
    'facts',
  ],
  ['no such node', withNode({ ...nodes.duty, tier: 'tears' }), ['unknown_node /nodes/5/tier'], 'tier'],
  [
    'a node of the wrong kind',
    withNode({ ...nodes.list, policy: 'duty' }),
    ['wrong_kind /nodes/9/policy'],
    'contact_policy',
  ],
  [
    'a date where an amount belongs',
    withNode(sum({ of: 'last_contact' })),
    [
      'wrong_unit /nodes/0/calculation/terms/0/of',
      'count_without_worth /nodes/0/calculation/terms/0',
      'missing_undecided /nodes/0/calculation/terms/0',
    ],
    'money, count, days',
  ],
  [
    'days where an amount belongs',
    withNode({ ...nodes.list, value: 'quiet' }),
    ['wrong_unit /nodes/9/value'],
    'an amount',
  ],
  [
    'a node that refers to itself',
    withNode(sum({ of: 'contribution' })),
    ['cycle /nodes/0/calculation/terms/0/of'],
    'Remove one of these references',
  ],
  [
    'thresholds that do not fall',
    withNode({ ...nodes.tier, bands: [{ name: 'A', from: 10 }, { name: 'B', from: 10 }, { name: 'C' }] }),
    ['thresholds_out_of_order /nodes/2/bands/1/from'],
    'lower threshold',
  ],
  [
    'a fraction of a visit',
    withNode({ ...nodes.activity, bands: [{ name: 'high', from: 1.5 }, { name: 'low' }] }),
    ['not_whole /nodes/3/bands/0/from'],
    'whole number',
  ],
  [
    'a fraction of a fen',
    withNode({ ...nodes.tier, bands: [{ name: 'A', from: 1.5 }, { name: 'B', from: 1 }, { name: 'C' }] }),
    ['not_whole /nodes/2/bands/0/from'],
    '1500000',
  ],
  [
    'a threshold beyond exactness',
    withNode({ ...nodes.activity, bands: [{ name: 'high', from: 1e300 }, { name: 'low' }] }),
    ['too_big /nodes/3/bands/0/from'],
    '9007199254740991',
  ],
  [
    'a threshold beyond exactness below zero',
    withNode({ ...nodes.activity, bands: [{ name: 'high', from: -1e300 }, { name: 'low' }] }),
    ['too_small /nodes/3/bands/0/from'],
    '-9007199254740991',
  ],
  [
    'a threshold for the last tier',
    withNode({
      ...nodes.activity,
      bands: [
        { name: 'high', from: 2 },
        { name: 'low', from: 1 },
      ],
    }),
    ['last_band_with_threshold /nodes/3/bands/1/from'],
    'from',
  ],
  [
    'a tier without threshold',
    withNode({ ...nodes.activity, bands: [{ name: 'high' }, { name: 'low' }] }),
    ['band_without_threshold /nodes/3/bands/0'],
    'from',
  ],
  [
    'two tiers of one name',
    withNode({
      ...nodes.activity,
      bands: [{ name: 'high', from: 9 }, { name: 'low', from: 2 }, { name: 'low' }],
    }),
    ['duplicate_band /nodes/3/bands/2/name'],
    'Rename',
  ],
  [
    'a held tier of other classes',
    withFacts((each) => (each.type === 'class' ? { ...each, values: ['A', 'C', 'B'] } : each)),
    ['previous_tier_differs /nodes/2/hysteresis/previous'],
    'same order',
  ],
  [
    'a held tier with fewer classes',
    withFacts((each) => (each.type === 'class' ? { ...each, values: ['A', 'B'] } : each)),
    ['previous_tier_differs /nodes/2/hysteresis/previous'],
    'same values',
  ],
  [
    'months of grace that may be missing',
    maybeMissing('months_below'),
    ['missing_not_allowed /nodes/2/hysteresis/monthsBelow'],
    'never missing',
  ],
  [
    'an undecided missing term',
    maybeMissing('fees'),
    ['missing_undecided /nodes/0/calculation/terms/1'],
    'ifMissing',
  ],
  [
    'an undecided missing date',
    withNode({ ...nodes.quiet, calculation: { method: 'days_since', date: 'matures' } }),
    ['missing_undecided /nodes/1/calculation'],
    'ifMissing',
  ],
  [
    'an undecided missing measure of a tier',
    maybeMissing('visits'),
    ['missing_undecided /nodes/0/calculation/terms/2', 'missing_undecided /nodes/3'],
    'ifMissing',
  ],
  [
    'an undecided missing row of a matrix',
    withNode({ ...nodes.strategy, rows: 'held_tier' }),
    ['missing_undecided /nodes/4'],
    'ifMissing',
  ],
  [
    'a customer never contacted, undecided',
    withNode({ ...nodes.duty, neverContacted: undefined }),
    ['missing_undecided /nodes/5'],
    'neverContacted',
  ],
  [
    'touched holdings that may be missing',
    maybeMissing('deposits'),
    ['missing_not_allowed /nodes/7/touches/holdings'],
    'never missing',
  ],
  [
    'a value of customers that may be missing',
    {
      ...maybeMissing('balance'),
      nodes: [
        { ...nodes.list, value: 'balance' },
        ...PLAYBOOK.nodes.slice(1, -1),
        sameAs('contribution', 'fees'),
      ],
    },
    ['missing_not_allowed /nodes/0/value'],
    'never missing',
  ],
  [
    'an amount times an amount',
    withNode(sum({ of: 'balance', each: 5 })),
    ['amount_times_amount /nodes/0/calculation/terms/0/each'],
    'rate',
  ],
  [
    'a count without worth',
    withNode(sum({ of: 'visits' })),
    ['count_without_worth /nodes/0/calculation/terms/0'],
    'each',
  ],
  [
    'a rate of a count',
    withNode(sum({ of: 'visits', each: 1, rate: 5 })),
    ['count_with_rate /nodes/0/calculation/terms/0/rate'],
    'each',
  ],
  [
    'a fallback tier that there is not',
    withNode({ ...nodes.activity, ifMissing: 'middle' }),
    ['not_a_class_value /nodes/3/ifMissing'],
    'high, low',
  ],
  [
    'a missing row, an extra column, and a cell with no such strategy',
    withNode({
      ...nodes.strategy,
      cells: { A: { high: 'news', low: 'wake', none: 'news' }, B: { high: 'nwes', low: 'leave' } },
    }),
    [
      'entry_missing /nodes/4/cells',
      'not_a_class_value /nodes/4/cells/A/none',
      'unknown_choice /nodes/4/cells/B/high',
    ],
    'C',
  ],
  [
    'two strategies of one id',
    withNode({ ...nodes.strategy, strategies: [...nodes.strategy.strategies, strategy('news', 1)] }),
    ['duplicate_strategy /nodes/4/strategies/3/id'],
    'Rename',
  ],
  [
    'a tier without a decision about its duty',
    withNode({ ...nodes.duty, duties: { A: null, B: null, D: null } }),
    ['entry_missing /nodes/5/duties', 'not_a_class_value /nodes/5/duties/D'],
    'C',
  ],
  [
    'consent twice for one channel',
    withNode({ ...nodes.policy, consents: [...nodes.policy.consents, ...nodes.policy.consents] }),
    ['duplicate_channel /nodes/8/consents/1/channel'],
    'Keep one',
  ],
  [
    'a list of nothing',
    withNode({ ...nodes.list, coverage: [], triggers: [] }),
    ['nothing_to_arbitrate /nodes/9'],
    'at least one',
  ],
  [
    'an event listed twice',
    withNode({ ...nodes.list, triggers: ['maturity', 'rate_cut', 'maturity'] }),
    ['duplicate_source /nodes/9/triggers/2'],
    'Keep the first',
  ],
  [
    'a duty named like no duty',
    { ...playbookWith({ ...nodes.duty, id: 'none' }, { ...nodes.list, coverage: ['none'] }) },
    ['forbidden_key /nodes/9/coverage/0'],
    'Choose another name',
  ],
  [
    'a second daily list',
    playbookWith({ ...nodes.list, id: 'second' }),
    ['several_arbitrations /nodes'],
    'Keep one',
  ],
  [
    'more successes than contacts, learned in days that end before they begin',
    withNode({
      ...nodes.maturity,
      propensity: { by: 'tier', rates: { A: null, B: null, C: { percent: 40, learned: LEARNED } } },
    }),
    [
      'more_successes_than_tries /nodes/6/propensity/rates/C/learned/successes',
      'ends_before_it_begins /nodes/6/propensity/rates/C/learned/until',
    ],
    'at most',
  ],
  [
    'a strategy that learned from more successes than contacts',
    withNode({
      ...nodes.strategy,
      strategies: nodes.strategy.strategies.map((each) => ({ ...each, learned: LEARNED })),
    }),
    [0, 1, 2].flatMap((at) => [
      `more_successes_than_tries /nodes/4/strategies/${at}/learned/successes`,
      `ends_before_it_begins /nodes/4/strategies/${at}/learned/until`,
    ]),
    'at most',
  ],
  [
    'likelihoods for some values of the class only',
    withNode({ ...nodes.maturity, propensity: { by: 'tier', rates: { A: null, D: { percent: 5 } } } }),
    [
      'entry_missing /nodes/6/propensity/rates',
      'entry_missing /nodes/6/propensity/rates',
      'not_a_class_value /nodes/6/propensity/rates/D',
    ],
    'Add',
  ],
  [
    'a node named like a fact',
    playbookWith({ ...nodes.quiet, id: 'balance' }),
    ['duplicate_name /nodes/10/id'],
    'Rename',
  ],
  [
    'a fact listed twice',
    { ...PLAYBOOK, facts: [...PLAYBOOK.facts, fact('fees', 'money')] },
    ['duplicate_name /facts/13/name'],
    'Rename',
  ],
  [
    'a class with a value twice',
    {
      ...PLAYBOOK,
      facts: [...PLAYBOOK.facts, { ...fact('risk', 'flag'), type: 'class', values: ['C1', 'C2', 'C1'] }],
    },
    ['duplicate_value /facts/13/values/2'],
    'Remove one',
  ],
]
