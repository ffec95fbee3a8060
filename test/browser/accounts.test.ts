import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { expectSound } from './sound.ts'
import { signIn, visitors } from './visit.ts'

const { open, base } = visitors()

const OWN_PASSWORD = 'three boats on the river'

/** What a dialog shows for this once. */
const secretIn = async (page: Page) =>
  (await page.getByRole('dialog').locator('code').first().textContent()) ?? ''

const passwordField = (page: Page) => page.getByLabel('Password').and(page.locator('input'))

async function signInWith(page: Page, user: string, password: string) {
  await page.getByLabel('User').fill(user)
  await passwordField(page).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function choosePassword(page: Page, oneTime: string) {
  await page.getByRole('heading', { name: 'Choose your own password' }).waitFor()
  await page.getByLabel('One-time password').fill(oneTime)
  await page.getByLabel('New password').fill(OWN_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
}

async function administer(page: Page, user: string, deed: string) {
  await page.getByRole('searchbox').fill(user)
  await page.getByRole('button', { name: `Actions for ${user}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
}

const sessionStatus = (page: Page) => page.evaluate("fetch('/api/session').then(({ status }) => status)")

const byToken = async (secret: string, path: string) =>
  (await fetch(`${base()}${path}`, { headers: { authorization: `Bearer ${secret}` } })).status

test('An administrator lets an approver in, who chooses his own password, and out again at once', async () => {
  const administrator = (await open()).page
  await signIn(administrator, 'administrator')
  await administrator.getByRole('button', { name: 'Add user' }).click()
  const form = administrator.getByRole('dialog', { name: 'Add user' })
  await form.getByLabel('User name').fill('auditor')
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Wu Min')
  await form.getByRole('combobox', { name: 'Role' }).click()
  await administrator.getByRole('listbox').getByRole('option', { name: 'Approver' }).click()
  expect(await form.getByRole('combobox', { name: 'Branch' }).count()).toBe(0)
  await form.getByRole('button', { name: 'Add user' }).click()
  await form.getByText('There is a user “auditor” already').waitFor()
  expect(await form.getByLabel('User name').getAttribute('aria-invalid')).toBe('true')
  await form.getByLabel('User name').fill('wu.min')
  await form.getByRole('button', { name: 'Add user' }).click()
  await administrator.getByRole('dialog', { name: 'One-time password for Wu Min' }).waitFor()
  const oneTime = await secretIn(administrator)
  await administrator.keyboard.press('Escape')
  expect(await secretIn(administrator)).toBe(oneTime)
  await administrator.getByRole('button', { name: 'I have it' }).click()

  const approver = (await open()).page
  await signInWith(approver, 'wu.min', oneTime)
  await choosePassword(approver, 'not the one-time password')
  await approver.getByText('This is not the password you signed in with').waitFor()
  await choosePassword(approver, oneTime)
  const rooms = approver.getByRole('navigation', { name: 'Main navigation' })
  await rooms.locator('[aria-current=page]').waitFor()
  expect(await rooms.getByRole('link', { name: 'Administration' }).count()).toBe(0)

  await administer(administrator, 'Wu Min', 'Disable')
  const asked = administrator.getByRole('dialog', { name: 'Disable Wu Min?' })
  await asked.getByText('All sessions of this user end at once').waitFor()
  await asked.getByRole('button', { name: 'Disable' }).click()
  await asked.waitFor({ state: 'hidden' })
  await administrator
    .getByRole('row', { name: /wu\.min/ })
    .getByText('Disabled')
    .waitFor()
  expect(await sessionStatus(approver)).toBe(401)
  await approver.goto('/')
  await signInWith(approver, 'wu.min', OWN_PASSWORD)
  await approver.getByRole('alert').getByText('the account is disabled').waitFor()

  await administer(administrator, 'Wu Min', 'Enable')
  await administrator.getByRole('dialog').getByRole('button', { name: 'Enable' }).click()
  await administrator
    .getByRole('row', { name: /wu\.min/ })
    .getByText('Enabled')
    .waitFor()
  await passwordField(approver).fill(OWN_PASSWORD)
  await approver.getByRole('button', { name: 'Sign in', exact: true }).click()
  await rooms.waitFor()
})

test('An adviser is added with a number of his branch, and a reset password is for once', async () => {
  const { page } = await open()
  await signIn(page, 'administrator')
  await page.getByRole('button', { name: 'Add user' }).click()
  const form = page.getByRole('dialog', { name: 'Add user' })
  await form.getByLabel('User name').fill('zhao.lei')
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Zhao Lei')
  for (const [field, choice] of [
    ['Role', 'Adviser'],
    ['Branch', 'Branch'],
    ['Adviser’s number', 'M000'],
  ] as const) {
    await form.getByRole('combobox', { name: field }).click()
    await page.getByRole('listbox').getByRole('option', { name: choice }).first().click()
  }
  await form.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('dialog', { name: 'One-time password for Zhao Lei' }).waitFor()
  const first = await secretIn(page)
  await page.getByRole('button', { name: 'I have it' }).click()
  await administer(page, 'Zhao Lei', 'Reset password')
  await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click()
  await page.getByRole('dialog', { name: 'One-time password for Zhao Lei' }).waitFor()
  const second = await secretIn(page)
  expect(second).not.toBe(first)

  const adviser = (await open()).page
  await signInWith(adviser, 'zhao.lei', second)
  await choosePassword(adviser, second)
  await adviser.getByTestId('action').first().waitFor()
})

test('Of himself an administrator changes his name only, and is told why', async () => {
  const { page } = await open()
  await signIn(page, 'administrator')
  await page.getByRole('searchbox').fill('administrator')
  await page.getByRole('button', { name: 'Actions for administrator' }).click()
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Change'])
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const form = page.getByRole('dialog', { name: 'Change administrator' })
  await form.getByText('nobody changes his own role').waitFor()
  expect(await form.getByRole('combobox').count()).toBe(0)
})

test('A token opens what its scope says and nothing else, until it is revoked', async () => {
  const { page } = await open()
  await signIn(page, 'administrator')
  await page.getByRole('link', { name: 'API tokens' }).click()
  await page.getByRole('button', { name: 'Issue token' }).click()
  const form = page.getByRole('dialog', { name: 'Issue token' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Data warehouse')
  const issue = form.getByRole('button', { name: 'Issue token' })
  expect(await issue.isDisabled()).toBe(true)
  await form.getByRole('checkbox', { name: 'Read versions and experiments' }).check()
  await issue.click()
  await page.getByRole('dialog', { name: 'Token for Data warehouse' }).waitFor()
  const secret = await secretIn(page)
  expect(await page.getByText(/^curl /).textContent()).toContain(`Bearer ${secret}`)
  await page.getByRole('button', { name: 'I have it' }).click()
  expect(await byToken(secret, '/api/playbooks')).toBe(200)
  expect(await byToken(secret, '/api/bank')).toBe(403)
  expect(await page.content()).not.toContain(secret)
  const row = page.getByRole('row', { name: /Data warehouse/ })
  await row.getByText('Read versions and experiments').waitFor()
  await row.getByRole('button', { name: 'Revoke Data warehouse' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await row.getByText('Revoked').waitFor()
  expect(await byToken(secret, '/api/playbooks')).toBe(401)
})

test('One sees where one is signed in, and ends what was left open elsewhere', async () => {
  const here = (await open()).page
  const oneTime = await added('two.places')
  await signInWith(here, 'two.places', oneTime)
  await choosePassword(here, oneTime)
  await here.getByRole('navigation', { name: 'Main navigation' }).waitFor()
  const elsewhere = (await open()).page
  await signInWith(elsewhere, 'two.places', OWN_PASSWORD)
  await elsewhere.getByRole('navigation', { name: 'Main navigation' }).waitFor()

  await here
    .getByRole('banner')
    .getByRole('button', { name: /two\.places/ })
    .click()
  await here.getByRole('menuitem', { name: 'My sessions' }).click()
  await here.getByRole('button', { name: 'End the other session' }).click()
  await here.getByText('You are signed in nowhere else').waitFor()
  expect([await sessionStatus(here), await sessionStatus(elsewhere)]).toEqual([200, 401])
})

test('Why the bank’s own sign-in did not lead in is said in words', async () => {
  const { page } = await open()
  await page.goto('/?refused=no_account')
  await page.getByRole('alert').getByText('you have no account here, or it is disabled').waitFor()
  await page.goto('/?refused=sign_in_attempt_over')
  await page.getByRole('alert').getByText('The sign-in took too long').waitFor()
})

test.each([
  ['en', 'administration', 'Add user'],
  ['zh-CN', 'administration/tokens', '签发令牌'],
] as const)('The administrator’s screens are accessible (%s, %s)', async (locale, path, button) => {
  const { page, faults } = await open(locale)
  await signIn(page, 'administrator')
  await page.getByRole('table').waitFor()
  await page.goto(`/${path}`)
  await page.getByRole('button', { name: button }).waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').waitFor()
  await expectSound(page)
  expect(faults).toEqual([])
})

/** A new auditor; his one-time password. */
async function added(id: string): Promise<string> {
  const response = await fetch(`${base()}/api/users`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('administrator:demo')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, name: id, role: 'auditor' }),
  })
  return z.object({ oneTimePassword: z.string() }).parse(await response.json()).oneTimePassword
}
