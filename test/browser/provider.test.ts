import { CLIENT, type LocalProvider, localProvider } from '@branch-playbook/server/testing/local-provider'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type DemoServer, demoServer } from './demo-server.ts'
import { freePort } from './free-port.ts'
import { visitors } from './visit.ts'

let provider: LocalProvider
let server: DemoServer
const { open } = visitors(() => server.address)

beforeAll(async () => {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  provider = await localProvider(`${base}/api/sign-in/oidc/callback`)
  server = await demoServer({
    PORT: String(port),
    PUBLIC_URL: base,
    OIDC_ISSUER: provider.issuer.href,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Bank account',
  })
  const response = await fetch(`${base}/api/users`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('administrator:demo')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'li', name: 'Li Na', role: 'strategist' }),
  })
  expect(response.status).toBe(201)
})
afterAll(async () => {
  await server.stop()
  await provider.stop()
})

const throughProvider = (page: Page) => page.getByText('Sign in with Bank account')
const rooms = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' })

test('With the bank’s own sign-in one comes in, and back to the page that was wanted', async () => {
  provider.person = { subject: 'employee-1', name: 'li' }
  const { page } = await open()
  await page.goto('/events')
  await throughProvider(page).click()
  await rooms(page).waitFor()
  expect(new URL(page.url()).pathname).toBe('/events')
  await page.getByRole('banner').getByText('Li Na').waitFor()
})

test('Who has no account here, or cancels there, reads so on the sign-in page', async () => {
  const { page } = await open()
  provider.person = { subject: 'employee-9', name: 'stranger' }
  await throughProvider(page).click()
  await page.getByRole('alert').getByText('you have no account here').waitFor()
  await page.context().clearCookies()
  provider.person = null
  await throughProvider(page).click()
  await page.getByRole('alert').getByText('did not confirm who you are').waitFor()
  provider.person = { subject: 'employee-1', name: 'li' }
  await throughProvider(page).click()
  await rooms(page).waitFor()
  expect(new URL(page.url()).search).toBe('')
})

test('When the session ends amid an edit, one signs in beside the page, as oneself, and saves', async () => {
  provider.person = { subject: 'employee-1', name: 'li' }
  const { page, context } = await open()
  await throughProvider(page).click()
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await outline.getByRole('treeitem', { name: /Customer tier/ }).click()
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill('45000')
  await page.getByText('Unsaved changes').waitFor()
  await context.clearCookies()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('alert').getByRole('button', { name: 'Sign in again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })

  await signInAs(page, 'auditor')
  await dialog.getByText('You are signed in as auditor now').waitFor()

  const window = page.waitForEvent('popup')
  await throughProvider(page).click()
  const beside = await window
  if (!beside.isClosed()) await beside.waitForEvent('close')
  await comeBackTo(page)
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('The draft is saved').first().waitFor()
})

/** Signs somebody in behind the page's back, as in another window of the browser. */
async function signInAs(page: Page, user: string) {
  const { status } = z.object({ status: z.number() }).parse(
    await page.evaluate(
      `fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user: '${user}', password: 'demo' }),
      }).then(({ status }) => ({ status }))`,
    ),
  )
  expect(status).toBe(200)
  await comeBackTo(page)
}

/** Without a head every window counts as in front, so that nothing tells a page that it is again. */
const comeBackTo = (page: Page) => page.evaluate("window.dispatchEvent(new Event('focus'))")
