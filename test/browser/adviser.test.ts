import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { attemptsWith, customerAtKeys, rowOf } from './list-rows.ts'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const customers = (page: Page): Promise<(string | null)[]> =>
  page.getByTestId('action').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-customer')))
const contacts = z.array(z.object({ outcome: z.string(), action: z.string().nullable(), note: z.string() }))
const contactsWith = async (customer: string) =>
  contacts.parse(await script('manager', 'GET', `/api/contacts?customer=${customer}`))

const found = z.array(z.object({ id: z.string() }))
const decided = z.object({ decision: z.object({ action: z.string() }) })

/** A customer of the branch with whom nothing is due. */
async function somebodyOnNoList(): Promise<string> {
  for (const { id } of found.parse(await script('adviser', 'GET', '/api/customers?limit=50'))) {
    const { decision } = decided.parse(await script('adviser', 'GET', `/api/customers/${id}`))
    if (decision.action === 'none') return id
  }
  return expect.fail('Everybody is on a list')
}

/** Fixes the clock of the page, by which its user lives; the page goes on. */
const at = (page: Page, time: string) => page.clock.setFixedTime(new Date(`2026-03-11T${time}:00`))

test('The keys of the list work at once, point where one sees it, and go on when a row goes', async () => {
  const { page, faults } = await open()
  await page.clock.install()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  const [first, second] = await customers(page)
  await expect.poll(() => customerAtKeys(page)).toBe(first)
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
  await page.keyboard.press('2')
  await attemptsWith(page, first).waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => attemptsWith(page, first).count()).toBe(0)
  // He is talked to by somebody else meanwhile: the row goes, and the keys are at the next one.
  await rowOf(page, first).focus()
  const contact = { id: crypto.randomUUID(), customer: first, channel: 'phone', outcome: 'reached' }
  await script('manager', 'POST', '/api/contacts', contact)
  // An open page asks again three times a minute.
  await page.clock.fastForward(21_000)
  await rowOf(page, first).waitFor({ state: 'detached' })
  await expect.poll(() => customerAtKeys(page)).toBe(second)
  await script('manager', 'POST', `/api/contacts/${contact.id}/withdrawal`)
  expect(faults).toEqual([])
})

test('Whoever types when the list comes keeps his keys', async () => {
  const { page } = await open()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/branches/*/actions*', async (route) => {
    await asked
    await route.continue()
  })
  await page.reload()
  const search = page.getByRole('combobox', { name: /customer/i }).first()
  await search.fill('1')
  answer()
  await page.getByTestId('action').first().waitFor()
  await page.keyboard.type('23')
  expect(await search.inputValue()).toBe('123')
  expect(await page.getByText(/attempt today/).count()).toBe(0)
})

test('On the customer’s page stands what to say today and why, and a contact is logged by key', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.waitFor()
  const customer = (await first.getAttribute('data-customer')) ?? ''
  const why = (await first.getByRole('listitem').first().textContent()) ?? ''
  await first.getByRole('link').first().click()
  const today = page.getByRole('region', { name: 'Decision today' })
  await today.getByText('What you can say').waitFor()
  await today.getByText(why, { exact: true }).first().waitFor()
  expect(await violations(page)).toEqual([])
  await expect.poll(() => customerAtKeys(page)).toBe(customer)
  await page.keyboard.press('0')
  await page.getByRole('textbox', { name: /Note/ }).fill('Wants the annuity')
  await page.getByRole('button', { name: 'Interested', exact: true }).click()
  await today.getByText('No contact needed today').waitFor()
  const [logged] = await contactsWith(customer)
  expect(logged).toMatchObject({ outcome: 'interested', note: 'Wants the annuity' })
  expect(logged?.action).toContain(customer)
  await page.keyboard.press('Control+z')
  await today.getByText('What you can say').waitFor()
  expect(await contactsWith(customer)).toEqual([])

  // Somebody who is on no list comes to the counter.
  const unlisted = await somebodyOnNoList()
  await page.goto(`/customers/${unlisted}`)
  await today.getByText('No contact needed today').waitFor()
  await expect.poll(() => customerAtKeys(page)).toBe(unlisted)
  await page.keyboard.press('1')
  await page.getByRole('alert').filter({ hasText: 'Reached' }).waitFor()
  expect((await contactsWith(unlisted))[0]).toMatchObject({ outcome: 'reached', action: null })
  expect(faults).toEqual([])
})

test('A call that is promised for three o’clock stands first at three', async () => {
  const { page, faults } = await open()
  await at(page, '09:00')
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  const [, second] = await customers(page)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => customerAtKeys(page)).toBe(second)
  await page.keyboard.press('3')
  const time = page.getByLabel('Not before (optional)')
  await time.fill('15:00')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Today after 15:00/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('1')
  await rowOf(page, second).getByText('Call back after 15:00').waitFor()
  expect((await customers(page))[0]).not.toBe(second)
  await at(page, '15:00')
  await page.reload()
  await rowOf(page, second).waitFor()
  expect((await customers(page))[0]).toBe(second)
  expect(await rowOf(page, second).textContent()).toMatch(/^1\D/)
  await at(page, '14:59')
  await page.reload()
  await rowOf(page, second).waitFor()
  expect((await customers(page))[0]).not.toBe(second)
  expect(faults).toEqual([])
})

test('A manager finds his branch in the navigation, and nothing on it scrolls sideways on a telephone', async () => {
  const { page, faults } = await open()
  await signIn(page, 'manager')
  await page.getByRole('navigation').getByRole('link', { name: 'My branch' }).click()
  await page.getByTestId('workload').waitFor()
  await page.getByTestId('ahead').waitFor()
  expect(await page.getByRole('link', { name: 'My branch' }).getAttribute('aria-current')).toBe('page')
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 740 })
    await page.getByTestId('ahead').waitFor()
    await expect
      .poll(() =>
        page.evaluate(
          "[document.documentElement, ...document.querySelectorAll('main, main *')].filter((each) => each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX)).map((each) => each.className)",
        ),
      )
      .toEqual([])
    expect(await violations(page)).toEqual([])
  }
  expect(faults).toEqual([])
})
