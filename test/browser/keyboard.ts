import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** So many stops are more than any page has between two parts of it. */
const MOST_STOPS = 200

/** Goes on by the Tab key until the focus is where it is wanted, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  expect.fail(`The Tab key never leads to ${wanted}`)
}

/**
 * Writes a text in the place of that in a field for formulas. Filled in as other fields are, the new text sometimes came
 * beside the old one: on a busy machine the editor had not noticed yet that all of it was selected.
 */
export async function overwrite(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+a')
  await field.page().keyboard.insertText(text)
}
