import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { demoServer } from './demo-server.ts'
import { tabTo } from './keyboard.ts'
import { changeDraft, scriptOf } from './rules.ts'
import { signIn, type Visit, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)
const DRAFT = '/api/playbooks/retail/draft'

const nodeSchema = z.looseObject({
  id: z.string(),
  bands: z.array(z.looseObject({ from: z.number().optional() })).optional(),
  minutes: z.number().optional(),
})
const draftSchema = z.object({
  etag: z.string(),
  saved: z.boolean(),
  document: z.record(z.string(), z.unknown()).and(z.object({ nodes: z.array(nodeSchema) })),
})
const draft = async () => draftSchema.parse(await script('strategist', 'GET', DRAFT))
const nodeOf = async (id: string) => (await draft()).document.nodes.find((node) => node.id === id)

/** Where tier A begins in the draft on the server, in yuan. */
const savedThreshold = async () => Number((await nodeOf('tier'))?.bands?.[0]?.from) / 100

/** Saves a change of one node as a script does, under a user's name. */
const saveElsewhere = (user: string, id: string, change: object): Promise<void> =>
  changeDraft(
    script,
    ({ nodes, ...document }) => ({
      ...document,
      nodes: nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
    }),
    user,
  )

const PASSWORD = 'thirty herons over water'

/** A second strategist, called Li, with a password of his own. */
async function makeColleague(): Promise<void> {
  const send = (method: string, path: string, body: unknown, headers = {}) =>
    fetch(`${base()}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const user = { id: 'li', name: 'Li', role: 'strategist' }
  const added = await script('administrator', 'POST', '/api/users', user).catch(() => null)
  if (added === null) return
  const { oneTimePassword } = z.object({ oneTimePassword: z.string() }).parse(added)
  const { headers } = await send('POST', '/api/session', { user: 'li', password: oneTimePassword })
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  await send('PUT', '/api/session/password', { old: oneTimePassword, password: PASSWORD }, { cookie })
}

const signInAs = (page: Page, user: string) => signIn(page, user, user === 'li' ? PASSWORD : 'demo')

/** Opens the workshop as a user, with the form of the tier. */
async function workshop(user = 'strategist'): Promise<Visit> {
  if (user === 'li') await makeColleague()
  const visit = await open()
  await signInAs(visit.page, user)
  await openNode(visit.page, 'Customer tier')
  await threshold(visit.page).waitFor()
  return visit
}

const openNode = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('treeitem', { name: new RegExp(`^${name}`) })
    .first()
    .click()

const threshold = (page: Page) => page.getByRole('textbox', { name: 'From, Entry 1' })
/** What comes from another page takes a moment. */
const PATIENT = { timeout: 20_000 }

const savedAt = (page: Page) => page.getByText(/^Saved at/)

test('An edit is saved by itself after a moment, also by keyboard alone, and is there after a reload', async () => {
  const { page, faults } = await workshop()
  await threshold(page).fill('21000')
  await page.getByText('Unsaved changes').waitFor()
  await savedAt(page).waitFor()
  expect(await savedThreshold()).toBe(21_000)

  await threshold(page).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Control+s')
  await page.getByText('The draft is saved').waitFor()
  expect(await savedThreshold()).toBe(22_000)
  await page.reload()
  await openNode(page, 'Customer tier')
  expect(await threshold(page).inputValue()).toBe('¥22,000')
  expect(faults).toEqual([])
})

test('Without a network edits stay on this computer, survive a closed page, and are asked about', async () => {
  const { page, context } = await workshop()
  await context.setOffline(true)
  await threshold(page).fill('23000')
  await page.getByText('Not sent yet, kept on this computer').waitFor()
  await page.close()
  await context.setOffline(false)

  const again = await context.newPage()
  await again.goto('/')
  const question = again.getByRole('dialog', { name: 'Changes of yours that were not saved' })
  await question.getByTestId('left').getByText('Customer tier').waitFor()
  expect(await violations(again)).toEqual([])
  await again.keyboard.press('Enter')
  await savedAt(again).waitFor()
  expect(await savedThreshold()).toBe(23_000)
  await again.reload()
  await again.getByRole('navigation', { name: 'Outline' }).waitFor()
  expect(await question.count()).toBe(0)
})

test('What neither the server nor the browser keeps is handed out as a file when another playbook is opened', async () => {
  const { page, context, faults } = await open()
  await context.addInitScript("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
  await signInAs(page, 'strategist')
  const { document } = await draft()
  const another = { ...document, id: 'another', name: { en: 'Another one', 'zh-CN': '另一份' } }
  const begun = await script('strategist', 'POST', '/api/playbooks', { document: another })
  const { etag } = z.looseObject({ etag: z.string() }).parse(begun)
  try {
    await page.reload()
    await openNode(page, 'Customer tier')
    await page.route(`**${DRAFT}`, (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    )
    await threshold(page).fill('23700')
    await page.getByText('Not saved: the server does not answer').waitFor()
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: /choose another playbook/ }).click()
    await page.getByRole('menuitem', { name: 'Another one' }).click()
    const downloaded = await file
    expect(downloaded.suggestedFilename()).toBe('retail.json')
    const { nodes } = draftSchema.shape.document.parse(
      JSON.parse(await readFile(await downloaded.path(), 'utf8')),
    )
    expect(nodes.find(({ id }) => id === 'tier')?.bands?.[0]?.from).toBe(2_370_000)
    await openNode(page, 'Customer tier')
    await expect.poll(() => threshold(page).inputValue()).not.toBe('¥23,700')
    expect(faults).toEqual([])
  } finally {
    await script('strategist', 'DELETE', '/api/playbooks/another/draft', undefined, {
      'if-match': `"${etag}"`,
    })
  }
})

test('Edits left on a computer are not shown to another user of it', async () => {
  const { page, context } = await workshop()
  await context.setOffline(true)
  await threshold(page).fill('23500')
  await page.getByText('Not sent yet, kept on this computer').waitFor()
  await page.close()
  await context.setOffline(false)
  await context.clearCookies()
  await makeColleague()

  const question = (other: Page) =>
    other.getByRole('dialog', { name: 'Changes of yours that were not saved' })
  const theirs = await context.newPage()
  await theirs.goto('/')
  await signInAs(theirs, 'li')
  await openNode(theirs, 'Customer tier')
  expect(await question(theirs).count()).toBe(0)
  expect(await threshold(theirs).inputValue()).not.toBe('¥23,500')
  await context.clearCookies()
  const mine = await context.newPage()
  await mine.goto('/')
  await signIn(mine, 'strategist')
  await question(mine).getByRole('button', { name: 'Discard them' }).click()
  await mine.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await question(mine).getByText('Customer tier').waitFor()
  await question(mine).getByRole('button', { name: 'Discard them' }).click()
  expect((await draft()).saved).toBe(false)
})

test('What somebody else saves comes in live, and one’s own undo takes back one’s own steps only', async () => {
  const [mine, theirs] = [await workshop(), await workshop('li')]
  await threshold(mine.page).fill('24000')
  await savedAt(mine.page).waitFor()
  await expect.poll(() => threshold(theirs.page).inputValue(), PATIENT).toBe('¥24,000')

  await openNode(theirs.page, 'Deposit rate cut')
  await theirs.page.getByRole('textbox', { name: 'Minutes', exact: true }).fill('11')
  await savedAt(theirs.page).waitFor()
  await mine.page.getByText('li changed Deposit rate cut').first().waitFor()
  await expect.poll(async () => (await nodeOf('rate_cut'))?.minutes).toBe(11)

  await threshold(mine.page).focus()
  await mine.page.keyboard.press('Control+z')
  await expect.poll(savedThreshold, PATIENT).not.toBe(24_000)
  expect((await nodeOf('rate_cut'))?.minutes).toBe(11)
  await mine.page.keyboard.press('Control+y')
  await expect.poll(savedThreshold, PATIENT).toBe(24_000)
  expect((await nodeOf('rate_cut'))?.minutes).toBe(11)
  expect([...mine.faults, ...theirs.faults]).toEqual([])
})

test('Two tabs of one user on one draft see and keep each other’s edits', async () => {
  const { page, context } = await workshop()
  const second = await context.newPage()
  await second.goto('/')
  await openNode(second, 'Deposit rate cut')
  await page.getByRole('button', { name: /^Also here: .+another tab/ }).waitFor()
  await Promise.all([
    threshold(page).fill('25000'),
    second.getByRole('textbox', { name: 'Minutes', exact: true }).fill('12'),
  ])
  await expect.poll(savedThreshold, PATIENT).toBe(25_000)
  await expect.poll(async () => (await nodeOf('rate_cut'))?.minutes, PATIENT).toBe(12)
  await openNode(second, 'Customer tier')
  await expect.poll(() => threshold(second).inputValue(), PATIENT).toBe('¥25,000')
})

test('Both change one node: nothing is lost, one chooses by keyboard, and it is saved', async () => {
  const { page, context } = await workshop()
  await context.setOffline(true)
  await threshold(page).fill('26000')
  const bands = (await nodeOf('tier'))?.bands ?? []
  const moved = bands.map((band, at) => (at === 0 ? { ...band, from: 2_700_000 } : band))
  await saveElsewhere('strategist', 'tier', { bands: moved })
  await context.setOffline(false)
  const choose = page.getByRole('button', { name: 'Choose between the two' })
  await choose.waitFor()
  expect(await threshold(page).inputValue()).toMatch(/26,?000$/)
  await choose.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Somebody else changed the draft' })
  const mine = dialog.getByRole('radio', { name: 'Mine' })
  expect(await violations(page)).toEqual([])
  await mine.focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Merge by node and save' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Both drafts are merged and saved').waitFor()
  expect(await savedThreshold()).toBe(26_000)
})

test('Who is here, and at which node, is seen on the toolbar, the card and the form until he leaves', async () => {
  const mine = await workshop()
  const theirs = await workshop('li')
  await mine.page.getByText('Li edits this node').last().waitFor()
  const here = mine.page.getByRole('button', { name: 'Also here: Li' })
  await here.focus()
  await mine.page.keyboard.press('Enter')
  await mine.page.getByRole('list', { name: 'Who else is here' }).getByText('Customer tier').waitFor()
  expect(await violations(mine.page)).toEqual([])
  await theirs.context.setOffline(true)
  await theirs.page.close()
  await expect.poll(() => here.count(), PATIENT).toBe(0)
  expect(await mine.page.getByText('Li edits this node').count()).toBe(0)
})

test('A node takes comments, which an approver answers and resolves, and which stay', async () => {
  const { page } = await workshop()
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('Why 30,000?')
  await page.keyboard.press('Control+Enter')
  const comments = page.getByRole('complementary').getByRole('region', { name: 'Comments' })
  await comments.getByText('Why 30,000?').waitFor()

  const approver = await open()
  await signIn(approver.page, 'approver')
  await approver.page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
  await approver.page.goto('/playbooks')
  await openNode(approver.page, 'Customer tier')
  const theirs = approver.page.getByRole('complementary').getByRole('region', { name: 'Comments' })
  await theirs.getByRole('textbox', { name: 'Answer' }).fill('As agreed in March')
  await theirs.getByRole('button', { name: 'Answer' }).click()
  await comments.getByText('As agreed in March').waitFor()
  expect(await violations(approver.page)).toEqual([])
  await theirs.getByRole('button', { name: 'Resolve' }).click()
  await comments.getByText('1 resolved').waitFor()
  await comments.getByRole('button', { name: '1 resolved' }).click()
  await comments.getByRole('button', { name: 'Reopen' }).click()
  await comments.getByRole('button', { name: 'Delete this comment' }).click()
  await expect.poll(() => comments.getByText('Why 30,000?').count(), PATIENT).toBe(0)
  await comments.getByText('As agreed in March').waitFor()
  await theirs.getByRole('button', { name: 'Delete this comment' }).click()
  await expect.poll(() => comments.getByText('As agreed in March').count(), PATIENT).toBe(0)
})

test('By keyboard alone a comment is written, answered, resolved, opened again and deleted', async () => {
  const { page } = await workshop()
  const comments = page.getByRole('complementary').getByRole('region', { name: 'Comments' })
  const go = async (name: string, role: 'button' | 'textbox' = 'button') => {
    const wanted = comments.getByRole(role, { name }).first()
    await tabTo(page, wanted)
    if (role === 'button') await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('Is this agreed?')
  await page.keyboard.press('Control+Enter')
  await comments.getByText('Is this agreed?').waitFor()
  await go('Answer', 'textbox')
  await page.keyboard.type('In April')
  await page.keyboard.press('Control+Enter')
  await comments.getByText('In April').waitFor()
  await go('Resolve')
  await comments.getByText('1 resolved').waitFor()
  await go('1 resolved')
  await comments.getByText(/^Resolved by strategist/).waitFor()
  await go('Reopen')
  for (const left of [1, 0]) {
    await go('Delete this comment')
    const deletions = comments.getByRole('button', { name: 'Delete this comment' })
    await expect.poll(() => deletions.count(), PATIENT).toBe(left)
  }
  await tabTo(page, page.getByRole('alert').getByRole('button', { name: 'Undo' }).last())
  await page.keyboard.press('Enter')
  await comments.getByText(/agreed|April/).waitFor()
  await go('Delete this comment')
  await expect.poll(() => comments.getByRole('article').count(), PATIENT).toBe(0)
})

test('A server that is killed amid a save loses nothing, whether it had kept it or not, and everybody is back by himself', async () => {
  const server = await demoServer()
  const there = scriptOf(() => server.address)
  try {
    const visit = await open('en', server.address)
    const { page } = visit
    await signIn(page, 'strategist')
    await openNode(page, 'Customer tier')
    for (const [amount, isKept] of [
      [28_000, false],
      [29_000, true],
    ] as const) {
      let killed: Promise<void> | undefined
      await page.route(`**${DRAFT}`, async (route) => {
        if (route.request().method() === 'PUT' && !killed) {
          if (isKept) await route.fetch()
          killed = server.kill()
        }
        await killed
        await (killed ? route.abort() : route.continue())
      })
      await threshold(page).fill(String(amount))
      await page.getByText('Not sent yet, kept on this computer').waitFor()
      await page.unroute(`**${DRAFT}`)
      await server.resume()
      await savedAt(page).waitFor({ timeout: 60_000 })
      const { document } = draftSchema.parse(await there('strategist', 'GET', DRAFT))
      expect(document.nodes.find(({ id }) => id === 'tier')?.bands?.[0]?.from).toBe(amount * 100)
    }
    await visit.context.close()
  } finally {
    await server.stop()
  }
})
