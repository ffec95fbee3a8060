import type { Page } from 'playwright-core'
import { z } from 'zod'
import { chromiumPath, launch } from '../../browser/chromium.ts'
import { demoServer } from '../../browser/demo-server.ts'
import { signIn } from '../../browser/visit.ts'
import { manyNodes } from '../many-nodes.ts'

const NODES = 500

/** Of a frame at 50 frames a second, in milliseconds. */
const MOST_MS = 20

/** Turns of the wheel in each gesture, and the time between them. */
const TURNS = 120
const PAUSE_MS = 16

const draftSchema = z.object({ etag: z.string(), document: z.looseObject({ id: z.string() }) })

/**
 * Pans and zooms a playbook of 500 nodes by the wheel in the real workshop, from afar and close by, and times every
 * frame. `ms` is that of a frame on average; `equal` says that there were 50 a second or more.
 */
export async function measureCanvas() {
  const server = await demoServer()
  const browser = await launch(await chromiumPath())
  try {
    await putNodes(`${server.address}/api/playbooks/retail/draft`)
    const page = await browser.newPage({
      baseURL: server.address,
      locale: 'en',
      viewport: { width: 1440, height: 900 },
    })
    await page.goto('/')
    await signIn(page, 'strategist')
    await page.locator('.react-flow__node-card').first().waitFor({ timeout: 120_000 })
    await page.locator(UNPLACED).first().waitFor({ state: 'detached', timeout: 180_000 })
    // What is found about the new playbook by reasoning and by counting comes first.
    await page.waitForTimeout(15_000)
    const canvas = page.locator('.react-flow')
    await canvas.hover()
    const frames = {
      'canvas pan afar': await framesDuring(page, (at) => page.mouse.wheel(turned(at, 30), turned(at, 18))),
      'canvas zoom': await framesWith(page, 'Control', (at) => page.mouse.wheel(0, turned(at, -24))),
      'canvas pan close': await closeBy(page),
    }
    return Object.entries(frames).map(([task, times]) => {
      const ms = times.reduce((sum, each) => sum + each, 0) / times.length
      return { task, peer: 'chromium', n: NODES, ms, peakRssMiB: 0, equal: ms <= MOST_MS }
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** To and fro, so that something is in view at all times. */
const turned = (at: number, by: number): number => (Math.floor(at / 30) % 2 === 0 ? by : -by)

async function closeBy(page: Page): Promise<number[]> {
  await page.locator('.react-flow').focus()
  await page.keyboard.press('0')
  await page.waitForTimeout(1_000)
  return framesDuring(page, (at) => page.mouse.wheel(turned(at, 40), turned(at, 24)))
}

async function framesWith(page: Page, key: string, turn: (at: number) => Promise<void>): Promise<number[]> {
  await page.keyboard.down(key)
  const frames = await framesDuring(page, turn)
  await page.keyboard.up(key)
  return frames
}

async function framesDuring(page: Page, turn: (at: number) => Promise<void>): Promise<number[]> {
  await page.evaluate(OBSERVE)
  for (let at = 0; at < TURNS; at += 1) {
    await turn(at)
    await page.waitForTimeout(PAUSE_MS)
  }
  return z.array(z.number()).parse(await page.evaluate('stopFrames()'))
}

/** Cards that wait for the automatic layout. */
const UNPLACED = '.react-flow__node-card[style*="opacity: 0"]'

/** Notes how long each frame takes until it is stopped. */
const OBSERVE = `
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
`

async function putNodes(address: string): Promise<void> {
  const headers = {
    authorization: `Basic ${btoa('strategist:demo')}`,
    'content-type': 'application/json',
  }
  const { etag, document } = draftSchema.parse(await (await fetch(address, { headers })).json())
  const body = JSON.stringify({ document: { ...manyNodes(NODES), id: document.id } })
  const response = await fetch(address, {
    method: 'PUT',
    headers: { ...headers, 'if-match': `"${etag}"` },
    body,
  })
  if (!response.ok) throw new Error(`The nodes were not saved: ${response.status} ${await response.text()}`)
}
