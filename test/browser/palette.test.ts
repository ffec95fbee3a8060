import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

async function workshop(locale: 'en' | 'zh-CN' = 'en') {
  const { page, faults } = await open(locale)
  await signIn(page, 'strategist')
  await page.getByRole('treeitem').first().waitFor()
  return { page, faults }
}

const palette = (page: Page) => page.getByRole('combobox', { name: 'A command, node, fact or test' })
const chosen = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true })

test('Commands are found by their names in either language, with their keys, and those used lately come first', async () => {
  const { page, faults } = await workshop()
  await page.keyboard.press('Control+k')
  await palette(page).waitFor()
  expect(await violations(page)).toEqual([])
  await palette(page).fill('快捷键')
  await expect.poll(() => chosen(page).textContent()).toBe('Keyboard shortcuts?')
  await page.keyboard.press('Enter')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await shortcuts.getByText('Find a command').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await shortcuts.waitFor({ state: 'hidden' })

  await page.keyboard.press('Control+k')
  await expect.poll(() => chosen(page).textContent()).toBe('Keyboard shortcuts?')
  await page.getByRole('group', { name: 'Used lately' }).waitFor()
  await palette(page).fill('no such thing at all')
  await page.getByText('Nothing is called so.').waitFor()
  expect(faults).toEqual([])
})

test('The palette leads to nodes, facts and tests, and gives the keyboard back when it is left', async () => {
  const { page } = await workshop()
  await page.getByRole('treeitem', { name: /^Suitability/ }).click()
  await page.keyboard.press('Control+k')
  await palette(page).waitFor()
  await page.keyboard.press('Escape')
  await page
    .getByRole('treeitem', { name: /^Suitability/ })
    .and(page.locator(':focus'))
    .waitFor()

  await page.keyboard.press('Control+k')
  await palette(page).fill('客户层级')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Customer tier', level: 2 }).waitFor()

  await page.keyboard.press('Control+k')
  await palette(page).fill('demand_deposits')
  await page.keyboard.press('Enter')
  const focusedText = () => page.evaluate('document.activeElement?.textContent')
  await expect.poll(focusedText).toMatch(/^Demand deposits/)
})

test('What is typed in one go with the keys that open the palette is searched for', async () => {
  const { page } = await workshop()
  // Before anything else of the page has its turn, which the next key might have.
  const role = await page.evaluate(async () => {
    const keys = new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true })
    document.querySelector('.react-flow')?.dispatchEvent(keys)
    await Promise.resolve()
    return document.activeElement?.getAttribute('role')
  })
  expect(role).toBe('combobox')
  await page.keyboard.type('shortcuts')
  expect(await palette(page).inputValue()).toBe('shortcuts')
})

test('By mouse a command is chosen from the same list', async () => {
  const { page } = await workshop('zh-CN')
  await page.getByRole('button', { name: '查找命令' }).click()
  await page.getByRole('option', { name: '目录', exact: true }).click()
  await expect.poll(() => page.getByRole('navigation', { name: '目录' }).count()).toBe(0)
})

test('F6 goes from part to part, and a line between two is moved by keys and stays there', async () => {
  const { page } = await workshop()
  const part = () =>
    page.evaluate('document.activeElement?.closest("[data-part]")?.getAttribute("data-part")')
  await page.getByTestId('list-sizes').waitFor()
  await page.getByRole('group', { name: 'Strategy, Matrix' }).waitFor()
  await page.getByRole('treeitem').first().focus()
  for (const next of ['canvas', 'dock', 'inspector', 'bar', 'outline']) {
    await page.keyboard.press('F6')
    await expect.poll(part).toBe(next)
  }
  const outline = page.getByRole('navigation', { name: 'Outline' })
  const width = async () => Math.round((await outline.boundingBox())?.width ?? 0)
  const before = await width()
  const line = page.getByRole('separator', { name: 'Width of the outline' })
  await line.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(width).toBeGreaterThan(before)
  const after = await width()
  await page.reload()
  await page.getByRole('treeitem').first().waitFor()
  expect(Math.abs((await width()) - after)).toBeLessThan(3)
})
