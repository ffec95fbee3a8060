import { z } from 'zod'
import type { DecisionView, Reason } from '../../explain/reason.ts'
import {
  all,
  choose,
  compare,
  constant,
  type Expression,
  fact,
  maximum,
  minimum,
  missing,
  type Step,
  step,
} from '../../expression/expression.ts'
import {
  classValue,
  classValueOf,
  months,
  percent,
  recordReference,
  thresholdOf,
  valueReference,
} from '../../values/fields.ts'
import type { ValueKind, ValueType } from '../../values/value-type.ts'
import { type CheckedScope, defineKind, nodeBase, part, type Report } from '../kind.ts'
import { findUnreachable } from './reach.ts'
import { tellTier } from './tell.ts'

const band = z.strictObject({
  name: classValue(),
  /**
   * The share of customers in this band and those above it, such as the top 10 %. It proposes the threshold, which
   * is frozen beside it from a population; only the threshold decides.
   */
  top: percent().min(0.0001).max(99.9999).optional(),
  /** The least value of the band, in the unit of what is tiered; the last band has none and takes the rest. */
  from: thresholdOf('of').optional(),
})

/**
 * Up at once, down slowly: a customer keeps his tier while he is at most `margin` below its threshold, and
 * for `graceMonths` after that.
 */
const hysteresis = z.strictObject({
  previous: recordReference(['class']),
  monthsBelow: recordReference(['count']),
  margin: percent().min(0).max(100),
  graceMonths: months(),
})

const schema = nodeBase('tier').extend({
  of: valueReference(['money', 'percent', 'days', 'count']),
  bands: z.array(band).min(2).max(20),
  ifMissing: classValueOf('id').optional(),
  hysteresis: hysteresis.optional(),
})

export type Tier = z.infer<typeof schema>

/** Thresholds over a measure, best band first, with hysteresis so that nobody flaps. */
export const tier = defineKind('tier', schema, {
  outcome: ({ bands }) => ({ kind: 'class', values: bands.map(({ name }) => name) }),

  check(node, scope, report) {
    const { bands } = node
    const last = bands.length - 1
    checkShares(node, report)
    bands.forEach(({ name, from, top }, at) => {
      const path = ['bands', at]
      if (bands.findIndex((other) => other.name === name) < at)
        report('duplicate_band', [...path, 'name'], { name })
      if (at === last && from !== undefined) report('last_band_with_threshold', [...path, 'from'], { name })
      if (at < last && from === undefined && top === undefined)
        report('band_without_threshold', path, { name })
      if (at < last && from === undefined && top !== undefined)
        report('cut_not_frozen', path, { node: node.id, band: name })
      const above = bands[at - 1]?.from
      if (at < last && from !== undefined && above !== undefined && from >= above) {
        report('thresholds_out_of_order', [...path, 'from'], {
          name,
          from,
          above: bands[at - 1]?.name ?? '',
          limit: above,
        })
      }
    })
    const of = scope.value(node.of)
    if (of?.mayBeMissing && node.ifMissing === undefined) {
      const choices = node.bands.map(({ name }) => name).join(', ')
      report('missing_undecided', [], { reference: node.of, field: 'ifMissing', choices })
    }
    const monthsBelow = node.hysteresis?.monthsBelow
    if (monthsBelow !== undefined && scope.value(monthsBelow)?.mayBeMissing) {
      report('missing_not_allowed', ['hysteresis', 'monthsBelow'], { reference: monthsBelow })
    }
    checkPrevious(node, scope.value(node.hysteresis?.previous ?? '')?.type, report)
  },

  lower(node, scope) {
    const { id, bands } = node
    const names = bands.map(({ name }) => name)
    const type = { kind: 'class', values: names } as const
    const levels = names.map((_, level) => level)
    const nameAt = (level: string): Expression => ({
      op: 'lookup',
      keys: [{ of: step(level), domain: levels }],
      results: names.toReversed(),
    })
    const reached = part(id, 'reached_level')
    const final = node.hysteresis ? part(id, 'held_level') : reached
    return [
      level(
        node,
        reached,
        bandsOf(node, scope, (from) => from),
      ),
      ...holding(node, scope, reached, final),
      {
        name: part(id, 'unheld'),
        node: id,
        type,
        expression: nameAt(reached),
        output: node.hysteresis !== undefined,
      },
      { name: id, node: id, type, expression: nameAt(final), output: true },
    ]
  },

  examine({ bands, of }, insight, find) {
    findUnreachable(bands, of, insight.possible(of), find)
  },

  place({ id, bands }, { step, by, at }) {
    if (step !== part(id, 'reached_level')) return null
    if (by === 'band') return { path: ['bands', bands.length - 1 - at] }
    return by === 'rule' && at === 0 ? { path: ['ifMissing'] } : null
  },

  probes({ id, hysteresis }) {
    if (!hysteresis) return []
    const isHeld = compare(step(part(id, 'held_level')), 'more', step(part(id, 'reached_level')))
    const [below, grace] = [fact(hysteresis.monthsBelow), constant(hysteresis.graceMonths)]
    return [
      { place: { path: ['hysteresis', 'margin'] }, when: all(isHeld, compare(below, 'at_least', grace)) },
      { place: { path: ['hysteresis', 'graceMonths'] }, when: all(isHeld, compare(below, 'less', grace)) },
    ]
  },

  tell: tellTier,

  explain(node, view) {
    const name = { kind: 'text', value: node.id, name: node.name } as const
    const [tierNow, unheld, value] = [
      view.figure(node.id),
      view.figure(part(node.id, 'unheld')),
      view.figure(node.of),
    ]
    const from = node.bands.find((each) => each.name === tierNow.value)?.from
    const figures = { name, tier: tierNow, value }
    if (tierNow.value !== unheld.value && node.hysteresis) return [held(node, view, { ...figures, unheld })]
    if (value.value === null) return [{ node: node.id, code: 'tier_missing', figures }]
    if (from === undefined) return [{ node: node.id, code: 'tier_base', figures }]
    return [{ node: node.id, code: 'tier_reached', figures: { ...figures, from: { ...value, value: from } } }]
  },
})

/** Either all tiers but the last have a share, or none; shares count everybody from the best tier down. */
function checkShares({ bands }: Tier, report: Report): void {
  const shares = bands.slice(0, -1).map(({ top }) => top)
  if (bands.at(-1)?.top !== undefined) {
    report('last_band_with_threshold', ['bands', bands.length - 1, 'top'], { name: bands.at(-1)?.name ?? '' })
  }
  if (shares.some((top) => top !== undefined) && shares.includes(undefined)) report('bands_mixed', ['bands'])
  shares.forEach((top, at) => {
    const limit = shares[at - 1]
    if (top === undefined || limit === undefined || top > limit) return
    const [name, above] = [bands[at]?.name ?? '', bands[at - 1]?.name ?? '']
    report('shares_out_of_order', ['bands', at, 'top'], { name, top, above, limit })
  })
}

const level = ({ id }: Tier, name: string, expression: Expression): Step => ({
  name,
  node: id,
  type: { kind: 'count' },
  expression,
  output: false,
})

/** The level, 0 for the last band, that the value reaches when every threshold is moved by `adjust`. */
function bandsOf(node: Tier, scope: CheckedScope, adjust: (from: number) => number): Expression {
  const { operand, mayBeMissing } = scope.value(node.of)
  const thresholds = node.bands.flatMap(({ from }) => (from === undefined ? [] : [adjust(from)])).toReversed()
  const reached: Expression = { op: 'bands', of: operand, thresholds }
  if (!mayBeMissing) return reached
  const fallback = node.bands.length - 1 - node.bands.findIndex(({ name }) => name === node.ifMissing)
  return choose([{ when: missing(scope.value(node.of).operand), take: constant(fallback) }], reached)
}

function holding(node: Tier, scope: CheckedScope, reached: string, final: string): Step[] {
  const { id, bands, hysteresis } = node
  if (!hysteresis) return []
  const previous = part(id, 'previous_level')
  const lowered = part(id, 'lowered_level')
  const values = bands.map(({ name }) => name)
  const previousLevel: Expression = {
    op: 'lookup',
    keys: [{ of: fact(hysteresis.previous), domain: [null, ...values] }],
    results: [-1, ...values.map((_, at) => values.length - 1 - at)],
  }
  const lower = (from: number): number =>
    loweredThreshold(from, hysteresis.margin, scope.value(node.of).type.kind)
  const inGrace = compare(fact(hysteresis.monthsBelow), 'less', constant(hysteresis.graceMonths))
  const floorOfFall = choose([{ when: inGrace, take: step(previous) }], step(lowered))
  return [
    level(node, previous, previousLevel),
    level(node, lowered, bandsOf(node, scope, lower)),
    level(node, final, maximum(step(reached), minimum(step(previous), floorOfFall))),
  ]
}

/** The threshold, lowered by a margin in percent, at which a tier is still kept; in the unit of the threshold. */
export function loweredThreshold(from: number, margin: number, kind: ValueKind): number {
  const moved = from - (Math.abs(from) * margin) / 100
  return kind === 'percent' ? moved : Math.ceil(moved)
}

function held(node: Tier, view: DecisionView, figures: Reason['figures']): Reason {
  const monthsBelow = view.value(node.hysteresis?.monthsBelow ?? '')
  const graceMonths = node.hysteresis?.graceMonths ?? 0
  if (typeof monthsBelow === 'number' && monthsBelow < graceMonths) {
    const [below, grace] = [
      { kind: 'months', value: monthsBelow } as const,
      { kind: 'months', value: graceMonths } as const,
    ]
    return { node: node.id, code: 'tier_held_by_grace', figures: { ...figures, below, grace } }
  }
  const margin = { kind: 'percent', value: node.hysteresis?.margin ?? 0 } as const
  return { node: node.id, code: 'tier_held_by_margin', figures: { ...figures, margin } }
}

function checkPrevious({ bands, hysteresis }: Tier, previous: ValueType | undefined, report: Report): void {
  if (previous?.kind !== 'class' || !hysteresis) return
  const names = bands.map(({ name }) => name)
  const same =
    names.length === previous.values.length && names.every((name, at) => name === previous.values[at])
  if (!same) {
    report('previous_tier_differs', ['hysteresis', 'previous'], {
      reference: hysteresis.previous,
      values: previous.values.join(', '),
      bands: names.join(', '),
    })
  }
}
