import { fileURLToPath } from 'node:url'
import { type TestMailServer, testMailServer } from '@branch-playbook/server/testing/mail-server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DemoServer, demoServer } from './demo-server.ts'
import { freePort } from './free-port.ts'
import { expectSound } from './sound.ts'
import { signIn, visitors } from './visit.ts'

const CLOCK = fileURLToPath(new URL('./set-clock.ts', import.meta.url))

let mail: TestMailServer
let server: DemoServer
const { open } = visitors(() => server.address)

beforeAll(async () => {
  mail = await testMailServer()
  const port = String(await freePort())
  server = await demoServer({
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mail.url.href,
    MAIL_FROM: 'Branch Playbook <playbook@bank.example>',
    MAIL_TIME_ZONE: 'Asia/Shanghai',
    // The day of the demo bank's lists, when everybody is at work.
    NODE_OPTIONS: `--import ${CLOCK}`,
    CLOCK: '2026-03-11T09:00:00+08:00',
  })
})
afterAll(async () => {
  await server.stop()
  await mail.stop()
})

const lettersTo = (address: string) => mail.taken.filter(({ to }) => to?.[0]?.address === address)

async function codeFor(address: string): Promise<string> {
  await expect.poll(() => lettersTo(address).length).toBe(1)
  return /\b\d{8}\b/.exec(lettersTo(address)[0]?.text ?? '')?.[0] ?? expect.fail('There is no code')
}

/** Opens the dialog from the user menu. */
async function digestOf(page: Page, name = 'Daily digest by e-mail') {
  await page.getByRole('banner').getByRole('button', { expanded: false }).last().click()
  await page.getByRole('menuitem', { name }).click()
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByRole('textbox').first().waitFor()
  return dialog
}

test('An adviser turns his digest on with the code from the mail, and ends it by the link in a digest with one click', async () => {
  const address = 'adviser@bank.example'
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const dialog = await digestOf(page)
  await dialog.getByLabel('E-mail address').fill(address)
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  const code = dialog.getByLabel(`Code sent to ${address}`)
  await code.fill('00000000')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByRole('alert').getByText('This is not the code').waitFor()
  await expectSound(page)
  await code.fill(await codeFor(address))
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByText(`Turned on: it comes to ${address}`).waitFor()
  expect(await code.count()).toBe(0)

  await expect.poll(() => lettersTo(address).length).toBe(2)
  const digest = lettersTo(address)[1]?.text ?? ''
  expect(digest).toMatch(/\d+ contacts? on the list/)
  const link = /http\S+unsubscriptions\S+/.exec(digest)?.[0] ?? expect.fail('There is no link')
  // Whoever reads his mail elsewhere is not signed in there.
  const elsewhere = (await open()).page
  await elsewhere.goto(link)
  await elsewhere.getByRole('button', { name: 'End the digest' }).click()
  await elsewhere.getByText('No digest is sent to this address any more').waitFor()

  await page.reload()
  const after = await digestOf(page)
  await after.getByRole('button', { name: 'Turn on' }).waitFor()
  expect(await after.getByLabel('E-mail address').inputValue()).toBe('')
  expect(faults).toEqual([])
})

test('In Chinese a manager turns it on, and off again in the same place', async () => {
  const address = 'manager@bank.example'
  const { page, faults } = await open('zh-CN')
  await signIn(page, 'manager')
  const dialog = await digestOf(page, '每日邮件摘要')
  await dialog.getByRole('textbox').first().fill(address)
  await dialog.getByRole('button', { name: '开启' }).click()
  await dialog
    .getByRole('textbox')
    .last()
    .fill(await codeFor(address))
  await dialog.getByRole('button', { name: '确认' }).click()
  await dialog.getByText(address).last().waitFor()
  await expectSound(page)
  await dialog.getByRole('button', { name: '停用' }).click()
  await dialog.getByRole('button', { name: '开启' }).waitFor()
  expect(faults).toEqual([])
})
