import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { overwrite } from './keyboard.ts'
import { addNodes, scriptOf } from './rules.ts'
import { type Locale, signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const named = (en: string) => ({ 'zh-CN': en, en })

/** Kinds of nodes that the shipped playbook has none of. */
const MORE_NODES = [
  {
    id: 'waiver',
    kind: 'table',
    name: named('Fee waiver'),
    hitPolicy: 'first',
    inputs: [{ of: 'tier' }, { of: 'demand_deposits' }],
    outputs: [{ id: 'share', label: named('Share'), type: 'percent' }],
    rows: [
      { when: ['A', '-'], then: [100] },
      { when: ['B', '>= 5000000'], then: [50] },
    ],
  },
  {
    id: 'worth',
    kind: 'measure',
    name: named('Worth'),
    calculation: { method: 'formula', formula: 'demand_deposits * 1.35% + fees_12m', unit: 'money' },
  },
  {
    id: 'saver',
    kind: 'rule',
    name: named('Saver'),
    when: { of: 'demand_deposits', is: 'more', value: 100_000 },
  },
]

/** The workshop with a draft that has those nodes too. */
async function workshop(locale: Locale = 'en'): Promise<{ page: Page; faults: string[] }> {
  await addNodes(script, MORE_NODES)
  const { page, faults } = await open(locale)
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  return { page, faults }
}

async function select(page: Page, node: string) {
  await page.locator(`.react-flow__node[data-id=${node}]`).focus()
  await page.keyboard.press('Enter')
  await page.locator('code', { hasText: node }).waitFor()
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Settings of the node' })

test('A table is edited as a grid: cells as text with their faults, rows added, inputs with their cells', async () => {
  const { page, faults } = await workshop()
  await select(page, 'waiver')
  const cell = page.getByRole('textbox', { name: 'Demand deposits, Entry 2' })
  expect(await cell.inputValue()).toBe('>= 50000')
  await cell.fill('>= lots')
  await expect.poll(() => cell.getAttribute('aria-invalid')).toBe('true')
  await inspector(page)
    .getByText(/In the cell ">= lots"/)
    .waitFor()
  await cell.fill('[0..50000]')
  await expect.poll(() => cell.getAttribute('aria-invalid')).not.toBe('true')

  await page.getByRole('button', { name: 'Add to: Rows' }).click()
  const fresh = page.getByRole('textbox', { name: 'Share, Entry 3' })
  await fresh.fill('20')
  await page.getByRole('button', { name: 'Add to: Inputs' }).click()
  await expect.poll(() => inspector(page).getByRole('columnheader').count()).toBe(5)
  await page.getByRole('button', { name: 'Move entry 3 up' }).last().click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Share, Entry 2' }).inputValue()).toBe('20%')
  expect(faults).toEqual([])
})

test('A fault of a formula is marked at its place, with the mend', async () => {
  const { page } = await workshop()
  await select(page, 'worth')
  const formula = page.getByRole('textbox', { name: 'Formula' })
  await overwrite(formula, 'demand_deposits + transactions_90d')
  await inspector(page).locator('mark', { hasText: 'demand_deposits + transactions_90d' }).waitFor()
  await inspector(page)
    .getByText(/Use figures of one kind/)
    .waitFor()
  await overwrite(formula, 'demand_deposit * 2')
  await expect.poll(() => inspector(page).locator('mark').textContent()).toBe('demand_deposit')
  await overwrite(formula, 'demand_deposits * 2')
  await expect.poll(() => inspector(page).locator('mark').count()).toBe(0)
})

test('A condition compares with a value or with another figure, alone or in groups', async () => {
  const { page } = await workshop()
  await select(page, 'saver')
  await page.getByRole('button', { name: 'Compare with another figure' }).click()
  await page.getByRole('combobox', { name: 'Other figure' }).waitFor()
  expect(await page.getByText('No valid playbook').count()).toBe(0)
  await page.getByRole('button', { name: 'Compare with a value' }).click()
  await page.getByRole('textbox', { name: 'Value' }).fill('2000')
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByText('None of').first().click()
  await expect.poll(() => page.getByRole('combobox', { name: 'Comparison' }).count()).toBe(4)
  expect(await page.getByText('No valid playbook').count()).toBe(0)
})

test('An item that is added opens to be filled in, and what it lacks is said at its fields', async () => {
  const { page } = await workshop()
  await select(page, 'suitability')
  await page.getByRole('button', { name: 'Add to: Products that may be offered' }).click()
  const id = inspector(page).getByRole('textbox', { name: 'Id' })
  await id.fill('money_market')
  await inspector(page).getByRole('textbox', { name: 'English' }).last().waitFor()
  for (const [at, text] of [
    ['中文', '货币基金'],
    ['English', 'Money market fund'],
  ] as const) {
    await inspector(page).getByRole('group', { name: 'Name' }).last().getByLabel(at).fill(text)
  }
  await expect.poll(() => page.getByText('No valid playbook').count()).toBe(0)
  await select(page, 'year_end_cash')
  await page.getByRole('combobox', { name: 'Product' }).click()
  await page.getByRole('option', { name: 'Money market fund' }).click()
})

test('A warning names a customer in words and leads to its field', async () => {
  const { page } = await workshop()
  await page.getByRole('tab', { name: /^Problems/ }).click()
  const outline = page.getByRole('navigation', { name: 'Outline' })
  const gap = outline.getByRole('button', { name: /Fee waiver.*No row applies to some customers/ }).first()
  expect(await gap.textContent()).toMatch(/A customer it shows on: [A-Z][a-z]/)
  await gap.click()
  await inspector(page).getByRole('heading', { name: 'Fee waiver' }).waitFor()
  await page.getByRole('textbox', { name: 'Demand deposits, Entry 2' }).fill('>= lots')
  await select(page, 'tier')
  await outline.getByRole('button', { name: /In the cell/ }).click()
  const focused = () => page.evaluate('document.activeElement?.getAttribute("aria-label")')
  await expect.poll(focused).toBe('Demand deposits, Entry 2')
})

test('Claims are proven anew at each edit; one that breaks says by whom and why', async () => {
  const { page } = await workshop()
  const claims = page.getByTestId('claims').first()
  await expect.poll(() => claims.getByText('Proven', { exact: true }).count()).toBe(4)
  await select(page, 'coverage')
  await page.getByRole('textbox', { name: 'Every, A' }).fill('31')
  await page.getByRole('tab', { name: /^Problems/ }).click()
  await claims.getByText('Refuted', { exact: true }).waitFor()
  await claims.getByRole('button', { name: 'Who breaks it, and why' }).click()
  await claims.getByText(/contacted at least once in 31 working days/).waitFor()
})

test.each(['en', 'zh-CN'] as const)('The forms of all kinds are accessible (%s)', async (locale) => {
  const { page, faults } = await workshop(locale)
  // The table last: it opens as a sheet in place of the canvas.
  for (const node of ['worth', 'saver', 'suitability', 'affinity', 'enquiries', 'year_end_cash', 'waiver']) {
    await select(page, node)
    const folded = page.locator('aside').last().locator('button[aria-expanded=false]')
    if ((await folded.count()) > 0) await folded.last().click()
    expect(await violations(page)).toEqual([])
  }
  await page.getByRole('tab').nth(2).click()
  await page.getByTestId('claims').waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})
