import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ownBank } from './bank.ts'
import { draftWithoutEvents, putDraftInForce, scriptOf } from './rules.ts'
import { expectSound } from './sound.ts'
import { type Locale, signIn, visitors } from './visit.ts'

const bank = ownBank(4)
const { open } = visitors(bank.address)

async function enter(user: string, path: string, locale: Locale = 'en') {
  const visit = await open(locale)
  await signIn(visit.page, user)
  await visit.page.getByRole('navigation').first().waitFor()
  await visit.page.goto(path)
  return visit
}

test('The runs of the last days are replayed one after the other, and come out the same to the byte', async () => {
  const { page, faults } = await enter('auditor', '/audit/runs')
  await page.getByRole('button', { name: 'Replay 4 runs' }).click()
  await page.getByText('4 of 4 replayed, 4 the same to the byte').waitFor()
  expect(await page.getByRole('cell', { name: 'The same to the byte' }).count()).toBe(4)

  await page.getByLabel('Number of days').fill('2')
  await page.getByRole('button', { name: 'Replay 2 runs' }).waitFor()
  expect(faults).toEqual([])
})

test('A branch is shown what it saw on a day beside what today’s rules would have shown, before and after a change of rules', async () => {
  const { page } = await enter('auditor', '/audit/as-of')
  await page.getByText(/^The two lists are the same/).waitFor()
  const script = scriptOf(bank.address)
  await draftWithoutEvents(script)
  const version = await putDraftInForce(script)

  const manager = await enter('manager', '/')
  await manager.page.getByRole('link', { name: 'Earlier days' }).click()
  await manager.page.getByText(/^\d+ only then, 0 only under today’s rules/).waitFor()
  const then = manager.page.getByRole('region', { name: 'Under the rules then' })
  const today = manager.page.getByRole('region', { name: 'Under today’s rules' })
  expect(await then.textContent()).toContain('retail version 1')
  expect(await today.textContent()).toContain(`retail version ${version}`)
  expect(await then.getByText('Only then').count()).toBeGreaterThan(0)
  const all = await then.getByRole('listitem').count()
  await manager.page.getByRole('switch', { name: 'Only what differs' }).click()
  await expect.poll(() => then.getByRole('listitem').count()).toBeLessThan(all)
  const tabs = manager.page.getByRole('navigation', { name: 'Pages of the audit' })
  expect(await tabs.getByRole('link').allTextContents()).toEqual(['As of a day'])
  expect(manager.faults).toEqual([])
})

test('A row that somebody changed is told in words, and stands beside what was decided', async () => {
  const database = new DatabaseSync(bank.store())
  const row = z
    .object({ run: z.string(), customer: z.string(), score: z.number() })
    .parse(
      database
        .prepare(
          'SELECT run, customer, score FROM actions WHERE position = 1 AND run = (SELECT run FROM decided ORDER BY number LIMIT 1)',
        )
        .get(),
    )
  database
    .prepare('UPDATE actions SET score = score + 1 WHERE run = ? AND customer = ?')
    .run(row.run, row.customer)
  database.close()

  const { page, faults } = await enter('auditor', `/audit/runs/${row.run}`)
  await page.getByRole('button', { name: 'Replay', exact: true }).click()
  const difference = page.getByRole('row').filter({ hasText: 'Stored row changed' })
  await difference.waitFor()
  expect(await difference.getByRole('cell').allTextContents()).toEqual([
    expect.stringContaining(`has ${row.score + 1} and comes out as ${row.score}`),
    String(row.score + 1),
    String(row.score),
  ])

  await page.getByLabel('Customer number').fill(row.customer)
  await page.keyboard.press('Enter')
  await page.getByText('does not come out as he was stored').waitFor()
  const score = page.getByRole('row', { name: /^Score/ }).getByRole('cell')
  expect(await score.allTextContents()).toEqual([String(row.score + 1), String(row.score)])
  await page.getByRole('heading', { name: 'The whole chain of reasons' }).waitFor()
  expect(faults).toEqual([])
})

test('Runs and the lists of a day are accessible and keep within the window', async () => {
  const { page } = await enter('auditor', '/audit/runs')
  await page.getByRole('table').waitFor()
  await expectSound(page)
  await page.goto('/audit/as-of')
  await page.getByRole('main').getByRole('listitem').first().waitFor()
  await expectSound(page)
})

test('So is a run with one of its customers, in Chinese', async () => {
  const { page } = await enter('auditor', '/audit/runs', 'zh-CN')
  await page.getByRole('cell').getByRole('link').first().click()
  await page.getByLabel('客户号').fill('C000003')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '完整推理链' }).waitFor()
  await expectSound(page)
})
