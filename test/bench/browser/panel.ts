import { readFile } from 'node:fs/promises'
import { playbookFile } from '@branch-playbook/playbooks'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { largeSnapshot } from './large-snapshot.ts'
import { quantile } from './quantile.ts'
import { inWorkshop, type Timed } from './workshop.ts'

/** Key presses on the slider that are measured, after those that only warm it up. */
const EDITS = 40
const WARM_UP = 5

/** The lowest threshold: it has room to go. */
const SLIDER = /D$/

/** Deciding a million for the first time, with their columns still to come. */
const PATIENCE_MS = 180_000

/** The views of the panel that are measured: what is always there, and the picture that is most to draw. */
const VIEWS = ['Overview', 'Moves'] as const

/** From slider to picture, in milliseconds. */
const MOST_MS = 150

/**
 * From a key press on a threshold's slider to the picture in the real panel of the real workshop: the document is
 * edited and read, everyone decided anew in the worker, and the figures are painted.
 */
export async function measurePanel(count: number): Promise<readonly Timed[]> {
  const playbook = await readFile(playbookFile('retail'), 'utf8')
  let stop = () => {}
  try {
    return await inWorkshop({
      async prepare(server) {
        const large = await largeSnapshot({ behind: server.address, playbook, count })
        stop = large.stop
        return large.address
      },
      async measure(page) {
        await page.getByTestId('bars-tier').waitFor({ timeout: PATIENCE_MS })
        await page.getByRole('group', { name: /^Customer tier,/ }).click()
        await page.evaluate(OBSERVE)
        const lines: Timed[] = []
        for (const view of VIEWS) {
          await page
            .getByRole('radiogroup', { name: 'Which figures' })
            .getByText(view, { exact: true })
            .click()
          await page.getByRole('slider', { name: SLIDER }).focus()
          const times = await timesOf(page)
          for (const [name, share] of QUANTILES) {
            const task = `panel ${view.toLowerCase()} ${name}`
            lines.push({ task, n: count, ms: quantile(times, share), most: MOST_MS })
          }
        }
        return lines
      },
    })
  } finally {
    stop()
  }
}

const QUANTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
] as const

async function timesOf(page: Page): Promise<number[]> {
  const times: number[] = []
  for (let edit = 0; edit < WARM_UP + EDITS; edit += 1) {
    await page.evaluate('awaitPicture()')
    // To and fro beside the value in force: at it, everything would come from the columns that are kept.
    await page.keyboard.press(edit < 2 || edit % 2 === 1 ? 'ArrowRight' : 'ArrowLeft')
    const took = z.number().parse(await page.evaluate('picture'))
    if (edit >= WARM_UP) times.push(took)
  }
  return times
}

/**
 * From when the key was pressed, by the browser's own clock of events, until after the frame in which the panel is
 * no longer busy was painted.
 */
const OBSERVE = `
  window.awaitPicture = () => { window.picture = new Promise((resolve, reject) => {
    const panel = document.querySelector('[data-testid="what-if"]')
    let pressed = 0
    let busy = false
    window.addEventListener('keydown', (event) => { pressed = event.timeStamp }, { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (panel.getAttribute('aria-busy') === 'true') { busy = true; return }
      if (!busy) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - pressed)
        port2.postMessage(null)
      })
    })
    setTimeout(() => reject(new Error('No picture came')), 20_000)
    observer.observe(panel, { attributes: true, attributeFilter: ['aria-busy'] })
  }) }`
