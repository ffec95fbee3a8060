import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { tabTo } from './keyboard.ts'
import { signIn, visitors } from './visit.ts'

const { open, base } = visitors()

const headers = { authorization: `Basic ${btoa('strategist:demo')}` }
const draftAt = (id: string) => `${base()}/api/playbooks/${id}/draft`

const draftSchema = z.looseObject({
  etag: z.string(),
  document: z.looseObject({
    nodes: z.array(z.looseObject({ kind: z.string() })),
    tests: z.array(z.unknown()),
  }),
  problems: z.array(z.looseObject({ severity: z.string() })),
})

/** The draft of a playbook that the test began; null when there is none. */
async function draftOf(id: string) {
  const response = await fetch(draftAt(id), { headers })
  return response.ok ? draftSchema.parse(await response.json()) : null
}

const BEGUN = ['by_mouse', 'by_keyboard']

afterEach(async () => {
  for (const id of BEGUN) {
    const draft = await draftOf(id)
    if (draft)
      await fetch(draftAt(id), { method: 'DELETE', headers: { ...headers, 'if-match': `"${draft.etag}"` } })
  }
})

const guide = (page: Page) => page.getByRole('region', { name: 'The first playbook, step by step' })
const add = (page: Page) => guide(page).getByRole('button', { name: 'Add it' })

/** The kinds that the guide adds, in its order; a matrix brings the second of its tiers along. */
const KINDS = ['measure', 'tier', 'tier', 'matrix', 'coverage', 'contact_policy', 'arbitration']
const STEPS = new Set(KINDS).size

async function expectBuilt(id: string): Promise<void> {
  const kinds = async () => (await draftOf(id))?.document.nodes.map(({ kind }) => kind)
  await expect.poll(kinds, { timeout: 20_000 }).toEqual(KINDS)
  expect((await draftOf(id))?.problems.filter(({ severity }) => severity === 'error')).toEqual([])
}

test('A strategist begins a playbook and is led through it by mouse, until branches could get lists from it', async () => {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  await page.getByRole('button', { name: /choose another playbook/ }).click()
  await page.getByRole('menuitem', { name: 'New playbook…' }).click()
  const dialog = page.getByRole('dialog', { name: 'New playbook…' })
  await dialog.getByLabel('Name in Chinese').fill('鼠标')
  await dialog.getByLabel('Name in English').fill('By mouse')
  expect(await dialog.getByRole('textbox', { name: 'Id', exact: true }).inputValue()).toBe('by_mouse')
  await dialog.getByRole('button', { name: 'Begin' }).click()
  for (let step = 0; step < STEPS; step += 1) {
    await guide(page).getByText(`${step} of 8 steps done`).waitFor()
    await add(page).click()
    await page.getByRole('button', { name: 'Back to the guide' }).click()
  }
  await guide(page).getByText(`${STEPS} of 8 steps done`).waitFor()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expectBuilt('by_mouse')
  expect(faults).toEqual([])
})

test('The same by keyboard alone', async () => {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  await page.getByRole('button', { name: /choose another playbook/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'A command, node, fact or test' }).waitFor()
  await page.keyboard.type('New playbook')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New playbook…' }).waitFor()
  await page.keyboard.type('键盘')
  await page.keyboard.press('Tab')
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Enter')
  for (let step = 0; step < STEPS; step += 1) {
    await guide(page).getByText(`${step} of 8 steps done`).waitFor()
    await tabTo(page, add(page))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Back to the guide' }))
    await page.keyboard.press('Enter')
  }
  await guide(page).getByText(`${STEPS} of 8 steps done`).waitFor()
  await page.keyboard.press('Control+s')
  await expectBuilt('by_keyboard')
  expect(faults).toEqual([])
})
