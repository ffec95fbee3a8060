import type { Locator, Page } from 'playwright-core'

/** The row of a customer on the list; on his page, the part that has the keys. */
export const rowOf = (page: Page, customer: string | null | undefined): Locator =>
  page.locator(`[data-testid=action][data-customer="${customer}"]`)

/** Where a row tells how often the customer was tried today and not reached. */
export const attemptsWith = (page: Page, customer: string | null | undefined): Locator =>
  rowOf(page, customer).getByText(/attempt today/)

/** The customer at whose row the keys are; null for none. */
export const customerAtKeys = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement?.dataset?.customer ?? null')
