import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const draftSchema = z.object({
  document: z.looseObject({
    nodes: z.array(z.looseObject({ id: z.string(), name: z.record(z.string(), z.string()) })),
    groups: z.array(z.looseObject({ name: z.string(), nodes: z.array(z.string()) })).optional(),
  }),
})

const saved = async () =>
  draftSchema.parse(await script('strategist', 'GET', '/api/playbooks/retail/draft')).document
const ids = async () => (await saved()).nodes.map(({ id }) => id)
const node = async (id: string) => (await saved()).nodes.find((each) => each.id === id)

/** What is kept comes a moment after what is done. */
const kept = { timeout: 20_000 }

async function workshop(user = 'strategist') {
  const { page, faults } = await open()
  await signIn(page, user)
  if (user !== 'strategist') await page.goto('/playbooks/retail?version=1')
  await page.getByRole('treeitem').first().waitFor()
  return { page, faults }
}

const item = (page: Page, name: RegExp) => page.getByRole('treeitem', { name })
const focused = (page: Page, name: RegExp) => item(page, name).and(page.locator(':focus')).waitFor()
const said = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor()

/** Chooses in the question that is asked by typing a part of a name. */
async function choose(page: Page, question: string, name: string) {
  const dialog = page.getByRole('dialog', { name: question })
  await dialog.getByRole('combobox').fill(name)
  await page.keyboard.press('Enter')
}

test('By keyboard alone a node is added, connected, named, moved, grouped, copied and removed', async () => {
  const { page, faults } = await workshop()
  const before = await ids()
  await item(page, /^Annual contribution/).focus()
  await page.keyboard.press('a')
  expect(await violations(page)).toEqual([])
  await choose(page, 'Add a node', 'tiers')
  await focused(page, /^Tiers/)
  await said(page, /^Add Tiers$/)

  await page.keyboard.press('F2')
  const naming = page.getByRole('dialog', { name: 'Rename' })
  await naming.getByLabel('Name in English').fill('Savers')
  await naming.getByLabel('Id, as formulas write it').fill('savers')
  await page.keyboard.press('Enter')
  await focused(page, /^Savers/)

  await page.keyboard.press('c')
  await choose(page, 'Connect Savers to', 'Strategy')
  await page.getByRole('dialog', { name: /^Where Strategy uses Savers/ }).waitFor()
  await page.keyboard.press('Enter')
  await said(page, /^Connect Savers to Strategy$/)
  await expect.poll(async () => JSON.stringify(await node('strategy')), kept).toContain('"savers"')

  await item(page, /^Savers/).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(ids, kept).toEqual([...before.slice(0, -1), 'savers', before.at(-1)])

  await page.keyboard.press('g')
  await choose(page, 'Put Savers into', 'A new group')
  await page.getByRole('dialog', { name: 'Name of the group' }).getByLabel('Name').fill('Deposits')
  await page.keyboard.press('Enter')
  await focused(page, /^Deposits.*Group/)
  await expect
    .poll(async () => (await saved()).groups, kept)
    .toMatchObject([{ name: 'Deposits', nodes: ['savers'] }])

  await page.keyboard.press('ArrowDown')
  await focused(page, /^Savers/)
  await page.keyboard.press('Control+c')
  await said(page, /^Copied: Savers$/)
  await page.keyboard.press('Control+v')
  await focused(page, /^Savers 2/)
  await page.keyboard.press('Delete')
  await said(page, /^Remove Savers 2$/)
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('Control+z')
  await expect.poll(ids, kept).toEqual(before)
  expect(faults).toEqual([])
})

test('While a new group is named the tree leaves the keys to its name, and has them afterwards', async () => {
  const { page } = await workshop()
  await item(page, /^Customer tier/).focus()
  await page.evaluate(`{
    globalThis.taken = []
    document.addEventListener('focusin', ({ target }) => {
      if (document.querySelector('[role=dialog]')) taken.push(target.closest('[role=treeitem]')?.textContent ?? '')
    })
  }`)
  await page.keyboard.press('g')
  await choose(page, 'Put Customer tier into', 'A new group')
  const naming = page.getByRole('dialog', { name: 'Name of the group' })
  await naming.getByLabel('Name').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await naming.waitFor({ state: 'detached' })
  await focused(page, /^New group.*Group/)
  expect(await page.evaluate('taken.filter((row) => row.startsWith("New group"))')).toEqual([])
})

test('A connection is followed and cut where it stands; what cannot be is said', async () => {
  const { page } = await workshop()
  await item(page, /^Maturity/).focus()
  await page.keyboard.press('ArrowRight')
  await item(page, /^Maturity/)
    .and(page.locator('[aria-expanded=true]'))
    .waitFor()
  await page.keyboard.press('ArrowRight')
  await focused(page, /what it rests on$/)
  await item(page, /^Contribution level/).focus()
  await page.keyboard.press('[')
  await focused(page, /^Annual contribution/)

  await item(page, /^Contribution level/).focus()
  await page.keyboard.press('d')
  await choose(page, 'Disconnect Contribution level', 'Annual contribution')
  await said(page, /cannot do without Annual contribution/)

  await item(page, /^Customer tier/).focus()
  await page.keyboard.press('c')
  await choose(page, 'Connect Customer tier to', 'Annual contribution')
  await said(page, /Customer tier/)
  await page.keyboard.press('Escape')
  await focused(page, /^Customer tier/)
})

test('By mouse nodes are added and shown by their kind, and garbage on the clipboard adds nothing', async () => {
  const { page } = await workshop()
  const before = await ids()
  await page.getByRole('button', { name: 'Show by kind' }).click()
  await item(page, /^Trigger$/).waitFor()
  await page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: 'Add a node' }).click()
  await page.getByRole('option', { name: 'Measure' }).click()
  await expect.poll(ids, kept).toEqual([...before, 'measure'])
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '<b>garbage</b>')
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }))
  }`)
  await said(page, /no nodes of a playbook/)
  expect(await violations(page)).toEqual([])
})

test('Who only reads walks the tree and changes nothing', async () => {
  const { page } = await workshop('auditor')
  await item(page, /^Birthday/).focus()
  await page.keyboard.press('Delete')
  await page.keyboard.press('a')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Birthday', level: 2 }).waitFor()
  await item(page, /^Birthday/).waitFor()
  expect(await page.getByRole('button', { name: 'Add a node' }).count()).toBe(0)
})
