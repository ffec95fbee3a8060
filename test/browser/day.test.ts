import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { attemptsWith, customerAtKeys, rowOf } from './list-rows.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

test('An adviser says what came of a contact by one key, goes on to the next, and takes it back', async () => {
  const { page, faults } = await open()
  const undo = (outcome: string) =>
    page.getByRole('alert').filter({ hasText: outcome }).last().getByRole('button', { name: 'Undo' }).click()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.waitFor()
  await page.keyboard.press('g')
  const customer = await first.getAttribute('data-customer')
  await expect.poll(() => customerAtKeys(page)).toBe(customer)
  const next = await page.getByTestId('action').nth(1).getAttribute('data-customer')

  await page.keyboard.press('3')
  await page.getByRole('button', { name: /Later today/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('2')
  await expect.poll(() => rowOf(page, customer).count()).toBe(0)
  await expect.poll(() => customerAtKeys(page)).toBe(next)
  await page.keyboard.press('Control+z')
  await rowOf(page, customer).waitFor()
  await expect.poll(() => customerAtKeys(page)).toBe(customer)

  const note = page.getByRole('textbox', { name: /Note/ })
  await page.keyboard.press('0')
  await note.fill('Engaged')
  await page.getByRole('button', { name: 'Not reached', exact: true }).click()
  await attemptsWith(page, customer).waitFor()
  // The row stays and has the keys again, but what was noted went with the contact.
  await note.waitFor({ state: 'hidden' })
  await expect.poll(() => customerAtKeys(page)).toBe(customer)
  await page.keyboard.press('0')
  await expect.poll(() => note.inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await undo('Not reached')
  await expect.poll(() => attemptsWith(page, customer).count()).toBe(0)

  await rowOf(page, customer).focus()
  await page.keyboard.press('0')
  await note.fill('Away until Friday')
  await page.getByRole('button', { name: 'Call back', exact: true }).click()
  await page.getByRole('button', { name: /Later today/ }).click()
  await rowOf(page, customer).getByText('Call-back promised on').waitFor()
  await rowOf(page, customer).getByText('Away until Friday').waitFor()
  expect(await page.getByTestId('action').first().getAttribute('data-customer')).toBe(customer)
  await undo('Call back')
  await expect.poll(() => page.getByText('Call-back promised on').count()).toBe(0)
  expect(faults).toEqual([])
})

test('Whoever goes elsewhere while a contact is being logged stays there', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.waitFor()
  const customer = await first.getAttribute('data-customer')
  const elsewhere = await page.getByTestId('action').nth(3).getAttribute('data-customer')
  const answered = Promise.withResolvers<void>()
  await page.route('**/contacts', async (route) => {
    await answered.promise
    await route.continue()
  })
  await rowOf(page, customer).focus()
  await page.keyboard.press('1')
  await rowOf(page, elsewhere).focus()
  answered.resolve()
  await expect.poll(() => rowOf(page, customer).count()).toBe(0)
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).waitFor()
  expect(await customerAtKeys(page)).toBe(elsewhere)
  await page.keyboard.press('Control+z')
  await rowOf(page, customer).waitFor()
  expect(faults).toEqual([])
})

test('The list is taken along on paper, in Excel and in a calendar, with names and without telephone numbers', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.waitFor()
  const name = (await first.getByRole('link').first().textContent()) ?? ''
  const fileOf = async (item: string) => {
    await page.getByRole('button', { name: 'Take along' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ])
    return readFile(await download.path())
  }
  const calendar = (await fileOf('Calendar file')).toString('utf8').replaceAll('\r\n ', '')
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/)
  expect(calendar).toContain(`SUMMARY:${name}`)
  expect(calendar).toContain('DTSTART;VALUE=DATE:20260311')
  expect(calendar).not.toMatch(/\d{3}\*{4}/)
  const workbook = await fileOf('Excel file')
  expect(workbook.subarray(0, 2).toString()).toBe('PK')

  await page.evaluate('window.dispatchEvent(new Event("beforeprint"))')
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('cell', { name }).waitFor()
  expect(await first.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate('window.dispatchEvent(new Event("afterprint"))')
  await first.waitFor()
  expect(faults).toEqual([])
})

test('A manager enters leave: the customers are on the list of the stand-in, and return when it is taken back', async () => {
  const { page, faults } = await open()
  await signIn(page, 'manager')
  await page.getByTestId('action').first().waitFor()
  const all = await page.getByTestId('action').count()
  await page.getByRole('button', { name: 'Enter leave' }).click()
  await page.getByRole('combobox', { name: 'Adviser' }).last().click()
  const option = page.getByRole('option').first()
  const adviser = (await option.textContent()) ?? ''
  await option.click()
  await page.getByRole('button', { name: 'Enter', exact: true }).click()
  const withdraw = page.getByRole('button', { name: `Take back the leave of ${adviser}` })
  await withdraw.waitFor()
  await expect.poll(() => page.getByRole('heading', { level: 3, name: adviser }).count()).toBe(0)
  await expect.poll(() => page.getByTestId('action').count()).toBe(all)
  await page.getByTestId('action').getByText(`for ${adviser}`, { exact: true }).first().waitFor()
  expect(await violations(page)).toEqual([])
  await withdraw.click()
  await page.getByRole('heading', { level: 3, name: adviser }).first().waitFor()
  expect(faults).toEqual([])
})
