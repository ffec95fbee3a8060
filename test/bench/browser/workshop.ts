import type { Page } from 'playwright-core'
import { chromiumPath, launch } from '../../browser/chromium.ts'
import { type DemoServer, demoServer } from '../../browser/demo-server.ts'
import { type Script, scriptOf } from '../../browser/rules.ts'
import { signIn } from '../../browser/visit.ts'

interface Stage {
  /** What is done to the bank before anybody looks; the address that the page is opened at, if it is another. */
  prepare(server: DemoServer, script: Script): Promise<string | undefined>
  measure(page: Page): Promise<readonly Timed[]>
}

/** A figure of a page, and the bound that it has to keep to. */
export interface Timed {
  readonly task: string
  readonly n: number
  readonly ms: number
  /** Milliseconds. */
  readonly most: number
}

/** Opens the real workshop of a small bank in a real browser, as a strategist, and measures something there. */
export async function inWorkshop({ prepare, measure }: Stage): Promise<readonly Timed[]> {
  const server = await demoServer()
  const browser = await launch(await chromiumPath())
  try {
    const address = await prepare(
      server,
      scriptOf(() => server.address),
    )
    const page = await browser.newPage({
      baseURL: address ?? server.address,
      locale: 'en',
      viewport: { width: 1440, height: 900 },
    })
    await page.goto('/')
    await signIn(page, 'strategist')
    return await measure(page)
  } finally {
    await browser.close()
    await server.stop()
  }
}
