import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type DemoServer, demoBank, publishDemoDay, serve } from './demo-server.ts'
import { rowOf } from './list-rows.ts'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

let server: DemoServer | undefined
let data = ''
const running = (): DemoServer => server ?? expect.fail('The week has not begun')
const { open } = visitors(() => running().address)
const script = scriptOf(() => running().address)
afterAll(() => server?.stop())

const SOON = { timeout: 20_000 }
const WEDNESDAY = '2026-03-11'
const FRIDAY = '2026-03-13'

/** The night after a day: the server stands still, and begins anew with what the bank’s systems tell. */
async function nightAfter(day: string): Promise<void> {
  await running().kill()
  publishDemoDay(data, day)
  await running().resume()
}

const branchesSchema = z.array(
  z.object({ id: z.string(), advisers: z.array(z.object({ id: z.string(), name: z.string().nullable() })) }),
)
const runsSchema = z.array(z.object({ id: z.string(), day: z.string() }))

/** The colleague of the adviser who signs in. */
async function colleague(): Promise<string> {
  const { user } = z
    .object({ user: z.object({ adviser: z.string() }) })
    .parse(await script('adviser', 'GET', '/api/session'))
  const [branch] = branchesSchema.parse(await script('manager', 'GET', '/api/branches'))
  const found = branch?.advisers.find(({ id, name }) => name !== null && id !== user.adviser)
  return found?.name ?? expect.fail('There is no colleague')
}

const listOf = (page: Page, adviser: string) => page.getByRole('heading', { level: 3, name: adviser })

async function signedIn(user: string, locale: 'en' | 'zh-CN' = 'en') {
  const visit = await open(locale)
  await signIn(visit.page, user)
  return visit
}

async function listFor(user: string) {
  const visit = await signedIn(user)
  await visit.page.getByTestId('action').first().waitFor()
  return visit
}

/** The manager plans: a colleague is away for two days, and tier C begins lower here. */
async function plan(page: Page, away: string): Promise<void> {
  await page.getByRole('button', { name: 'Enter leave' }).click()
  const leave = page.getByRole('dialog')
  await leave.getByRole('combobox', { name: 'Adviser' }).click()
  await page.getByRole('option', { name: away, exact: true }).click()
  await leave.getByLabel('First day').fill('2026-03-12')
  await leave.getByLabel('Last day').fill(FRIDAY)
  await leave.getByRole('button', { name: 'Enter', exact: true }).click()
  await page.getByRole('button', { name: `Take back the leave of ${away}` }).waitFor()
  // He is there today.
  await listOf(page, away).first().waitFor()
  await page.getByRole('link', { name: 'Branch settings' }).click()
  await page.getByRole('textbox', { name: 'Tier C begins at' }).fill('2,500')
  await page.getByRole('textbox', { name: 'Why' }).fill('Young customers')
  const handIn = page.getByRole('button', { name: 'Hand in' })
  await expect.poll(() => handIn.isEnabled(), SOON).toBe(true)
  await handIn.click()
  await page.getByText('With head office').waitFor()
}

async function approve(page: Page): Promise<void> {
  await page.getByRole('link', { name: '审批', exact: true }).click()
  await page.getByRole('link', { name: /^支行参数/ }).click()
  await page.getByRole('link', { name: /查看并决定|Young customers/ }).click()
  const agree = page.getByRole('button', { name: '批准' })
  await expect.poll(() => agree.isEnabled(), SOON).toBe(true)
  await agree.click()
  await page.getByText('生效中').first().waitFor()
}

const WORDS = 'I was charged wrongly and want to complain'

/** An adviser’s day: one is reached, one wants to be called tomorrow, and asks something; the one promised a call. */
async function work(page: Page): Promise<string> {
  const customer = (at: number) => page.getByTestId('action').nth(at).getAttribute('data-customer')
  const [reached, promised] = [await customer(0), (await customer(1)) ?? '']
  await rowOf(page, reached).focus()
  await page.keyboard.press('1')
  await expect.poll(() => rowOf(page, reached).count()).toBe(0)
  await rowOf(page, promised).focus()
  await page.keyboard.press('3')
  await page.getByRole('button', { name: /Later today/ }).waitFor()
  await page.keyboard.press('2')
  await expect.poll(() => rowOf(page, promised).count()).toBe(0)

  await page.goto(`/customers/${promised}`)
  await page.getByRole('button', { name: 'Record an enquiry' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record an enquiry' })
  await dialog.getByLabel('What is asked').fill(WORDS)
  await dialog.getByText('What to tell the customer').waitFor()
  await dialog.getByRole('button', { name: 'Record an enquiry' }).click()
  await page.getByTestId('enquiry').filter({ hasText: WORDS }).getByText('waiting').waitFor()
  return promised
}

/** The day after: the promise is kept, the colleague’s customers are called, and what was asked is still open. */
async function keepPromise(page: Page, promised: string): Promise<void> {
  const row = rowOf(page, promised)
  await row.getByText('Call-back promised on').waitFor()
  expect(await page.getByTestId('action').first().getAttribute('data-customer')).toBe(promised)
  expect(await violations(page)).toEqual([])
  await row.focus()
  await page.keyboard.press('1')
  await expect.poll(() => row.count()).toBe(0)
  await page.goto(`/customers/${promised}`)
  await page.getByTestId('enquiry').filter({ hasText: WORDS }).waitFor()
}

/** The manager closes what was asked, which is his, on his list page. */
async function close(page: Page): Promise<void> {
  const row = page.getByTestId('enquiry').filter({ hasText: WORDS })
  await row.getByRole('button', { name: 'Close enquiry' }).click()
  await page.getByLabel('What came of it').fill('Paid back')
  await page.getByRole('dialog').getByRole('button', { name: 'Close enquiry' }).click()
  await expect.poll(() => row.count()).toBe(0)
}

test('A week of a branch: leave, a branch’s own number, a promise and an enquiry pass from day to day, and every list is made the same again', async () => {
  await server?.stop()
  data = demoBank()
  server = await serve(data)
  const away = await colleague()
  const faults: string[][] = []

  const manager = await listFor('manager')
  await plan(manager.page, away)
  const approver = await signedIn('approver', 'zh-CN')
  await approve(approver.page)
  const adviser = await listFor('adviser')
  const before = await adviser.page.getByTestId('action').count()
  const promised = await work(adviser.page)
  faults.push(manager.faults, approver.faults, adviser.faults)

  await nightAfter(WEDNESDAY)
  const onThursday = await listFor('manager')
  expect(await listOf(onThursday.page, away).count()).toBe(0)
  await close(onThursday.page)
  const standIn = await listFor('adviser')
  expect(await standIn.page.getByTestId('action').count()).toBeGreaterThan(before)
  await keepPromise(standIn.page, promised)
  faults.push(onThursday.faults, standIn.faults)

  // On Friday nobody looks; the weekend has no lists.
  await nightAfter(FRIDAY)
  const onMonday = await listFor('manager')
  await listOf(onMonday.page, away).first().waitFor()
  expect(await onMonday.page.getByRole('button', { name: /Take back the leave/ }).count()).toBe(0)
  expect(await rowOf(onMonday.page, promised).count()).toBe(0)
  expect(await violations(onMonday.page)).toEqual([])
  await onMonday.page.getByRole('link', { name: 'Branch settings' }).click()
  await onMonday.page.getByText('In force here: ¥2.5K.').waitFor()
  expect([...faults, onMonday.faults].flat()).toEqual([])

  const runs = runsSchema.parse(await script('auditor', 'GET', '/api/runs'))
  expect([...new Set(runs.map(({ day }) => day))]).toEqual(['2026-03-16', '2026-03-12', WEDNESDAY])
  for (const { id } of runs)
    expect(await script('auditor', 'POST', `/api/runs/${id}/replay`)).toMatchObject({ same: true })
})
