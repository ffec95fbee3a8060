import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const eventSchema = z.object({
  id: z.string(),
  revision: z.number(),
  until: z.string().nullable(),
  withdrawn: z.boolean(),
  reason: z.string(),
  name: z.object({ en: z.string(), 'zh-CN': z.string() }),
})

/** What head office announced by that name, as it is stored. */
const stored = async (name: string) =>
  z
    .array(eventSchema)
    .parse(await script('strategist', 'GET', '/api/events'))
    .find((event) => event.name.en === name)

test('Before it is announced it is seen whom an event reaches; then it is corrected and withdrawn', async () => {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  await page.getByRole('link', { name: 'Events' }).click()
  await page.getByLabel('Last day').fill('2026-03-13')
  await page.getByRole('button', { name: 'Show whom it reaches' }).click()
  const reach = page.getByRole('region', { name: 'Whom it would reach today' })
  await reach.waitFor()
  await reach
    .getByRole('rowheader', { name: /Term deposit/ })
    .first()
    .waitFor()
  await reach.getByText(/What to say/).click()
  await reach.getByRole('listitem').first().waitFor()
  const branch = reach.getByRole('button', { expanded: false }).first()
  await branch.focus()
  await page.keyboard.press('Enter')
  await reach.getByRole('button', { expanded: true }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const customers = page.getByRole('dialog', { name: /Customers of/ })
  await customers.getByRole('link').first().waitFor()
  expect(await stored('Rates cut by 25 bp')).toBeUndefined()
  await page.keyboard.press('Escape')
  await customers.waitFor({ state: 'detached' })

  await page.getByLabel('Name in English').fill('Rates cut by 25 bp')
  await page.getByRole('button', { name: 'Announce' }).click()
  await page.getByText(/It concerns \d+ customers?; \d+ of them/).waitFor()
  expect(await reach.count()).toBe(0)
  expect(await stored('Rates cut by 25 bp')).toMatchObject({ revision: 1, until: '2026-03-13' })

  await page.getByRole('button', { name: 'Correct “Rates cut by 25 bp”' }).click()
  const correction = page.getByRole('dialog')
  await correction.getByLabel('Last day').fill('2026-03-01')
  await correction.getByText('Before its first day').waitFor()
  await correction.getByLabel('Last day').fill('2026-03-16')
  await correction.getByLabel('Reason').fill('Valid until Monday')
  await correction.getByRole('button', { name: 'Show whom it reaches' }).click()
  await correction.getByText(/It would concern \d+ customers?/).waitFor()
  expect(await violations(page)).toEqual([])
  await correction.getByRole('button', { name: 'Correct', exact: true }).click()
  await correction.waitFor({ state: 'detached' })
  expect(await stored('Rates cut by 25 bp')).toMatchObject({ revision: 2, until: '2026-03-16' })

  await page.getByRole('button', { name: 'Withdraw “Rates cut by 25 bp”' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('The cut is off')
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const row = page.getByRole('listitem').filter({ hasText: 'Rates cut by 25 bp' }).first()
  await row.getByText('Withdrawn', { exact: true }).waitFor()
  expect(await stored('Rates cut by 25 bp')).toMatchObject({ withdrawn: true, reason: 'The cut is off' })
  await row.getByText('3 versions').click()
  await row.getByText('Valid until Monday').waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('An auditor sees events as they stand, and no way to change them', async () => {
  const { page } = await open('zh-CN')
  await signIn(page, 'auditor')
  await page.getByRole('link', { name: '事件' }).click()
  await page.getByRole('heading', { name: '已发布' }).waitFor()
  expect(await page.getByRole('button', { name: /更正|撤回|查看影响范围/ }).count()).toBe(0)
})
