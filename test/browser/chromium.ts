import { spawnSync } from 'node:child_process'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Nothing of Chromium's own may reach for a network, and none of its sandboxes works for root. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The Chromium to test with: `CHROMIUM` if set, else the one that came with the packages (unpacked on first use),
 * else `chromium` on the path. Throws with one clear line when there is none.
 */
export async function chromiumPath(): Promise<string> {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const unpacked = await packaged.executablePath().catch(() => null)
  if (unpacked && starts(unpacked)) return unpacked
  if (starts('chromium')) return 'chromium'
  throw new Error('No Chromium can be started: set CHROMIUM to the path of one')
}

const starts = (path: string): boolean => spawnSync(path, ['--version']).status === 0

export const launch = async (path: string): Promise<Browser> =>
  chromium.launch({ executablePath: path, headless: true, args: ARGUMENTS })
