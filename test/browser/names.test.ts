import { expect, test } from 'vitest'
import { z } from 'zod'
import { changeDraft, scriptOf } from './rules.ts'
import { signIn, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

/** Markup, a message of the page's own language of messages, and what a spreadsheet would compute. */
const HOSTILE = `<img src=x onerror="globalThis.hurt = 1"> '{count, plural, other {#}} {0} =1+1`
const NAME = { en: HOSTILE, 'zh-CN': HOSTILE }

const named = z.looseObject({ id: z.string() })
const tests = z.array(z.looseObject({ name: z.string() }))

/** Calls one of everything that has a name by that name. */
const callHostile = (): Promise<void> =>
  changeDraft(script, (document) => ({
    ...document,
    nodes: document.nodes.map((node) => (node.id === 'tier' ? { ...node, name: NAME } : node)),
    groups: [{ id: 'group', name: HOSTILE, nodes: ['turnover'] }],
    notes: [{ id: 'note', text: HOSTILE, x: 0, y: -400, width: 200, height: 100 }],
    tests: tests.parse(document.tests).map((each, at) => (at === 0 ? { ...each, name: HOSTILE } : each)),
    invariants: z
      .array(named)
      .parse(document.invariants)
      .map((each, at) => (at === 0 ? { ...each, name: NAME } : each)),
  }))

test('A name is text wherever it stands, whatever is in it', async () => {
  await callHostile()
  const thread = { node: 'tier', text: HOSTILE }
  const said = z
    .object({ comment: z.number() })
    .parse(await script('strategist', 'POST', '/api/playbooks/retail/comments', thread))
  const { page, faults } = await open()
  await signIn(page, 'strategist')
  const panel = (name: string) => page.locator('[data-part=dock]').getByRole('tab', { name }).click()

  await page.getByRole('group', { name: `${HOSTILE}, Tiers`, exact: true }).waitFor()
  await page.locator('.react-flow').getByText(HOSTILE, { exact: true }).nth(1).waitFor()
  expect(await page.locator('.react-flow').getByRole('textbox', { name: 'Note' }).inputValue()).toBe(HOSTILE)
  await page.getByTestId('bars-tier').getByText(HOSTILE).first().waitFor()

  await page.getByRole('navigation', { name: 'Outline' }).getByText(HOSTILE, { exact: true }).last().click()
  const form = page.getByRole('complementary', { name: 'Settings of the node' })
  await form.getByRole('heading', { name: HOSTILE }).waitFor()
  await form.getByRole('region', { name: 'Comments' }).getByText(HOSTILE).waitFor()
  await form.getByRole('textbox', { name: 'From, Entry 1' }).fill('1')
  await page.getByRole('tab', { name: /^Problems/ }).click()
  await page.getByRole('navigation', { name: 'Outline' }).getByText(HOSTILE).first().waitFor()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await page.getByRole('tab', { name: 'Nodes' }).click()

  await panel('Tests')
  await page.getByTestId('tests').getByText(HOSTILE).first().click()
  await page.getByTestId('test-form').getByRole('button', { name: 'Trace test' }).click()
  await page.getByTestId('trace').getByText(HOSTILE).first().waitFor()
  await panel('Claims')
  await page.getByTestId('claims-panel').getByText(HOSTILE).first().waitFor()
  await panel('Comments')
  await page.getByTestId('comments-panel').getByText(HOSTILE).last().waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'A command, node, fact or test' }).fill('onerror')
  await page.getByRole('option', { name: HOSTILE }).first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__node[data-id=tier]').focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: `Undo: Delete ${HOSTILE}`, exact: true }).click()
  await page.getByRole('group', { name: `${HOSTILE}, Tiers`, exact: true }).waitFor()

  await script('strategist', 'DELETE', `/api/playbooks/retail/comments/${said.comment}`)
  expect(await page.evaluate('globalThis.hurt')).toBeUndefined()
  expect(await page.locator('img[src=x]').count()).toBe(0)
  expect(faults).toEqual([])
})
