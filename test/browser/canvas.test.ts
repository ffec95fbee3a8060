import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)
const DRAFT = '/api/playbooks/retail/draft'

const point = z.object({ x: z.number(), y: z.number(), collapsed: z.boolean().optional() })
const draftSchema = z.object({
  document: z.looseObject({
    nodes: z.array(z.looseObject({ id: z.string(), kind: z.string() })),
    layout: z.record(z.string(), point).optional(),
    groups: z.array(z.looseObject({ name: z.string(), nodes: z.array(z.string()) })).optional(),
    notes: z.array(z.looseObject({ text: z.string(), width: z.number() })).optional(),
  }),
})

const draft = async () => draftSchema.parse(await script('strategist', 'GET', DRAFT))

/** Those of the ranking but for the birthday, in their order. */
const TRIGGERS = ['maturity', 'rate_cut', 'inflow', 'dormant_account', 'pay_rise', 'pay_fall']

const SOON = { timeout: 20_000 }
const SAVED = /^(Draft saved|Saved at )/

/** The draft once somebody saves it. */
async function saved(page: Page) {
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText(SAVED).waitFor()
  return (await draft()).document
}

async function openCanvas() {
  const visit = await open()
  await signIn(visit.page, 'strategist')
  await card(visit.page, 'Daily list, Ranking').waitFor()
  await expect.poll(() => card(visit.page, 'Daily list, Ranking').isVisible(), SOON).toBe(true)
  // Cards come to stand where the automatic layout puts them.
  await visit.page.waitForFunction(
    () => !document.querySelector('.react-flow__node-card[style*="opacity: 0"]'),
  )
  await visit.page.waitForTimeout(300)
  return visit
}

const card = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true })
const ask = (page: Page, name: string): Locator => page.getByRole('dialog', { name })
const palette = (page: Page): Locator => page.getByRole('toolbar', { name: 'What can be added' })
const pane = (page: Page): Locator => page.locator('.react-flow__pane')

async function boxOf(locator: Locator) {
  return (await locator.boundingBox()) ?? expect.fail('Not drawn')
}

/** A place of the canvas where nothing stands. */
async function emptyPlace(page: Page) {
  const { x, y, width, height } = await boxOf(pane(page))
  return { x: x + width * 0.45, y: y + height - 40 }
}

/** Drags from the handle of a card, and holds. */
async function dragFrom(page: Page, from: Locator, side: 'left' | 'right', to: { x: number; y: number }) {
  await from.hover()
  const handle = await boxOf(from.locator(`.react-flow__handle-${side}`))
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x - 8, to.y - 4, { steps: 4 })
  await page.mouse.move(to.x, to.y)
}

const middleOf = async (locator: Locator) => {
  const { x, y, width, height } = await boxOf(locator)
  return { x: x + width / 2, y: y + height / 2 }
}

const ids = (document: Awaited<ReturnType<typeof saved>>) => document.nodes.map(({ id }) => id)
const nodeIn = (document: Awaited<ReturnType<typeof saved>>, id: string) =>
  document.nodes.find((node) => node.id === id)

test('By mouse: a node dragged from the palette stands where it was let go, connected by its handle', async () => {
  const { page, faults } = await openCanvas()
  const to = await emptyPlace(page)
  const { x, y } = await boxOf(pane(page))
  await palette(page)
    .getByRole('button', { name: 'Add: Trigger' })
    .dragTo(pane(page), { targetPosition: { x: to.x - x, y: to.y - y } })
  const made = card(page, 'Event trigger, Trigger')
  await made.waitFor()
  expect(Math.abs((await boxOf(made)).x - to.x)).toBeLessThan(6)

  // From its right handle to the ranking, which takes triggers in one list.
  await dragFrom(page, made, 'right', await middleOf(card(page, 'Daily list, Ranking')))
  await page.getByTestId('why-not').getByText('Triggers, in order').waitFor()
  await page.mouse.up()
  const document = await saved(page)
  expect(nodeIn(document, 'daily_list')).toMatchObject({
    triggers: [...TRIGGERS, 'birthday_greeting', 'trigger'],
  })
  expect(document.layout?.trigger).toBeDefined()
  expect(faults).toEqual([])
})

test('By mouse: an edge that does not fit says why not, and one let go over nothing offers the kinds that fit', async () => {
  const { page } = await openCanvas()
  const tier = card(page, 'Customer tier, Tiers')
  await dragFrom(page, tier, 'right', await middleOf(card(page, 'Annual contribution, Measure')))
  await page
    .getByTestId('why-not')
    .getByText(/another type|takes one of|round in a circle/)
    .waitFor()
  await page.mouse.up()
  await ask(page, 'Customer tier in Annual contribution, as').waitFor()
  await page.keyboard.press('Escape')

  await dragFrom(page, tier, 'right', await emptyPlace(page))
  await page.mouse.up()
  const kinds = ask(page, 'Add a node that uses Customer tier')
  await kinds.getByRole('option', { name: 'Coverage' }).waitFor()
  // A gate of suitability reads facts only.
  expect(await kinds.getByRole('option', { name: 'Suitability' }).count()).toBe(0)
  await page.keyboard.type('cover')
  await page.keyboard.press('Enter')
  await card(page, 'Regular contact 2, Coverage').waitFor()
  expect(nodeIn(await saved(page), 'coverage_2')).toMatchObject({ kind: 'coverage', tier: 'tier' })
})

test('By mouse: several are chosen by a box, grouped, folded, aligned and moved together; each step is undone', async () => {
  const { page } = await openCanvas()
  const names = ['Customer turnover, Measure', 'Annual contribution, Measure']
  const boxes = await Promise.all(names.map((name) => boxOf(card(page, name))))
  const [left, top] = [Math.min(...boxes.map((b) => b.x)) - 3, Math.min(...boxes.map((b) => b.y)) - 16]
  const right = Math.max(...boxes.map((b) => b.x + b.width)) - 20
  const bottom = Math.max(...boxes.map((b) => b.y + b.height)) - 10
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(right, bottom, { steps: 5 })
  await page.mouse.up()
  const bar = page.getByRole('toolbar', { name: 'What is chosen' })
  await bar.getByRole('button', { name: 'Align on the left' }).click()
  await bar.getByRole('button', { name: 'Group', exact: true }).click()
  let document = await saved(page)
  expect(document.layout?.turnover?.x).toBe(document.layout?.contribution?.x)
  expect(document.groups?.map(({ name, nodes }) => [name, nodes.toSorted()])).toEqual([
    ['Group 1', ['contribution', 'turnover']],
  ])
  const before = document.layout?.turnover

  await dragFrame(page)
  document = await saved(page)
  expect(document.layout?.turnover?.x).not.toBe(before?.x)
  expect(document.layout?.turnover?.x).toBe(document.layout?.contribution?.x)

  await page.getByRole('button', { name: 'Show the name only' }).first().click()
  await expect.poll(() => card(page, names[0] ?? '').count(), SOON).toBe(0)
  for (const step of ['Show the name only', 'Move 2 things', 'Group 2', 'Align 2'])
    await page.getByRole('button', { name: `Undo: ${step}` }).click()
  await card(page, names[0] ?? '').waitFor()
  document = await saved(page)
  expect(document.groups).toBeUndefined()
})

/** Drags a group by its name. */
async function dragFrame(page: Page) {
  const name = await middleOf(page.getByText('Group 1', { exact: true }).last())
  await page.mouse.move(name.x, name.y)
  await page.mouse.down()
  await page.mouse.move(name.x + 20, name.y + 10, { steps: 3 })
  await page.mouse.move(name.x + 60, name.y + 20, { steps: 3 })
  await page.mouse.up()
}

test('By keyboard alone: a node is added, connected, moved, folded, copied, cut, pasted and deleted', async () => {
  const { page, faults, context } = await openCanvas()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('.react-flow').focus()
  await page.keyboard.press('a')
  await ask(page, 'Add a node').waitFor()
  await page.keyboard.type('trigger')
  await page.keyboard.press('Enter')
  const made = card(page, 'Event trigger, Trigger')
  await expect.poll(() => isFocused(made), SOON).toBe(true)

  await page.keyboard.press('c')
  await ask(page, 'Connect Event trigger to').waitFor()
  await page.keyboard.type('Daily')
  await page.keyboard.press('Enter')
  await said(page, 'Connect Event trigger to Daily list')
  let document = await saved(page)
  expect(nodeIn(document, 'daily_list')?.triggers).toContain('trigger')
  const before = document.layout?.trigger

  await made.focus()
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('m')
  document = await saved(page)
  expect(document.layout?.trigger).toEqual({
    x: (before?.x ?? 0) + 30,
    y: (before?.y ?? 0) + 50,
    collapsed: true,
  })

  await made.focus()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await card(page, 'Event trigger 2, Trigger').waitFor()
  await page.keyboard.press('Control+x')
  await expect.poll(() => card(page, 'Event trigger 2, Trigger').count(), SOON).toBe(0)
  await page.locator('.react-flow').focus()
  await page.keyboard.press('Control+v')
  await card(page, 'Event trigger 2, Trigger').waitFor()
  expect(ids(await saved(page)).filter((id) => id.startsWith('trigger'))).toEqual(['trigger', 'trigger_2'])

  await made.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Delete')
  await said(page, 'Delete Event trigger')
  document = await saved(page)
  expect(ids(document)).not.toContain('trigger')
  expect(nodeIn(document, 'daily_list')?.triggers).not.toContain('trigger')
  expect(faults).toEqual([])
})

const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element === document.activeElement).catch(() => false)

/** What was told to screen readers. */
const said = (page: Page, words: string) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' })

test('By keyboard alone: nodes are found, walked to, chosen upstream, grouped and noted', async () => {
  const { page } = await openCanvas()
  await page.locator('.react-flow').focus()
  await page.keyboard.press('Control+f')
  await ask(page, 'Find a node or a fact…').waitFor()
  await page.keyboard.type('strategy')
  await page.keyboard.press('Enter')
  const strategy = card(page, 'Strategy, Matrix')
  await expect.poll(() => isFocused(strategy), SOON).toBe(true)
  await page.keyboard.press('Control+ArrowLeft')
  await expect.poll(() => isFocused(strategy), SOON).toBe(false)
  await page.keyboard.press('Control+ArrowRight')
  await expect.poll(() => isFocused(strategy), SOON).toBe(true)
  await page.keyboard.press('u')
  await said(page, '5 chosen')
  await page.keyboard.press('Control+g')
  await said(page, 'Group 5')
  await page.keyboard.press('F2')
  await page.getByLabel('Name of the group').fill('How to talk')
  await page.keyboard.press('Enter')
  await page.locator('.react-flow').focus()
  await page.keyboard.press('t')
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Ask Ms Li of finance')
  await page.keyboard.press('Escape')
  expect(await violations(page)).toEqual([])
  const document = await saved(page)
  expect(document.groups?.[0]?.name).toBe('How to talk')
  expect(document.groups?.[0]?.nodes.toSorted()).toEqual([
    'contribution',
    'contribution_level',
    'strategy',
    'turnover',
    'turnover_level',
  ])
  expect(document.notes).toMatchObject([{ text: 'Ask Ms Li of finance' }])

  // A fact is found by the nodes that read it.
  await page.locator('.react-flow').focus()
  await page.keyboard.press('Control+f')
  await ask(page, 'Find a node or a fact…').waitFor()
  await page.keyboard.type('risk_class')
  await page.keyboard.press('Enter')
  await said(page, '1 node uses it')
})

test('By mouse: a connection that is clicked is taken away by a key', async () => {
  const { page } = await openCanvas()
  const edge = page.locator('.react-flow__edge[data-id="birthday_greeting daily_list"]')
  await clickLine(page, edge)
  await expect.poll(() => edge.getAttribute('class')).toContain('selected')
  await page.keyboard.press('Delete')
  await said(page, 'Disconnect Birthday from Daily list')
  expect(nodeIn(await saved(page), 'daily_list')).toMatchObject({
    triggers: TRIGGERS,
  })
})

/** Clicks where a line can be hit: it begins and ends under what its cards are connected by, and others cross it. */
async function clickLine(page: Page, edge: Locator) {
  const hit = await edge.locator('.react-flow__edge-interaction').evaluate((line) => {
    if (!(line instanceof SVGPathElement)) return null
    const toPage = line.getScreenCTM()
    for (let at = 0; toPage && at < line.getTotalLength(); at += 2) {
      const { x, y } = line.getPointAtLength(at).matrixTransform(toPage)
      if (document.elementFromPoint(x, y) === line) return { x, y }
    }
    return null
  })
  if (!hit) return expect.fail('Nowhere to be clicked')
  await page.mouse.click(hit.x, hit.y)
}

test('What must be there cannot be disconnected, and says so; deleting it and joining what is left is one step', async () => {
  const { page } = await openCanvas()
  const level = card(page, 'Contribution level, Tiers')
  await level.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+c')
  await ask(page, 'Which connection of Contribution level goes').waitFor()
  await page.keyboard.type('Annual')
  await page.keyboard.press('Enter')
  await said(page, 'cannot do without')
  await page.keyboard.press('Control+Delete')
  await said(page, 'Delete Contribution level and join what it stood between')
  await page.getByRole('button', { name: /^Undo: Delete Contribution level/ }).click()
  await level.waitFor()
  expect((await draft()).document.nodes.map(({ id }) => id)).toContain('contribution_level')
})

/** The number that stands at the end of each place. */
const numbersIn = async (places: Locator) =>
  (await places.locator('> span:last-child').allTextContents()).map((number) =>
    Number(number.replaceAll(',', '')),
  )

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

test('A card shows the essence of its kind: thresholds and cells with everybody counted, and days on a strip', async () => {
  const { page } = await openCanvas()
  const everybody = 600
  const bands = card(page, 'Customer tier, Tiers').locator('[data-place^="/bands/"]')
  await expect.poll(async () => total(await numbersIn(bands)), SOON).toBe(everybody)
  expect(await bands.first().textContent()).toMatch(/^A≥ ¥50K/)
  const counted = await numbersIn(bands)
  const shown = page
    .getByTestId('bars-tier')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
  for (const [at, count] of counted.entries())
    await shown.nth(at).getByText(count.toLocaleString('en'), { exact: true }).first().waitFor()

  const cells = card(page, 'Strategy, Matrix').locator('[data-place^="/cells/"]')
  await expect.poll(async () => total(await numbersIn(cells)), SOON).toBe(everybody)
  expect(await cells.count()).toBe(9)

  const duties = card(page, 'Regular contact, Coverage').locator('[data-place^="/duties/"]')
  // Every 20 working days is six times in half a year.
  await expect.poll(() => duties.first().locator('svg rect[class*="due"]').count(), SOON).toBe(6)
  await expect.poll(() => numbersIn(duties), SOON).toEqual(counted)

  // What would lose a digit by being shortened is not.
  await card(page, 'Customer tier, Tiers').click()
  await page.getByRole('textbox', { name: 'From, Entry 1' }).fill('52345.67')
  await expect.poll(() => bands.first().textContent(), SOON).toMatch(/^A≥ ¥52,345\.67/)
})

test('The map shows while not everything is in view, by mouse and by keyboard', async () => {
  const { page } = await openCanvas()
  const map = page.getByRole('img', { name: 'Map of the graph' })
  const tools = page.locator('.react-flow__controls')
  for (let press = 0; press < 4; press += 1) await tools.getByRole('button', { name: 'Zoom in' }).click()
  await map.waitFor()
  await tools.getByRole('button', { name: 'Show everything' }).click()
  await map.waitFor({ state: 'detached' })
  await page.locator('.react-flow').focus()
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('=')
  await map.waitFor()
  await page.keyboard.press('f')
  await map.waitFor({ state: 'detached' })
})

test('What was placed by hand is arranged anew and comes back by undo; notes are put down and written, by mouse', async () => {
  const { page } = await openCanvas()
  await palette(page).getByRole('button', { name: 'Add: Note' }).click()
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Since the merger')
  await page.getByRole('group', { name: 'Strategy, Matrix' }).click()
  await page.keyboard.press('ArrowDown')
  let document = await saved(page)
  expect(document.notes).toMatchObject([{ text: 'Since the merger' }])
  const placed = document.layout
  expect(placed?.strategy).toBeDefined()
  await page.getByRole('button', { name: 'Arrange automatically' }).click()
  document = await saved(page)
  expect(document.layout).toBeUndefined()
  await page.getByRole('button', { name: /^Undo/ }).click()
  expect((await saved(page)).layout).toEqual(placed)
})

test('By keyboard alone: several are aligned and everything is arranged, from the palette', async () => {
  const { page } = await openCanvas()
  const command = async (name: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'A command, node, fact or test' }).waitFor()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  await card(page, 'Customer turnover, Measure').focus()
  await page.keyboard.press('Enter')
  await card(page, 'Annual contribution, Measure').focus()
  await page.keyboard.press('Shift+Enter')
  await command('Align on the left')
  await said(page, 'Align 2')
  let document = await saved(page)
  expect(document.layout?.turnover?.x).toBe(document.layout?.contribution?.x)
  await command('Arrange automatically')
  document = await saved(page)
  expect(document.layout).toBeUndefined()
})

test('Garbage on the clipboard is refused in words and changes nothing', async () => {
  const { page } = await openCanvas()
  await page.locator('.react-flow').focus()
  for (const text of ['Ms Li, 300', '{"mark":"branch-playbook/nodes/1"}', '['.repeat(100_000)]) {
    await paste(page, text)
    await said(page, text.startsWith('{') ? 'not complete' : 'no nodes')
  }
  expect(await page.getByText('Draft saved').isVisible()).toBe(true)
})

/** Pastes a text as the browser does when its keys are pressed. */
const paste = (page: Page, text: string) =>
  page.locator('.react-flow').evaluate((canvas, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    canvas.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

test('Who may not change the playbook looks around, and finds nothing to change it with', async () => {
  const { page } = await open()
  await signIn(page, 'approver')
  await page.getByRole('link', { name: 'Playbook', exact: true }).click()
  const node = card(page, 'Strategy, Matrix')
  await node.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Strategy', level: 2 }).waitFor()
  await page.keyboard.press('Delete')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('a')
  expect(await palette(page).count()).toBe(0)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await node.waitFor()
})
