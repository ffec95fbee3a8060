import { expect, test } from 'vitest'
import { rowOf } from './list-rows.ts'
import { signIn, visitors } from './visit.ts'

const { open } = visitors()

test('An adviser finds a list with reasons, logs a contact, and it stays done', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const actions = page.getByTestId('action')
  await actions.first().waitFor()
  const before = await actions.count()
  expect(before).toBeGreaterThan(0)
  const first = actions.first()
  expect((await first.getByRole('listitem').first().textContent())?.length).toBeGreaterThan(20)
  await first.getByRole('button', { name: /talking point/ }).click()
  await first.getByText('What you can say').waitFor()

  const customer = await first.getAttribute('data-customer')
  await first.getByRole('button', { name: 'Log contact' }).click()
  await page.getByRole('textbox', { name: /Note/ }).fill('Will come to the branch on Friday')
  await page.getByRole('button', { name: 'Reached', exact: true }).click()
  const same = rowOf(page, customer)
  await expect.poll(() => same.count()).toBe(0)

  await page.reload()
  await page.getByRole('complementary', { name: 'The day' }).getByText('Reached').first().waitFor()
  expect(await same.count()).toBe(0)

  await page.goto(`/customers/${customer}`)
  await page.getByText('Will come to the branch on Friday').waitFor()
  expect(faults).toEqual([])
})

test('Whoever was not reached at first can be reached later the same day', async () => {
  const { page } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.waitFor()
  const customer = await first.getAttribute('data-customer')
  const same = rowOf(page, customer)
  await same.getByRole('button', { name: 'Log contact' }).click()
  await page.getByRole('button', { name: 'Not reached', exact: true }).click()
  await same.getByText(/attempt today/).waitFor()
  await same.getByRole('button', { name: 'Log contact' }).click()
  await page.getByRole('button', { name: 'Reached', exact: true }).click()
  await expect.poll(() => same.count()).toBe(0)
})

test('A customer of another branch stays hidden from branch staff', async () => {
  const { page } = await open()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  await page.goto('/customers/NOBODY')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('navigation').getByRole('link', { name: 'Playbook' }).count()).toBe(0)
})

test('A rate cut announced by head office says whom it concerns and enters the lists', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await page.getByRole('link', { name: 'Events' }).click()
  await page.getByLabel('Name in English').fill('Deposit rates cut by 10 basis points')
  await page.getByRole('button', { name: 'Announce' }).click()
  const said = page.getByText(/It concerns \d+ customers?; \d+ of them/)
  await said.waitFor()
  await page.getByRole('listitem').getByText('Deposit rates cut by 10 basis points').waitFor()
  await page.getByRole('link', { name: 'Today’s list' }).click()
  await page.getByText('Deposit rates cut by 10 basis points').first().waitFor()
})

test('The language changes at once and stays', async () => {
  const { page } = await open('zh-CN')
  await page.getByText('今天该联系谁，谈什么，为什么。').waitFor()
  await signIn(page, 'adviser')
  await page.getByRole('heading', { name: '今日名单' }).waitFor()
  await page.getByText('English').click()
  await page.getByRole('heading', { name: 'Today’s list' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Today’s list' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('en')
})
