import type { Locator, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { overwrite } from './keyboard.ts'
import { addNodes, scriptOf } from './rules.ts'
import { type Locale, signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()

/** What becomes so once the draft has saved itself. */
const eventually = <Found>(find: () => Promise<Found>) => expect.poll(find, { timeout: 20_000 })
const script = scriptOf(base)
const DRAFT = '/api/playbooks/retail/draft'

const documentSchema = z.looseObject({
  name: z.looseObject({ en: z.string() }),
  facts: z.array(
    z.looseObject({ name: z.string(), label: z.looseObject({ en: z.string() }), type: z.string() }),
  ),
  nodes: z.array(z.looseObject({ id: z.string() })),
  tests: z.array(z.looseObject({ facts: z.looseObject({}) })),
})
const draftSchema = z.object({ document: documentSchema })
const tierSchema = z.object({ bands: z.array(z.object({ from: z.number().optional() })) })
const formulaSchema = z.object({ calculation: z.object({ formula: z.string() }) })

const draft = async () => draftSchema.parse(await script('strategist', 'GET', DRAFT))

/** The node of an id, as the draft on the server has it. */
const saved = async (id: string): Promise<unknown> =>
  (await draft()).document.nodes.find((node) => node.id === id)
const savedFormula = async (id = 'worth') =>
  formulaSchema.safeParse(await saved(id)).data?.calculation.formula
const savedThresholds = async () => tierSchema.parse(await saved('tier')).bands.map(({ from }) => from)

const WORTH = {
  id: 'worth',
  kind: 'measure',
  name: { 'zh-CN': '价值', en: 'Worth' },
  calculation: { method: 'formula', formula: 'demand_deposits * 1.35%', unit: 'money' },
}
const SAVER = {
  id: 'saver',
  kind: 'rule',
  name: { 'zh-CN': '储户', en: 'Saver' },
  when: { of: 'worth', is: 'more', value: 100_000 },
}

beforeEach(() => addNodes(script, [WORTH, SAVER]))

async function workshop(locale: Locale = 'en') {
  const { page, faults } = await open(locale)
  await signIn(page, 'strategist')
  await page.locator('.react-flow__node').first().waitFor()
  return { page, faults }
}

/** Opens a node's form by keyboard; the graph is laid out once more when what it shows has come, so it may take two. */
async function select(page: Page, node: string) {
  const card = page.locator(`.react-flow__node[data-id=${node}]`)
  const shown = page.locator('code', { hasText: node }).first()
  await eventually(async () => {
    await card.focus()
    await page.keyboard.press('Enter')
    return shown.isVisible()
  }).toBe(true)
}

const formulaOf = (page: Page) => page.getByRole('textbox', { name: 'Formula' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')

/** Presses Tab until the element has the focus, as who has no mouse does. */
async function tabTo(page: Page, element: Locator) {
  await element.waitFor()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await element.evaluate((each) => each === each.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

test('A formula is completed by names in either language, by mouse and by keyboard, and kept', async () => {
  const { page, faults } = await workshop()
  await select(page, 'worth')
  const formula = formulaOf(page)
  await formula.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' + fees')
  const fees = options(page).filter({ hasText: 'Fees in 12 months' })
  expect(await fees.textContent()).toMatch(/Amount · ¥/)
  await fees.click()
  await eventually(() => formula.textContent()).toBe('demand_deposits * 1.35% + fees_12m')

  await page.keyboard.type(' + 基金市')
  await eventually(() => options(page).count()).toBeGreaterThan(0)
  // Somebody who typed the Chinese name goes down the list and takes it by keys.
  await page.waitForTimeout(100)
  await page.keyboard.press('Enter')
  await page.keyboard.type(' + max')
  await options(page).filter({ hasText: 'The most of two or more' }).waitFor()
  await page.waitForTimeout(100)
  await page.keyboard.press('Tab')
  await page.keyboard.type('200, fees_12m')
  await page.keyboard.press('Escape')
  await page.getByText('Gives: Amount · ¥').waitFor()
  const expected = 'demand_deposits * 1.35% + fees_12m + funds + max(200, fees_12m)'
  await eventually(() => savedFormula()).toBe(expected)
  expect(faults).toEqual([])
})

test('What is wrong in a formula is underlined where it stands and said, and F8 leads to it', async () => {
  const { page } = await workshop()
  await select(page, 'worth')
  const formula = formulaOf(page)
  await overwrite(formula, 'demand_deposits * 1.35% + demand_deposit')
  await page.keyboard.press('Escape')
  await eventually(() => formula.getAttribute('aria-invalid')).toBe('true')
  await eventually(() => page.locator('.cm-lintRange-error').textContent()).toBe('demand_deposit')
  const described = await formula.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/no figure named "demand_deposit"/)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('F8')
  await page.keyboard.type('fees_12m')
  await page.keyboard.press('Escape')
  await eventually(() => formula.textContent()).toBe('demand_deposits * 1.35% + fees_12m')
  await eventually(() => formula.getAttribute('aria-invalid')).toBe('false')
})

test('A threshold is dragged over the histogram of everyone, in one step of undo', async () => {
  const { page } = await workshop()
  await select(page, 'tier')
  const before = await savedThresholds()
  const field = page.getByRole('textbox', { name: 'From, Entry 4' })
  const shown = await field.inputValue()
  const bars = page.getByTestId('bars-tier')
  const counted = await bars.textContent()
  const handle = page.getByRole('slider', { name: 'Threshold D' })
  await handle.scrollIntoViewIfNeeded()
  const box = await handle.boundingBox()
  if (!box) throw new Error('no handle')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 10, y, { steps: 3 })
  await eventually(() => field.inputValue()).not.toBe(shown)
  // Everyone is decided anew while the handle is still held.
  await eventually(() => bars.textContent()).not.toBe(counted)
  // Whoever rests on the way still makes one step.
  await page.waitForTimeout(1100)
  await page.mouse.move(x + 20, y, { steps: 3 })
  await page.waitForTimeout(60)
  await page.mouse.up()
  const dragged = await field.inputValue()
  await eventually(async () => (await savedThresholds())[3]).toBeGreaterThan(before[3] ?? 0)
  await page.keyboard.press('ControlOrMeta+z')
  await eventually(() => field.inputValue()).toBe(shown)
  await page.keyboard.press('ControlOrMeta+y')
  await eventually(() => field.inputValue()).toBe(dragged)
})

test('A threshold is moved by keys, says its value, and stops at its neighbour', async () => {
  const { page } = await workshop()
  await select(page, 'tier')
  const [a = 0, b = 0] = await savedThresholds()
  const handle = page.getByRole('slider', { name: 'Threshold B' })
  await tabTo(page, handle)
  await page.keyboard.press('ArrowLeft')
  await eventually(() => handle.getAttribute('aria-valuenow')).not.toBe(String(b))
  await page.keyboard.press('End')
  await eventually(async () => Number(await handle.getAttribute('aria-valuenow'))).toBeGreaterThan(b)
  expect(Number(await handle.getAttribute('aria-valuenow'))).toBeLessThan(a)
  expect(await handle.getAttribute('aria-valuetext')).toMatch(/^¥/)
  await eventually(async () => (await savedThresholds())[1]).toBeGreaterThan(b)
  expect((await savedThresholds())[1]).toBeLessThan(a)
})

test('What a rule compares with is set on the distribution of its figure', async () => {
  const { page } = await workshop()
  await select(page, 'saver')
  await page.getByRole('button', { name: 'Set on the distribution of Worth' }).click()
  await tabTo(page, page.getByRole('slider', { name: 'Threshold Worth' }))
  await page.keyboard.press('ArrowRight')
  const schema = z.object({ when: z.object({ value: z.number() }) })
  await eventually(async () => schema.parse(await saved('saver')).when.value).toBeGreaterThan(100_000)
  expect(await violations(page)).toEqual([])
})

test.each(['mouse', 'keyboard'] as const)(
  'An id is changed wherever it is referred to (by %s)',
  async (way) => {
    const { page } = await workshop()
    await select(page, 'worth')
    const change = page.getByRole('button', { name: 'Change the id' })
    if (way === 'mouse') await change.click()
    else {
      await tabTo(page, change)
      await page.keyboard.press('Enter')
    }
    const field = page.getByRole('textbox', { name: 'Id', exact: true })
    await field.waitFor()
    await page.keyboard.type('tier')
    await page.getByText('There is a “tier” already.').waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('worth_now')
    await page.keyboard.press('Enter')
    await page.locator('code', { hasText: 'worth_now' }).first().waitFor()
    await eventually(() => saved('saver')).toMatchObject({ when: { of: 'worth_now' } })
    expect(await saved('worth')).toBeUndefined()
    expect(await savedFormula('worth_now')).toBe('demand_deposits * 1.35%')
  },
)

test('A fact is added to the dictionary, named, typed and removed, with who uses it', async () => {
  const { page, faults } = await workshop()
  await page.getByRole('tab', { name: 'Dictionary' }).click()
  await page.getByRole('button', { name: 'Add a fact' }).click()
  const form = page.getByRole('region', { name: 'New fact' })
  await form.getByRole('group', { name: 'Name' }).getByLabel('English').fill('House value')
  const house = page.getByRole('region', { name: 'House value' })
  await house.getByRole('combobox', { name: 'Type' }).click()
  await page.getByRole('option', { name: 'Count' }).click()
  await house.getByText('Nothing uses it.').waitFor()
  expect(await violations(page)).toEqual([])
  await eventually(async () =>
    (await draft()).document.facts.find(({ name }) => name === 'new_fact'),
  ).toMatchObject({
    name: 'new_fact',
    label: { en: 'House value' },
    type: 'count',
  })

  await page.getByRole('textbox', { name: 'Find a fact' }).fill('活期')
  await page.getByRole('button', { name: /Demand deposits/ }).click()
  const used = page.getByRole('region', { name: 'Demand deposits' })
  await used.getByRole('button', { name: 'Worth' }).waitFor()
  await used.getByRole('button', { name: 'Remove the fact' }).click()
  const dialog = page.getByRole('dialog', { name: /Remove “Demand deposits”/ })
  await dialog.getByRole('button', { name: 'Annual contribution' }).waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect((await draft()).document.facts.map(({ name }) => name)).toContain('demand_deposits')
  expect(faults).toEqual([])
})

test('The dictionary is worked by keyboard alone: a fact is found, renamed everywhere, and an unused one removed', async () => {
  const { page } = await workshop()
  await page.getByRole('tab', { name: 'What if' }).focus()
  for (let presses = 0; presses < 12; presses += 1) {
    if ((await page.getByRole('tab', { name: 'Dictionary' }).getAttribute('aria-selected')) === 'true') break
    await page.keyboard.press('ArrowRight')
  }
  await tabTo(page, page.getByRole('textbox', { name: 'Find a fact' }))
  await page.keyboard.type('demand')
  await tabTo(page, page.getByRole('button', { name: /Demand deposits/ }))
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: 'Demand deposits' })
  await tabTo(page, form.getByRole('button', { name: 'Change the id' }))
  await page.keyboard.press('Enter')
  await page.keyboard.type('current_accounts')
  await page.keyboard.press('Enter')
  await form.locator('code', { hasText: 'current_accounts' }).waitFor()
  await eventually(() => savedFormula()).toBe('current_accounts * 1.35%')
  const { tests } = (await draft()).document
  expect(tests.every(({ facts }) => !Object.hasOwn(facts, 'demand_deposits'))).toBe(true)
})

test('The playbook itself is named', async () => {
  const { page } = await workshop()
  await page.getByText('Name and description').click()
  await page
    .getByRole('group', { name: 'Name', exact: true })
    .getByLabel('English')
    .fill('Playbook of the branches')
  await eventually(async () => (await draft()).document.name.en).toBe('Playbook of the branches')
})

test('Formulas, thresholds and the dictionary are accessible in Chinese', async () => {
  const { page, faults } = await workshop('zh-CN')
  await select(page, 'worth')
  const formula = page.getByRole('textbox', { name: '公式' })
  await formula.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' + 手')
  await page.getByRole('listbox', { name: '可填内容' }).getByRole('option').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await select(page, 'tier')
  await page.getByRole('slider').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('tab', { name: '客户指标字典' }).click()
  await page.getByRole('textbox', { name: '查找指标' }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})
