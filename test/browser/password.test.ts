import { expect, test } from 'vitest'
import { z } from 'zod'
import { visitors } from './visit.ts'

const { open, base } = visitors()

test('whoever gets a one-time password chooses his own before he sees anything else', async () => {
  const response = await fetch(`${base()}/api/users`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('administrator:demo')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'newcomer', name: 'Newcomer', role: 'auditor' }),
  })
  const { oneTimePassword } = z.object({ oneTimePassword: z.string() }).parse(await response.json())
  const { page, faults } = await open()
  await page.getByLabel('User').fill('newcomer')
  await page.getByLabel('Password').and(page.locator('input')).fill(oneTimePassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Choose your own password' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  const choose = async (password: string) => {
    await page.getByLabel('One-time password').fill(oneTimePassword)
    await page.getByLabel('New password').fill(password)
    await page.getByRole('button', { name: 'Change password' }).click()
  }
  await choose('password1234')
  await page.getByText('The password is too common').waitFor()
  await choose('three boats on the river')
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
  expect(faults).toEqual([])
})
