import { parseDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { type KnownCampaign, keyOf, knownCampaigns } from '../campaigns/known.ts'
import { CAMPAIGN_VERDICTS, type CampaignResults, resultsOf } from '../campaigns/results.ts'
import { begunBy } from '../desk/begun-by.ts'
import type { Desk } from '../desk/desk.ts'
import { exposuresIn } from '../store/campaigns.ts'
import { contactsWithExposed } from '../store/ledger.ts'
import { ordersOfExposed } from '../store/orders.ts'
import { sees } from './access.ts'
import { bilingual, branchName, isoDay } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const count = z.number().int()
const interval = z.object({ low: z.number(), high: z.number() }).nullable()

const rate = z.object({
  count,
  of: count,
  rate: z.number().nullable(),
  interval: interval.openapi({ description: 'Of 95 % confidence, by the score method (Wilson 1927)' }),
})

const resultsSchema = z.object({
  listed: count.openapi({ description: 'Customers called for the sake of the campaign alone' }),
  reached: rate,
  interested: rate,
  refused: rate,
  heldOut: count.openapi({ description: 'Customers who would have been called and were held out' }),
  ordered: z
    .object({
      listed: rate,
      heldOut: rate,
      difference: z
        .number()
        .nullable()
        .openapi({ description: 'The rate of the listed less that of the held out' }),
      interval: interval.openapi({
        description: 'Of 95 % confidence, by method 10 of Newcombe (1998)',
      }),
      verdict: z.enum(CAMPAIGN_VERDICTS),
    })
    .nullable()
    .openapi({
      description:
        'Who ordered the campaign’s product from the day on which he was first called, or held out, until its last day; null for a campaign without one',
    }),
})

const campaignSchema = z
  .object({
    playbook: z.string(),
    campaign: z.string(),
    name: bilingual,
    from: isoDay,
    until: isoDay,
    product: z.object({ id: z.string(), name: bilingual }).nullable(),
    holdout: z.number().openapi({ description: 'The share of customers held out, in percent; 0 for none' }),
    inForce: z.boolean(),
    bank: resultsSchema.nullable().openapi({ description: 'Over the bank; null for branch staff' }),
    branches: z.array(
      z.object({
        branch: branchName,
        results: resultsSchema,
      }),
    ),
  })
  .openapi('Campaign')

const list = createRoute({
  method: 'get',
  path: '/api/campaigns',
  tags: ['Campaigns'],
  summary: 'What came of the campaigns, over the bank and by branch',
  description:
    'Whoever was called for the sake of a campaign against whoever would have been called and was held out, by chance. Each counts once, on the side that he was on first. Branch staff see their own branch.',
  responses: { 200: answer('The campaigns, the latest first', z.array(campaignSchema)), ...refusals },
})

export const campaignRoutes = (desk: Desk) =>
  resource().openapi(list, async (c) => {
    const { store, snapshot, today } = desk
    const { branch } = c.get('user')
    const exposures = await exposuresIn(store, branch)
    const byCampaign = Map.groupBy(exposures, keyOf)
    const called = [...byCampaign.values()].flatMap(([first]) => first ?? [])
    const campaigns = await knownCampaigns(store, today, called)
    if (campaigns.length === 0) return c.json([], 200)
    const { day } = today.grounds
    const from = exposures.reduce((first, each) => Math.min(first, parseDay(each.day) ?? first), day)
    const logged = await contactsWithExposed(store, branch, from, day)
    const begun = begunBy(logged)
    // Who asked to be called another day was called for the sake of the campaign on that day too.
    const contacts = byCustomer(
      logged.map((each) => ({ ...each, action: begun.get(each.id)?.action ?? null })),
    )
    const products = campaigns.flatMap(({ product }) => (product ? [product.id] : []))
    const orders = byCustomer(await ordersOfExposed(store, branch, products, from))
    const shown = (campaign: KnownCampaign) => {
      const own = byCampaign.get(keyOf(campaign)) ?? []
      const asked = { ...campaign, product: campaign.product?.id ?? null }
      const of = (some: typeof own): CampaignResults => resultsOf(asked, some, { contacts, orders })
      const byBranch = Map.groupBy(own, (each) => each.branch)
      return {
        ...campaign,
        bank: branch === null ? of(own) : null,
        branches: snapshot.branches
          .filter(({ id }) => sees(c.get('user'), id))
          .map((each) => ({ branch: { ...each }, results: of(byBranch.get(each.id) ?? []) })),
      }
    }
    return c.json(campaigns.map(shown), 200)
  })

const byCustomer = <Each extends { readonly customer: string }>(all: readonly Each[]) =>
  Map.groupBy(all, ({ customer }) => customer)
