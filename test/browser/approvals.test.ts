import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { changeDraft, draftAsShipped, scriptOf } from './rules.ts'
import { expectSound } from './sound.ts'
import { signIn, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const PLAYBOOK = '/api/playbooks/retail'
const numberSchema = z.object({ version: z.number() })

/** Submits what came with the product with other minutes for events, and no tests that would mind; its number. */
async function submitted(minutes: number): Promise<number> {
  await draftAsShipped(script)
  await changeDraft(script, ({ nodes, ...document }) => ({
    ...document,
    nodes: nodes.map((node) => (node.kind === 'trigger' ? { ...node, minutes } : node)),
    tests: [],
  }))
  const made = await script('strategist', 'POST', `${PLAYBOOK}/versions`, { note: `Events take ${minutes}` })
  return numberSchema.parse(made).version
}

async function approved(minutes: number): Promise<number> {
  const version = await submitted(minutes)
  const path = `${PLAYBOOK}/versions/${version}`
  const { hash } = z.object({ hash: z.string() }).parse(await script('approver', 'GET', `${path}/effect`))
  await script('approver', 'POST', `${path}/approval`, { effect: hash })
  return version
}

/** Signs in, and waits until that is done: the next address is opened as that user. */
async function enter(page: Page, user: string): Promise<void> {
  await signIn(page, user)
  await page.getByRole('navigation', { name: /^(Main navigation|主导航)$/ }).waitFor()
}

let challenger: number
beforeAll(async () => {
  challenger = await approved(3)
})

test('An effect that changed while the approver looked is shown anew, and nothing was approved', async () => {
  const version = await submitted(4)
  const { page } = await open()
  await enter(page, 'approver')
  await page.goto(`/approvals/playbooks/retail/versions/${version}`)
  await page.getByTestId('tier-moves').waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Awaiting approval 1', exact: true }).waitFor()
  const name = { 'zh-CN': '降息', en: 'Rate cut' }
  const event = { id: `cut-${version}`, type: 'rate_cut', day: '2026-03-11', name }
  await script('strategist', 'POST', '/api/events', event)
  await page.getByRole('button', { name: 'Approve …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await page.getByText('The effect has changed meanwhile, nothing was approved').waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Approve …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { name: 'Put in force' }).waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Awaiting approval', exact: true }).waitFor()
})

test('The lists of branches are put in order, and unfold to their advisers', async () => {
  const { page } = await open()
  await enter(page, 'auditor')
  await page.goto(`/approvals/playbooks/retail/versions/${challenger}`)
  const lists = page.getByTestId('effect-lists')
  await lists.waitFor({ timeout: 60_000 })
  await lists.getByRole('button', { name: 'Minutes there are' }).click()
  await lists
    .getByRole('columnheader', { name: 'Minutes there are', exact: false })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor()
  const rows = await lists.getByRole('row').count()
  await lists
    .getByRole('button', { name: /^Advisers of/ })
    .first()
    .click()
  expect(await lists.getByRole('row').count()).toBeGreaterThan(rows)
  expect(await page.getByRole('button', { name: /Approve|Send back|Put in force/ }).count()).toBe(0)
})

const experimentSchema = z.object({
  state: z.string(),
  share: z.number(),
  holdout: z.number(),
  challenger: z.number(),
  unit: z.string(),
})

test('An experiment is started, its share is raised, and it ends', async () => {
  const { page } = await open()
  await enter(page, 'approver')
  await page.goto('/experiments')
  await page.getByLabel('Name').fill('Shorter events')
  await page.getByRole('combobox', { name: 'Challenger' }).selectOption(`retail ${challenger}`)
  await page.getByLabel('With the challenger').fill('20')
  await page.getByLabel('Held out').fill('5')
  await page.getByLabel('Reason, for the log').fill('Are minutes saved?')
  await page.getByRole('button', { name: 'Start …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click()
  await page.getByRole('heading', { name: 'Shorter events' }).waitFor()
  await page.getByTestId('outcome-contacted').waitFor()
  await page.getByText('(', { exact: false }).first().waitFor()
  const id = page.url().split('/').at(-1)
  const experiment = async () =>
    experimentSchema.parse(await script('approver', 'GET', `/api/experiments/${id}`))
  expect(await experiment()).toMatchObject({
    state: 'running',
    share: 20,
    holdout: 5,
    challenger,
    unit: 'customer',
  })

  await page.getByLabel('With the challenger').fill('30')
  await page.getByRole('button', { name: 'Change …' }).click()
  const change = page.getByRole('dialog', { name: 'Change the shares?' })
  await change.getByLabel('Reason, for the log').fill('It goes well')
  await change.getByRole('button', { name: 'Change' }).click()
  await page.getByText('30% with the challenger', { exact: false }).waitFor()
  expect(await experiment()).toMatchObject({ share: 30, holdout: 5 })

  await page.getByRole('link', { name: 'Live where' }).click()
  await page.getByRole('link', { name: 'Shorter events' }).first().click()
  await page.getByRole('button', { name: 'End …' }).click()
  const end = page.getByRole('dialog', { name: /^End/ })
  await end.getByLabel('Reason, for the log').fill('Decided')
  await end.getByRole('button', { name: 'End' }).click()
  await page.getByText('Ended', { exact: true }).waitFor()
  expect(await experiment()).toMatchObject({ state: 'ended', share: 0 })
})

test.each(['en', 'zh-CN'] as const)(
  'The pages of approvals are accessible and keep within the window (%s)',
  async (locale) => {
    const { page } = await open(locale)
    await enter(page, 'approver')
    for (const path of ['/approvals', '/approvals/live', '/approvals/experiments']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectSound(page)
    }
    await page.goto(`/approvals/playbooks/retail/versions/${challenger}`)
    await page.getByTestId('effect-lists').waitFor({ timeout: 60_000 })
    await expectSound(page)
  },
)

test('An administrator is asked nothing about branches’ numbers, has no tab for them, and is refused their page', async () => {
  const { page } = await open()
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(response.url())
  })
  await enter(page, 'administrator')
  for (const path of ['/approvals', '/approvals/live', '/approvals/overlays']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Live where' }).waitFor()
    expect(await page.getByRole('link', { name: 'Branch settings' }).count()).toBe(0)
  }
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor()
  expect(refused).toEqual([])
})

test('Of a version in force it stays readable what it changed, against which version, and who signed which effect', async () => {
  const version = await submitted(7)
  const path = `${PLAYBOOK}/versions/${version}`
  const { hash } = z.object({ hash: z.string() }).parse(await script('approver', 'GET', `${path}/effect`))
  await script('approver', 'POST', `${path}/approval`, { effect: hash })
  await script('approver', 'POST', `${path}/activations`, { reason: 'For all' })

  const { page } = await open()
  await enter(page, 'auditor')
  await page.goto(`/approvals/playbooks/retail/versions/${version}`)
  await page.getByText('In force everywhere').waitFor({ timeout: 60_000 })
  const changes = page.getByRole('region', { name: /^What changes in the rules against version \d+$/ })
  await changes.getByRole('listitem').filter({ hasText: /\b7\b/ }).first().waitFor()
  const head = page.getByRole('banner').or(page.locator('header'))
  await head
    .getByText(/^Approved by approver/)
    .first()
    .waitFor()
  await head.getByRole('button', { name: `${hash.slice(0, 12)}…` }).waitFor()
  expect(await page.getByText('The two are the same').count()).toBe(0)
  expect(await page.getByText(/^For 0 of/).count()).toBe(0)
  await expectSound(page)
})
