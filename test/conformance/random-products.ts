import { CHANNELS, type Fact, type PlaybookNode, RISKS } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>
type Campaign = NodeOf<'campaign'>
type Affinity = NodeOf<'affinity'>
type Inbound = NodeOf<'inbound'>
type Suitability = NodeOf<'suitability'>

const text = (id: string) => ({ 'zh-CN': id, en: id })

const CLASSES = ['C1', 'C1 lowest', 'C2', 'C3', 'C4', 'C5']

/** The facts that the nodes of this file read besides those of the random playbook. */
export const PRODUCT_FACTS: readonly Fact[] = (['never', 'possible'] as const).flatMap((missing) => [
  {
    name: missing === 'never' ? 'risk_class_known' : 'risk_class',
    label: text('risk_class'),
    type: 'class' as const,
    values: CLASSES,
    missing,
  },
  {
    name: missing === 'never' ? 'assessed_known' : 'assessed',
    label: text('assessed'),
    type: 'date' as const,
    missing,
  },
])

/** What the nodes of this file take from the rest of a random playbook. */
export interface Surroundings {
  /** Names of figures that are an amount, a count or a flag. */
  readonly held: readonly string[]
  /** Facts that are dates. */
  readonly dates: readonly string[]
  condition(): Campaign['audience']
}

const few = fc.integer({ min: 1, max: 3 })

/** Days before, on and after those on which random playbooks are run, and some that never come. */
const days = fc.constantFrom(
  '2020-01-01',
  '2025-12-31',
  '2026-01-01',
  '2026-02-14',
  '2026-03-02',
  '2026-10-09',
  '2026-12-31',
  '2099-12-31',
)

function period(draw: Draw): [string, string] {
  const [one, other] = [draw(days), draw(days)]
  return one <= other ? [one, other] : [other, one]
}

/** A suitability node, and affinities, campaigns and enquiries behind it; each refers to those before it only. */
export function randomProducts(draw: Draw, around: Surroundings): PlaybookNode[] {
  const gate = suitabilityNode(draw)
  const list = <Node>(make: (at: number) => Node) => Array.from({ length: draw(few) }, (_, at) => make(at))
  const affinities = list((at) => affinityNode(`affinity_${at}`, gate, around, draw))
  return [
    gate,
    ...affinities,
    ...list((at) => campaignNode(`campaign_${at}`, gate, around, draw)),
    ...list((at) =>
      inboundNode(
        `inbound_${at}`,
        affinities.map(({ id }) => id),
        around,
        draw,
      ),
    ),
  ]
}

function suitabilityNode(draw: Draw): Suitability {
  const risk = fc.constantFrom(...RISKS)
  const admits = draw(fc.boolean()) && {
    admits: Object.fromEntries(CLASSES.map((each) => [each, draw(fc.option(risk, { nil: null }))])),
  }
  return {
    id: 'gate',
    kind: 'suitability',
    name: text('gate'),
    riskClass: draw(fc.constantFrom('risk_class', 'risk_class_known')),
    ...admits,
    assessed: draw(fc.constantFrom('assessed', 'assessed_known')),
    validFor: draw(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(1, 365, 3650))),
    products: Array.from({ length: draw(fc.integer({ min: 1, max: 6 })) }, (_, at) => ({
      id: `product_${at}`,
      name: text(`product_${at}`),
      risk: draw(risk),
    })),
  }
}

function affinityNode(id: string, gate: Suitability, { held }: Surroundings, draw: Draw): Affinity {
  const holdings = ['own_a', 'own_b', 'own_c', 'own_d'].map((each) => ({
    id: each,
    name: text(each),
    of: draw(fc.constantFrom(...held)),
  }))
  const rule = (_: unknown, at: number): Affinity['rules'][number] => {
    const [lacks = 'own_a', ...has] = draw(
      fc.shuffledSubarray(
        holdings.map((each) => each.id),
        { minLength: 2 },
      ),
    )
    const [acceptedOn, until] = period(draw)
    const both = draw(fc.integer({ min: 0, max: 1000 }))
    const [alone, other] = [draw(fc.integer({ min: 1, max: 1000 })), draw(fc.integer({ min: 1, max: 1000 }))]
    return {
      id: `rule_${at}`,
      has,
      lacks,
      offer: draw(fc.constantFrom(...gate.products)).id,
      counts: {
        customers: both + alone + other + draw(fc.integer({ min: 0, max: 5000 })),
        has: both + alone,
        lacks: both + other,
        both,
      },
      acceptedBy: 'somebody',
      acceptedOn,
      until,
    }
  }
  return {
    id,
    kind: 'affinity',
    name: text(id),
    suitability: gate.id,
    holdings,
    rules: Array.from({ length: draw(fc.integer({ min: 1, max: 5 })) }, rule),
  }
}

function campaignNode(id: string, gate: Suitability, around: Surroundings, draw: Draw): Campaign {
  const [from, until] = period(draw)
  const quota = fc.record(
    { bank: fc.integer({ min: 1, max: 20 }), adviser: fc.integer({ min: 1, max: 5 }) },
    { requiredKeys: [] },
  )
  return {
    id,
    kind: 'campaign',
    name: text(id),
    from,
    until,
    audience: around.condition(),
    ...(draw(fc.boolean()) && {
      offer: { suitability: gate.id, product: draw(fc.constantFrom(...gate.products)).id },
    }),
    lastContact: draw(fc.constantFrom(...around.dates)),
    ...(draw(fc.boolean()) && { quota: draw(quota) }),
    channel: draw(fc.constantFrom(...CHANNELS)),
    minutes: draw(fc.integer({ min: 1, max: 60 })),
    urgency: draw(fc.integer({ min: 1, max: 300 })),
    talkingPoints: { 'zh-CN': [], en: [] },
  }
}

function inboundNode(id: string, affinities: readonly string[], around: Surroundings, draw: Draw): Inbound {
  const handlers = ['teller', 'adviser', 'manager'].map((each) => ({ id: each, name: text(each) }))
  const handling = (): Inbound['enquiries'][number]['otherwise'] => ({
    handler: draw(fc.constantFrom(...handlers)).id,
    deadline: draw(fc.boolean())
      ? { by: 'working_days', days: draw(fc.integer({ min: 1, max: 10 })) }
      : { by: 'minutes', minutes: draw(fc.integer({ min: 1, max: 480 })) },
    answer: text('answer'),
    ...(draw(fc.boolean()) && { offersFrom: draw(fc.constantFrom(...affinities)) }),
  })
  return {
    id,
    kind: 'inbound',
    name: text(id),
    handlers,
    enquiries: Array.from({ length: draw(few) }, (_, at) => ({
      id: `enquiry_${at}`,
      name: text(`enquiry_${at}`),
      ...(draw(fc.boolean()) && {
        cases: Array.from({ length: draw(few) }, () => ({ when: around.condition(), ...handling() })),
      }),
      otherwise: handling(),
    })),
  }
}
