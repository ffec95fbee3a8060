import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { type Locale, signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const logSchema = z.object({
  entries: z.array(z.object({ action: z.string(), by: z.string(), personal: z.unknown() })),
})

async function workshop(locale: Locale = 'en') {
  const { page, faults } = await open(locale)
  await signIn(page, 'strategist')
  await page.locator('.react-flow__node').first().waitFor()
  return { page, faults }
}

const panel = (page: Page) => page.getByTestId('trace')
const card = (page: Page, node: string) => page.locator(`.react-flow__node[data-id=${node}]`)
const steps = (page: Page) =>
  panel(page).getByRole('list', { name: 'Nodes in the order in which they are decided' })
const step = (page: Page, name: string) => steps(page).getByRole('button', { name })

/** Which places of a card are lit. */
const lit = (page: Page, node: string) =>
  card(page, node)
    .locator('[data-place]')
    .evaluateAll((places) =>
      places
        .filter((place) => getComputedStyle(place).boxShadow !== 'none')
        .map((place) => place.getAttribute('data-place')),
    )

test('A customer is traced: the graph lights up, why and why not are told, an edit traces him again', async () => {
  const { page, faults } = await workshop()
  await page.getByRole('tab', { name: 'Trace', exact: true }).click()
  await panel(page).getByPlaceholder('Trace a customer …').fill('C000004')
  await page.getByRole('option', { name: /C000004/ }).click()
  await step(page, 'Customer tier').click()
  await panel(page)
    .getByText(/^Customer tier: D, because/)
    .waitFor()
  expect(await lit(page, 'tier')).toEqual(['/bands/3'])
  expect(await lit(page, 'strategy')).toEqual(['/cells/medium/low'])
  await card(page, 'tier').getByTitle('Came out: D').waitFor()
  const edge = page.locator('[data-edge="contribution tier"]')
  expect(await edge.textContent()).toBe('¥3,526.45')
  const look = logSchema.parse(await script('auditor', 'GET', '/api/audit?action=customer.viewed&limit=1'))
  expect(look.entries[0]).toMatchObject({ by: 'strategist' })
  expect(JSON.stringify(look.entries[0]?.personal)).toContain('C000004')

  const form = page.getByRole('complementary', { name: 'Settings of the node' })
  await form.getByRole('textbox', { name: 'From, Entry 3' }).fill('2500')
  await card(page, 'tier').getByTitle('Came out: C').waitFor()
  await expect.poll(() => lit(page, 'tier')).toEqual(['/bands/2'])
  await page.keyboard.press('Control+z')
  await card(page, 'tier').getByTitle('Came out: D').waitFor()

  const whyNot = page.getByTestId('why-not')
  await whyNot.getByLabel('Wished outcome').fill('Customer tier')
  await page.getByRole('option', { name: 'Customer tier', exact: true }).click()
  await whyNot.getByLabel('Wished value').click()
  await page.getByRole('option', { name: 'A', exact: true }).click()
  await whyNot.getByRole('button', { name: 'Why not?' }).click()
  await whyNot
    .getByText(/Annual contribution/)
    .first()
    .waitFor()
  expect(await violations(page)).toEqual([])
  await panel(page).getByRole('button', { name: 'Stop tracing' }).click()
  await expect.poll(() => lit(page, 'tier')).toEqual([])
  expect(faults).toEqual([])
})

test('By keyboard alone: a test is chosen, and one steps through the nodes forward and back', async () => {
  const { page, faults } = await workshop()
  await page.getByRole('tab', { name: 'What if', exact: true }).focus()
  const tab = page.getByRole('tab', { name: 'Trace', exact: true })
  for (let at = 0; at < 8 && !(await tab.evaluate((each) => each === document.activeElement)); at += 1)
    await page.keyboard.press('ArrowRight')
  await panel(page).waitFor()
  const chooser = panel(page)
    .getByRole('combobox', { name: 'Trace a test …' })
    .or(panel(page).getByLabel('Trace a test …'))
    .first()
  for (let at = 0; at < 8 && !(await chooser.evaluate((each) => each === document.activeElement)); at += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.type('Tier A begins')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await step(page, 'Customer tier').waitFor()
  await page.keyboard.press('Tab')
  const said = page.locator('.spoken[role=status]')
  await page.keyboard.press(']')
  await panel(page).getByText('Step 1 of 21').waitFor()
  await page.keyboard.press('F8')
  await panel(page).getByText('Step 2 of 21').waitFor()
  for (let at = 3; at <= 4; at += 1) await page.keyboard.press(']')
  await said.getByText('4 of 21: Customer tier, A').waitFor()
  await expect.poll(() => lit(page, 'tier')).toEqual(['/bands/0'])
  await page.keyboard.press('[')
  await panel(page).getByText('Step 3 of 21').waitFor()
  expect(faults).toEqual([])
})

test('In Chinese the trace reads as the bank speaks, and breaks no rule of accessibility', async () => {
  const { page } = await workshop('zh-CN')
  await page.getByRole('tab', { name: '追踪', exact: true }).click()
  await panel(page).getByPlaceholder('追踪客户…').fill('C000001')
  await page.getByRole('option', { name: /C000001/ }).click()
  await page.keyboard.press('Tab')
  await panel(page).getByRole('button', { name: '追踪下一步' }).click()
  await panel(page).getByText('第 1 步，共 21 步').waitFor()
  expect(await violations(page)).toEqual([])
})
