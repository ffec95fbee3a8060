import type { Page } from 'playwright-core'

/** A picture: what it is called, and what one does to see it. */
interface Screen {
  readonly name: string
  show(page: Page): Promise<void>
}

const outline = (page: Page) => page.locator('[data-part="outline"]')

const openNode = (page: Page, name: RegExp) => outline(page).getByRole('treeitem', { name }).first().click()

const openPanel = (page: Page, name: RegExp) =>
  page.locator('[data-part="dock"]').getByRole('tab', { name }).click()

/** Moves the threshold of the best tier, so that customers move. */
async function moveThreshold(page: Page): Promise<void> {
  await openNode(page, /^(Customer tier|客户层级)/)
  await page
    .locator('[data-part="inspector"]')
    .getByRole('textbox', { name: /^(From|门槛)/ })
    .first()
    .fill('30000')
}

export const SCREENS: readonly Screen[] = [
  { name: 'workshop', show: moveThreshold },
  {
    name: 'moves',
    async show(page) {
      await moveThreshold(page)
      await page.getByText(/^(Moves|客户迁移)$/).click()
    },
  },
  {
    name: 'sheet',
    async show(page) {
      await openNode(page, /^(Discounts|优惠档位)/)
      await page
        .getByRole('button', { name: /^(Open as a sheet|以表格打开)/ })
        .first()
        .click()
      await page.getByRole('gridcell').first().waitFor()
    },
  },
  {
    name: 'trace',
    async show(page) {
      await openPanel(page, /^(Trace|追踪)/)
      await page.getByPlaceholder(/^(Trace a customer|追踪客户)/).fill('C000001')
      await page.getByRole('option').first().click()
      await openNode(page, /^(Strategy|经营策略)/)
    },
  },
  {
    name: 'tests',
    async show(page) {
      await openPanel(page, /^(Tests|测试)/)
      await page.keyboard.press('Control+Shift+E')
      await page
        .getByText(/^(Tier A begins|A层|A 层)/)
        .first()
        .click()
    },
  },
  {
    name: 'claims',
    async show(page) {
      await openPanel(page, /^(Claims|断言)/)
    },
  },
  {
    name: 'backtest',
    async show(page) {
      await openPanel(page, /^(Backtest|回测)/)
      await page.getByRole('button', { name: /^(Run backtest|运行回测)/ }).click()
      await page.locator('[data-part="dock"]').getByRole('table').first().waitFor()
    },
  },
  {
    name: 'palette',
    async show(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').last().waitFor()
    },
  },
]
