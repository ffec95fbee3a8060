import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { type Locale, signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const customers = z.array(z.object({ id: z.string() }))
const disclosure = z.object({ id: z.string(), sha256: z.object({ en: z.string() }) })
const offer = z.object({
  means: z.object({ demand: z.number(), all: z.number() }),
  products: z.array(
    z.object({
      gate: z.string(),
      id: z.string(),
      step: z.number().nullable(),
      disclosures: z.array(disclosure),
      obstacles: z.array(z.object({ code: z.string() })),
    }),
  ),
})
const offerFor = async (id: string) =>
  offer.parse(await script('manager', 'GET', `/api/customers/${id}/products`))
const orders = z.array(
  z.object({
    product: z.string(),
    amount: z.number(),
    state: z.string(),
    locale: z.string(),
    disclosures: z.array(z.object({ id: z.string() })),
  }),
)
const ordersOf = async (customer: string) =>
  orders.parse(await script('manager', 'GET', `/api/customers/${customer}/orders`))

/** Somebody who may buy an annuity and no index fund, and has the money for it. */
let customer = ''
beforeAll(async () => {
  const found = customers.parse(await script('manager', 'GET', '/api/customers?limit=50'))
  for (const { id } of found.toReversed()) {
    const { means, products } = await offerFor(id)
    const codes = (product: string) =>
      products.find((each) => each.id === product)?.obstacles.map(({ code }) => code)
    const mayBuy = codes('annuity')?.length === 0 && codes('index_fund')?.includes('risk_mismatch')
    if (mayBuy && means.demand >= 2_000_000) {
      customer = id
      return
    }
  }
})

/** A manager at the page of the customer, with the button by which an order begins. */
async function atCounter(locale?: Locale) {
  const { page, faults } = await open(locale)
  await signIn(page, 'manager')
  await page.getByTestId('action').first().waitFor()
  await page.goto(`/customers/${customer}`)
  const section = page.getByRole('region', { name: /^(Orders|订单)$/ })
  const begin = section.getByRole('button', { name: /^(Place order|下单)$/ })
  return { page, faults, begin, dialog: page.getByRole('dialog') }
}

test('A manager orders for the customer at the counter: only what is suitable, only once all is acknowledged, and cancels', async () => {
  const { page, faults, begin, dialog } = await atCounter()
  await begin.click()
  const fund = dialog.getByRole('radio', { name: /CSI 300/ })
  await fund.waitFor()
  expect(await fund.isDisabled()).toBe(true)
  await dialog.getByText(/is of risk R4; class/).waitFor()
  await dialog.getByRole('radio', { name: /Annuity/ }).check()
  await dialog.getByText(/may be cancelled until .*15 working days/).waitFor()
  const place = dialog.getByRole('button', { name: 'Place order' })
  const told = dialog.getByRole('checkbox')
  await dialog.getByLabel('Amount').fill('10,500')
  await told.nth(0).check()
  expect(await place.isDisabled()).toBe(true)
  await told.nth(1).check()
  expect(await violations(page)).toEqual([])
  await place.click()
  await dialog.getByText(/grows in steps of/).waitFor()
  expect(await ordersOf(customer)).toEqual([])
  await dialog.getByLabel('Amount').fill('20,000')
  await place.click()
  await dialog.waitFor({ state: 'detached' })
  const order = page.getByTestId('order')
  await order.waitFor()
  expect(await order.getAttribute('data-state')).toBe('placed')
  expect(await ordersOf(customer)).toMatchObject([
    { product: 'annuity', amount: 2_000_000, locale: 'en', disclosures: [{}, {}] },
  ])
  await order.getByRole('button', { name: 'Cancel order' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click()
  await expect.poll(() => order.getAttribute('data-state')).toBe('cancelled')
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('The same by keyboard alone, in Chinese', async () => {
  const before = (await ordersOf(customer)).length
  const { page, faults, begin, dialog } = await atCounter('zh-CN')
  await begin.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('radio', { name: /储蓄国债/ }).focus()
  await page.keyboard.press('Space')
  await dialog.getByLabel('金额').focus()
  await page.keyboard.type('5000')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.getByText('逐条告知并经客户确认（1/1）').waitFor()
  await page.keyboard.press('Enter')
  // A second Enter places nothing: what cannot be cancelled is confirmed by a button.
  const review = dialog.getByRole('region', { name: '核对订单' })
  await review.getByText('¥5,000').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await ordersOf(customer)).toHaveLength(before)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(async () => (await ordersOf(customer)).length).toBe(before + 1)
  const [latest] = await ordersOf(customer)
  expect(latest).toMatchObject({
    product: 'treasury_bond',
    amount: 500_000,
    state: 'placed',
    locale: 'zh-CN',
  })
  expect(faults).toEqual([])
})

test('An order larger than all that the customer has is warned of as it is typed, and once more before it goes', async () => {
  const before = await ordersOf(customer)
  const { page, faults, begin, dialog } = await atCounter()
  await begin.click()
  await dialog.getByRole('radio', { name: /Annuity/ }).check()
  await dialog.getByText(/On demand ¥.* all that he has with us ¥/).waitFor()
  const amount = dialog.getByLabel('Amount')
  await amount.fill('1,000')
  expect(await dialog.getByText(/More than/).count()).toBe(0)
  await amount.fill('500,000,000')
  await dialog.getByText(/More than all that he has with us/).waitFor()
  for (const told of await dialog.getByRole('checkbox').all()) await told.check()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Place order' }).click()
  const review = dialog.getByRole('region', { name: 'Check the order' })
  await review.getByText('¥500,000,000').waitFor()
  await review.getByText(/More than all that he has with us/).waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Change' }).click()
  expect(await amount.inputValue()).toBe('500,000,000.00')
  expect(await ordersOf(customer)).toEqual(before)
  expect(faults).toEqual([])
})

test('Among the branch’s orders those for more than their customers had are marked in words, and can be had alone', async () => {
  const { means, products } = await offerFor(customer)
  const { gate, id, step, disclosures } = products.find((each) => each.id === 'steady_91d') ?? expect.fail()
  const grain = step ?? 1
  const amounts = [...Array.from({ length: 9 }, () => grain), means.all + grain - (means.all % grain)]
  for (const amount of amounts)
    await script('manager', 'POST', '/api/orders', {
      id: crypto.randomUUID(),
      customer,
      gate,
      product: id,
      amount,
      locale: 'en',
      disclosures: disclosures.map(({ id, sha256: { en } }) => ({ id, sha256: en })),
    })
  const { page, faults } = await open()
  await signIn(page, 'manager')
  await page.getByRole('link', { name: 'Manager’s page' }).click()
  const rows = page.getByTestId('branch-orders').locator('tbody').getByRole('row')
  await rows.first().waitFor()
  const marked = rows.filter({ hasText: 'more than all he had with us' })
  expect(await marked.count()).toBe(1)
  const all = await rows.count()
  expect(await violations(page)).toEqual([])
  const only = page.getByRole('checkbox', { name: 'Only those for more than the customer had (1)' })
  await only.focus()
  await page.keyboard.press('Space')
  await expect.poll(() => rows.count()).toBe(1)
  expect(await marked.count()).toBe(1)
  await page.keyboard.press('Space')
  await expect.poll(() => rows.count()).toBe(all)
  expect(faults).toEqual([])
})

test('Whoever only looks finds the orders, and no way to place or cancel one', async () => {
  const { page } = await open()
  await signIn(page, 'auditor')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.goto(`/customers/${customer}`)
  const section = page.getByRole('region', { name: 'Orders' })
  await section.getByTestId('order').first().waitFor()
  expect(await section.getByRole('button').count()).toBe(0)
})
