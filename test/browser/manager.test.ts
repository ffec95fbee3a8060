import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)
const SOON = { timeout: 20_000 }

const handovers = async () =>
  z
    .array(
      z.object({
        takers: z.array(z.object({ adviser: z.string(), customers: z.number() })),
        withdrawn: z.object({ reason: z.string() }).nullable(),
      }),
    )
    .parse(await script('auditor', 'GET', '/api/branches/B001/handovers'))

test('A manager sees how the branch does, hands an adviser’s customers over by keyboard, and takes it back', async () => {
  const { page, faults } = await open()
  await signIn(page, 'manager-B001')
  await page.getByRole('link', { name: 'Manager’s page' }).click()
  const workload = page.getByTestId('workload')
  await workload.waitFor()
  const advisers = await workload.getByRole('rowheader').allTextContents()
  const [leaver = '', taker = ''] = advisers
  await page.getByRole('row', { name: leaver }).first().waitFor()
  expect(await page.getByTestId('duties-tier').getByRole('row').count()).toBeGreaterThan(1)
  const ahead = page.getByTestId('ahead').getByRole('row')
  await expect.poll(() => ahead.count(), SOON).toBe(advisers.length + 1)
  expect(await ahead.first().getByRole('columnheader').count()).toBe(6)
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Hand over customers' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  const choose = async (label: string, ...names: string[]) => {
    await dialog.getByRole('combobox', { name: label }).focus()
    for (const name of names) {
      await page.keyboard.type(name)
      await page.getByRole('option', { name }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    }
    await page.keyboard.press('Tab')
  }
  await choose('Whose customers', leaver)
  await choose('To whom', taker)
  const preview = page.getByTestId('handover-preview')
  await preview.waitFor()
  const previews: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/handovers/preview')) previews.push(request.url())
  })
  const counts = await preview.locator('tbody tr td:nth-child(2)').allTextContents()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Hand over', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => workload.getByText('handed over').count(), SOON).toBe(1)
  const [entered] = await handovers()
  expect(entered?.takers.map(({ customers }) => String(customers))).toEqual(counts)
  // What it would do is not asked once more when it is done.
  expect(previews).toEqual([])

  await page.getByRole('button', { name: 'Take back' }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('She stays')
  await page.keyboard.press('Enter')
  await expect.poll(() => workload.getByText('handed over').count(), SOON).toBe(0)
  expect((await handovers())[0]?.withdrawn?.reason).toBe('She stays')
  expect(faults).toEqual([])
})
