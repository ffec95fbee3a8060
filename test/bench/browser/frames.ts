import type { Page } from 'playwright-core'
import { z } from 'zod'

/** How long each frame takes while something is done in a page, in milliseconds. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(OBSERVE)
  await work()
  return z.array(z.number()).parse(await page.evaluate('stopFrames()'))
}

const OBSERVE = `{
  const times = []
  let before = null
  let going = true
  const note = (now) => {
    if (before !== null) times.push(now - before)
    before = now
    if (going) requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
  window.stopFrames = () => { going = false; return times }
}`
