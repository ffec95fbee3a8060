import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { draftAsShipped, scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const rulesSchema = z.array(
  z.object({
    branch: z.string(),
    next: z.object({ version: z.number(), from: z.string() }).nullable(),
  }),
)

const nextIn = async (branch: string) =>
  rulesSchema.parse(await script('approver', 'GET', '/api/rules')).find((each) => each.branch === branch)
    ?.next

const openTier = (page: Page) =>
  page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('treeitem', { name: /Customer tier/ })
    .click()

/** Tests of the playbook that a change turns over are made to expect what is found now. */
async function acceptOutcomes(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Problems \d+/ }).click()
  await page.getByRole('button', { name: 'Take all new outcomes as expected' }).click()
  await page.getByText('The playbook can run.').waitFor()
  await page.getByRole('tab', { name: 'Nodes' }).click()
}

interface Submission {
  readonly threshold: string
  readonly note: string
  readonly accept?: boolean
}

/** Changes the threshold of tier A, saves and submits; the version's number. */
async function submit(page: Page, { threshold, note, accept = false }: Submission): Promise<string> {
  await openTier(page)
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill(threshold)
  if (accept) await acceptOutcomes(page)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('The draft is saved', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  const panel = page.getByRole('dialog', { name: 'Versions' })
  await panel.getByText(/^Tests: (\d+) of \1 passed$/).waitFor()
  await panel.getByLabel('What has changed, and why').fill(note)
  await panel.getByRole('button', { name: 'Submit for approval' }).click()
  const told = page.getByText(/Version \d+ is submitted/)
  const [, number = ''] = /Version (\d+)/.exec((await told.textContent()) ?? '') ?? []
  await panel.getByTestId(`version-${number}`).getByText('Awaiting approval').waitFor()
  await panel.getByRole('button', { name: 'Close' }).click()
  return number
}

/** Opens a version that waits, once its effect is worked out. */
async function judge(page: Page, version: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main navigation' }).getByText('Approvals').click()
  await page.getByRole('link', { name: new RegExp(`version ${version}\\b`) }).click()
  await page.getByTestId('tier-moves').waitFor({ timeout: 60_000 })
}

test('The life of a version by two users: sent back with a comment, changed, approved, scheduled, withdrawn', async () => {
  await draftAsShipped(script)
  const { page: strategist, faults } = await open()
  await signIn(strategist, 'strategist')
  await strategist.getByTestId('bars-tier').waitFor()
  const first = await submit(strategist, {
    threshold: '48000',
    note: 'Tier A begins lower',
    accept: true,
  })

  const { page: approver } = await open()
  await signIn(approver, 'approver')
  await judge(approver, first)
  await approver.getByRole('button', { name: 'Send back …' }).click()
  await approver.getByLabel('What is to be done').fill('Too low for the advisers we have')
  await approver.getByRole('button', { name: 'At Customer tier' }).click()
  await approver.getByLabel('At Customer tier').fill('At least 49 000, please')
  expect(await violations(approver)).toEqual([])
  await approver.getByRole('button', { name: 'Send back', exact: true }).click()
  await approver.getByText('Its life ends here', { exact: false }).waitFor()

  await strategist.reload()
  await strategist.getByText(`Version ${first} was sent back by approver`, { exact: false }).waitFor()
  await strategist.getByText('Too low for the advisers we have').waitFor()
  await strategist
    .locator('.react-flow__node[data-id=tier]')
    .getByTitle('1 comment of the approver')
    .waitFor()
  await openTier(strategist)
  const inspector = strategist.getByRole('complementary', { name: 'Settings of the node' })
  await inspector.getByText('At least 49 000, please').waitFor()
  const second = await submit(strategist, { threshold: '49500', note: 'Tier A begins at 49 500' })
  expect(Number(second)).toBe(Number(first) + 1)

  await judge(approver, second)
  await approver.getByRole('img', { name: /customers? changes? tier|Nobody/ }).waitFor()
  await approver.getByRole('row', { name: /^All branches/ }).waitFor()
  await approver.getByLabel('Comment (optional)').fill('Agreed with the branches')
  await approver.getByRole('button', { name: 'Approve …' }).click()
  await approver.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()

  await approver.getByText('Some branches').click()
  await approver.getByRole('combobox', { name: 'Branches' }).click()
  await approver
    .getByRole('option', { name: /Branch/ })
    .first()
    .click()
  await approver.keyboard.press('Escape')
  await approver.getByLabel('From').selectOption({ index: 1 })
  await approver.getByText(/^Version \d+ ends there in 1 branch\.$/).waitFor()
  await approver.getByRole('button', { name: 'Put in force …' }).click()
  const dialog = approver.getByRole('dialog', { name: `Put version ${second} in force?` })
  await dialog.getByLabel('Reason, for the log').fill('One branch first')
  await expect.poll(() => violations(approver)).toEqual([])
  await dialog.getByRole('button', { name: 'Put in force' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await nextIn('B001')).toMatchObject({ version: Number(second), from: '2026-03-12' })

  await approver.getByRole('link', { name: 'Live where' }).click()
  const row = approver.getByTestId('live').getByRole('row').nth(1)
  await row.getByRole('link', { name: `Version ${second}` }).waitFor()
  await approver.getByRole('button', { name: 'Withdraw …' }).click()
  const withdrawal = approver.getByRole('dialog', { name: 'Withdraw the activation?' })
  await withdrawal.getByLabel('Reason, for the log').fill('Not before the holidays')
  await withdrawal.getByRole('button', { name: 'Withdraw' }).click()
  await row.getByText('nothing is scheduled').waitFor()
  expect(await nextIn('B001')).toBeNull()
  expect(faults).toEqual([])
})

test('Its author withdraws a version, and whoever took part in it is told why he may not decide', async () => {
  await draftAsShipped(script)
  const { page } = await open()
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  const version = await submit(page, { threshold: '47500', note: 'A try', accept: true })
  await page.goto(`/approvals/playbooks/retail/versions/${version}`)
  await page.getByText('Four eyes: not yours to decide').waitFor()
  expect(await page.getByRole('button', { name: /Approve|Send back/ }).count()).toBe(0)
  await page.goto('/playbooks')
  await page.getByRole('button', { name: 'Versions' }).click()
  const own = page.getByTestId(`version-${version}`)
  await own.getByRole('button', { name: 'Withdraw' }).click()
  const dialog = page.getByRole('dialog', { name: `Withdraw version ${version}?` })
  await dialog.getByLabel('Reason, for the log').fill('Too early')
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await own.getByText('Withdrawn', { exact: true }).waitFor()
  await own.getByText('Too early').waitFor()
})

test('A draft with faults is refused, and each fault leads to its node', async () => {
  const { page } = await open()
  await signIn(page, 'strategist')
  await page.getByTestId('bars-tier').waitFor()
  await openTier(page)
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill('1')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText(/The draft is saved\. The check/).waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  const panel = page.getByRole('dialog', { name: 'Versions' })
  await panel.getByLabel('What has changed, and why').fill('Faulty')
  await panel.getByRole('button', { name: 'Submit for approval' }).click()
  await panel.getByText('The playbook has faults').waitFor()
  await panel
    .getByRole('button', { name: /^Go to Customer tier/ })
    .first()
    .click()
  await panel.waitFor({ state: 'hidden' })
  await page
    .getByRole('complementary', { name: 'Settings of the node' })
    .getByRole('heading', { name: 'Customer tier', level: 2 })
    .waitFor()
})
