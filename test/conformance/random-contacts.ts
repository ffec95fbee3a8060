import { CHANNELS, type Channel, type PlaybookNode, type Propensity } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'
import { randomCondition } from './random-rule.ts'
import type { Candidate } from './random-table.ts'

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>
type Trigger = NodeOf<'trigger'>

const text = (id: string) => ({ 'zh-CN': id, en: id })
const smallNumbers = fc.integer({ min: 0, max: 40 })

/** How often each tier is contacted; some tiers not at all. */
export function coverageNode(id: string, { name, values = [] }: Candidate, draw: Draw): NodeOf<'coverage'> {
  const duty = () => ({
    every: draw(fc.integer({ min: 1, max: 60 })),
    grace: draw(fc.integer({ min: 0, max: 10 })),
    channel: draw(channels),
    minutes: draw(fc.integer({ min: 1, max: 60 })),
  })
  return {
    id,
    kind: 'coverage',
    name: text(id),
    tier: name,
    lastContact: draw(fc.constantFrom('contact', 'date_known')),
    neverContacted: draw(fc.constantFrom('due', 'not_due')),
    duties: Object.fromEntries(values.map((each) => [each, draw(fc.boolean()) ? duty() : null])),
  }
}

const channels = fc.constantFrom<Channel>(...CHANNELS)

/** An event that head office announces, or a day of the customer's own. */
export function triggerNode(id: string, values: readonly Candidate[], draw: Draw): Trigger {
  const occurs: Trigger['occurs'] = draw(fc.boolean())
    ? {
        by: 'announcement',
        event: draw(fc.constantFrom('rate_cut', 'market_move')),
        timeToLive: draw(fc.integer({ min: 1, max: 30 })),
      }
    : {
        by: 'date',
        date: draw(fc.constantFrom('date_known', 'date_maybe')),
        daysBefore: draw(smallNumbers),
        daysAfter: draw(smallNumbers),
      }
  return {
    id,
    kind: 'trigger',
    name: text(id),
    occurs,
    ...(draw(fc.boolean()) && { touches: { holdings: 'count_known', balance: 'money_maybe' } }),
    ...(draw(fc.boolean()) && { audience: randomCondition(values, draw, 3) }),
    lastContact: draw(fc.constantFrom('contact', 'date_known')),
    channel: draw(channels),
    minutes: draw(fc.integer({ min: 1, max: 60 })),
    urgency: draw(fc.integer({ min: 1, max: 300 })),
    talkingPoints: { 'zh-CN': [], en: [] },
  }
}

/** How likely a contact is worth its time, by the values of a class; of some only. */
export const randomPropensity = ({ name, values = [] }: Candidate, draw: Draw): Propensity => ({
  by: name,
  rates: Object.fromEntries(
    values.map((each) => [
      each,
      draw(fc.boolean()) ? { percent: draw(fc.integer({ min: 10_000, max: 1_000_000 })) / 10_000 } : null,
    ]),
  ),
})

/** Who may not be contacted. */
export function policyNode(draw: Draw): NodeOf<'contact_policy'> {
  return {
    id: 'policy',
    kind: 'contact_policy',
    name: text('policy'),
    doNotContact: draw(fc.constantFrom('flag_known', 'flag_maybe')),
    consents: draw(fc.uniqueArray(channels, { maxLength: 4 })).map((channel) => ({
      channel,
      fact: draw(fc.constantFrom('flag_known', 'flag_maybe')),
    })),
    ...(draw(fc.boolean()) && {
      touches: {
        fact: draw(fc.constantFrom('touches', 'count_maybe')),
        most: draw(fc.integer({ min: 1, max: 6 })),
      },
    }),
    ...(draw(fc.boolean()) && {
      coolDown: {
        lastRefusal: draw(fc.constantFrom('contact', 'date_known')),
        days: draw(fc.integer({ min: 1, max: 90 })),
      },
    }),
  }
}
