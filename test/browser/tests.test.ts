import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { tabTo } from './keyboard.ts'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const documentSchema = z.looseObject({
  tests: z.array(
    z.looseObject({
      name: z.string(),
      asOf: z.string(),
      facts: z.record(z.string(), z.unknown()),
      expect: z.record(z.string(), z.unknown()),
    }),
  ),
  invariants: z.array(z.looseObject({ id: z.string(), claim: z.unknown() })),
})

/** The playbook as the draft on the server has it. */
const saved = async () =>
  z
    .object({ document: documentSchema })
    .parse(await script('strategist', 'GET', '/api/playbooks/retail/draft')).document

async function workshop(panel: string) {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  await page.locator('.react-flow__node').first().waitFor()
  await page.getByRole('tab', { name: panel, exact: true }).click()
  return { page, faults }
}

const save = (page: Page) => page.getByRole('button', { name: 'Save draft' }).click()
const tests = (page: Page) => page.getByTestId('tests')
const form = (page: Page) => page.getByTestId('test-form')
const openTest = (page: Page, name: string) => tests(page).getByRole('button', { name }).first().click()

test('A test made of a customer keeps his facts and nothing that names him; it is run at each edit', async () => {
  const { page, faults } = await workshop('Tests')
  const count = (await saved()).tests.length
  await tests(page).getByPlaceholder('Test from a customer …').fill('C000001')
  const option = page.getByRole('option', { name: /C000001/ })
  const person = (await option.textContent())?.split(' · ')[0] ?? ''
  await option.click()
  await form(page).waitFor()
  await form(page).getByRole('textbox', { name: 'Name' }).fill('A saver of tier D')
  await tests(page).getByRole('button', { name: 'Passed A saver of tier D' }).waitFor()
  await form(page).getByRole('combobox', { name: 'Customer tier', exact: true }).click()
  await page.getByRole('option', { name: 'A', exact: true }).click()
  await form(page).getByText('Now: D.').waitFor()
  await tests(page).getByRole('button', { name: 'Failed A saver of tier D' }).waitFor()
  await form(page).getByRole('button', { name: 'Take as expected' }).click()
  await tests(page).getByRole('button', { name: 'Passed A saver of tier D' }).waitFor()
  expect(await violations(page)).toEqual([])
  await save(page)
  await expect.poll(async () => (await saved()).tests.length).toBe(count + 1)
  const made = (await saved()).tests.at(-1)
  expect(made).toMatchObject({ name: 'A saver of tier D', asOf: '2026-03-11', expect: { tier: 'D' } })
  expect(Object.keys(made?.expect ?? {}).length).toBeGreaterThan(1)
  expect(Object.keys(made?.facts ?? {}).length).toBeGreaterThan(20)
  for (const personal of [person, 'C000001']) expect(JSON.stringify(made)).not.toContain(personal)
  expect(faults).toEqual([])
})

test('Expectations and facts are edited with their units; what fails leads to its trace; all is undone by name', async () => {
  const before = (await saved()).tests
  const { page } = await workshop('Tests')
  await openTest(page, 'Tier A begins at 50,000 yuan')
  const fees = form(page).getByRole('textbox', { name: 'Fees in 12 months' })
  expect(await fees.inputValue()).toBe('¥50,000')
  await fees.fill('49999.99')
  await form(page).getByText('Now: B.').waitFor()
  await form(page).getByRole('button', { name: 'Trace test' }).click()
  await page.getByTestId('trace').getByText('Test: Tier A begins at 50,000 yuan').waitFor()
  await page.locator('.react-flow__node[data-id=tier]').getByTitle('Came out: B').waitFor()
  await page.getByRole('tab', { name: 'Tests', exact: true }).click()
  await form(page).getByRole('button', { name: 'Duplicate test' }).click()
  await page.getByRole('button', { name: 'Undo: Duplicate test “Tier A begins at 50,000 yuan”' }).waitFor()
  await form(page).getByRole('button', { name: 'Remove test' }).click()
  await page
    .getByRole('button', { name: /^Undo: Remove test “Tier A begins at 50,000 yuan \(2\)”/ })
    .waitFor()
  await save(page)
  await expect
    .poll(
      async () => (await saved()).tests.find(({ name }) => name === 'Tier A begins at 50,000 yuan')?.facts,
    )
    .toEqual({ fees_12m: 4_999_999 })
  expect((await saved()).tests).toHaveLength(before.length)
})

test('Coverage is painted on the graph, and places that no test reaches lead to their fields', async () => {
  const { page } = await workshop('Tests')
  const cell = page.locator('.react-flow__node[data-id=strategy] [data-place="/cells/high/medium"]').first()
  const outline = () => cell.evaluate((each) => getComputedStyle(each).outlineStyle)
  expect(await outline()).toBe('none')
  await tests(page).getByLabel('Show coverage on the graph').click()
  await expect.poll(outline).toBe('dashed')
  await page.locator('.react-flow__node[data-id=strategy]').getByText('5/9').waitFor()
  await page.keyboard.press('Control+Shift+E')
  await expect.poll(outline).toBe('none')
  await tests(page).getByRole('tab', { name: 'Not reached (14)' }).click()
  await tests(page)
    .getByRole('button', { name: /Strategy › .*high › medium/ })
    .click()
  const settings = page.getByRole('complementary', { name: 'Settings of the node' })
  await settings.getByRole('heading', { name: 'Strategy' }).waitFor()
})

test('Claims are written as sentences and proven; who breaks one is traced and becomes a test in one click', async () => {
  const { tests: before } = await saved()
  const { page, faults } = await workshop('Claims')
  const panel = page.getByTestId('claims-panel')
  const verdict = page.getByTestId('claim-verdict')
  await panel.getByRole('button', { name: 'New claim' }).click()
  await page.getByRole('menuitem', { name: 'Nobody is offered a product above his risk class' }).click()
  await verdict.getByText('Proven').waitFor()
  await panel.getByRole('button', { name: 'New claim' }).click()
  await page.getByRole('menuitem', { name: 'Whoever … is never on the list' }).click()
  await verdict.getByText('Proven').waitFor()
  const figure = page.getByTestId('claim-form').getByLabel('Figure', { exact: true }).first()
  await figure.fill('Consents to phone')
  await page.getByRole('option', { name: 'Consents to phone calls' }).first().click()
  await verdict.getByText('Refuted').waitFor()
  expect(await violations(page)).toEqual([])
  await verdict.getByRole('button', { name: 'Trace him' }).click()
  await page
    .getByTestId('trace')
    .getByText(/^Breaks:/)
    .waitFor()
  await page.getByTestId('trace').getByRole('button', { name: 'Make a test' }).click()
  await form(page).waitFor()
  await save(page)
  await expect.poll(async () => (await saved()).tests.length).toBe(before.length + 1)
  const kept = (await saved()).invariants.slice(-2)
  expect(kept.map(({ id }) => id)).toEqual(['claim_5', 'claim_6'])
  expect(kept[1]?.claim).toMatchObject({ then: { of: 'daily_list', values: ['blocked', 'none'] } })
  expect(faults).toEqual([])
})

test('By keyboard alone: a test is made, its expectation written, and removed again', async () => {
  const { page } = await workshop('Tests')
  const { tests: before } = await saved()
  await page.keyboard.press('Tab')
  const tabTo = async (name: string, role: 'button' | 'textbox' = 'button', key = 'Tab') => {
    const wanted = tests(page).getByRole(role, { name, exact: true }).first()
    for (let at = 0; at < 40 && !(await wanted.evaluate((each) => each === document.activeElement)); at += 1)
      await page.keyboard.press(key)
  }
  await tabTo('New test')
  await page.keyboard.press('Enter')
  await form(page).waitFor()
  await tabTo('Name', 'textbox')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Made by keyboard')
  const more = form(page).getByLabel('Expect something else …')
  for (let at = 0; at < 40 && !(await more.evaluate((each) => each === document.activeElement)); at += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.type('Customer tier')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tests(page).getByRole('button', { name: 'Failed Made by keyboard' }).waitFor()
  await tabTo('Take as expected', 'button', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tests(page).getByRole('button', { name: 'Passed Made by keyboard' }).waitFor()
  await save(page)
  await expect.poll(async () => (await saved()).tests.at(-1)?.expect).toEqual({ tier: 'E' })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await save(page)
  await expect.poll(async () => (await saved()).tests.at(-1)?.expect).toEqual({})
  expect((await saved()).tests).toHaveLength(before.length + 1)
})

test('By keyboard alone: coverage is painted, a place that no test reaches is opened, and a customer becomes a test', async () => {
  const { page, faults } = await workshop('Tests')
  const { tests: before } = await saved()
  await tabTo(page, tests(page).getByRole('switch', { name: 'Show coverage on the graph' }))
  await page.keyboard.press('Space')
  await page.locator('.react-flow__node[data-id=strategy]').getByText('5/9').waitFor()

  await tabTo(page, tests(page).getByPlaceholder('Test from a customer …'))
  await page.keyboard.type('C000001')
  await page.getByRole('option', { name: /C000001/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await form(page).waitFor()
  await page.keyboard.press('Control+s')
  await expect.poll(async () => (await saved()).tests.length, { timeout: 20_000 }).toBe(before.length + 1)

  await tabTo(page, tests(page).getByRole('tab', { name: /^\d+ tests/ }))
  await page.keyboard.press('ArrowRight')
  const unreached = tests(page).getByRole('list', { name: 'Places that no test reaches' })
  await tabTo(page, unreached.getByRole('button', { name: /Strategy › .*high › medium/ }))
  await page.keyboard.press('Enter')
  const settings = page.getByRole('complementary', { name: 'Settings of the node' })
  await settings.getByRole('heading', { name: 'Strategy' }).waitFor()
  expect(faults).toEqual([])
})

test('By keyboard alone: a claim is written, refuted, and who breaks it becomes a test', async () => {
  const { page, faults } = await workshop('Claims')
  const { tests: before, invariants } = await saved()
  const panel = page.getByTestId('claims-panel')
  const verdict = page.getByTestId('claim-verdict')
  await tabTo(page, panel.getByRole('button', { name: 'New claim' }))
  await page.keyboard.press('Enter')
  const never = page.getByRole('menuitem', { name: 'Whoever … is never on the list' })
  await never.waitFor()
  while (!(await never.evaluate((each) => each === document.activeElement)))
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await verdict.getByText('Proven').waitFor()
  await tabTo(page, page.getByTestId('claim-form').getByLabel('Figure', { exact: true }).first())
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Consents to phone')
  await page.getByRole('option', { name: 'Consents to phone calls' }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await verdict.getByText('Refuted').waitFor()
  await tabTo(page, verdict.getByRole('button', { name: 'Make a test' }))
  await page.keyboard.press('Enter')
  await form(page).waitFor()
  await page.keyboard.press('Control+s')
  await expect.poll(async () => (await saved()).tests.length, { timeout: 20_000 }).toBe(before.length + 1)
  expect((await saved()).invariants).toHaveLength(invariants.length + 1)
  expect(faults).toEqual([])
})
