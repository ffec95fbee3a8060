import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { changeDraft, scriptOf } from './rules.ts'
import { expectSound } from './sound.ts'
import { type Locale, signIn, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const bandsSchema = z.array(z.looseObject({ from: z.number().optional() }))
const baseSchema = z.object({ base: z.number() })

/** Saves a draft in which tier A begins 12.34 higher; the version it was made from, and what it was and is, in the minor unit. */
async function raiseTierA() {
  let [before, after] = [0, 0]
  await changeDraft(script, ({ nodes, ...document }) => ({
    ...document,
    nodes: nodes.map((node) => {
      if (node.id !== 'tier') return node
      const [best, ...others] = bandsSchema.parse(node.bands)
      before = best?.from ?? 0
      after = before + 1234
      return { ...node, bands: [{ ...best, from: after }, ...others] }
    }),
  }))
  const { base } = baseSchema.parse(await script('strategist', 'GET', '/api/playbooks/retail/draft'))
  return { base, before, after }
}

const yuan = (amount: number): string =>
  new Intl.NumberFormat('en', {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(amount / 100)

async function enter(locale: Locale, path: string) {
  const visit = await open(locale)
  await signIn(visit.page, 'auditor')
  await visit.page.getByRole('navigation').first().waitFor()
  await visit.page.goto(path)
  return visit
}

const sideOf = (page: Page, name: string) => page.getByRole('region', { name: `Graph of ${name}` })

test('An auditor sees what a draft changes, on the graph and in words, and from which side', async () => {
  const { base, before, after } = await raiseTierA()

  const { page, faults } = await enter('en', `/audit/playbooks/retail/compare?from=${base}&to=draft`)
  const draft = sideOf(page, 'Draft')
  await draft.getByRole('group', { name: 'Customer tier, Tiers: Changed' }).waitFor()
  const earlier = page.getByRole('group', { name: 'Customer tier, Tiers: Changed' })
  await expect.poll(() => earlier.count()).toBe(2)

  const words = page.getByRole('region', { name: 'What differs, in words' })
  const row = words.getByRole('row').filter({ hasText: yuan(after) })
  const cells = async () => row.getByRole('cell').allTextContents()
  expect(await cells()).toEqual([yuan(before), yuan(after)])

  const same = draft.getByRole('group', { name: 'Customer turnover, Measure: Unchanged' })
  await same.focus()
  await page.keyboard.press('Enter')
  await words.getByText('This node is the same on both sides.').waitFor()
  await words.getByRole('button', { name: 'Show all changes' }).click()
  await row.waitFor()

  await page.getByRole('switch', { name: 'Changes only' }).click()
  await expect.poll(() => same.count()).toBe(0)

  await page.getByRole('button', { name: 'Swap sides' }).click()
  await expect.poll(cells).toEqual([yuan(after), yuan(before)])
  expect(page.url()).toContain('from=draft')

  await page.getByRole('combobox', { name: 'Later side' }).selectOption('draft')
  await words.getByText('The two are the same').waitFor()
  expect(faults).toEqual([])
})

test.each([
  ['en', '¥50,000.00 or more', 'Contents', 'Print'],
  ['zh-CN', '¥50,000.00 及以上', '目录', '打印'],
] as const)(
  'The rule book says the thresholds, and on paper there is nothing else (%s)',
  async (locale, threshold, contents, print) => {
    const { page, faults } = await enter(locale, '/audit/playbooks/retail/versions/1/rulebook')
    const book = page.getByRole('article')
    await book.getByRole('cell', { name: threshold, exact: true }).first().waitFor()
    const chapters = book.getByRole('heading', { level: 2 })
    // Each chapter, and the contents themselves.
    const links = page.getByRole('navigation', { name: contents }).locator('> ol > li')
    expect(await links.count()).toBe((await chapters.count()) - 1)

    await page.getByRole('button', { name: print }).waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await book.isVisible()).toBe(true)
    expect(faults).toEqual([])
  },
)

test.each(['en', 'zh-CN'] as const)(
  'The audit’s pages are accessible and keep within the window (%s)',
  async (locale) => {
    const { page } = await enter(locale, '/audit/playbooks/retail/versions/1/rulebook')
    await page.getByRole('article').waitFor()
    await expectSound(page)
    await page.goto('/audit/playbooks/retail/compare?from=1&to=draft')
    await page.locator('.react-flow__node[data-id=tier]').first().waitFor()
    await expectSound(page)
  },
)
