import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { tabTo } from './keyboard.ts'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const logSchema = z.object({
  entries: z.array(
    z.object({ action: z.string(), by: z.string(), personal: z.array(z.unknown()).nullable() }),
  ),
})

/** How many customers the strategist has looked at, by look, the latest first. */
async function looks(): Promise<number[]> {
  const log = await script('auditor', 'GET', '/api/audit?action=customer.viewed&by=strategist&limit=50')
  return logSchema.parse(log).entries.map(({ personal }) => personal?.length ?? 0)
}

async function openPanel(user = 'strategist'): Promise<Page> {
  const { page } = await open()
  await signIn(page, user)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Playbook' }).click()
  await page.getByTestId('bars-tier').waitFor()
  return page
}

/** Moves the threshold of the best tier, and waits for the figures. */
async function moveThreshold(page: Page, to: string): Promise<void> {
  await page.locator('.react-flow__node[data-id=tier]').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill(to)
  await expect.poll(() => page.getByTestId('what-if').getAttribute('aria-busy')).toBe('false')
}

const show = (page: Page, view: string) =>
  page.getByRole('radiogroup', { name: 'Which figures' }).getByText(view, { exact: true }).click()

const picked = (page: Page) => page.getByTestId('picked')
const numberIn = (words: string | null) => Number(/[\d,]+/.exec(words ?? '')?.[0].replaceAll(',', ''))

/** Those who go from one tier to another, by the table. */
const mover = (page: Page, from: string, to: string) =>
  page.getByTestId('move-table').getByRole('button', { name: `Customer tier: ${from} → ${to}:` })

test('Who moves is seen as streams and table; a cell shows those customers, and the look is in the log', async () => {
  const page = await openPanel()
  await moveThreshold(page, '20000')
  await show(page, 'Moves')
  const cell = mover(page, 'B', 'A')
  const count = numberIn(await cell.textContent())
  expect(count).toBeGreaterThan(0)
  const before = await looks()
  await cell.click()
  await expect.poll(() => picked(page).getByTestId('picked-count').textContent()).toBe(`${count} customers`)
  const rows = picked(page).getByRole('row')
  expect(await rows.count()).toBe(Math.min(count, 50) + 1)
  expect(await rows.nth(1).textContent()).toContain('B → A')
  await rows.nth(1).getByRole('link').waitFor()
  await expect.poll(looks).toEqual([Math.min(count, 50), ...before].slice(0, 50))
  expect(await violations(page)).toEqual([])

  // The same customers by their stream, and an edit takes them away.
  await picked(page).getByRole('button', { name: 'Close the customers' }).click()
  await picked(page).waitFor({ state: 'detached' })
  await page
    .getByTestId('moves')
    .getByRole('button', { name: `B → A: ${count} customers` })
    .click()
  await expect.poll(() => picked(page).getByTestId('picked-count').textContent()).toBe(`${count} customers`)
  await page.keyboard.press('Control+z')
  await picked(page).getByText('Nobody is left here').waitFor()
})

test('By keyboard alone: from view to view, from figure to figure, to the customers and back', async () => {
  const page = await openPanel()
  await moveThreshold(page, '20000')
  await page.getByRole('radio', { name: 'Overview' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByTestId('move-table').waitFor()
  const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label") ?? ""')
  // The streams are one stop, the table is another.
  for (let steps = 0; steps < 12 && !/^Customer tier: A → A:/.test(String(await focused())); steps += 1)
    await page.keyboard.press('Tab')
  expect(await focused()).toMatch(/^Customer tier: A → A: /)
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toMatch(/^Customer tier: B → A: /)
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toMatch(/^Customer tier: B → B: /)
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate('document.activeElement.textContent'))
    .toMatch(/^Customer tier: B → B/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await picked(page).waitFor({ state: 'detached' })
  await expect.poll(focused).toMatch(/^Customer tier: B → B: /)
})

test('By keyboard alone: lists against their time, and the money under advice of everybody by tier', async () => {
  const page = await openPanel()
  const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label") ?? ""')
  const view = (name: string) => page.getByRole('radio', { name, exact: true })
  await view('Overview').focus()
  while (!(await page.getByTestId('list-sizes').isVisible()) || !(await view('Lists and time').isChecked()))
    await page.keyboard.press('ArrowRight')
  await page.getByTestId('list-sizes').getByRole('columnheader', { name: 'Minutes there are' }).waitFor()
  while (!(await view('Money').isChecked())) await page.keyboard.press('ArrowRight')
  const money = page.getByTestId('money')
  for (const [list, words] of [
    ['Amount', 'Wealth'],
    ['Added up over', 'all'],
    ['By', 'Customer tier'],
  ] as const) {
    await tabTo(page, money.getByLabel(list, { exact: true }))
    await page.keyboard.type(words)
  }
  await money.getByText('Wealth products: sum over all customers').waitFor()
  await tabTo(page, money.getByRole('button').first())
  for (let row = 0; row < 9 && !/^Customer tier: A: /.test(String(await focused())); row += 1)
    await page.keyboard.press('ArrowDown')
  expect(await focused()).toMatch(/^Customer tier: A: /)
  const count = numberIn(await page.locator(':focus').textContent())
  await page.keyboard.press('Enter')
  await expect.poll(() => picked(page).getByTestId('picked-count').textContent()).toBe(`${count} customers`)
  await picked(page).getByRole('columnheader', { name: 'Wealth products' }).waitFor()
})

test('Branches are told against their time, and the money says what is added up over whom', async () => {
  const page = await openPanel()
  await page.locator('.react-flow__node[data-id=coverage]').focus()
  await page.keyboard.press('Enter')
  // Few customers have few contacts: each takes half a day.
  for (const tier of ['A', 'B', 'C'])
    await page.getByRole('textbox', { name: `Minutes, ${tier}` }).fill('240')
  await expect.poll(() => page.getByTestId('what-if').getAttribute('aria-busy')).toBe('false')
  await show(page, 'Lists and time')
  const lists = page.getByTestId('list-sizes')
  await lists.getByRole('columnheader', { name: 'Minutes there are' }).waitFor()
  const overfull = lists.getByRole('img', { name: 'More due than there is time for' })
  await overfull.first().waitFor()
  const named = await page.getByTestId('overfull').textContent()
  for (const row of await lists.getByRole('row').filter({ has: overfull }).all()) {
    const branch = (await row.getByRole('rowheader').textContent()) ?? ''
    if (branch !== 'All branches') expect(named).toContain(branch)
  }
  const go = lists.getByRole('button', { name: /^Go from the lists: / })
  const count = numberIn(await go.textContent())
  await go.click()
  await expect
    .poll(async () => numberIn(await picked(page).getByTestId('picked-count').textContent()))
    .toBe(count)
  expect(await picked(page).getByRole('row').nth(1).textContent()).toMatch(/listed → not enough time/)
  await picked(page).getByRole('button', { name: 'Close the customers' }).click()

  await show(page, 'Money')
  const money = page.getByTestId('money')
  await money.getByText('Annual contribution: sum over customers on the day’s lists').waitFor()
  await money.getByLabel('Amount').selectOption({ label: 'Wealth products' })
  await money.getByLabel('Added up over').selectOption({ label: 'all customers' })
  await money.getByLabel('By', { exact: true }).selectOption({ label: 'Customer tier' })
  await money.getByText('Wealth products: sum over all customers').waitFor()
  await money.getByRole('button', { name: /^Customer tier: A: / }).click()
  const wealth = picked(page).getByRole('columnheader', { name: 'Wealth products' })
  await wealth.waitFor()
  expect(await violations(page)).toEqual([])
})

test('The customers of a cell of the matrix are taken along as a file', async () => {
  const page = await openPanel()
  await show(page, 'Matrix')
  const cell = page.getByTestId('cells').getByRole('button').first()
  const count = numberIn(await cell.textContent())
  await cell.click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    picked(page).getByRole('button', { name: 'Export as CSV' }).click(),
  ])
  const lines = (await readFile((await download.path()) ?? '', 'utf8')).trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^\uFEFFNumber,Customer,Branch,Adviser,/)
  expect(lines).toHaveLength(count + 1)
  expect(lines[1]).toMatch(/^C\d+,/)
})

test('While the playbook has an error the last figures stay, plainly of an older edit', async () => {
  const page = await openPanel()
  await moveThreshold(page, '20000')
  const figures = page.getByTestId('bars-tier')
  const before = await figures.textContent()
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill('1')
  await page.getByRole('alert').getByText('No valid playbook').waitFor()
  expect(await page.getByTestId('what-if').getAttribute('data-stale')).toBe('true')
  expect(await figures.textContent()).toBe(before)
  expect(await page.getByTestId('took').textContent()).toBe('')
  expect(await violations(page)).toEqual([])
})

test('Fetching the data can be stopped, and goes on where it stopped', async () => {
  const { page, context } = await open()
  let asked = 0
  const release: (() => void)[] = []
  await context.route('**/columns/*', async (route) => {
    asked += 1
    // The first few come; the others hang until somebody lets them go.
    if (asked > 8) await new Promise<void>((resolve) => release.push(resolve))
    await route.continue().catch(() => undefined)
  })
  await signIn(page, 'strategist')
  const progress = page.getByTestId('progress')
  await progress.getByText(/^Fetching the bank’s data: \d+ of \d+ columns/).waitFor()
  await progress.getByRole('button', { name: 'Stop' }).click()
  const stopped = page.getByText('Stopped before all data were here.')
  await stopped.waitFor()
  expect(await violations(page)).toEqual([])
  await context.unroute('**/columns/*')
  for (const each of release) each()
  await page.getByTestId('what-if').getByRole('button', { name: 'Go on' }).click()
  await page.getByTestId('bars-tier').waitFor()
  expect(await stopped.count()).toBe(0)
})

test('Edits are compared with the version in force, or with what was opened', async () => {
  const page = await openPanel()
  await moveThreshold(page, '20000')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect
    .poll(async () => JSON.stringify(await script('strategist', 'GET', '/api/playbooks/retail/draft')))
    .toContain('2000000')
  await page.reload()
  const moves = page.getByTestId('bars-tier').getByText(/\d+ moves?$/)
  await moves.waitFor()
  await page.getByLabel('Compared with').selectOption({ label: 'As opened' })
  await page.getByTestId('bars-tier').getByText('no change').waitFor()
  await moveThreshold(page, '40000')
  await moves.waitFor()
})

test('Who may only look sees the figures of a version, and whose they are', async () => {
  const page = await openPanel('auditor')
  await page.getByTestId('bars-tier').getByRole('button').first().click()
  await picked(page).getByRole('link').first().waitFor()
  expect(await violations(page)).toEqual([])
})
