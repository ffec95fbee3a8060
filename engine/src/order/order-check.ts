import type { DecisionView, Figure } from '../explain/reason.ts'
import { formatFigure } from '../explain/sentence.ts'
import type { Locale } from '../locale/locale.ts'
import { type MessageKey, message } from '../locale/messages.ts'
import { part } from '../nodes/kind.ts'
import type { Product } from '../nodes/suitability/product.ts'
import { type Suitability, suitabilityNode, verdictOn } from '../nodes/suitability/suitability.ts'
import type { Plan } from '../plan/plan.ts'
import type { Day } from '../values/day.ts'

type ObstacleKey = Extract<MessageKey, `order.${string}`>

/** One thing that forbids an order: a sentence of the locale files and the figures in it. */
export interface Obstacle {
  readonly code: ObstacleKey extends `order.${infer Code}` ? Code : never
  readonly figures: Readonly<Record<string, Figure>>
}

/** A product that a suitability node lets customers order at all. */
export interface Orderable {
  readonly gate: Suitability
  readonly product: Product
}

/** Whether an order may be placed, and until when it may be cancelled. */
export interface OrderCheck extends Orderable {
  /** Everything that forbids the order; none when it may be placed. */
  readonly obstacles: readonly Obstacle[]
  /** The last day on which the customer may cancel it; null when he may not. */
  readonly cancelUntil: Day | null
}

/** The products of all suitability nodes of a playbook, in its order. */
export const orderableProducts = ({ playbook }: Plan): Orderable[] =>
  playbook.nodes.flatMap((node) => {
    const gate = suitabilityNode(node)
    return gate ? gate.products.map((product) => ({ gate, product })) : []
  })

/**
 * Checks an order of one customer on the day of the view's run: that his risk assessment is there and holds, that
 * his class may bear the risk of the product, and that the amount is within the terms of the product.
 * @param view The customer's, with all steps of the plan, as `explainer(plan).view` makes it.
 * @param order `gate` is the id of the suitability node; the amount is in the minor unit of the playbook's
 * currency. Without an amount only the suitability is checked.
 * @returns null when the playbook has no such product.
 */
export function checkOrder(
  plan: Plan,
  view: DecisionView,
  order: { readonly gate: string; readonly product: string; readonly amount?: number },
): OrderCheck | null {
  const found = orderableProducts(plan).find(
    ({ gate, product }) => gate.id === order.gate && product.id === order.product,
  )
  if (!found) return null
  const { gate, product } = found
  return {
    gate,
    product,
    obstacles: [
      ...unsuitable(gate, product, view),
      ...(order.amount === undefined ? [] : outOfTerms(product, order.amount)),
    ],
    cancelUntil: cancelUntil(product, view),
  }
}

function unsuitable(gate: Suitability, product: Product, view: DecisionView): Obstacle[] {
  const name: Figure = { kind: 'text', value: product.id, name: product.name }
  const assessed = view.figure(gate.assessed)
  switch (verdictOn(view, gate.id, product.id)) {
    case 'suitable':
      return []
    case 'assessment_expired':
      return [
        {
          code: 'assessment_expired',
          figures: {
            assessed,
            age: { kind: 'days', value: view.value(part(gate.id, 'age')) },
            validFor: { kind: 'days', value: gate.validFor },
          },
        },
      ]
    case 'risk_mismatch':
      return [
        {
          code: 'risk_mismatch',
          figures: {
            product: name,
            risk: { kind: 'text', value: product.risk },
            riskClass: view.figure(gate.riskClass),
            most: { kind: 'text', value: view.value(gate.id) },
          },
        },
      ]
    case 'assessment_missing':
      return [{ code: 'assessment_missing', figures: {} }]
  }
}

function outOfTerms({ amount: terms = {} }: Product, amount: number): Obstacle[] {
  const { least = 0, most, step } = terms
  const money = (value: number): Figure => ({ kind: 'money', value })
  if (!Number.isSafeInteger(amount) || amount <= 0) return [{ code: 'no_amount', figures: {} }]
  if (amount < least) return [{ code: 'below_least', figures: { least: money(least) } }]
  if (most !== undefined && amount > most) return [{ code: 'above_most', figures: { most: money(most) } }]
  if (step !== undefined && (amount - least) % step !== 0)
    return [{ code: 'off_step', figures: { least: money(least), step: money(step) } }]
  return []
}

function cancelUntil({ coolingOff }: Product, { run }: DecisionView): Day | null {
  if (coolingOff === undefined) return null
  // Where the calendar ends before, nobody knows the holidays: rather a few days more than one too few.
  return run.workingDays.after(run.asOf, coolingOff) ?? run.asOf + 2 * coolingOff + LONGEST_HOLIDAY
}

const LONGEST_HOLIDAY = 14

/** What forbids an order in words. `currency` is the playbook's, ISO 4217. */
export const obstacleSentence = ({ code, figures }: Obstacle, locale: Locale, currency: string): string =>
  message(
    locale,
    `order.${code}`,
    Object.fromEntries(
      Object.entries(figures).map(([name, figure]) => [name, formatFigure(figure, locale, currency)]),
    ),
  )
