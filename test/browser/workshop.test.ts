import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

/** The row of a tier in the what-if. */
const tierRow = (page: Page, tier: string) =>
  page
    .getByTestId('bars-tier')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: tier, exact: true }) })

/** How many customers a tier has in the what-if. */
const countOf = async (page: Page, tier: string): Promise<number> =>
  Number((await tierRow(page, tier).getByRole('cell').nth(1).textContent())?.replaceAll(',', ''))

async function openTier(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('treeitem', { name: /Customer tier/ })
    .click()
}

const thresholdOfA = (page: Page) => page.getByRole('textbox', { name: 'From, Entry 1' })

test('A strategist moves a threshold, sees everyone move, saves the draft and finds it again', async () => {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  const before = await countOf(page, 'A')
  await openTier(page)
  await thresholdOfA(page).fill('20000')
  await page
    .getByTestId('bars-tier')
    .getByText(/\d+ moves?$/)
    .waitFor()
  const after = await countOf(page, 'A')
  expect(after).toBeGreaterThan(before)
  expect(await page.getByTestId('took').textContent()).toMatch(/^600 customers decided again in \d+ ms/)

  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('The draft is saved').first().waitFor()
  await page.reload()
  await openTier(page)
  expect(await thresholdOfA(page).inputValue()).toBe('¥20,000')
  await page
    .getByTestId('bars-tier')
    .getByText(/\d+ moves?$/)
    .waitFor()
  expect(await countOf(page, 'A')).toBe(after)
  expect(faults).toEqual([])
})

test('A threshold out of order says what is wrong and how to mend it, and undo takes it back', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  await openTier(page)
  const original = await thresholdOfA(page).inputValue()
  await thresholdOfA(page).fill('1')
  await page.getByRole('alert').getByText('No valid playbook').waitFor()
  const inspector = page.getByRole('complementary', { name: 'Settings of the node' })
  await inspector
    .getByText(/best to lowest|lower|order/i)
    .first()
    .waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => thresholdOfA(page).inputValue()).toBe(original)
  await expect.poll(() => page.getByText('No valid playbook').count()).toBe(0)
  await page.keyboard.press('Control+y')
  await page.getByRole('alert').getByText('No valid playbook').waitFor()
})

test('When somebody else has saved meanwhile, nothing is lost', async () => {
  const [mine, theirs] = [await open(), await open()]
  for (const { page } of [mine, theirs]) {
    await signIn(page, 'strategist')
    await page.getByTestId('bars-tier').waitFor()
    await openTier(page)
  }
  await mine.context.setOffline(true)
  await thresholdOfA(mine.page).fill('32000')
  await thresholdOfA(theirs.page).fill('31000')
  await theirs.page.getByRole('button', { name: 'Save draft' }).click()
  await theirs.page.getByText('The draft is saved').first().waitFor()

  await mine.context.setOffline(false)
  await mine.page.getByRole('button', { name: 'Choose between the two' }).click()
  const dialog = mine.page.getByRole('dialog', { name: 'Somebody else changed the draft' })
  await dialog.getByText(/nothing is lost/).waitFor()
  expect(await thresholdOfA(mine.page).inputValue()).toMatch(/32,?000$/)

  // Both changed the same node: nothing is merged until one is chosen.
  const merge = dialog.getByRole('button', { name: 'Merge by node and save' })
  const collision = dialog.getByRole('radiogroup', { name: 'Customer tier' })
  await collision.getByText(/31,000/).waitFor()
  expect(await merge.isDisabled()).toBe(true)
  await expect.poll(() => violations(mine.page), { timeout: 20_000 }).toEqual([])
  await collision.getByRole('radio', { name: 'Mine' }).click()
  await merge.click()
  await mine.page.getByText('Both drafts are merged and saved').waitFor()
  await mine.page.reload()
  await openTier(mine.page)
  expect(await thresholdOfA(mine.page).inputValue()).toBe('¥32,000')
})

test('Changes of different nodes are put together without a question, and what came from whom is told', async () => {
  const [mine, theirs] = [await open(), await open()]
  for (const { page } of [mine, theirs]) {
    await signIn(page, 'strategist')
    await page.getByTestId('bars-tier').waitFor()
  }
  await mine.page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('treeitem', { name: /^Deposit rate cut/ })
    .click()
  const minutes = mine.page.getByRole('textbox', { name: 'Minutes', exact: true })
  await minutes.waitFor()
  await mine.context.setOffline(true)
  await minutes.fill('11')
  await openTier(theirs.page)
  await thresholdOfA(theirs.page).fill('33000')
  await theirs.page.getByRole('button', { name: 'Save draft' }).click()
  await theirs.page.getByText('The draft is saved').first().waitFor()

  await mine.context.setOffline(false)
  await mine.page.getByText('strategist changed Customer tier').first().waitFor()
  await mine.page.getByText(/^Saved at/).waitFor()
  expect(await minutes.inputValue()).toContain('11')
  await openTier(mine.page)
  await expect.poll(() => thresholdOfA(mine.page).inputValue()).toBe('¥33,000')
})

test('The graph is worked by keyboard: a node is reached, opened and moved', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  const node = page.getByRole('group', { name: 'Strategy, Matrix' })
  await node.waitFor()
  await node.focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('complementary', { name: 'Settings of the node' })
    .getByRole('heading', { name: 'Strategy', level: 2 })
    .waitFor()
  const place = () => node.getAttribute('style')
  const before = await place()
  await node.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(place).not.toBe(before)
})

test('The panel takes the room of the canvas by its button or by keyboard, and Escape brings the canvas back', async () => {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  const dock = page.locator('[data-part="dock"]')
  const tier = page.locator('.react-flow__node[data-id="tier"]')
  await tier.waitFor()
  await page.getByTestId('bars-tier').waitFor()
  const heightOf = async () => (await dock.boundingBox())?.height ?? 0
  const low = await heightOf()

  await page.getByRole('button', { name: 'Maximise the panel' }).click()
  await expect.poll(heightOf).toBeGreaterThan(2 * low)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(heightOf).toBe(low)

  await tier.focus()
  await page.keyboard.press('Alt+F6')
  await expect.poll(heightOf).toBeGreaterThan(2 * low)
  expect(await dock.evaluate((part) => part.contains(document.activeElement))).toBe(true)
  await page.getByText('Escape brings the canvas back').waitFor({ state: 'attached' })
  // What lies under the panel is not for the keyboard.
  await page.keyboard.press('F6')
  await page.keyboard.press('Shift+F6')
  await page.keyboard.press('Shift+F6')
  expect(
    await page.evaluate(() => document.activeElement?.closest('[data-part]')?.getAttribute('data-part')),
  ).toBe('outline')
  await page.keyboard.press('Alt+F6')
  await expect.poll(heightOf).toBe(low)
  expect(faults).toEqual([])
})

test('In a small window, too, every edge is drawn: from afar, and after coming closer and going back', async () => {
  const { page } = await open()
  const nodes = page.locator('.react-flow__node-card')
  const edges = page.locator('.react-flow__edge')
  const isFar = () => page.locator('.react-flow').evaluate((flow) => 'far' in flow.dataset)
  await signIn(page, 'strategist')
  await page.locator('.react-flow__node-card:not([style*="opacity: 0"])').first().waitFor()
  await expect.poll(() => nodes.count()).toBeGreaterThan(20)
  const all = await edges.count()
  expect(all).toBeGreaterThan(20)

  await page.setViewportSize({ width: 1024, height: 768 })
  await page.reload()
  await expect.poll(isFar).toBe(true)
  await expect.poll(() => edges.count()).toBe(all)

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect.poll(isFar).toBe(false)
  await expect.poll(() => edges.count()).toBe(all)
})
