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
    // Their words are axe-clean in either language if they are in one.
    if (locale === 'zh-CN') await expectPartsSound(strategist.page)
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
