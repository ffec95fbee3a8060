import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)
const SOON = { timeout: 20_000 }

const overlaySchema = z.looseObject({
  id: z.string(),
  branch: z.string(),
  state: z.string(),
  values: z.unknown(),
})

const living = async () => {
  const response = await script('approver', 'GET', '/api/overlays')
  return z.array(overlaySchema).parse(response)
}

afterEach(async () => {
  for (const { id, branch, state } of await living())
    if (state === 'in_force')
      await script('approver', 'POST', `/api/branches/${branch}/overlays/${id}/end`, { comment: 'Over' })
})

test('A branch manager sets a number, sees what it changes, hands it in; an approver lets it hold', async () => {
  const { page, faults } = await open()
  await signIn(page, 'manager')
  await page.getByRole('link', { name: 'Branch settings' }).click()
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 422) refused.push(response.url())
  })
  const effect = page.getByRole('region', { name: 'What changes in the branch' })
  await expect.poll(() => effect.textContent(), SOON).toContain('nothing changes')
  const handIn = page.getByRole('button', { name: 'Hand in' })
  const from = page.getByRole('textbox', { name: 'Tier C begins at' })
  await from.fill('90,000')
  await expect.poll(() => page.getByText('Enter ¥8,000 or less').count(), SOON).toBe(0)
  await from.press('Escape')
  await from.fill('2,300')
  await page.getByText('In steps of ¥500 from ¥2K.').waitFor()
  // Longer than the effect waits for a number to rest: nothing is asked of one that does not fit, then or later.
  await page.waitForTimeout(400)
  await from.fill('2,500')
  await expect.poll(() => effect.textContent(), SOON).toMatch(/customers \d+ would be treated otherwise/)
  // Each figure as it is now, and beside it as it would be then.
  for (const side of ['Now', 'Then'])
    expect(await effect.getByRole('columnheader', { name: side, exact: true }).count()).toBe(4)
  const figures = await effect.locator('tfoot').first().getByRole('cell').allTextContents()
  const [now, then] = [0, 1].map((side) => figures.filter((_, at) => at % 2 === side))
  expect(now).toHaveLength(4)
  expect(then).not.toEqual(now)
  expect(refused).toEqual([])
  expect(await handIn.isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Why' }).fill('Young customers')
  expect(await violations(page)).toEqual([])
  await handIn.click()
  await expect.poll(() => page.getByText('With head office').count(), SOON).toBe(1)
  expect((await living()).find(({ state }) => state === 'submitted')?.values).toEqual({
    tier_c_from: 250_000,
  })

  const approver = await open('zh-CN')
  await signIn(approver.page, 'approver')
  await approver.page.getByRole('link', { name: '审批', exact: true }).click()
  await approver.page.getByRole('link', { name: /^支行参数/ }).click()
  await approver.page.getByRole('link', { name: /查看并决定|Young customers/ }).click()
  const approve = approver.page.getByRole('button', { name: '批准' })
  await expect.poll(() => approve.isEnabled(), SOON).toBe(true)
  expect(await violations(approver.page)).toEqual([])
  await approve.click()
  await expect.poll(() => approver.page.getByText('生效中').count(), SOON).toBeGreaterThan(0)
  await approver.page.getByText(/approver 于 .+ 批准/).waitFor()
  await approver.page.getByText('所签影响：').waitFor()
  expect((await living()).map(({ state }) => state)).toContain('in_force')
  await page.reload()
  await expect.poll(() => page.getByText('In force here: ¥2.5K.').count(), SOON).toBe(1)
  expect([...faults, ...approver.faults]).toEqual([])
})

test('A strategist opens a number of a node to branches, and closes it again', async () => {
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  const card = page.locator('.react-flow__node[data-id=turnover_level]')
  await card.waitFor()
  const inspector = page.locator('[data-node="turnover_level"]').and(page.locator('section'))
  // The graph is laid out once more when what it shows has come, so it may take two.
  await expect
    .poll(async () => {
      await card.focus()
      await page.keyboard.press('Enter')
      return inspector.isVisible()
    }, SOON)
    .toBe(true)
  // The histogram comes when everybody is decided, and moves what stands below it.
  await inspector.getByRole('figure').waitFor()
  await inspector.getByText('Opened to branches').click()
  await inspector.getByRole('combobox', { name: 'Open a number to branches' }).click()
  await page.getByRole('option', { name: /high › / }).click()
  const opened = async () => {
    const draft = await script('strategist', 'GET', '/api/playbooks/retail/draft')
    const { parameters } = z
      .looseObject({ document: z.looseObject({ parameters: z.array(z.looseObject({ field: z.string() })) }) })
      .parse(draft).document
    return parameters.map(({ field }) => field)
  }
  await expect.poll(opened, SOON).toContain('/bands/high/from')
  expect(await violations(page)).toEqual([])
  await inspector.getByRole('button', { name: 'Close to branches' }).click()
  await expect.poll(opened, SOON).not.toContain('/bands/high/from')
  expect(faults).toEqual([])
})
