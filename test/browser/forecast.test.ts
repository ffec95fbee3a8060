import { expect, test } from 'vitest'
import { z } from 'zod'
import { rowOf } from './list-rows.ts'
import { scriptOf } from './rules.ts'
import { signIn, visitors } from './visit.ts'

const { open, base } = visitors()
const script = scriptOf(base)

const listSchema = z.object({
  nextDays: z.array(z.string()),
  actions: z.array(
    z.object({
      key: z.string(),
      listing: z.string(),
      channel: z.string(),
      customer: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
})

test('The forecast follows the list: what a colleague logs elsewhere moves both, without anybody asking', async () => {
  const { page, faults } = await open()
  await page.clock.install()
  await signIn(page, 'manager')
  await page.getByTestId('action').first().waitFor()
  const { nextDays, actions } = listSchema.parse(await script('manager', 'GET', '/api/branches/B001/actions'))
  const { key, channel, customer } =
    actions.find(({ listing }) => listing === 'listed') ?? expect.fail('The list is empty')
  const forecast = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Next working days' }) })
  const call = forecast
    .locator('details')
    .nth(2)
    .locator('li')
    .filter({ hasText: customer.name })
    .filter({ hasText: 'call-back' })
  await expect.poll(() => forecast.locator('details').count()).toBe(nextDays.length)
  expect(await call.count()).toBe(0)

  const promised = { outcome: 'call_back', callBackOn: nextDays[2] }
  await script('adviser', 'POST', '/api/contacts', {
    ...{ id: crypto.randomUUID(), customer: customer.id, action: key, channel },
    ...promised,
  })
  await page.clock.fastForward('00:30')
  await expect.poll(() => rowOf(page, customer.id).count()).toBe(0)
  await expect.poll(() => call.count()).toBe(1)
  expect(faults).toEqual([])
})
