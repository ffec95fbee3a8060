import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { z } from 'zod'
import { ownBank } from './bank.ts'
import { launch } from './chromium.ts'
import { discardDraft, scriptOf } from './rules.ts'

export type Locale = 'en' | 'zh-CN'

/** A page, with whatever went wrong in it. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
}

/**
 * Opens pages of the server under test, each for a visitor of his own. After the test in which it was opened a page
 * is closed and the draft discarded: a page saves by itself what is edited in it, and the next test begins anew.
 *
 * @param base the address of the server; that of a bank for this file unless it has one already
 */
export function visitors(base: () => string = ownBank().address) {
  let browser: Browser
  const opened: BrowserContext[] = []
  beforeEach(() => {
    opened.length = 0
  })
  afterEach(async () => {
    await Promise.all(opened.map((context) => context.close()))
    if (opened.length > 0) await discardDraft(scriptOf(base))
  })
  beforeAll(async () => {
    browser = await launch(inject('chromium'))
  })
  afterAll(() => browser?.close())

  return {
    base,
    async open(locale: Locale = 'en', baseURL = base()): Promise<Visit> {
      const context = await browser.newContext({
        baseURL,
        locale,
        viewport: { width: 1440, height: 900 },
      })
      opened.push(context)
      const page = await context.newPage()
      const faults: string[] = []
      page.on('pageerror', ({ message }) => faults.push(message))
      await page.goto('/')
      return { page, context, faults }
    },
  }
}

/** Signs in by name and password, as a person does, and waits for the answer: the next address is opened as that user. */
export async function signIn(page: Page, user: string, password = 'demo'): Promise<void> {
  await page.getByLabel(/^(User|用户名)/).fill(user)
  await page
    .getByLabel(/^(Password|密码)/)
    .and(page.locator('input'))
    .fill(password)
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/session'),
  )
  await page.getByRole('button', { name: /^(Sign in|登录)$/ }).click()
  await answered
}

const violationSchema = z.object({
  id: z.string(),
  impact: z.string().nullish(),
  tags: z.array(z.string()),
  nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
})

/** Rules of these are what WCAG 2.2 asks for at level AA; the others are advice. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds wrong with the page as it stands: whatever WCAG asks for, and of its advice what is serious. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    `axe.run({ rules: ${JSON.stringify(MORE_RULES)} }).then(({ violations }) => violations)`,
  )
  return z
    .array(violationSchema)
    .parse(found)
    .filter(({ impact, tags }) => isSerious(impact) || WCAG.some((tag) => tags.includes(tag)))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
}

/** Off unless asked for: that what is pressed is large enough, or has room around it. */
const MORE_RULES = { 'target-size': { enabled: true } }

const isSerious = (impact: string | null | undefined): boolean =>
  impact === 'serious' || impact === 'critical'
