import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()

const script = scriptOf(base)

const draftSchema = z.object({
  document: z.looseObject({
    nodes: z.array(z.looseObject({ id: z.string() })),
    facts: z.array(z.looseObject({ name: z.string() })),
  }),
})

const savedDraft = async () =>
  draftSchema.parse(await script('strategist', 'GET', '/api/playbooks/retail/draft')).document

async function workshop() {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  await page.getByRole('treeitem').first().waitFor()
  return { page, faults }
}

const RULES = JSON.stringify([
  {
    name: 'Old friend',
    conditions: { all: [{ fact: 'loyalty_years', operator: 'greaterThan', value: 5 }] },
    event: { type: 'old_friend' },
  },
])

/** Chooses a file in the dialog that the menu opens. */
async function importFile(page: Page, name: string, content: string | Buffer) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Import a file…' }).click()
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
  return page.getByRole('dialog', { name: `Import ${name}` })
}

const ids = async () => (await savedDraft()).nodes.map(({ id }) => id)
const facts = async () => (await savedDraft()).facts.map(({ name }) => name)

test('Rules come from a file after a look at them, as one step that undo takes back', async () => {
  const { page, faults } = await workshop()
  const before = await ids()
  const dialog = await importFile(page, 'rules.json', RULES)
  await dialog.getByText('2 nodes come with 1 new fact.').waitFor()
  await dialog.getByText('Old friend').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect.poll(ids, { timeout: 20_000 }).toEqual([...before, 'old_friend', 'events'])
  expect((await facts()).at(-1)).toBe('loyalty_years')
  await page.keyboard.press('Control+z')
  await expect.poll(ids, { timeout: 20_000 }).toEqual(before)
  expect(await facts()).not.toContain('loyalty_years')
  expect(faults).toEqual([])
})

test('By keyboard alone a file is imported, and a file that is dropped is looked at too', async () => {
  const { page } = await workshop()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'A command, node, fact or test' }).waitFor()
  await page.keyboard.type('import a file')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles({ name: 'rules.json', mimeType: '', buffer: Buffer.from(RULES) })
  const dialog = page.getByRole('dialog', { name: 'Import rules.json' })
  await dialog.getByText('2 nodes come').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(ids, { timeout: 20_000 }).toContain('old_friend')

  await page.evaluate(`{
    const transfer = new DataTransfer()
    transfer.items.add(new File(['not { json'], 'dropped.json'))
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }))
  }`)
  const dropped = page.getByRole('dialog', { name: 'Import dropped.json' })
  await dropped.getByText('Nothing of this file can be imported').waitFor()
  expect(await violations(page)).toEqual([])
})

test('Garbage, what is far too large and what is no workbook are refused in words, and nothing is lost', async () => {
  const { page, faults } = await workshop()
  const files = [
    ['garbage.json', 'not { json', /not valid JSON/],
    ['broken.xlsx', 'PK no workbook', /not an Excel workbook/],
    ['old.doc', 'anything', /none of the kinds/],
    ['large.json', `[${'7,'.repeat(5_000_000)}7]`, /at most/],
    ['huge.json', Buffer.alloc(33 * 1024 * 1024, 'x'), /at most/],
  ] as const
  for (const [name, content, words] of files) {
    const dialog = await importFile(page, name, content)
    await dialog.getByText('The playbook is as it was.').waitFor({ timeout: 30_000 })
    await dialog.getByText(words).first().waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
  await page.getByRole('treeitem', { name: /Customer tier/ }).waitFor()
  await page.getByText('Draft saved').waitFor()
  expect(faults).toEqual([])
})

test('A playbook that was saved as a file comes back from it', async () => {
  const { page } = await workshop()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.getByRole('menuitem', { name: 'The whole playbook (JSON)' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('retail.json')
  const before = await savedDraft()

  await page.getByRole('treeitem', { name: /^Birthday/ }).click()
  await page.keyboard.press('Delete')
  await expect.poll(ids, { timeout: 20_000 }).not.toContain('birthday')
  const again = await importFile(page, 'retail.json', await contentOf(file.path()))
  await again.getByText(/takes the place of everything in this draft/).waitFor()
  await again.getByRole('button', { name: 'Import' }).click()
  await expect.poll(async () => (await savedDraft()).nodes, { timeout: 20_000 }).toEqual(before.nodes)
})

const contentOf = async (path: Promise<string>) => readFile(await path)
