import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()

/** A customer with many transactions, who is on no list that other tests work on. */
const CUSTOMER = 'C000055'

const historySchema = z.object({ standings: z.array(z.unknown()), unlisted: z.array(z.unknown()) })

test('All about a customer is on one page: what decides, what he brings in, his household, and what happened', async () => {
  const { page, faults } = await open()
  await signIn(page, 'auditor')
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`/customers/${CUSTOMER}`)
  const section = (name: string) => page.getByRole('region', { name, exact: true })
  await section('Decision today')
    .getByText(/Retail customer playbook · version \d+/)
    .waitFor()
  const holdings = section('Holdings')
  await holdings.getByRole('row', { name: /Annual contribution/ }).waitFor()
  await holdings.getByRole('row', { name: /Demand deposit/ }).waitFor()
  await section('Identity and consents').getByText('Phone', { exact: false }).waitFor()
  await section('Household').waitFor()
  await section('Timeline').getByRole('listitem').first().waitFor()
  await section('Tier and strategy over time').waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('A transaction is found by what people call it, its account or its amount, by the keyboard alone', async () => {
  const { page, faults } = await open('zh-CN')
  await signIn(page, 'auditor')
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`/customers/${CUSTOMER}`)
  const section = page.getByRole('region', { name: '近期交易' })
  const rows = section.getByRole('row')
  const search = section.getByRole('searchbox')
  await search.focus()
  await page.keyboard.type('转出')
  await section
    .getByRole('status')
    .filter({ hasText: /共\d+笔/ })
    .waitFor()
  await expect
    .poll(async () => (await rows.allTextContents()).every((row) => row.includes('转出')))
    .toBe(true)
  const amount = /¥([\d,]+)\./.exec((await rows.first().textContent()) ?? '')?.[1] ?? ''
  await search.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(amount)
  await expect
    .poll(async () => (await rows.allTextContents()).every((row) => row.includes(amount)))
    .toBe(true)
  expect(await rows.count()).toBeGreaterThan(0)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('no such thing')
  await section.getByRole('status').filter({ hasText: '没有' }).waitFor()
  expect(await rows.count()).toBe(0)
  expect(faults).toEqual([])
})

test('A day on which he was on no list is decided again when asked', async () => {
  const script = scriptOf(base)
  const unlisted: string[] = []
  for (let number = 56; unlisted.length === 0; number += 1) {
    const id = `C0000${number}`
    const history = historySchema.parse(await script('auditor', 'GET', `/api/customers/${id}/history`))
    if (history.unlisted.length > 0 && history.standings.length === 0) unlisted.push(id)
  }
  const { page, faults } = await open()
  await signIn(page, 'auditor')
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`/customers/${unlisted[0]}`)
  const section = page.getByRole('region', { name: 'Tier and strategy over time' })
  await section.getByRole('button', { name: /without a list/ }).click()
  await section.getByText(/version \d+ · decided again/).waitFor()
  expect(await section.getByRole('listitem').count()).toBe(1)
  expect(faults).toEqual([])
})
