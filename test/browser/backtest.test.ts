import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { ownBank } from './bank.ts'
import { tabTo } from './keyboard.ts'
import { changeDraft, scriptOf, withoutEvents } from './rules.ts'
import { expectSound } from './sound.ts'
import { type Locale, signIn, visitors } from './visit.ts'

const bank = ownBank(4)
const young = ownBank()
const { open } = visitors(bank.address)
const script = scriptOf(bank.address)

/** Saves a draft that lists nobody for an event, and of the duties only those to the third tier. */
const draftForFew = (): Promise<void> =>
  changeDraft(script, (shipped) => {
    const document = withoutEvents(shipped)
    const nodes = document.nodes.map((node) =>
      node.kind === 'coverage'
        ? { ...node, duties: { ...z.looseObject({}).parse(node.duties), A: null, B: null } }
        : node,
    )
    return { ...document, nodes, invariants: [] }
  })

beforeEach(draftForFew)

async function enter(locale: Locale = 'en', base = bank.address()) {
  const visit = await open(locale, base)
  await signIn(visit.page, 'strategist')
  await visit.page.getByRole('navigation').first().waitFor()
  await visit.page.goto('/playbooks/retail')
  return visit
}

const panelOf = (page: Page) => page.getByRole('region', { name: /^(Backtest|回测)$/ })
const totalOf = (page: Page) =>
  page.getByRole('table', { name: 'Lists day by day' }).getByRole('row', { name: /^In all/ })

const entrySchema = z.object({
  entries: z.array(z.looseObject({ by: z.string(), details: z.looseObject({}) })),
})

/** What was looked at last, as the log has it. */
async function lastLook() {
  const found = await script('auditor', 'GET', '/api/audit?action=population.read&limit=1')
  return entrySchema.parse(found).entries[0]
}

test('A draft is run over past days by mouse: figures of both sides, the customers behind one, and a table to take away', async () => {
  const { page, faults } = await enter()
  await page.getByRole('tab', { name: 'Backtest' }).click()
  const panel = panelOf(page)
  await panel.getByText('Hold this playbook against days that are over').waitFor()
  await panel.getByLabel('For how long a contact counts').selectOption({ label: 'Contacts of the same day' })
  await panel.getByRole('button', { name: 'Run backtest' }).click()
  await totalOf(page).waitFor()
  const [then, now] = await totalOf(page).getByRole('button').allTextContents()
  expect(Number(then)).toBeGreaterThan(Number(now))
  await panel.getByText('3 days against retail version 1').waitFor()

  const happened = panel.getByRole('table', { name: 'Contacts and orders' })
  const lost = happened
    .getByRole('row', { name: /^On then’s only/ })
    .getByRole('button')
    .first()
  expect(Number(await lost.textContent())).toBeGreaterThan(0)
  await lost.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('table').waitFor()
  expect(await dialog.getByRole('row').count()).toBe(Number(await lost.textContent()) + 1)
  expect(await lastLook()).toMatchObject({
    by: 'strategist',
    details: { side: 'then', figure: 'inside', other: 'outside', kind: 'reached' },
  })
  await dialog.getByRole('button', { name: 'Close' }).click()

  await panel.getByText('Tier', { exact: true }).click()
  await panel.getByRole('row', { name: /^A / }).waitFor()
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Export figures (CSV)' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^backtest-retail-2026-.*\.csv$/)
  const csv = readFileSync(await file.path(), 'utf8')
  expect(csv).toMatch(/^\uFEFFBy,Value,Side,Listed,/)
  expect(csv).toContain(`In all,,Then,${then},`)
  expect(faults).toEqual([])
})

test('The same by keyboard alone; a backtest is stopped, and nothing of it is kept', async () => {
  const { page, faults } = await enter()
  await page.getByRole('tab', { name: 'What if' }).focus()
  await page.keyboard.press('ArrowRight')
  while (!(await page.getByRole('tab', { name: 'Backtest', selected: true }).isVisible()))
    await page.keyboard.press('ArrowRight')
  const panel = panelOf(page)
  const run = panel.getByRole('button', { name: 'Run backtest' })
  await run.waitFor()
  // Its figures do not come before it is stopped, nor do they once it is.
  const stopped = Promise.withResolvers<void>()
  await page.route('**/api/backtests/*', async (route) => {
    await stopped.promise
    await route.continue()
  })
  const figures = page.waitForRequest(/\/api\/backtests\/[^/]+$/)
  await tabTo(page, run)
  await page.keyboard.press('Enter')
  await figures
  await tabTo(page, panel.getByRole('button', { name: 'Stop backtest' }))
  await page.keyboard.press('Enter')
  stopped.resolve()
  await panel.getByText('Stopped: nothing of it is kept').waitFor()
  expect(await panel.getByRole('table').count()).toBe(0)

  await tabTo(page, run)
  await page.keyboard.press('Enter')
  await totalOf(page).waitFor()
  await tabTo(page, totalOf(page).getByRole('button').first())
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Listed · .* · Now$/ })
  await dialog.getByRole('link').first().waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(faults).toEqual([])
})

test('The figures are accessible and keep within the window, in Chinese too', async () => {
  const { page, faults } = await enter('zh-CN')
  await page.getByRole('tab', { name: '回测' }).click()
  await page.getByRole('button', { name: '运行回测' }).click()
  await page.getByRole('row', { name: /^合计/ }).waitFor()
  await expectSound(page)
  expect(faults).toEqual([])
})

test('A bank without a past says how one comes to be', async () => {
  const { page } = await enter('en', young.address())
  await page.getByRole('tab', { name: 'Backtest' }).click()
  await page.getByText('No past days yet').waitFor()
  await page.getByText('npm run bank -- demo --days 30').waitFor()
})
