import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

const go = (page: Page, room: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: room }).click()

/** The number that is left of the campaign's audience after a step. */
const left = async (page: Page, step: string) => {
  const text = await page.getByTestId('campaign-reach').locator(`[data-step=${step}] dd`).textContent()
  return Number(text?.replaceAll(',', ''))
}

test('Whoever edits a campaign sees whom it reaches, and what quotas and a control group take from it', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await go(page, 'Playbook')
  await page.getByTestId('bars-tier').waitFor()
  await page.locator('.react-flow__node[data-id=year_end_cash]').focus()
  await page.keyboard.press('Enter')
  const reach = page.getByTestId('campaign-reach')
  await reach.waitFor()
  const steps = ['audience', 'suitable', 'allowed', 'own', 'called', 'placed', 'fits']
  const before = await Promise.all(steps.map((step) => left(page, step)))
  expect(before).toEqual(before.toSorted((first, second) => second - first))
  const [audience = 0, , , own = 0, called = 0] = before
  expect([audience > 0, called < own]).toEqual([true, true])
  await reach.getByRole('button', { name: 'By branch' }).click()
  expect(await reach.getByRole('row').count()).toBeGreaterThan(1)
  await page.getByRole('textbox', { name: 'Held out' }).fill('50')
  await expect.poll(() => left(page, 'called')).toBeLessThan(called)
  expect(await left(page, 'audience')).toBe(audience)
  expect(await violations(page)).toEqual([])
})

test('What campaigns bring has a page for head office and, of the own branch, for a manager', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await go(page, 'Campaigns')
  await page.getByRole('heading', { name: 'Idle money at the year’s end' }).waitFor()
  // Rates begin at nothing, and their difference has nothing in the middle.
  const axes = await page.getByTestId('ordered').locator('thead td').allTextContents()
  expect(axes.filter((each) => each !== '')).toEqual([
    expect.stringMatching(/^0%[\d.]+%$/),
    expect.stringMatching(/^-([\d.]+) pts\+\1 pts$/),
  ])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv.split('\r\n')[0]).toContain('Branch,Listed,Reached,Interested')
  expect(csv).toContain('\r\nBank,')
  expect(await violations(page)).toEqual([])
  const manager = await open('zh-CN')
  await signIn(manager.page, 'manager-B001')
  await manager.page.goto('/campaigns')
  await manager.page.getByRole('heading', { name: '岁末闲置资金' }).waitFor()
  await expect.poll(() => manager.page.getByText('全行', { exact: true }).count()).toBe(0)
  expect(await violations(manager.page)).toEqual([])
})
