import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { z } from 'zod'
import { approve, type Document, effectOf, putInForce, submitChange } from '../../testing/life.ts'
import { type MonthDay, momentOf } from './calendar.ts'
import type { Month } from './month.ts'

const CUT = { type: 'rate_cut', name: { 'zh-CN': '存款利率下调', en: 'Deposit rates cut' } }

/** From when until when somebody may be called for a cut in rates: one was over early, the other was none. */
export const CUTS = [
  [momentOf('2026-04-29', '11:00'), momentOf('2026-05-07', '00:00')],
  [momentOf('2026-05-11', '11:00'), momentOf('2026-05-12', '11:00')],
] as const
export const CAMPAIGN = 'year_end_cash'
export const CAMPAIGN_PRODUCT = 'steady_91d'
/** From when on the campaign runs, and how many it may contact in a day. */
const CAMPAIGN_FROM = '2026-05-12'
export const QUOTA = { bank: 6, branch: 4, adviser: 2 }
/** Per cent of the customers whom it leaves alone. */
export const HOLDOUT = 25
/** Who works for whom while he is away, or for good. */
export const LEAVE = { from: '2026-04-29', until: '2026-05-07' }
export const HANDED_OVER = momentOf('2026-05-14', '11:00')

/** What people beside the advisers do, by the day on which they do it. */
export const DEEDS: Partial<Record<MonthDay, (month: Month) => Promise<unknown>>> = {
  '2026-04-28': enterLeaves,
  '2026-04-29': (month) =>
    month.do('strategist', 'POST', '/api/events', { id: 'cut-1', ...CUT, until: '2026-05-08' }, 201),
  '2026-04-30': (month) =>
    month.do('strategist', 'POST', '/api/events/cut-1/correction', {
      revision: 2,
      day: '2026-04-29',
      until: '2026-05-06',
      name: CUT.name,
      reason: 'It is over sooner',
    }),
  '2026-05-08': setBranchNumbers,
  '2026-05-11': (month) => month.do('strategist', 'POST', '/api/events', { id: 'cut-2', ...CUT }, 201),
  '2026-05-12': async (month) => {
    await month.do('strategist', 'POST', '/api/events/cut-2/withdrawal', {
      revision: 2,
      reason: 'The central bank has not cut',
    })
    await putCampaignInForce(month)
  },
  '2026-05-14': handOver,
  '2026-05-15': silenceSome,
  '2026-05-20': restartAtNoon,
}

/** The first adviser of the first branch, whose colleague stands in; and another, whose leave is taken back. */
async function enterLeaves(month: Month): Promise<void> {
  const { branch, advisers } = firstBranch(month)
  const [adviser, standIn, other] = advisers
  const path = `/api/branches/${branch}/leaves`
  const manager = `manager-${branch}`
  await month.do(manager, 'POST', path, { id: randomUUID(), adviser, standIn, ...LEAVE }, 201)
  const mistaken = randomUUID()
  await month.do(
    manager,
    'POST',
    path,
    { id: mistaken, adviser: other, from: month.day, until: month.day },
    201,
  )
  await month.do(manager, 'POST', `/api/leaves/${mistaken}/withdrawal`, undefined)
}

/** The second branch calls its tier C more often, as an approver sees and allows. */
async function setBranchNumbers(month: Month): Promise<void> {
  const branch = month.branches[1] ?? ''
  const overlay = `/api/branches/${branch}/overlays/${randomUUID()}`
  const values = { tier_c_every: 60, maturity_days_before: 10 }
  const manager = `manager-${branch}`
  await month.do(manager, 'PUT', overlay, { values, note: '', revision: 0 }, 201)
  await month.do(manager, 'POST', `${overlay}/submission`, { revision: 1, from: '2026-05-11' })
  const { hash } = await month.ask('approver', 'POST', `/api/branches/${branch}/overlay-effect`, {
    send: { values },
    answer: z.object({ hash: z.string() }),
  })
  await month.do('approver', 'POST', `${overlay}/approval`, { effect: hash, from: '2026-05-11' })
}

/** The year’s end campaign in the middle of the year, with places for a few, and some held out. */
const withCampaign = (document: Document): Document => ({
  ...document,
  nodes: document.nodes.map((node) =>
    node.id === CAMPAIGN
      ? { ...node, from: CAMPAIGN_FROM, until: '2026-06-30', quota: QUOTA, holdout: HOLDOUT }
      : node,
  ),
  tests: [],
})

async function putCampaignInForce({ bank }: Month): Promise<void> {
  const answer = await submitChange(bank, withCampaign)
  const { version } = z.looseObject({ version: z.number() }).parse(answer.body)
  const approved = await approve(bank, version, await effectOf(bank, version))
  const made = await putInForce(bank, version)
  if (approved.status !== 200 || made.status !== 201)
    throw new Error(JSON.stringify([approved.body, made.body]))
}

/** The last adviser of the first branch leaves; two colleagues share his customers. */
async function handOver(month: Month): Promise<void> {
  const { branch, advisers } = firstBranch(month)
  const order = { adviser: advisers.at(-1), takers: advisers.slice(0, 2), spread: 'tiers' }
  const path = `/api/branches/${branch}/handovers`
  const manager = `manager-${branch}`
  const { hash } = await month.ask(manager, 'POST', `${path}/preview`, {
    send: order,
    answer: z.looseObject({ hash: z.string() }),
  })
  await month.do(manager, 'POST', path, { id: randomUUID(), ...order, from: month.day, hash }, 201)
}

/** Some who are on lists, and some who were promised a call, want to hear nothing any more. */
async function silenceSome(month: Month): Promise<void> {
  for (const branch of month.branches) {
    const { actions } = await month.listOf(branch)
    for (const { customer } of actions.slice(0, 5)) month.silent.add(customer.id)
  }
  for (const customer of [...month.book.promises().keys()].slice(0, 5)) month.silent.add(customer)
}

/** The server dies in the middle of the day, and the lists are what they were. */
async function restartAtNoon(month: Month): Promise<void> {
  const lists = () => Promise.all(month.branches.map((branch) => month.listOf(branch)))
  const before = await lists()
  await month.restart()
  expect(await lists()).toEqual(before)
}

export function firstBranch(month: Month): { readonly branch: string; readonly advisers: readonly string[] } {
  const branch = month.branches[0] ?? ''
  return { branch, advisers: month.advisersOf(branch) }
}
