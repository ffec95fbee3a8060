import { expect, test } from 'vitest'
import { signIn, visitors } from './visit.ts'

const { open } = visitors()

async function thresholdOfA() {
  const { page } = await open()
  await signIn(page, 'strategist')
  await page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('treeitem', { name: /Customer tier/ })
    .click()
  const field = page.getByRole('textbox', { name: 'From, Entry 1' })
  await field.waitFor()
  return { page, field, unsaved: page.getByText('Unsaved changes') }
}

test('What is no amount stays to be mended, the playbook keeps its own, and Escape brings it back', async () => {
  const { page, field, unsaved } = await thresholdOfA()
  const kept = await field.inputValue()
  for (const typed of ['1e9', '0x10', '12.345', '99999999999999999999', '<img src=x>']) {
    await field.fill(typed)
    await field.blur()
    expect(await field.inputValue()).toBe(typed)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await page.getByText(`The playbook keeps ${kept}`).waitFor()
  }
  expect(await unsaved.count()).toBe(0)
  await field.press('Escape')
  expect(await field.inputValue()).toBe(kept)
  expect(await page.getByText('The playbook keeps').count()).toBe(0)
})

test('An amount in full-width digits is taken, and shown as typed until the field is left', async () => {
  const { field, unsaved } = await thresholdOfA()
  await field.fill('￥８３，０００，０４４，９０２．２１')
  await unsaved.waitFor()
  expect(await field.inputValue()).toBe('￥８３，０００，０４４，９０２．２１')
  await field.blur()
  expect(await field.inputValue()).toBe('¥83,000,044,902.21')
})

test('Arrow keys move an amount', async () => {
  const { field } = await thresholdOfA()
  await field.fill('20000')
  await field.press('ArrowUp')
  expect(await field.inputValue()).toBe('¥21,000')
  await field.press('ArrowDown')
  expect(await field.inputValue()).toBe('¥20,000')
})
