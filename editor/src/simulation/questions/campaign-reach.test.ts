import { arbitrationParts, compile, formatDay, type Playbook } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { ADVISERS, PEOPLE, planned, RETAIL, RUN, whatIf } from '../../testing/everyone.ts'
import { keyOf } from '../question.ts'
import type { CampaignReach } from './campaign-reach.ts'
import { REACH_STEPS } from './reach-counts.ts'

const CAMPAIGN = 'year_end_cash'
type NodeOf<Kind> = Extract<Playbook['nodes'][number], { kind: Kind }>
type Campaign = NodeOf<'campaign'>
type Trigger = NodeOf<'trigger'>

/** For everybody, without a product and without a quota. */
const WIDE = {
  audience: { of: 'demand_deposits', is: 'at_least', value: 0 },
  offer: undefined,
  quota: undefined,
} as const

/** The playbook of these tests with changes of its campaign, and of the triggers that are on its list. */
const edited = (changes: Partial<Campaign>, triggers: readonly Trigger[] = []) => {
  const { playbook } = planned(RETAIL)
  return {
    ...playbook,
    tests: [],
    nodes: playbook.nodes.map((node) => {
      // Among these people hardly anybody would be left by events.
      if (node.kind === 'arbitration') return { ...node, triggers: triggers.map(({ id }) => id) }
      const trigger = triggers.find(({ id }) => id === node.id)
      if (trigger) return trigger
      return node.kind === 'campaign' ? { ...node, holdout: undefined, ...changes } : node
    }),
  }
}

async function reachOf(changes: Partial<Campaign>, triggers?: readonly Trigger[]): Promise<CampaignReach> {
  const opened = whatIf()
  await opened.compare(edited(changes, triggers))
  const question = { ask: 'campaign', campaign: CAMPAIGN } as const
  const [[key, answer] = ['', null]] = opened.answers([question])
  expect(key).toBe(keyOf(question))
  return answer?.ask === 'campaign' ? answer.found : expect.fail(JSON.stringify(answer))
}

const RUNNING = { from: '2020-01-01', until: '2040-12-31' }
/** Everybody is spoken to for the last time before it began. */
const FROM_NOW = { from: '2040-01-01', until: '2040-12-31' }

test('Each step leaves some of those of the step before, and branches add up to the bank', async () => {
  for (const changes of [RUNNING, FROM_NOW, { ...FROM_NOW, quota: { branch: 2 }, holdout: 10 }]) {
    const { bank, branches } = await reachOf(changes)
    for (const counts of [bank, ...Object.values(branches)])
      REACH_STEPS.forEach((step, at) => {
        const before = REACH_STEPS[at - 1]
        if (before) expect(counts[step]).toBeLessThanOrEqual(counts[before])
      })
    for (const step of REACH_STEPS)
      expect(Object.values(branches).reduce((sum, counts) => sum + counts[step], 0)).toBe(bank[step])
  }
})

test('The counts are those of the engine', async () => {
  const made = planned(edited(RUNNING))
  const list = made.arbitration ?? ''
  const { source } = arbitrationParts(list)
  const wanted = [`${CAMPAIGN}.audience`, CAMPAIGN, list, source]
  const { columns } = compile(made, { wanted }).decide(PEOPLE, RUN)
  const count = (name: string, is: (value: number) => boolean) =>
    [...(columns.get(name) ?? [])].filter(is).length
  const type = made.types.get(source)
  const own = type?.kind === 'class' ? type.values.indexOf(CAMPAIGN) + 1 : 0
  const { running, bank } = await reachOf(RUNNING)
  expect(running).toBe(true)
  expect(bank.audience).toBe(count(`${CAMPAIGN}.audience`, (value) => value === 2))
  expect(bank.suitable).toBe(count(CAMPAIGN, (value) => value === 2))
  const campaign = [...(columns.get(list) ?? [])].filter(
    (value, at) => value === 3 && columns.get(source)?.[at] === own,
  ).length
  expect(bank.own).toBe(campaign)
})

test('A campaign that does not run today is counted as if it began today', async () => {
  const later = await reachOf(FROM_NOW)
  const day = formatDay(RUN.asOf)
  const today = await reachOf({ from: day, until: day })
  expect([later.running, today.running]).toEqual([false, true])
  expect(later.bank.suitable).toBeGreaterThan(0)
  expect({ ...later, running: true }).toEqual(today)
})

test('What rests on a campaign through other nodes is counted as if it began today, too', async () => {
  const birthday = planned(RETAIL).playbook.nodes.find(({ id }) => id === 'birthday_greeting')
  if (birthday?.kind !== 'trigger') return expect.fail('no trigger')
  const trigger = {
    ...birthday,
    occurs: { by: 'date', date: 'birthday', daysBefore: 0, daysAfter: 10 },
    audience: { of: CAMPAIGN, is: 'equal', value: true },
  } as const
  const day = formatDay(RUN.asOf)
  const [later, today] = [
    await reachOf({ ...WIDE, ...FROM_NOW }, [trigger]),
    await reachOf({ ...WIDE, from: day, until: day }, [trigger]),
  ]
  expect(later).toEqual({ ...today, running: false })
  expect(later.bank.own).toBeLessThan((await reachOf({ ...WIDE, ...FROM_NOW })).bank.own)
})

test('Quotas and those held out are taken off, and the days follow from what is called today', async () => {
  const whole = await reachOf({ ...WIDE, ...FROM_NOW })
  expect(whole.bank.called).toBe(whole.bank.own)
  const { bank, branches } = await reachOf({ ...WIDE, ...FROM_NOW, quota: { branch: 2 }, holdout: 50 })
  expect(bank.called).toBeLessThan(bank.own)
  expect(bank.called).toBeGreaterThan(bank.own / 4)
  for (const each of Object.values(branches)) expect(each.fits).toBeLessThanOrEqual(2)
  expect(bank.placed).toBe(4)
  for (const { days, called, fits } of [bank, ...Object.values(branches)])
    expect(days).toBe(called === 0 ? 0 : fits === 0 ? null : Math.ceil(called / fits))
})

test('There are never more places than the quotas of advisers, branches and the bank allow', async () => {
  const placed = async (quota: NonNullable<Campaign['quota']>) =>
    (await reachOf({ ...WIDE, ...FROM_NOW, quota })).bank.placed
  const { called } = (await reachOf({ ...WIDE, ...FROM_NOW })).bank
  expect(called).toBeGreaterThan(10 * ADVISERS)
  expect(await placed({ adviser: 1_000_000 })).toBe(called)
  expect(await placed({ adviser: 9 })).toBe(9 * ADVISERS)
  expect(await placed({ adviser: 9, branch: 12 })).toBe(24)
  expect(await placed({ adviser: 9, branch: 12, bank: 5 })).toBe(5)
})
