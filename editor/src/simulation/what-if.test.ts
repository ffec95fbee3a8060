import { type Column, compile, dailyLists, rankingOf } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { withValue } from '../document/path.ts'
import { ADVISER_OF, ADVISERS, BRANCH_OF, PEOPLE, planned, RETAIL, RUN, whatIf } from '../testing/everyone.ts'
import { Simulator } from './simulator.ts'

function nodeAt(id: string): number {
  const at = planned(RETAIL).playbook.nodes.findIndex((node) => node.id === id)
  if (at < 0) throw new Error(id)
  return at
}

const tierA = (from: number) => withValue(RETAIL, ['nodes', nodeAt('tier'), 'bands', 0, 'from'], from)

const EDITS = [
  tierA(3_000_000),
  tierA(2_000_000),
  withValue(tierA(2_000_000), ['nodes', nodeAt('coverage'), 'duties', 'B', 'every'], 10),
  withValue(RETAIL, ['nodes', nodeAt('strategy'), 'cells', 'high', 'high'], 'broaden'),
  withValue(RETAIL, ['nodes', nodeAt('contribution'), 'calculation', 'terms', 0, 'rate'], 2.5),
  RETAIL,
]

const columnsOf = (columns: ReadonlyMap<string, Column>) =>
  Object.fromEntries([...columns].map(([name, column]) => [name, [...column]]).sort())

test('After any edit the decisions are those of deciding from scratch', () => {
  const simulator = new Simulator(RUN)
  const before = simulator.decide(PEOPLE, planned(RETAIL))
  const original = columnsOf(before.columns)
  for (const edit of EDITS) {
    const edited = planned(edit)
    const simulated = simulator.decide(PEOPLE, edited, before)
    expect(columnsOf(simulated.columns)).toEqual(columnsOf(compile(edited).decide(PEOPLE, RUN).columns))
  }
  expect(columnsOf(before.columns)).toEqual(original)
})

test('Only what an edit touches is decided again', () => {
  const simulator = new Simulator(RUN)
  const before = simulator.decide(PEOPLE, planned(RETAIL))
  expect(before.decided).toBe(before.outcomes)
  const edited = simulator.decide(PEOPLE, planned(tierA(3_000_000)), before)
  expect(edited.columns.get('contribution')).toBe(before.columns.get('contribution'))
  expect(edited.columns.get('strategy')).toBe(before.columns.get('strategy'))
  expect(edited.columns.get('tier')).not.toBe(before.columns.get('tier'))
  expect(simulator.decide(PEOPLE, planned(RETAIL), before).decided).toBe(0)
})

test('The counts and list sizes are those of the engine, before and after', async () => {
  const comparison = await whatIf().compare(tierA(1_600_000))
  const edited = planned(tierA(1_600_000))
  const decisions = compile(edited).decide(PEOPLE, RUN)
  const tier = comparison?.after.classes.find(({ node }) => node === 'tier')
  const column = decisions.columns.get('tier') ?? new Uint8Array()
  expect(tier?.counts).toEqual(
    tier?.values.map((_, at) => [...column].filter((code) => code === at + 1).length),
  )
  const lists = dailyLists(decisions, rankingOf(edited) ?? expect.fail(), {
    adviserOf: ADVISER_OF,
    branchOf: BRANCH_OF,
    minutes: new Int32Array(ADVISERS).fill(60),
  })
  const sum = (values: Int32Array) => values.reduce((total, value) => total + value, 0)
  expect(comparison?.after.total).toEqual({
    listed: sum(lists.listed),
    cut: lists.customers.length - sum(lists.listed) - sum(lists.overQuota),
    minutesListed: sum(lists.minutesListed),
    minutesDue: sum(lists.minutesDue),
    minutes: 60 * ADVISERS,
  })
  expect(comparison?.after.branches.east?.listed).toBe((lists.listed[0] ?? 0) + (lists.listed[1] ?? 0))
  expect(comparison?.before.total).not.toEqual(comparison?.after.total)
})

test('Who moves is counted by name, whatever the order of the values', async () => {
  const before = planned(RETAIL)
  const original = compile(before).decide(PEOPLE, RUN).columns.get('tier') ?? new Uint8Array()
  const changed = compile(planned(tierA(1_600_000)))
    .decide(PEOPLE, RUN)
    .columns.get('tier')
  const comparison = await whatIf().compare(tierA(1_600_000))
  expect(comparison?.moved.tier).toBe([...original].filter((code, at) => code !== changed?.[at]).length)
  expect(comparison?.moved.contribution_level).toBe(0)
})

test('A playbook with errors is not decided', async () => {
  expect(await whatIf().compare(tierA(1))).toBeNull()
  expect(await whatIf().compare('nonsense')).toBeNull()
})
