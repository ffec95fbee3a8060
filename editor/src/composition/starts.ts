import type { Playbook } from '@branch-playbook/engine'
import type { Surroundings } from '../inspector/blank.ts'
import { conditionOn } from './condition.ts'
import { likeliest, NOTHING_YET } from './surroundings.ts'

interface Start {
  readonly playbook: Playbook
  readonly around: Surroundings
  readonly id: string
  /** `YYYY-MM-DD` */
  readonly today: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * What a new node of a kind has beyond what its schema asks for, so that it does something. A kind that is not
 * listed starts from its schema alone.
 */
const STARTS: Readonly<Record<string, (start: Start) => Fields>> = {
  measure: ({ around }) => ({
    calculation: { method: 'sum', terms: [{ of: likeliest(around, { to: 'fact', kinds: ['money'] }) }] },
  }),
  tier: () => ({ bands: [{ name: 'high', from: 100_000 }, { name: 'low' }] }),
  // One tier crossed with itself says nothing.
  matrix({ around }) {
    const [rows, columns] = around.candidates({ to: 'node', kinds: ['tier'] })
    return columns === undefined ? {} : { rows, columns }
  },
  table: ({ around }) => ({
    hitPolicy: 'first',
    inputs: [{ of: likeliest(around, { to: 'value', kinds: ['class', 'money', 'count'] }) }],
    outputs: [{ id: 'result', type: 'flag', label: { 'zh-CN': '结果', en: 'Result' } }],
    rows: [{ when: ['-'], then: [true] }],
  }),
  rule: ({ playbook, around }) => ({
    when: conditionOn(playbook, likeliest(around, { to: 'fact', kinds: ['money', 'count', 'flag'] })),
  }),
  suitability: () => ({ validFor: 365 }),
  affinity({ around, today, playbook }) {
    const facts = around.candidates({ to: 'fact', kinds: ['money', 'count', 'flag'] })
    const holdings = ['one', 'other'].map((id, at) => {
      const of = facts[at] ?? NOTHING_YET
      const name = playbook.facts.find((fact) => fact.name === of)?.label ?? { 'zh-CN': of, en: of }
      return { id, name, of }
    })
    const suitability = likeliest(around, { to: 'node', kinds: ['suitability'] })
    const gate = playbook.nodes.find(({ id }) => id === suitability)
    const offer = gate?.kind === 'suitability' ? gate.products[0]?.id : undefined
    const rule = {
      id: 'one_other',
      has: ['one'],
      lacks: 'other',
      offer: offer ?? NOTHING_YET,
      // No association until it is counted: as many hold both as chance would have it.
      counts: { customers: 4, has: 2, lacks: 2, both: 1 },
      acceptedBy: '–',
      acceptedOn: today,
      until: monthsLater(today, 6),
    }
    return { suitability, holdings, rules: [rule] }
  },
  coverage({ around, playbook }) {
    const tier = likeliest(around, { to: 'node', kinds: ['tier'] })
    const node = playbook.nodes.find(({ id }) => id === tier)
    const bands = node?.kind === 'tier' ? node.bands.map(({ name }) => name) : []
    const duty = { every: 20, grace: 5, channel: 'phone', minutes: 15 }
    return { duties: Object.fromEntries(bands.map((name, at) => [name, at === 0 ? duty : null])) }
  },
  trigger: ({ around }) => ({
    occurs: {
      by: 'date',
      date: likeliest(around, { to: 'fact', kinds: ['date'] }),
      daysBefore: 7,
      daysAfter: 0,
    },
  }),
  campaign: ({ today }) => ({ until: monthsLater(today, 1) }),
  arbitration: ({ around }) => ({
    coverage: around.candidates({ to: 'node', kinds: ['coverage'] }),
    triggers: around.candidates({ to: 'node', kinds: ['trigger'] }),
    campaigns: around.candidates({ to: 'node', kinds: ['campaign'] }),
    valueCap: 5_000_000,
    minutesPerDay: 240,
  }),
}

export const startOf = (kind: string, start: Start): Fields => STARTS[kind]?.(start) ?? {}

const monthsLater = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}
