import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { rowOf } from './list-rows.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

const focused = (page: Page) =>
  page.evaluate('document.activeElement?.textContent || document.activeElement?.getAttribute("aria-label")')

/** Says of the first so many rows of the list, by key, that they were reached; their customers, the first first. */
async function reach(page: Page, count: number): Promise<(string | null)[]> {
  const customers: (string | null)[] = []
  for (let at = 0; at < count; at += 1) {
    const first = page.getByTestId('action').first()
    const customer = await first.getAttribute('data-customer')
    await first.focus()
    await page.keyboard.press('1')
    await expect.poll(() => rowOf(page, customer).count()).toBe(0)
    customers.push(customer)
  }
  return customers
}

test('What was logged today is taken back after a reload, one after the other by key and any by its line', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  const nothing = page.getByText('You have logged nothing today that could be taken back')
  await page.keyboard.press('Control+z')
  await nothing.waitFor()

  const [first = null, second = null, third = null] = await reach(page, 3)
  await page.reload()
  await page.getByTestId('action').first().waitFor()
  await page.keyboard.press('Control+z')
  await rowOf(page, third).waitFor()
  await page.keyboard.press('Control+z')
  await rowOf(page, second).waitFor()
  const line = page.getByRole('button', { name: /^Take back Reached/ })
  await expect.poll(() => line.count()).toBe(1)
  expect(await violations(page)).toEqual([])
  await line.click()
  await rowOf(page, first).waitFor()
  await expect.poll(() => line.count()).toBe(0)
  await nothing.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await nothing.waitFor()
  expect(faults).toEqual([])
})

test('On the customer’s page a contact of today is taken back after a reload', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  const [customer] = await reach(page, 1)
  await page.goto(`/customers/${customer}`)
  const line = page.getByRole('button', { name: /^Take back Reached/ })
  await line.click()
  await expect.poll(() => line.count()).toBe(0)
  await page.goto('/')
  await rowOf(page, customer ?? null).waitFor()
  expect(faults).toEqual([])
})

test('What was logged by somebody else has no way to take it back', async () => {
  const { page } = await open()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  await reach(page, 1)
  const other = await open()
  await signIn(other.page, 'manager')
  await other.page.getByRole('heading', { name: 'Logged today 1' }).waitFor()
  expect(await other.page.getByRole('button', { name: /^Take back Reached/ }).count()).toBe(0)
  await page.getByRole('button', { name: /^Take back Reached/ }).click()
  await page.getByRole('heading', { name: 'Logged today 0' }).waitFor()
})

test('A call-back chosen by mouse goes on by key', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const row = page.getByTestId('action').first()
  await row.getByRole('button', { name: 'Log contact' }).click()
  await page.getByRole('button', { name: 'Call back', exact: true }).click()
  await expect.poll(() => focused(page)).toMatch(/Later today/)
  const days = page.getByRole('group', { name: 'Call back on' })
  await page.keyboard.press('Escape')
  await expect.poll(() => days.count()).toBe(0)

  const customer = await row.getAttribute('data-customer')
  await row.getByRole('button', { name: 'Log contact' }).click()
  await page.getByRole('button', { name: 'Call back', exact: true }).click()
  await expect.poll(() => focused(page)).toMatch(/Later today/)
  await page.keyboard.press('2')
  await expect.poll(() => rowOf(page, customer).count()).toBe(0)
  await page.keyboard.press('Control+z')
  await rowOf(page, customer).waitFor()
  expect(faults).toEqual([])
})

test('By key an enquiry is begun with who asks, and its answer is noted and can be taken up again', async () => {
  const { page, faults } = await open()
  await signIn(page, 'manager')
  const name = await page.getByTestId('action').first().getByRole('link').first().textContent()
  await page.keyboard.press('9')
  const dialog = page.getByRole('dialog', { name: 'Record an enquiry' })
  await expect.poll(() => focused(page)).toBe('Find a customer')
  await page.keyboard.type(name ?? '')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const asked = dialog.getByLabel('What is asked')
  await expect.poll(() => asked.evaluate((field) => field.matches(':focus'))).toBe(true)
  const words = 'I want to complain about the queue'
  await page.keyboard.type(words)
  await dialog.getByText('What to tell the customer').waitFor()
  await dialog.getByRole('button', { name: 'Record an enquiry' }).click()

  const row = page.getByTestId('enquiry').filter({ hasText: words })
  await row.getByRole('button', { name: 'Answered', exact: true }).click()
  const answer = page.getByRole('dialog').getByRole('button', { name: 'Answered' })
  expect(await answer.isDisabled()).toBe(true)
  await page.getByLabel('What was answered').fill('A second counter opens on Mondays')
  expect(await violations(page)).toEqual([])
  await answer.click()
  await row.getByText('answered', { exact: true }).first().waitFor()
  await row.getByRole('button', { name: 'Answer and course' }).click()
  await row.getByText('A second counter opens on Mondays').waitFor()
  await row.getByRole('button', { name: 'Take up again' }).click()
  await row.getByRole('button', { name: 'Answered', exact: true }).waitFor()
  expect(faults).toEqual([])
})
