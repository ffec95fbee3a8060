import { VERDICTS } from '@branch-playbook/engine'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests()

const bilingual = z.object({ 'zh-CN': z.string(), en: z.string() })
const pageSchema = z.object({
  customer: z.object({ id: z.string(), riskClass: z.string().nullable() }),
  holdings: z.array(
    z.object({
      group: z.string(),
      balance: z.number(),
      riskLevel: z.string().nullable(),
      contribution: z.number().nullable(),
      aboveClass: z.boolean().nullable(),
    }),
  ),
  worth: z
    .object({
      name: bilingual,
      total: z.number(),
      besides: z.array(z.object({ label: bilingual, each: z.number().nullable(), result: z.number() })),
    })
    .nullable(),
  opportunities: z.array(
    z.object({
      product: z.object({ id: z.string(), risk: z.string() }),
      state: z.string(),
      verdict: z.enum(VERDICTS),
      evidence: z.object({ support: z.number(), confidence: z.number(), lift: z.number() }),
    }),
  ),
  products: z.array(z.object({ id: z.string(), risk: z.string(), verdict: z.enum(VERDICTS) })),
  facts: z.array(z.object({ name: z.string(), value: z.unknown() })),
  decision: z.object({
    reasons: z.array(z.object({ code: z.string(), text: bilingual })),
    by: z.object({
      playbook: z.object({ id: z.string(), version: z.number(), hash: z.string() }),
      experiment: z.object({ id: z.string(), name: z.string() }).nullable(),
      side: z.string().nullable(),
    }),
  }),
})

async function pageOf(customer: string) {
  const { status, body } = await bank.ask('auditor', 'GET', `/api/customers/${customer}`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return pageSchema.parse(body)
}

const idOf = (action: unknown): string =>
  z.object({ customer: z.object({ id: z.string() }) }).parse(action).customer.id

const some = () => [...bank.open.desk.snapshot.customers.ids].slice(0, 60)

describe('the customer’s page', () => {
  test('has of today what the list has: what to say, why, and where he stands', async () => {
    const { body } = await bank.ask('manager-B001', 'GET', '/api/branches/B001/actions')
    const { actions } = z.object({ actions: z.array(z.looseObject({ listing: z.string() })) }).parse(body)
    expect(new Set(actions.map(({ listing }) => listing)).size).toBeGreaterThan(1)
    const onList = new Map(actions.map((each) => [idOf(each), each]))
    const ids = [...onList.keys(), ...some()]
    for (const id of ids) {
      const { status, body: page } = await bank.ask('manager-B001', 'GET', `/api/customers/${id}`)
      if (status === 200) expect(page).toMatchObject({ action: onList.get(id) ?? null })
    }
  })

  test('names the version that decides him', async () => {
    const [id = ''] = some()
    const { today } = bank.open.desk
    expect((await pageOf(id)).decision.by).toEqual({
      playbook: { id: 'retail', version: 1, hash: today.leading.hash },
      experiment: null,
      side: null,
    })
  })

  test('says what every holding brings in, and that with fees and costs it is what his tier rests on', async () => {
    for (const id of some()) {
      const { holdings, worth, facts } = await pageOf(id)
      if (!worth) throw new Error('The demo playbook has a measure of worth')
      const brought = holdings.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0)
      const besides = worth.besides.reduce((sum, { result }) => sum + result, 0)
      // Each holding is rounded by itself, the measure rounds a group.
      expect(Math.abs(brought + besides - worth.total), id).toBeLessThanOrEqual(holdings.length)
      const fees = facts.find(({ name }) => name === 'fees_12m')?.value
      expect(worth.besides.map(({ result }) => result)).toContain(fees)
    }
  })

  test('marks what is riskier than his class, and nothing of one who has no valid class', async () => {
    const pages = await Promise.all(some().map(pageOf))
    const assessed = pages.filter(({ products }) => products.some(({ verdict }) => verdict === 'suitable'))
    expect(assessed.length).toBeGreaterThan(5)
    for (const { customer, holdings } of assessed) {
      for (const { riskLevel, aboveClass } of holdings)
        expect(aboveClass).toBe(
          riskLevel === null ? null : Number(riskLevel[1]) > Number(customer.riskClass?.[1]),
        )
    }
    const unassessed = pages.filter(({ customer }) => customer.riskClass === null)
    expect(
      unassessed.flatMap(({ holdings }) => holdings).every(({ aboveClass }) => aboveClass === null),
    ).toBe(true)
  })

  test('offers what suits only, and tells the evidence of what it offers or withholds', async () => {
    const opportunities: z.infer<typeof pageSchema>['opportunities'] = []
    for (const id of some()) {
      const page = await pageOf(id)
      for (const each of page.opportunities) {
        const judged = page.products.find((product) => product.id === each.product.id)
        expect(each.verdict).toBe(judged?.verdict)
        if (each.state === 'offered') expect(each.verdict).toBe('suitable')
        if (each.state === 'withheld') expect(each.verdict).not.toBe('suitable')
        opportunities.push(each)
      }
    }
    expect(new Set(opportunities.map(({ state }) => state))).toEqual(new Set(['offered', 'withheld']))
    for (const { evidence } of opportunities) {
      expect(evidence.support).toBeLessThanOrEqual(evidence.confidence)
      expect(evidence.lift).toBeGreaterThan(1)
    }
  })
})
