import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ownBank } from './bank.ts'
import { draftWithoutEvents, putDraftInForce, scriptOf } from './rules.ts'
import { expectSound } from './sound.ts'
import { type Locale, signIn, visitors } from './visit.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const bank = ownBank()
const script = scriptOf(bank.address)
const { open } = visitors(bank.address)

async function enter(user: string, path: string, locale: Locale = 'en') {
  const visit = await open(locale)
  await signIn(visit.page, user)
  await visit.page.getByRole('navigation').first().waitFor()
  await visit.page.goto(path)
  return visit
}

const verify = (page: Page) => page.getByRole('button', { name: 'Verify the log' }).click()

/** Downloads what a link leads to, as a person does. */
async function download(page: Page, link: string | RegExp): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).first().click(),
  ])
  const path = join(mkdtempSync(join(tmpdir(), 'download-')), file.suggestedFilename())
  await file.saveAs(path)
  return path
}

test('An auditor verifies the log, takes a checkpoint and the log away, and checks them offline', async () => {
  const { page, faults } = await enter('auditor', '/audit/log')
  await verify(page)
  await page.getByText(/The log is whole: all \d+ entries are as they were written/).waitFor()

  const checkpoint = await download(page, 'Checkpoint')
  const log = await download(page, 'Log as JSON Lines')
  const check = ['server/src/audit/command.ts', 'check', log, checkpoint]
  const { stdout } = await promisify(execFile)(process.execPath, check, { cwd: ROOT })
  expect(stdout).toContain('follow one another unbroken')
  const csv = readFileSync(await download(page, 'Log as CSV'), 'utf8')
  expect(csv).toContain('log.exported')
  expect(JSON.parse(readFileSync(await download(page, 'Public key'), 'utf8'))).toMatchObject({
    algorithm: 'Ed25519',
  })
  expect(faults).toEqual([])
})

test('Every entry is a sentence, many alike are one line; filters narrow them, and the older ones follow', async () => {
  for (let look = 0; look < 60; look += 1) await script('strategist', 'GET', '/api/customers?search=C000001')
  await draftWithoutEvents(script)
  const { page } = await enter('auditor', '/audit/log')
  const rows = page.getByRole('table').getByRole('button')
  await rows.first().waitFor()
  const newest = await rows.count()
  await page.getByRole('button', { name: 'Older entries' }).click()
  await expect.poll(() => rows.count()).toBeGreaterThan(newest)

  await page.getByLabel('What').selectOption('draft.saved')
  await expect.poll(() => rows.allTextContents()).toEqual(['Saved the draft of retail'])
  await rows.first().click()
  await page.getByText('playbooks/retail/draft').waitFor()

  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.getByRole('textbox', { name: 'Who' }).fill('strategist')
  await page.keyboard.press('Enter')
  await page.getByLabel('What').selectOption('customers.searched')
  await expect
    .poll(async () => (await rows.allTextContents()).join())
    .toMatch(/^Searched for customers, \d+ times$/)
  await rows.first().click()
  await expect.poll(() => rows.nth(1).textContent()).toBe('Searched for customers')
  await rows.nth(1).click()
  await page.getByText('About customer').waitFor()
})

test('The timeline tells who made, approved and put in force what and why, and gives the version as a file', async () => {
  await draftWithoutEvents(script)
  const version = await putDraftInForce(script)
  const { page } = await enter('auditor', '/audit/playbooks/retail/timeline')
  const happenings = page.getByRole('main').getByRole('listitem')
  await happenings.first().waitFor()
  const told = (title: string) => happenings.filter({ has: page.getByRole('heading', { name: title }) })
  expect(await told(`Version ${version} submitted`).textContent()).toContain('No events any more')
  expect(await told(`Version ${version} approved`).textContent()).toContain('Fewer calls')
  expect(await told(`Version ${version} put in force`).textContent()).toContain('As agreed')
  expect(await told('Version 1 retired').count()).toBe(1)
  const file = await download(page, 'Export as JSON')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ id: 'retail', tests: [] })

  await page.getByLabel('State').selectOption('retired')
  await expect.poll(() => told(`Version ${version} submitted`).count()).toBe(0)
  expect(await told('Version 1 came with the product').count()).toBe(1)
  await page.getByLabel('State').selectOption('sent_back')
  await page.getByText('Nothing matches').waitFor()
})

test('An administrator erases a customer only after typing the number again, and the log stays whole', async () => {
  const auditor = await enter('auditor', '/customers/C000002')
  await auditor.page.getByRole('button', { name: 'Show who looked' }).click()
  await auditor.page.getByRole('cell', { name: 'Customer looked at' }).first().waitFor()

  const { page, faults } = await enter('administrator', '/audit/erasure')
  await page.getByLabel('Customer number').fill('C000002')
  await page.getByLabel('Reason').fill('Asked for it in writing')
  await page.getByRole('button', { name: 'Erase' }).click()
  const dialog = page.getByRole('dialog')
  const sure = dialog.getByRole('button', { name: 'Erase' })
  await sure.waitFor()
  expect(await sure.isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill('C000002')
  await sure.click()
  await page.getByText('The personal data of C000002 are erased').waitFor()
  await page.goto('/audit/log')
  await verify(page)
  await page.getByText('The log is whole').waitFor()

  await auditor.page.goto('/customers/C000002')
  await auditor.page.getByRole('alert').waitFor()
  expect(await auditor.page.getByRole('heading', { level: 1 }).count()).toBe(0)
  expect([...faults, ...auditor.faults]).toEqual([])
})

test.each([
  ['en', ['/audit/log', '/audit/erasure']],
  ['zh-CN', ['/audit/playbooks/retail/timeline']],
] as const)(
  'Log, erasure and timeline are accessible and keep within the window (%s)',
  async (locale, paths) => {
    const { page } = await enter('administrator', paths[0], locale)
    for (const path of paths) {
      await page.goto(path)
      await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor()
      await expectSound(page)
    }
  },
)

test('Who changes an entry in the database is found out: verifying names the entry, and leads to it', async () => {
  const database = new DatabaseSync(bank.store())
  const { number } = z
    .object({ number: z.number() })
    .parse(database.prepare("SELECT number FROM audit_entries WHERE action = 'version.approved'").get())
  database.prepare('UPDATE audit_entries SET "by" = \'somebody\' WHERE number = ?').run(number)
  database.close()

  const { page } = await enter('auditor', '/audit/log')
  await verify(page)
  await page.getByText(`Entry ${number} was changed: its hash is not that of its content.`).waitFor()
  await page.getByRole('link', { name: `Show entry ${number}` }).click()
  await page.getByRole('cell', { name: 'somebody' }).waitFor()
})
