import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]

const SCHEMES = ['light', 'dark'] as const

/** Milliseconds in which colours change over to another scheme. */
const COLOURS_SETTLE = 400

async function expectSound(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(overflow)).toBe(0)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(COLOURS_SETTLE)
      expect(await violations(page)).toEqual([])
    }
  }
}

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
