import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scriptOf } from './rules.ts'
import { signIn, violations, visitors } from './visit.ts'

const { open, base } = visitors()

const recorded = z.array(
  z.object({
    text: z.string(),
    kind: z.object({ id: z.string() }).nullable(),
    state: z.string(),
    customer: z.object({ id: z.string() }).nullable(),
    steps: z.array(z.object({ what: z.string(), note: z.string() })),
  }),
)

/** What the server has of an enquiry in these words. */
async function stored(words: string) {
  const script = scriptOf(base)
  const all = await Promise.all(
    ['open', 'closed'].map(async (state) =>
      recorded.parse(await script('auditor', 'GET', `/api/branches/B001/enquiries?state=${state}`)),
    ),
  )
  return all.flat().filter(({ text }) => text === words)
}

test('At the counter an enquiry is typed, its kind found, answered, and seen to until it is closed', async () => {
  const { page, faults } = await open('zh-CN')
  await signIn(page, 'manager')
  const words = '卡不见了，想挂失补办'
  await page.getByRole('button', { name: '登记来询' }).click()
  const dialog = page.getByRole('dialog', { name: '登记来询' })
  await dialog.getByRole('button', { name: '非本行客户' }).click()
  await dialog.getByLabel('姓名').fill('王女士')
  // What may be one of several kinds is none of them yet, nor anything else.
  await dialog.getByLabel('客户问什么').fill('卡丢了，我要投诉')
  const likely = dialog.getByTestId('likely').getByRole('radio')
  await expect.poll(() => likely.count()).toBe(2)
  expect(await dialog.getByRole('radio', { checked: true, name: /挂失|投诉|其他/ }).count()).toBe(0)
  await dialog.getByLabel('客户问什么').fill(words)
  await dialog.getByText('现在就为您挂失').waitFor()
  expect(await dialog.getByRole('radio', { name: '银行卡挂失' }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: '登记来询' }).click()

  const row = page.getByTestId('enquiry').filter({ hasText: words })
  await row.getByText('待处理').waitFor()
  await row.getByRole('button', { name: '接办' }).click()
  await row.getByText('处理中').waitFor()
  await row.getByRole('button', { name: '办结' }).click()
  await page.getByLabel('办理结果').fill('已挂失，补卡三日内寄出')
  await page.getByRole('dialog').getByRole('button', { name: '办结' }).click()
  await expect.poll(() => row.count()).toBe(0)
  await page.getByRole('button', { name: '看已办结' }).click()
  await row.getByText('已办结').waitFor()
  expect(await row.getByText('王女士').count()).toBe(0)
  expect(await stored(words)).toMatchObject([{ kind: { id: 'card_lost' }, state: 'closed' }])
  expect(faults).toEqual([])
})

test('By keyboard an adviser records what a customer asks on his page, and hands it on to the manager', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').last()
  await first.waitFor()
  const customer = await first.getAttribute('data-customer')
  await page.goto(`/customers/${customer}`)
  const words = 'I was charged wrongly and want to complain'
  const record = page.getByRole('button', { name: 'Record an enquiry' })
  await record.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Record an enquiry' })
  await expect
    .poll(() => dialog.getByLabel('What is asked').evaluate((field) => field.matches(':focus')))
    .toBe(true)
  await page.keyboard.type(words)
  await dialog.getByText('What to tell the customer').waitFor()
  await expect.poll(() => violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Record an enquiry' }).focus()
  await page.keyboard.press('Enter')
  const row = page.getByTestId('enquiry').filter({ hasText: words })
  await row.getByText('waiting').waitFor()

  await row.getByRole('button', { name: 'Hand on' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('To whom').and(page.locator('input')).fill('Branch manager')
  await page.getByRole('option', { name: 'Branch manager' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const handOn = page.getByRole('dialog').getByRole('button', { name: 'Hand on' })
  await expect.poll(() => handOn.isEnabled()).toBe(true)
  await handOn.focus()
  await page.keyboard.press('Enter')
  await row.getByText('Branch manager').first().waitFor()
  await row.getByRole('button', { name: 'Answer and course' }).click()
  await row.getByText('handed on → Branch manager').waitFor()
  await expect.poll(() => violations(page)).toEqual([])
  expect(await stored(words)).toMatchObject([
    { kind: { id: 'complaint' }, customer: { id: customer }, state: 'open' },
  ])

  // It is on the list page of whom it belongs to now, and on his no more.
  await page.goto('/')
  await page.getByTestId('action').first().waitFor()
  await expect.poll(() => row.count()).toBe(0)
  expect(faults).toEqual([])
})

test('An auditor reads what was asked and may do nothing about it', async () => {
  const { page } = await open()
  await signIn(page, 'auditor')
  await page.getByRole('navigation').first().waitFor()
  await page.goto('/branch/B001')
  await page.getByRole('heading', { name: /Open enquiries/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Record an enquiry' }).count()).toBe(0)
})

test('By keyboard a wrong kind is corrected, which says beforehand what becomes of it; the course keeps what it was', async () => {
  const { page, faults } = await open()
  await signIn(page, 'adviser')
  const first = page.getByTestId('action').last()
  await first.waitFor()
  const customer = await first.getAttribute('data-customer')
  const words = 'Somebody has taken my purse and what is in it'
  const made = { id: randomUUID(), from: { customer }, channel: 'phone', text: words }
  await scriptOf(base)('adviser', 'POST', '/api/enquiries', {
    ...made,
    kind: { node: 'enquiries', id: 'investment_advice' },
  })
  await page.reload()
  const row = page.getByTestId('enquiry').filter({ hasText: words })
  await row.getByRole('button', { name: 'Another kind…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Correct the kind' })
  const correct = dialog.getByRole('button', { name: 'Correct the kind' })
  await dialog.getByRole('radio', { name: 'Lost card' }).waitFor({ state: 'attached' })
  // It is not of the kind that it has; and of another only once that is chosen.
  expect(await dialog.getByRole('radio', { name: 'Investment advice' }).count()).toBe(0)
  expect(await correct.isDisabled()).toBe(true)
  await dialog.getByRole('radio', { name: 'Lost card' }).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('region', { name: 'What the playbook says' }).getByText('Branch’s desk').waitFor()
  await dialog.getByLabel('Why').fill('misheard')
  await expect.poll(() => violations(page)).toEqual([])
  expect(await stored(words)).toMatchObject([{ kind: { id: 'investment_advice' } }])
  await correct.focus()
  await page.keyboard.press('Enter')
  await page.getByText(/is now “Lost card”: Branch’s desk/).waitFor()
  // It is not his any more; on the customer's page it stands as it is now, with what it was.
  await expect.poll(() => row.count()).toBe(0)
  await page.goto(`/customers/${customer}`)
  await row.getByText('Lost card').first().waitFor()
  await row.getByRole('button', { name: 'Answer and course' }).click()
  await row.getByText('kind corrected').waitFor()
  await row.getByText(/Investment advice \(.+, by .+\) → Lost card \(Branch’s desk, by .+\)/).waitFor()
  await row.getByText('misheard').waitFor()
  await expect.poll(() => violations(page)).toEqual([])
  expect(await stored(words)).toMatchObject([
    {
      kind: { id: 'card_lost' },
      state: 'open',
      steps: [{ what: 'received' }, { what: 'corrected', note: 'misheard' }],
    },
  ])
  expect(faults).toEqual([])
})
