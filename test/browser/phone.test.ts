import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { rowOf } from './list-rows.ts'
import { type Locale, signIn, violations, visitors } from './visit.ts'

const { open } = visitors()

/** What is pressed has so many pixels both ways, as a thumb needs them. */
const LEAST = 44
/** Two telephones, and a page of 1,280 pixels enlarged to 400 per cent (WCAG 1.4.10). */
const PAGES: readonly { locale: Locale; width: number; height: number }[] = [
  { locale: 'zh-CN', width: 390, height: 844 },
  { locale: 'en', width: 360, height: 740 },
  { locale: 'en', width: 320, height: 640 },
]

/** What is too small to be pressed; a box is pressed by its label, a link among words is read and not aimed at. */
const tooSmall = (page: Page): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll('a, button, input, textarea, summary, [role=option]')]
    .filter((each) => !each.matches('.skip, [type=radio], [type=checkbox], [aria-hidden=true]') && each.checkVisibility())
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < ${LEAST} - 0.5 || box.height < ${LEAST} - 0.5))
    .map(({ each, box }) => each.outerHTML.slice(0, 120) + ' ' + box.width + 'x' + box.height)`)

/** By how much the page, or what is over it, is wider than the telephone. */
const overhang = (page: Page): Promise<unknown> =>
  page.evaluate(`Math.max(...[document.documentElement, ...document.querySelectorAll('main, [role=dialog]')]
    .map((each) => each.scrollWidth - each.clientWidth))`)

/** By how much the page is higher than the telephone: what is long scrolls within it, below the bar. */
const excess = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollHeight - document.documentElement.clientHeight')

async function expectToFit(page: Page): Promise<void> {
  await expect.poll(() => overhang(page)).toBe(0)
  await expect.poll(() => excess(page)).toBe(0)
  await expect.poll(() => tooSmall(page)).toEqual([])
  await expect.poll(() => violations(page)).toEqual([])
}

test.each(PAGES)('The list and what opens from it fit $width x $height', async ({ locale, ...size }) => {
  const { page, faults } = await open(locale)
  await page.setViewportSize(size)
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  await first.waitFor()
  await expectToFit(page)
  await first.getByRole('button', { name: /^(Log contact|记录联系)$/ }).click()
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  await expectToFit(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^(Menu|菜单)$/ }).click()
  await page.getByRole('dialog').getByRole('link').first().waitFor()
  await expectToFit(page)
  expect(faults).toEqual([])
})

test.each(PAGES)('A customer’s page and its forms fit $width x $height', async ({ locale, ...size }) => {
  const { page, faults } = await open(locale)
  await page.setViewportSize(size)
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().getByRole('link').first().click()
  const atHand = page.getByRole('toolbar')
  await atHand.waitFor()
  await expectToFit(page)
  // Within reach of the thumb wherever one has scrolled to.
  const { height } = size
  const bottom = async () => {
    const { y, height: own } = (await atHand.boundingBox()) ?? { y: 0, height: 0 }
    return y + own
  }
  await expect.poll(bottom).toBeCloseTo(height, -1)
  for (const form of [/^(Place order|下单)$/, /^(Record an enquiry|登记来询)$/]) {
    await atHand.getByRole('button', { name: form }).click()
    await page
      .getByRole('dialog')
      .getByText(/^(Product|产品|Kind|来询类型)/)
      .first()
      .waitFor()
    await expectToFit(page)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  }
  expect(faults).toEqual([])
})

test('A number that is not hidden dials', async () => {
  const { page } = await open()
  await page.setViewportSize({ width: 390, height: 844 })
  // The demo bank hides its invented numbers.
  await page.route('**/api/branches/*/actions*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replaceAll(/(1\d\d)\*{4}(\d{4})/g, '$1 0000 $2'),
    })
  })
  await signIn(page, 'adviser')
  const dial = page
    .getByTestId('action')
    .getByRole('link', { name: /^1\d\d 0000 \d{4}$/ })
    .first()
  expect(await dial.getAttribute('href')).toMatch(/^tel:1\d{10}$/)
  await expectToFit(page)
})

test('One press of an outcome logs a contact, and another takes it back', async () => {
  const { page } = await open()
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').first()
  const customer = await first.getAttribute('data-customer')
  const same = rowOf(page, customer)
  await first.getByText('Refused', { exact: true }).click()
  await expect.poll(() => same.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await same.waitFor()
})

test('The page can be put on the home screen, under its own name and picture', async () => {
  const { page } = await open()
  const href = await page.locator('link[rel=manifest]').getAttribute('href')
  const answer = await page.request.get(href ?? '')
  expect(answer.headers()['content-type']).toContain('application/manifest+json')
  const { icons, start_url, display } = await answer.json()
  expect({ start_url, display }).toEqual({ start_url: '/', display: 'standalone' })
  for (const { src, type } of icons) {
    const icon = await page.request.get(src)
    expect(icon.status()).toBe(200)
    expect(icon.headers()['content-type']).toContain(type)
  }
  // Nothing of the bank's stays in the telephone.
  expect(
    await page.evaluate('navigator.serviceWorker?.getRegistrations().then(({ length }) => length) ?? 0'),
  ).toBe(0)
})

test('Names that are one long word make no page wider than the telephone', async () => {
  const { page, faults } = await open('en')
  await page.setViewportSize({ width: 320, height: 640 })
  const long = 'Wolfeschlegelsteinhausenbergerdorff-Ahornblatt-Schwarzwald'
  await page.route(/\/api\/(branches|customers)/, async (route) => {
    const response = await route.fetch()
    const named = (await response.text()).replaceAll(/"(name|nameEn)":"[^"]+"/g, `"$1":"${long}"`)
    await route.fulfill({ response, body: named })
  })
  await signIn(page, 'manager')
  await page.getByTestId('action').first().waitFor()
  await expect.poll(() => overhang(page)).toBe(0)
  await page.getByTestId('action').first().getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: long }).waitFor()
  await page.getByRole('region', { name: 'Household' }).waitFor()
  await expect.poll(() => overhang(page)).toBe(0)
  expect(faults).toEqual([])
})
