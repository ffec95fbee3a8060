import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, visitors } from './visit.ts'

const { open } = visitors()

async function editThreshold(page: Page, amount: string) {
  await page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('treeitem', { name: /Customer tier/ })
    .click()
  const field = page.getByRole('textbox', { name: 'From, Entry 1' })
  await field.fill(amount)
  await page.getByText('Unsaved changes').waitFor()
  return field
}

async function signInAgain(page: Page) {
  await page.getByRole('alert').getByRole('button', { name: 'Sign in again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  // Beside the bar above the page only what was asked for says so: what the page shows stays where it is.
  expect(await page.getByRole('alert', { includeHidden: true }).count()).toBe(1)
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('When the session ends amid an edit, one signs in on the spot and saves', async () => {
  const { page, context } = await open()
  await signIn(page, 'strategist')
  const field = await editThreshold(page, '41000')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await signInAgain(page)
  await field.blur()
  expect(await field.inputValue()).toBe('¥41,000')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('The draft is saved').first().waitFor()
})

test('When the session ends amid a contact, its note stays', async () => {
  const { page, context } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.getByRole('button', { name: 'Log contact' }).click()
  await page.getByRole('textbox', { name: /Note/ }).fill('Asked for a call in April')
  await context.clearCookies()
  const refused = page.waitForResponse(
    (response) => response.status() === 401 && /actions/.test(response.url()),
  )
  await page.getByRole('button', { name: 'Reached', exact: true }).click()
  await refused
  await signInAgain(page)
  const note = page.getByRole('textbox', { name: /Note/ })
  if (!(await note.isVisible())) await first.getByRole('button', { name: 'Log contact' }).click()
  expect(await note.inputValue()).toBe('Asked for a call in April')
  await note.fill('a'.repeat(2001))
  await page.getByText('At most 2,000 characters; this has 2,001').waitFor()
  expect(await page.getByRole('button', { name: 'Reached', exact: true }).isDisabled()).toBe(true)
})

test('A server that does not answer is said so in the language of the page, with another try', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await page.getByRole('navigation', { name: 'Outline' }).waitFor()
  await page.route('**/draft', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await editThreshold(page, '42000')
  await page.getByRole('button', { name: 'Save draft' }).click()
  const said = page.getByRole('alert').filter({ hasText: 'The server does not answer' })
  await said.waitFor()
  await page.unroute('**/draft')
  await said.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('The draft is saved').first().waitFor()
})

test('Without a network a save waits, and is done when the network is back', async () => {
  const { page, context } = await open()
  await signIn(page, 'strategist')
  await editThreshold(page, '44000')
  await context.setOffline(true)
  const waits = page.getByText('sent when the network is back')
  await waits.waitFor()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await context.setOffline(false)
  await page.getByText('The draft is saved').first().waitFor()
  expect(await waits.count()).toBe(0)
})

test('A network that answers in place of the server does not pass for it: nothing counts as saved', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  const portal = { status: 200, contentType: 'text/html', body: '<h1>Sign in to the network</h1>' }
  await page.route('**/draft', (route) =>
    route.request().method() === 'PUT' ? route.fulfill(portal) : route.continue(),
  )
  await editThreshold(page, '45000')
  await page.getByText('Not sent yet, kept on this computer').waitFor()
  await page.unroute('**/draft')
  await page.getByText(/^Saved at/).waitFor()
})

test('A draft too large to be kept says the limit and the place of its longest text', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  const tooLarge = JSON.stringify({ document: { note: 'a'.repeat(21 * 1024 * 1024) } })
  await page.getByRole('navigation', { name: 'Outline' }).waitFor()
  await page.route('**/draft', (route) =>
    route.continue(route.request().method() === 'PUT' ? { postData: tooLarge } : {}),
  )
  await editThreshold(page, '43000')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page
    .getByText(/at most \d+ MB/)
    .first()
    .waitFor()
  await page.getByText(/The longest text is at .+: \d+ characters/).waitFor()
})
