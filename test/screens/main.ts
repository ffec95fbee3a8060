/**
 * `npm run screens`: takes the pictures of the workshop in `docs/screens` anew, on a demo bank with a past, in both
 * languages and both themes; with names behind `--`, those only. Chinese wants a Chinese font on the machine.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromiumPath, launch } from '../browser/chromium.ts'
import { demoBank, serve } from '../browser/demo-server.ts'
import { addNodes, scriptOf } from '../browser/rules.ts'
import { type Locale, signIn } from '../browser/visit.ts'
import { SCREENS } from './screens.ts'
import { TABLE } from './table.ts'

const INTO = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
const SIZE = { width: 1440, height: 900 }
/** Long enough for what moves or fades to come to rest, in milliseconds. */
const REST = 1200
const DAYS = 12

const LOOKS: readonly (readonly [Locale, 'light' | 'dark'])[] = [
  ['en', 'light'],
  ['zh-CN', 'dark'],
]

const wanted = process.argv.slice(2)
const screens = SCREENS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

mkdirSync(INTO, { recursive: true })
const server = await serve(demoBank(DAYS))
const browser = await launch(await chromiumPath())
try {
  await addNodes(
    scriptOf(() => server.address),
    [TABLE],
  )
  for (const [locale, scheme] of LOOKS) {
    for (const { name, show } of screens) {
      const context = await browser.newContext({
        baseURL: server.address,
        locale,
        viewport: SIZE,
        colorScheme: scheme,
      })
      await context.addInitScript((chosen) => {
        window.localStorage.setItem('mantine-color-scheme-value', chosen)
      }, scheme)
      const page = await context.newPage()
      await page.goto('/')
      await signIn(page, 'strategist')
      await page.getByTestId('bars-tier').waitFor()
      await show(page)
      await page.waitForTimeout(REST)
      await page.screenshot({ path: `${INTO}${name}.${locale === 'en' ? 'en' : 'zh'}.png` })
      console.log(`docs/screens/${name} (${locale}, ${scheme})`)
      await context.close()
    }
  }
} finally {
  await browser.close()
  await server.stop()
}
