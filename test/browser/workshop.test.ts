import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, visitors } from './visit.ts'

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
    .getByRole('button', { name: /Customer tier/ })
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
  await page.getByText('The draft is saved').waitFor()
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
  await thresholdOfA(theirs.page).fill('31000')
  await theirs.page.getByRole('button', { name: 'Save draft' }).click()
  await theirs.page.getByText('The draft is saved').waitFor()

  await thresholdOfA(mine.page).fill('32000')
  await mine.page.getByRole('button', { name: 'Save draft' }).click()
  const dialog = mine.page.getByRole('dialog', { name: 'Somebody else changed the draft' })
  await dialog.getByText(/nothing is lost/).waitFor()
  expect(await thresholdOfA(mine.page).inputValue()).toBe('¥32,000')
  await dialog.getByRole('button', { name: 'Replace theirs with mine' }).click()
  await mine.page.getByText('The draft is saved').waitFor()
  await mine.page.reload()
  await openTier(mine.page)
  expect(await thresholdOfA(mine.page).inputValue()).toBe('¥32,000')
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
  await node.focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('Unsaved changes').waitFor()
})

test('A changed threshold comes into force: tests taken along, version made, activated by another', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  await openTier(page)
  await thresholdOfA(page).fill('49999')
  await page.getByRole('tab', { name: /^Problems \d+/ }).click()
  await page.getByRole('button', { name: 'Take all new outcomes as expected' }).click()
  await page.getByText('The playbook can run.').waitFor()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('The draft is saved').waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByLabel('What has changed, and why').fill('Tier A begins one yuan lower')
  await page.getByRole('button', { name: 'Make a version' }).click()
  const [, number] =
    /Version (\d+) is made/.exec((await page.getByText(/Version \d+ is made/).textContent()) ?? '') ?? []

  const { page: other } = await open()
  await signIn(other, 'approver')
  await other.getByText(`Version ${number}, read only`).waitFor()
  await other.getByRole('button', { name: 'Versions' }).click()
  await other.getByRole('button', { name: 'Activate' }).first().click()
  await other.getByText(/takes effect for every branch at once/).waitFor()
  await other.getByRole('button', { name: 'Put in force' }).click()
  await expect
    .poll(async () => (await (await other.request.get('/api/bank')).json()).playbook.version, {
      // Its effect on the whole bank is worked out first: that is what is approved.
      timeout: 60_000,
    })
    .toBe(Number(number))
})
