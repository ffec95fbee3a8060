import {
  CHANNELS,
  type Channel,
  type Fact,
  type Playbook,
  type PlaybookNode,
  type ValueKind,
} from '@branch-playbook/engine'
import fc from 'fast-check'

/** Draws one value from an arbitrary; what fast-check hands to a generator function. */
export type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>
type Trigger = NodeOf<'trigger'>
type Condition = NonNullable<Trigger['audience']>

const TIERS = ['A', 'B', 'C', 'D']
const text = (id: string) => ({ 'zh-CN': id, en: id })
const fact = (name: string, type: Exclude<Fact['type'], 'class'>, missing: Fact['missing']): Fact => ({
  name,
  label: text(name),
  type,
  missing,
})

/** Every type of fact, once with and once without missing values. */
const FACTS: Fact[] = [
  ...(['money', 'percent', 'days', 'count', 'date', 'flag'] as const).flatMap((type) => [
    fact(`${type}_known`, type, 'never'),
    fact(`${type}_maybe`, type, 'possible'),
  ]),
  { ...fact('class_known', 'flag', 'never'), type: 'class', values: ['x', 'y', 'z'] },
  { ...fact('held_tier', 'flag', 'possible'), type: 'class', values: TIERS },
  fact('contact', 'date', 'possible'),
  fact('touches', 'count', 'never'),
]

interface Named {
  readonly name: string
  readonly kind: ValueKind
  readonly values?: readonly string[]
  readonly maybe: boolean
}

const NAMED_FACTS: Named[] = FACTS.map((each) => ({
  name: each.name,
  kind: each.type,
  maybe: each.missing === 'possible',
  ...(each.type === 'class' && { values: each.values }),
}))

/** Thresholds where comparisons go wrong, and some in between. */
const amounts = fc.oneof(
  fc.constantFrom(0, 1, -1, 100, 2 ** 31, -(2 ** 31), 2 ** 52, -(2 ** 52)),
  fc.integer({ min: -1_000_000, max: 100_000_000 }),
)
const smallNumbers = fc.integer({ min: 0, max: 40 })
const rates = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((parts) => parts / 10_000)
const days = fc.constantFrom(
  '2024-02-29',
  '2025-01-01',
  '2025-12-31',
  '2026-02-14',
  '2026-03-02',
  '2026-10-08',
)

/** A playbook with nodes of every kind, wired at random, that has no errors. */
export function randomPlaybook(draw: Draw): Playbook {
  const values = [...NAMED_FACTS]
  const nodes: PlaybookNode[] = []
  const one = (candidates: readonly Named[]) => draw(fc.constantFrom(...candidates))
  const add = (node: PlaybookNode, outcome?: Omit<Named, 'name' | 'maybe'>) => {
    nodes.push(node)
    if (outcome) values.push({ name: node.id, maybe: false, ...outcome })
  }
  const some = (most: number, make: (at: number) => void) => {
    const count = draw(fc.integer({ min: 1, max: most }))
    for (let at = 0; at < count; at += 1) make(at)
  }
  const ofKind = (...kinds: ValueKind[]) => values.filter(({ kind }) => kinds.includes(kind))

  some(3, (at) => add(sumMeasure(`sum_${at}`, draw, ofKind('money', 'count', 'days')), { kind: 'money' }))
  some(2, (at) => add(daysMeasure(`age_${at}`, one(ofKind('date')), draw), { kind: 'days' }))
  some(3, (at) =>
    add(tierNode(`tier_${at}`, one(ofKind('money', 'percent', 'days', 'count')), draw), {
      kind: 'class',
      values: TIERS,
    }),
  )
  some(2, (at) => {
    const node = matrixNode(`matrix_${at}`, one(ofKind('class')), one(ofKind('class')), draw)
    add(node, { kind: 'class', values: node.strategies.map(({ id }) => id) })
  })
  some(2, (at) => add(coverageNode(`coverage_${at}`, `tier_0`, draw), { kind: 'flag' }))
  some(3, (at) => add(triggerNode(`trigger_${at}`, values, draw), { kind: 'flag' }))
  add(policyNode(draw))
  const ids = (kind: string) => nodes.filter((node) => node.kind === kind).map(({ id }) => id)
  const certain = ofKind('money').filter(({ maybe }) => !maybe)
  add({
    id: 'arbiter',
    kind: 'arbitration',
    name: text('arbiter'),
    policy: 'policy',
    coverage: ids('coverage'),
    triggers: ids('trigger'),
    value: one(certain).name,
    valueCap: draw(fc.integer({ min: 1, max: 10_000_000 })),
    strategy: 'matrix_0',
    minutesPerDay: 240,
  })
  return {
    format: 1,
    id: 'random',
    name: text('random'),
    currency: 'CNY',
    calendar: 'cn',
    facts: FACTS,
    // Nodes may stand in any order: references decide which comes first.
    nodes: draw(fc.shuffledSubarray(nodes, { minLength: nodes.length })),
    tests: [],
  }
}

const missingAs = <Value>(maybe: boolean, field: Value): Partial<Value> => (maybe ? field : {})

function sumMeasure(id: string, draw: Draw, candidates: readonly Named[]): NodeOf<'measure'> {
  const term = () => {
    const of = draw(fc.constantFrom(...candidates))
    return {
      of: of.name,
      ...(of.kind === 'money'
        ? draw(
            fc.option(
              rates.map((rate) => ({ rate })),
              { nil: {} },
            ),
          )
        : { each: draw(fc.integer({ min: -500, max: 500 })) }),
      ...missingAs(of.maybe, { ifMissing: draw(smallNumbers) }),
    }
  }
  const terms = Array.from({ length: draw(fc.integer({ min: 1, max: 5 })) }, term)
  return { id, kind: 'measure', name: text(id), calculation: { method: 'sum', terms } }
}

const daysMeasure = (id: string, date: Named, draw: Draw): NodeOf<'measure'> => ({
  id,
  kind: 'measure',
  name: text(id),
  calculation: {
    method: 'days_since',
    date: date.name,
    ...missingAs(date.maybe, { ifMissing: draw(smallNumbers) }),
  },
})

function tierNode(id: string, of: Named, draw: Draw): NodeOf<'tier'> {
  const numbers = of.kind === 'money' ? amounts : of.kind === 'percent' ? rates : smallNumbers
  const thresholds = draw(fc.uniqueArray(numbers, { minLength: 3, maxLength: 3 })).toSorted(
    (left, right) => right - left,
  )
  const hysteresis = draw(fc.boolean()) && {
    hysteresis: {
      previous: 'held_tier',
      monthsBelow: 'count_known',
      margin: draw(fc.integer({ min: 0, max: 1000 })) / 10,
      graceMonths: draw(fc.integer({ min: 0, max: 4 })),
    },
  }
  return {
    id,
    kind: 'tier',
    name: text(id),
    of: of.name,
    bands: TIERS.map((name, at) => ({ name, ...(at < thresholds.length && { from: thresholds[at] ?? 0 }) })),
    ...missingAs(of.maybe, { ifMissing: draw(fc.constantFrom(...TIERS)) }),
    ...hysteresis,
  }
}

function matrixNode(id: string, rows: Named, columns: Named, draw: Draw): NodeOf<'matrix'> {
  const ids = [`${id}_p`, `${id}_q`, `${id}_r`]
  const strategy = () => draw(fc.constantFrom(...ids))
  const row = () => Object.fromEntries((columns.values ?? []).map((value) => [value, strategy()]))
  return {
    id,
    kind: 'matrix',
    name: text(id),
    rows: rows.name,
    columns: columns.name,
    strategies: ids.map((each) => ({
      id: each,
      name: text(each),
      talkingPoints: { 'zh-CN': [], en: [] },
      propensity: draw(fc.integer({ min: 10_000, max: 1_000_000 })) / 10_000,
    })),
    cells: Object.fromEntries((rows.values ?? []).map((value) => [value, row()])),
    ...missingAs(rows.maybe || columns.maybe, { ifMissing: strategy() }),
  }
}

function coverageNode(id: string, tier: string, draw: Draw): NodeOf<'coverage'> {
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
    tier,
    lastContact: draw(fc.constantFrom('contact', 'date_known')),
    neverContacted: draw(fc.constantFrom('due', 'not_due')),
    duties: Object.fromEntries(TIERS.map((each) => [each, draw(fc.boolean()) ? duty() : null])),
  }
}

const channels = fc.constantFrom<Channel>(...CHANNELS)

function triggerNode(id: string, values: readonly Named[], draw: Draw): Trigger {
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
    ...(draw(fc.boolean()) && { audience: condition(values, draw, 3) }),
    lastContact: draw(fc.constantFrom('contact', 'date_known')),
    channel: draw(channels),
    minutes: draw(fc.integer({ min: 1, max: 60 })),
    urgency: draw(fc.integer({ min: 1, max: 300 })),
    talkingPoints: { 'zh-CN': [], en: [] },
  }
}

function condition(values: readonly Named[], draw: Draw, depth: number): Condition {
  const inner = () => condition(values, draw, depth - 1)
  const list = () => Array.from({ length: draw(fc.integer({ min: 1, max: 3 })) }, inner)
  switch (depth === 0 ? 'leaf' : draw(fc.constantFrom('leaf', 'all', 'any', 'not'))) {
    case 'all':
      return { all: list() }
    case 'any':
      return { any: list() }
    case 'not':
      return { not: inner() }
    default:
      return leaf(draw(fc.constantFrom(...values)), draw)
  }
}

function leaf(of: Named, draw: Draw): Condition {
  const ifMissing = missingAs(of.maybe, { ifMissing: draw(fc.boolean()) })
  if (of.maybe && draw(fc.integer({ min: 0, max: 4 })) === 0)
    return { of: of.name, is: draw(fc.constantFrom('known', 'missing')) }
  switch (of.kind) {
    case 'class': {
      const values = draw(fc.uniqueArray(fc.constantFrom(...(of.values ?? [])), { minLength: 1 }))
      return { of: of.name, is: draw(fc.constantFrom('among', 'not_among')), values, ...ifMissing }
    }
    case 'flag':
      return {
        of: of.name,
        is: draw(fc.constantFrom('equal', 'not_equal')),
        value: draw(fc.boolean()),
        ...ifMissing,
      }
    default: {
      const is = draw(fc.constantFrom('equal', 'not_equal', 'less', 'at_most', 'more', 'at_least'))
      return { of: of.name, is, value: literal(of.kind, draw), ...ifMissing }
    }
  }
}

function literal(kind: ValueKind, draw: Draw): number | string {
  if (kind === 'date') return draw(days)
  if (kind === 'money') return draw(amounts)
  return kind === 'percent' ? draw(rates) : draw(smallNumbers)
}

function policyNode(draw: Draw): NodeOf<'contact_policy'> {
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
