import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './visit.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]

const SCHEMES = ['light', 'dark'] as const

/** The page keeps within the window and is accessible, at both sizes and in both schemes. */
export async function expectSound(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(overflow)).toBe(0)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page, colorScheme)
      await expect.poll(() => violations(page)).toEqual([])
    }
  }
}

/** Waits until the page has taken a scheme on, and whatever of it changes over slowly is done with that. */
const settled = (page: Page, scheme: string) =>
  page.evaluate(async (wanted) => {
    const frame = () => new Promise(requestAnimationFrame)
    while (document.documentElement.dataset.mantineColorScheme !== wanted) await frame()
    await frame()
    const isChanging = () =>
      document
        .getAnimations()
        .some(({ effect, playState }) => playState === 'running' && effect?.getTiming().iterations === 1)
    while (isChanging()) await frame()
  }, scheme)
