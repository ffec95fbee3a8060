import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Ask } from '../../testing/ask.ts'

const productSchema = z.object({
  gate: z.string(),
  id: z.string(),
  risk: z.string(),
  least: z.number().nullable(),
  step: z.number().nullable(),
  disclosures: z.array(
    z.object({ id: z.string(), sha256: z.object({ 'zh-CN': z.string(), en: z.string() }) }),
  ),
  obstacles: z.array(z.object({ code: z.string() })),
})
export type OfferedProduct = z.infer<typeof productSchema>

const offerSchema = z.object({
  means: z.object({ demand: z.number(), all: z.number() }),
  products: z.array(productSchema),
})

async function offerFor(ask: Ask, customer: string, user: string) {
  const { status, body } = await ask(user, 'GET', `/api/customers/${encodeURIComponent(customer)}/products`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return offerSchema.parse(body)
}

/** What a customer may order, as somebody of his branch is shown it. */
export const productsFor = async (ask: Ask, customer: string, user = 'auditor'): Promise<OfferedProduct[]> =>
  (await offerFor(ask, customer, user)).products

/** What he has to pay an order from. */
export const meansFor = async (ask: Ask, customer: string) => (await offerFor(ask, customer, 'auditor')).means

/** An order of a product with everything acknowledged. */
export const orderOf = (
  customer: string,
  product: OfferedProduct,
  changes: Record<string, unknown> = {},
) => ({
  id: randomUUID() as string,
  customer,
  gate: product.gate,
  product: product.id,
  amount: (product.least ?? 1) + (product.step ?? 1) * 10,
  locale: 'zh-CN',
  disclosures: product.disclosures.map(({ id, sha256 }) => ({ id, sha256: sha256['zh-CN'] })),
  ...changes,
})

/** The first customer whose product of that id is in the way of nothing, or of what is told. */
export async function customerWith(
  ask: Ask,
  customers: readonly string[],
  product: string,
  obstacle: string | null = null,
): Promise<{ readonly customer: string; readonly product: OfferedProduct }> {
  for (const customer of customers) {
    const found = (await productsFor(ask, customer)).find(({ id }) => id === product)
    const isWanted =
      obstacle === null
        ? found?.obstacles.length === 0
        : found?.obstacles.some(({ code }) => code === obstacle)
    if (found && isWanted) return { customer, product: found }
  }
  throw new Error(`Nobody has ${obstacle ?? 'nothing'} in the way of ${product}`)
}
