import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './visit.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]

const SCHEMES = ['light', 'dark'] as const

/** Milliseconds in which colours change over to another scheme, on a busy machine too. */
const COLOURS_SETTLE = 400
const COLOURS_SETTLE_AT_MOST = 20_000

/** The page keeps within the window and is accessible, at both sizes and in both schemes. */
export async function expectSound(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(overflow)).toBe(0)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(COLOURS_SETTLE)
      await expect.poll(() => violations(page), { timeout: COLOURS_SETTLE_AT_MOST }).toEqual([])
    }
  }
}
