import { type Calendar, WorkingDays } from '../calendar/calendar.ts'
import { compile } from '../evaluate/columns/compile.ts'
import { referenceEvaluator } from '../evaluate/reference/reference.ts'
import { type Plan, plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import type { BankEvent } from '../playbook/event.ts'
import type { Fact } from '../playbook/fact.ts'
import { parsePlaybook } from '../playbook/parse.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { decode } from '../population/column.ts'
import { type Figures, populationOf } from '../population/population.ts'
import { type Day, parseDay } from '../values/day.ts'
import type { Maybe } from '../values/value-type.ts'

/** A small bank for the engine's own tests: a playbook with a node of every kind, its calendar, its customers. */

export const text = (words: string) => ({ 'zh-CN': `${words}（中）`, en: words })

export function day(written: string): Day {
  const found = parseDay(written)
  if (found === null) throw new Error(`${written} is not a day`)
  return found
}

export const fact = (
  name: string,
  type: Exclude<Fact['type'], 'class'>,
  missing: Fact['missing'] = 'never',
) => ({ name, label: text(name), type, missing }) satisfies Fact

/** Two weeks of holiday from 4 May 2026, paid for with the Saturday before it; nothing else is closed. */
const CALENDAR: Calendar = {
  id: 'small',
  name: text('small'),
  years: {
    2025: { closed: [], worked: [] },
    2026: {
      closed: ['04', '05', '06', '07', '08', '11', '12', '13', '14', '15'].map((date) => `2026-05-${date}`),
      worked: ['2026-05-02'],
    },
  },
}

export const strategy = (id: string, propensity: number) => ({
  id,
  name: text(id),
  talkingPoints: { 'zh-CN': [], en: [] },
  propensity,
})

/** An amount taken from another fact or node as it is. */
export const sameAs = (id: string, of: string): PlaybookNode => ({
  id,
  kind: 'measure',
  name: text(id),
  calculation: { method: 'sum', terms: [{ of }] },
})

export const nodes = {
  contribution: {
    id: 'contribution',
    kind: 'measure',
    name: text('Contribution'),
    calculation: {
      method: 'sum',
      terms: [{ of: 'balance', rate: 1.5 }, { of: 'fees' }, { of: 'visits', each: -200 }],
    },
  },
  quiet: {
    id: 'quiet',
    kind: 'measure',
    name: text('Quiet days'),
    calculation: { method: 'days_since', date: 'last_activity', ifMissing: 3650 },
  },
  tier: {
    id: 'tier',
    kind: 'tier',
    name: text('Tier'),
    of: 'contribution',
    bands: [{ name: 'A', from: 10_000 }, { name: 'B', from: 5000 }, { name: 'C' }],
    hysteresis: { previous: 'held_tier', monthsBelow: 'months_below', margin: 10, graceMonths: 3 },
  },
  activity: {
    id: 'activity',
    kind: 'tier',
    name: text('Activity'),
    of: 'visits',
    bands: [{ name: 'high', from: 10 }, { name: 'low' }],
  },
  strategy: {
    id: 'strategy',
    kind: 'matrix',
    name: text('Strategy'),
    rows: 'tier',
    columns: 'activity',
    strategies: [strategy('news', 60), strategy('wake', 50), strategy('leave', 10)],
    cells: {
      A: { high: 'news', low: 'wake' },
      B: { high: 'news', low: 'wake' },
      C: { high: 'leave', low: 'leave' },
    },
  },
  duty: {
    id: 'duty',
    kind: 'coverage',
    name: text('Regular contact'),
    tier: 'tier',
    lastContact: 'last_contact',
    neverContacted: 'due',
    duties: {
      A: { every: 10, grace: 3, channel: 'phone', minutes: 15 },
      B: { every: 20, grace: 5, channel: 'wechat', minutes: 5 },
      C: null,
    },
  },
  maturity: {
    id: 'maturity',
    kind: 'trigger',
    name: text('Maturity'),
    occurs: { by: 'date', date: 'matures', daysBefore: 5, daysAfter: 2 },
    lastContact: 'last_contact',
    channel: 'phone',
    minutes: 10,
    urgency: 220,
    talkingPoints: { 'zh-CN': [], en: [] },
  },
  rate_cut: {
    id: 'rate_cut',
    kind: 'trigger',
    name: text('Rate cut'),
    occurs: { by: 'announcement', event: 'rate_cut', timeToLive: 10 },
    touches: { holdings: 'deposits', balance: 'balance' },
    audience: { of: 'tier', is: 'among', values: ['A', 'B'] },
    lastContact: 'last_contact',
    channel: 'sms',
    minutes: 20,
    urgency: 150,
    talkingPoints: { 'zh-CN': [], en: [] },
  },
  policy: {
    id: 'policy',
    kind: 'contact_policy',
    name: text('Contact policy'),
    doNotContact: 'do_not_contact',
    consents: [{ channel: 'phone', fact: 'consent_phone' }],
    touches: { fact: 'touches', most: 4 },
    coolDown: { lastRefusal: 'last_refusal', days: 30 },
  },
  list: {
    id: 'list',
    kind: 'arbitration',
    name: text('Daily list'),
    policy: 'policy',
    coverage: ['duty'],
    triggers: ['maturity', 'rate_cut'],
    value: 'contribution',
    valueCap: 20_000,
    strategy: 'strategy',
    minutesPerDay: 240,
  },
} satisfies Record<string, PlaybookNode>

export const PLAYBOOK: Playbook = {
  format: 1,
  id: 'small',
  name: text('Small bank'),
  currency: 'CNY',
  calendar: 'small',
  facts: [
    fact('balance', 'money'),
    fact('fees', 'money'),
    fact('visits', 'count'),
    fact('deposits', 'count'),
    fact('last_activity', 'date', 'possible'),
    { ...fact('held_tier', 'flag', 'possible'), type: 'class', values: ['A', 'B', 'C'] },
    fact('months_below', 'count'),
    fact('last_contact', 'date', 'possible'),
    fact('matures', 'date', 'possible'),
    fact('touches', 'count', 'possible'),
    fact('last_refusal', 'date', 'possible'),
    fact('do_not_contact', 'flag', 'possible'),
    fact('consent_phone', 'flag', 'possible'),
  ],
  nodes: Object.values(nodes),
  tests: [],
}

/** The small bank with other nodes in place of those of the same id, and further ones after them. */
export const playbookWith = (...changed: readonly PlaybookNode[]): Playbook => {
  const kept = PLAYBOOK.nodes.map((node) => changed.find(({ id }) => id === node.id) ?? node)
  return { ...PLAYBOOK, nodes: [...kept, ...changed.filter((node) => !kept.includes(node))] }
}

/** The plan of a playbook that is right; as it would be read from a file. */
export function planOf(playbook: Playbook): Plan {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const planned = plan(parsed.value)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

export const SMALL = planOf(PLAYBOOK)

export const WORKING_DAYS = new WorkingDays(CALENDAR)

/** A run of Monday, 2 March 2026. */
export const RUN: Run = { asOf: day('2026-03-02'), workingDays: WORKING_DAYS, events: [] }

export const on = (asOf: string, ...events: readonly BankEvent[]): Run => ({
  ...RUN,
  asOf: day(asOf),
  events,
})

export const rateCut = (announced: string, id = 'cut'): BankEvent => ({
  id,
  type: 'rate_cut',
  day: announced,
  name: text('Rates down'),
})

type Values = Readonly<Record<string, Maybe>>

/** A customer whom nothing forbids to contact and nothing calls for, but for what is said of him. */
export const customer = (facts: Values = {}): Figures =>
  new Map(
    Object.entries({
      balance: 0,
      fees: 0,
      visits: 0,
      deposits: 0,
      months_below: 0,
      touches: 0,
      do_not_contact: false,
      consent_phone: true,
      ...facts,
    }),
  )

/** Decides one customer with both evaluators, which have to agree, and gives every figure of the plan by name. */
export async function decide(plan: Plan, facts: Figures, run: Run = RUN): Promise<Values> {
  const { values } = await referenceEvaluator(plan).decide(facts, run)
  const wanted = plan.steps.map(({ name }) => name)
  const { columns } = compile(plan, { wanted }).decide(populationOf(plan, [facts]), run)
  for (const { name, type } of plan.steps) {
    const found = decode(type, columns.get(name)?.[0] ?? Number.NaN)
    if (!Object.is(found, values.get(name))) {
      throw new Error(`${name}: the reference says ${values.get(name)}, columns say ${found}`)
    }
  }
  return Object.fromEntries(values)
}
