import { z } from 'zod'
import { bilingual, identifier, money, workingDays } from '../../values/fields.ts'
import type { Report } from '../kind.ts'

/** Levels of risk of a product, the least first. */
export const RISKS = ['R1', 'R2', 'R3', 'R4', 'R5'] as const
export type Risk = (typeof RISKS)[number]

const amountSchema = z.strictObject({
  least: money().min(1).optional(),
  most: money().min(1).optional(),
  /** By how much an amount may grow above the least, or above nothing where there is no least. */
  step: money().min(1).optional(),
})

const disclosureSchema = z.strictObject({ id: identifier(), text: bilingual() })

export const productSchema = z.strictObject({
  id: identifier().max(60),
  name: bilingual(),
  risk: z.enum(RISKS),
  /** What an order may amount to; any amount without it. */
  amount: amountSchema.optional(),
  /** For how many working days after that of the order the customer may cancel it; without it he may not. */
  coolingOff: workingDays().max(60).optional(),
  /** What the customer is told before he orders, word for word, each acknowledged by itself. */
  disclosures: z.array(disclosureSchema).max(20).optional(),
})

export type Product = z.infer<typeof productSchema>
export type Disclosure = z.infer<typeof disclosureSchema>

/** What is wrong with the terms of a product, the one at place `at` of its node. */
export function checkTerms({ amount = {}, disclosures = [] }: Product, at: number, report: Report): void {
  const { least, most } = amount
  if (least !== undefined && most !== undefined && least > most)
    report('least_above_most', ['products', at, 'amount', 'most'], { least, most })
  disclosures.forEach(({ id }, place) => {
    if (disclosures.findIndex((other) => other.id === id) < place)
      report('duplicate_value', ['products', at, 'disclosures', place, 'id'], { value: id })
  })
}
