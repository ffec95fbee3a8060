import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ownBank } from './bank.ts'
import { tabTo } from './keyboard.ts'
import { scriptOf } from './rules.ts'
import { expectSound } from './sound.ts'
import { type Locale, signIn, violations, visitors } from './visit.ts'

const bank = ownBank(4)
const { open } = visitors(bank.address)
const script = scriptOf(bank.address)

/** So many more customers than this small bank has on one list, of which every fifth was interested. */
const CUSTOMERS = 200

beforeAll(() => {
  const database = new DatabaseSync(bank.store())
  const added = `WITH RECURSIVE made(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM made WHERE n < ${CUSTOMERS}),
    listed AS (SELECT actions.* FROM actions JOIN runs ON runs.id = run
      WHERE strategy IS NOT NULL AND sources <> '[]' ORDER BY day, strategy, customer LIMIT 4)`
  const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all('actions')
  const names = z
    .array(z.object({ name: z.string() }))
    .parse(columns)
    .map(({ name }) => name)
  const values = names.map((name) => (name === 'customer' || name === 'key' ? `customer || '-' || n` : name))
  database.exec(`INSERT INTO actions (${names}) ${added} SELECT ${values} FROM listed JOIN made`)
  database.exec(`INSERT INTO contacts (id, customer, branch, adviser, "by", action, channel, outcome, note, minutes, day, at)
    SELECT 'learning-' || customer, customer, branch, adviser, 'system', key, 'phone',
      CASE WHEN customer LIKE '%5' OR customer LIKE '%0' THEN 'interested' ELSE 'reached' END, '', 5, day, day || 'T09:00:00Z'
    FROM actions JOIN runs ON runs.id = run WHERE customer LIKE '%-%'`)
  database.close()
})

async function enter(locale: Locale = 'en', user = 'strategist', path = '/playbooks/retail') {
  const visit = await open(locale)
  await signIn(visit.page, user)
  await visit.page.getByRole('navigation').first().waitFor()
  await visit.page.goto(path)
  return visit
}

/** How many numbers of the draft as it is kept were learned. */
async function learnedInDraft(): Promise<number> {
  const draft = await script('strategist', 'GET', '/api/playbooks/retail/draft')
  const { document } = z.object({ document: z.unknown() }).parse(draft)
  return JSON.stringify(document).split('"learned"').length - 1
}

test('All of it goes by keyboard, and is accessible', async () => {
  const { page, faults } = await enter('zh-CN')
  await page.getByRole('tab', { name: '成效学习' }).click()
  const panel = page.getByTestId('learning-panel')
  await panel.getByRole('radiogroup', { name: '分群' }).getByText('层级').click()
  await panel.getByRole('columnheader', { name: '层级' }).waitFor()
  await expectSound(page)
  await tabTo(page, panel.getByRole('button', { name: '选中所有样本充足的' }))
  await page.keyboard.press('Enter')
  await tabTo(page, panel.getByRole('button', { name: /^将\d+项写入草稿$/ }))
  await page.keyboard.press('Enter')
  await expect.poll(learnedInDraft).toBeGreaterThan(1)
  expect(faults).toEqual([])
})

test('Learned numbers come into the draft only when they are picked, can be undone, and are shown to the approver', async () => {
  const { page, faults } = await enter()
  await page.getByRole('tab', { name: 'Learning' }).click()
  const panel = page.getByTestId('learning-panel')
  await panel.getByRole('table', { name: 'Likelihoods' }).waitFor()
  await panel.getByRole('table', { name: 'The present numbers, week by week' }).waitFor()
  expect(await panel.getByRole('button', { name: 'Put into the draft' }).isDisabled()).toBe(true)
  expect(await learnedInDraft()).toBe(0)
  await panel.getByRole('checkbox').first().check()
  await panel.getByRole('button', { name: 'Put 1 number into the draft' }).click()
  await expect.poll(learnedInDraft).toBe(1)
  // What is there is not proposed again.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(learnedInDraft).toBe(0)
  await panel.getByRole('button', { name: 'Pick all with enough contacts' }).click()
  const count = await panel.getByRole('checkbox', { checked: true }).count()
  expect(count).toBeGreaterThan(1)
  await panel.getByRole('button', { name: `Put ${count} numbers into the draft` }).click()
  await expect.poll(learnedInDraft).toBe(count)
  await expect.poll(() => panel.getByRole('checkbox').count()).toBe(0)

  const made = await script('strategist', 'POST', '/api/playbooks/retail/versions', { note: 'As learned' })
  const { version } = z.object({ version: z.number() }).parse(made)
  const approver = await enter('en', 'approver', `/approvals/playbooks/retail/versions/${version}`)
  const shown = approver.page.getByRole('region', { name: 'Learned numbers' })
  await shown.getByRole('row').nth(count).waitFor()
  // A count that failed can be asked for again.
  await approver.page.route('**/learning?*', (route) => route.fulfill({ status: 503 }))
  await shown.getByRole('button', { name: 'Count again' }).click()
  const failed = shown.getByRole('button', { name: 'Could not be counted; try again' })
  await failed.waitFor()
  await approver.page.unroute('**/learning?*')
  await failed.click()
  await shown.getByText('counted again: the same').waitFor()
  // Numbers that somebody wrote beside the evidence of a real count are told.
  await approver.page.route('**/learning?*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...z.looseObject({}).parse(await response.json()), cells: [] } })
  })
  await approver.page.reload()
  await shown.getByRole('button', { name: 'Count again' }).click()
  await shown.getByText(/the same, but they do not give the numbers of /).waitFor()
  expect(await violations(approver.page)).toEqual([])
  expect([...faults, ...approver.faults]).toEqual([])
})
