import chromiumPackage from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
const base = process.env.BASE ?? 'http://127.0.0.1:3457'
const only = process.argv.slice(2)
const executablePath = await chromiumPackage.executablePath()
const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
async function shot(name: string, { user, path, width, height, locale, scheme = 'light', act }: any) {
  if (only.length && !only.some((o) => name.includes(o))) return
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme: scheme, baseURL: base })
  const page = await context.newPage()
  page.on('console', (m) => { if (m.type() === 'error' || m.type()==='warning') console.log(name, m.type(), m.text().slice(0, 400)) })
  page.on('pageerror', (e) => console.log(name, 'PAGEERROR', e.message.slice(0, 600)))
  if (user) await context.request.post('/api/session', { data: { user, password: 'demo' } })
  await page.goto(path)
  await page.waitForTimeout(user ? 2500 : 1200)
  if (act) await act(page)
  await page.waitForTimeout(500)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (over > 0) console.log(name, 'OVERFLOW', over)
  await page.screenshot({ path: `/tmp/shots/${name}.png` })
  await context.close()
}
const sizes = [[1440, 900], [1024, 768]]
for (const [width, height] of sizes) for (const locale of ['en', 'zh-CN']) {
  const tag = `${locale.slice(0, 2)}-${width}`
  await shot(`signin-${tag}`, { path: '/', width, height, locale })
  await shot(`workshop-${tag}`, { user: 'strategist', path: '/playbooks', width, height, locale })
  await shot(`tier-${tag}`, { user: 'strategist', path: '/playbooks', width, height, locale, act: async (page: any) => { await page.locator('.react-flow__node[data-id=tier]').click(); await page.waitForTimeout(300); const f = page.getByRole('textbox', { name: /^(From|门槛)/ }).first(); await f.fill('30000'); await page.waitForTimeout(500) } })
  for (const id of ['strategy', 'coverage', 'rate_cut', 'daily_list', 'contribution', 'contact_policy'])
    await shot(`${id}-${tag}`, { user: 'strategist', path: '/playbooks', width, height, locale, act: async (page: any) => { await page.evaluate(() => {}); await page.locator(`.react-flow__node[data-id=${id}]`).click() } })
  await shot(`branch-${tag}`, { user: 'adviser', path: '/', width, height, locale, act: async (page: any) => { await page.locator('[data-testid=action] button[aria-expanded]').first().click() } })
  await shot(`contact-${tag}`, { user: 'adviser', path: '/', width, height, locale, act: async (page: any) => { await page.getByRole('button', { name: /^(Contacted|已联系)/ }).first().click() } })
  await shot(`customer-${tag}`, { user: 'adviser', path: '/', width, height, locale, act: async (page: any) => { await page.locator('[data-testid=action] a').first().click(); await page.waitForTimeout(800) } })
  await shot(`events-${tag}`, { user: 'strategist', path: '/events', width, height, locale })
  await shot(`versions-${tag}`, { user: 'approver', path: '/playbooks', width, height, locale, act: async (page: any) => { await page.getByRole('button', { name: /^(Versions|版本)$/ }).click() } })
}
await shot('dark-workshop', { user: 'strategist', path: '/playbooks', width: 1440, height: 900, locale: 'en', scheme: 'dark', act: async (page: any) => { await page.locator('.react-flow__node[data-id=tier]').click() } })
await shot('dark-branch', { user: 'adviser', path: '/', width: 1440, height: 900, locale: 'zh-CN', scheme: 'dark' })
await browser.close()
