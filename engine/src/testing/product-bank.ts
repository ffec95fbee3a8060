import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { customer, day, decide, fact, nodes, on, PLAYBOOK, planOf, RUN, text } from './small-bank.ts'

/** The small bank with products: what may be offered, what goes together, a campaign, and enquiries. */

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>

const product = (id: string, risk: NodeOf<'suitability'>['products'][number]['risk']) => ({
  id,
  name: text(`${id} product`),
  risk,
})

export const gate: NodeOf<'suitability'> = {
  id: 'gate',
  kind: 'suitability',
  name: text('Suitability'),
  riskClass: 'risk_class',
  admits: { C1: 'R1', C2: 'R2', C3: 'R3', closed: null },
  assessed: 'assessed',
  validFor: 365,
  products: [product('bond', 'R1'), product('annuity', 'R2'), product('fund', 'R3'), product('shares', 'R5')],
  regulation: text('Order 7'),
}

export const rule = (
  id: string,
  changes: Partial<NodeOf<'affinity'>['rules'][number]> = {},
): NodeOf<'affinity'>['rules'][number] => ({
  id,
  has: ['term'],
  lacks: 'funds',
  offer: 'fund',
  counts: { customers: 1000, has: 400, lacks: 200, both: 120 },
  acceptedBy: 'a strategist',
  acceptedOn: '2026-01-01',
  until: '2026-06-30',
  ...changes,
})

export const goesWith: NodeOf<'affinity'> = {
  id: 'goes_with',
  kind: 'affinity',
  name: text('Goes with'),
  suitability: 'gate',
  holdings: [
    { id: 'term', name: text('term deposits'), of: 'deposits' },
    { id: 'funds', name: text('funds held'), of: 'fund_units' },
    { id: 'cover', name: text('insurance'), of: 'insured' },
  ],
  rules: [
    rule('annuity_rule', {
      lacks: 'cover',
      offer: 'annuity',
      counts: { customers: 1000, has: 400, lacks: 100, both: 60 },
    }),
    rule('fund_rule'),
  ],
}

export const spring: NodeOf<'campaign'> = {
  id: 'spring',
  kind: 'campaign',
  name: text('Spring'),
  from: '2026-03-01',
  until: '2026-03-31',
  audience: { of: 'visits', is: 'at_least', value: 5 },
  offer: { suitability: 'gate', product: 'fund' },
  lastContact: 'last_contact',
  quota: { bank: 3, adviser: 2 },
  channel: 'wechat',
  minutes: 30,
  urgency: 290,
  talkingPoints: { 'zh-CN': ['春'], en: ['Spring'] },
}

export const enquiries: NodeOf<'inbound'> = {
  id: 'enquiries',
  kind: 'inbound',
  name: text('Enquiries'),
  handlers: [
    { id: 'lobby', name: text('lobby') },
    { id: 'chief', name: text('chief'), person: 'manager' },
  ],
  enquiries: [
    {
      id: 'complaint',
      name: text('Complaint'),
      words: { 'zh-CN': ['态度不好'], en: ['rude'] },
      cases: [
        {
          when: { of: 'tier', is: 'among', values: ['A'] },
          handler: 'chief',
          deadline: { by: 'working_days', days: 1 },
          answer: text('The chief calls'),
          note: text('Tier A'),
        },
        {
          when: { of: 'visits', is: 'at_least', value: 10 },
          handler: 'chief',
          deadline: { by: 'working_days', days: 2 },
          answer: text('Somebody calls'),
        },
      ],
      otherwise: {
        handler: 'lobby',
        deadline: { by: 'working_days', days: 3 },
        answer: text('On record'),
      },
    },
    {
      id: 'advice',
      name: text('Advice'),
      otherwise: {
        handler: 'lobby',
        deadline: { by: 'minutes', minutes: 30 },
        answer: text('Take a seat'),
        offersFrom: 'goes_with',
      },
    },
  ],
}

export const list: NodeOf<'arbitration'> = { ...nodes.list, campaigns: ['spring'] }

const PRODUCT_FACTS: Playbook['facts'] = [
  ...PLAYBOOK.facts,
  { ...fact('risk_class', 'flag', 'possible'), type: 'class', values: ['C1', 'C2', 'C3', 'closed'] },
  fact('assessed', 'date', 'possible'),
  fact('fund_units', 'count', 'possible'),
  fact('insured', 'flag'),
]

/** The playbook of the bank, with other nodes in place of those of the same id, and further ones after them. */
export function productPlaybook(...changed: readonly PlaybookNode[]): Playbook {
  const own: PlaybookNode[] = [gate, goesWith, spring, enquiries, list]
  const all = [...PLAYBOOK.nodes.filter(({ id }) => id !== list.id), ...own]
  const kept = all.map((node) => changed.find(({ id }) => id === node.id) ?? node)
  return {
    ...PLAYBOOK,
    facts: PRODUCT_FACTS,
    nodes: [...kept, ...changed.filter((node) => !kept.includes(node))],
  }
}

export const PRODUCT_BANK: Plan = planOf(productPlaybook())

type Facts = NonNullable<Parameters<typeof customer>[0]>

/** Of class C3, assessed in January, with neither funds nor insurance. */
const INVESTOR: Facts = { risk_class: 'C3', assessed: day('2026-01-15'), fund_units: 0, insured: false }

/** A customer of whom no more is said than what is. */
export const investor = (facts: Facts = {}) => customer({ ...INVESTOR, ...facts })

const { offer: _offer, ...free } = spring
const resting = planOf(
  productPlaybook(free, { ...nodes.policy, quiet: { lastContact: 'last_contact', days: 5 } }),
)

/** Customers who between them have every reason that suitability, affinities, campaigns and enquiries give. */
export const PRODUCT_CASES: readonly [Facts, Run, Plan][] = (
  [
    [{ deposits: 1, visits: 12 }, RUN, PRODUCT_BANK],
    [{ deposits: 1, risk_class: 'C2', fees: 20_000, visits: 6 }, RUN, PRODUCT_BANK],
    [{ risk_class: 'closed', visits: 6, last_contact: day('2026-03-01') }, RUN, PRODUCT_BANK],
    [{ deposits: 1, risk_class: null, visits: 1 }, on('2026-02-27'), PRODUCT_BANK],
    [{ deposits: 1, assessed: day('2020-01-01') }, on('2026-07-01'), PRODUCT_BANK],
    [{}, RUN, PRODUCT_BANK],
    [{ visits: 6, last_contact: day('2026-02-27') }, RUN, resting],
  ] satisfies [Facts, Run, Plan][]
).map(([facts, run, plan]) => [{ ...INVESTOR, ...facts }, run, plan])

/** Decides one customer of the bank with both evaluators, on Monday, 2 March 2026 when no run is given. */
export const decideInvestor = (facts: Facts = {}, plan = PRODUCT_BANK, run = RUN) =>
  decide(plan, investor(facts), run)
