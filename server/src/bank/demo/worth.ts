import { TIERS } from '../../feeds/definitions.ts'
import type { DemoHolding } from './holdings.ts'
import type { ProductGroup } from './products.ts'

/** Yearly margins in percent: roughly what a Chinese retail bank earns. They only shape the demo's past tiers. */
const MARGINS: Record<ProductGroup, number> = {
  demand_deposits: 1.35,
  term_deposits: 0.55,
  wealth: 0.6,
  funds: 0.8,
  insurance: 0.9,
  securities: 0.25,
  gold: 0.3,
  loans: 1.1,
  cards: 4.2,
}

/** From what yearly contribution on, in fen. */
const FROM: Record<Tier, number> = {
  A: 5_000_000,
  B: 1_500_000,
  C: 400_000,
  D: 80_000,
  E: Number.NEGATIVE_INFINITY,
}

export type Tier = (typeof TIERS)[number]

/** What a customer brings in a year by rough count, in fen. */
export const contributionOf = (holdings: readonly DemoHolding[]): number =>
  holdings.reduce((sum, { product, balance }) => sum + (balance * MARGINS[product.group]) / 100, 0)

export const tierOf = (contribution: number): Tier => TIERS.find((tier) => contribution >= FROM[tier]) ?? 'E'
