import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectSound } from './sound.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

test.each(['en', 'zh-CN'] as const)(
  'Every screen is accessible and keeps within the window (%s)',
  async (locale) => {
    const strategist = await open(locale)
    await strategist.page.getByRole('heading', { level: 2 }).first().waitFor()
    await expectSound(strategist.page)

    await signIn(strategist.page, 'strategist')
    await strategist.page.getByTestId('list-sizes').waitFor()
    await expectSound(strategist.page)
    for (const node of [
      'tier',
      'strategy',
      'coverage',
      'rate_cut',
      'daily_list',
      'contact_policy',
      'contribution',
      'suitability',
      'affinity',
      'year_end_cash',
      'enquiries',
    ]) {
      await strategist.page.locator(`.react-flow__node[data-id=${node}]`).focus()
      await strategist.page.keyboard.press('Enter')
      await strategist.page.locator('code', { hasText: node }).waitFor()
      expect(await violations(strategist.page)).toEqual([])
    }
    // In one language they are looked at in the light, in the other in the dark.
    await strategist.page.emulateMedia({ colorScheme: locale === 'en' ? 'light' : 'dark' })
    await expectPartsSound(strategist.page)
    await strategist.page.goto('/events')
    await strategist.page.getByRole('heading', { level: 1 }).waitFor()
    await expectSound(strategist.page)

    const adviser = await open(locale)
    await signIn(adviser.page, 'adviser')
    const action = adviser.page.getByTestId('action').first()
    await action.waitFor()
    await action.getByRole('button', { expanded: false }).first().click()
    await expectSound(adviser.page)
    await action.getByRole('link').first().click()
    await adviser.page.getByRole('heading', { level: 1 }).waitFor()
    await expectSound(adviser.page)
  },
)

/** Every tab of the outline and of the panels below the canvas, and the lists of commands. */
async function expectPartsSound(page: Page): Promise<void> {
  for (const part of ['outline', 'dock']) {
    const tabs = page.locator(`[data-part=${part}] [role=tablist]`).first().getByRole('tab')
    for (const tab of await tabs.all()) {
      await tab.click()
      await page.locator(`[data-part=${part}] [role=tabpanel]:visible`).first().waitFor()
      await expect.poll(() => violations(page), { timeout: 20_000 }).toEqual([])
    }
  }
  for (const keys of ['Control+k', 'Shift+?']) {
    await page.keyboard.press(keys)
    await page.getByRole('dialog').waitFor()
    await expect.poll(() => violations(page), { timeout: 20_000 }).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
}

test('What panels and dialogs show once something is chosen is accessible in the dark', async () => {
  const { page } = await open()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  const check = () => expect.poll(() => violations(page), { timeout: 20_000 }).toEqual([])
  const panel = (name: string) => page.locator('[data-part=dock]').getByRole('tab', { name }).click()

  await page.getByRole('treeitem', { name: /^Customer tier/ }).click()
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill('30000')
  for (const view of ['Moves', 'Matrix', 'Lists and time', 'Money']) {
    await page.getByRole('radiogroup', { name: 'Which figures' }).getByText(view, { exact: true }).click()
    await check()
  }
  await page.getByTestId('money').getByRole('button').first().click()
  await page.getByTestId('picked').getByRole('link').first().waitFor()
  await check()
  await panel('Trace')
  await page.getByPlaceholder('Trace a customer …').fill('C000001')
  await page.getByRole('option', { name: /C000001/ }).click()
  await page.getByTestId('trace').getByRole('button', { name: 'Customer tier' }).click()
  await check()
  await panel('Tests')
  await page.keyboard.press('Control+Shift+E')
  await page
    .getByTestId('tests')
    .getByRole('button', { name: /^(Failed|Passed)/ })
    .first()
    .click()
  await page.getByTestId('test-form').waitFor()
  await check()
  await panel('Claims')
  await page.getByTestId('claims-panel').getByRole('list').getByRole('button').first().click()
  await page
    .getByTestId('claim-verdict')
    .getByText(/Proven|Refuted/)
    .first()
    .waitFor()
  await check()
  await panel('Dictionary')
  await page
    .getByRole('button', { name: /^Demand deposits/ })
    .last()
    .click()
  await page.getByRole('region', { name: 'Demand deposits' }).waitFor()
  await check()
  await page.getByRole('treeitem', { name: /^Customer tier/ }).focus()
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('dialog', { name: 'Versions' }).waitFor()
  await check()
})
