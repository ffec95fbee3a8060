import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDraft, saveDraft } from '../testing/life.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

/** More than anybody draws: a check of all of them takes more than a second. */
const NODES = 2_000

const bank = bankOfAllTests()

test('While a very large draft is checked, others are answered', async () => {
  const { document, etag } = await openDraft(bank)
  const more = Array.from({ length: NODES }, (_none, at) => ({
    id: `figure_${at}`,
    kind: 'measure',
    name: { 'zh-CN': `指标 ${at}`, en: `Figure ${at}` },
    calculation: {
      method: 'sum',
      terms: [{ of: at === 0 ? 'contribution' : `figure_${at - 1}`, rate: 50 }, { of: 'contribution' }],
    },
  }))
  const large = { ...document, nodes: [...document.nodes, ...more] }
  let isSaved = false
  const began = performance.now()
  const saving = saveDraft(bank, large, etag).finally(() => {
    isSaved = true
  })
  const waits: number[] = []
  while (!isSaved) {
    const asked = performance.now()
    expect((await bank.ask('approver', 'GET', '/api/session')).status).toBe(200)
    waits.push(performance.now() - asked)
    await setTimeout(10)
  }
  const { status, body } = await saving
  expect(status, JSON.stringify(body)).toBe(200)
  // A check that held everybody up would be nearly all of the time; half of it is no hiccup of a busy machine.
  expect(Math.max(...waits)).toBeLessThan((performance.now() - began) / 2)
  expect(waits.length).toBeGreaterThan(5)
  // What was checked once is not checked again.
  const again = performance.now()
  expect((await openDraft(bank)).document.nodes).toHaveLength(large.nodes.length)
  expect(performance.now() - again).toBeLessThan((again - began) / 2)
})
