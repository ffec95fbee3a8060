import { type Plan, type Problem, parsePlaybook, plan, traced, WorkingDays } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { valueAt, withValue } from '../document/path.ts'
import { chineseCalendar, retailPlaybook } from '../testing/playbook.ts'
import { rowFor } from './row-for-gap.ts'
import { isTable, type Row, type Table } from './table.ts'

const RUN = { asOf: 20_522, workingDays: new WorkingDays(chineseCalendar()), events: [] }
const [GIVEN, OTHERWISE] = [7, 0]

/** Tests a figure that a node computes, with a fraction, and one of a class; it leaves out most customers. */
const TABLE: Table = {
  id: 'visits',
  kind: 'table',
  name: { 'zh-CN': '拜访', en: 'Visits' },
  hitPolicy: 'first',
  inputs: [{ of: 'contribution' }, { of: 'tier' }],
  outputs: [{ id: 'times', type: 'count' }],
  rows: [{ when: ['< 0', '-'], then: [GIVEN] }],
}

function made(rows: readonly Row[]) {
  const nodes = valueAt(retailPlaybook(), ['nodes'])
  const table = { ...TABLE, rows: [...TABLE.rows, ...rows] }
  const document = withValue(retailPlaybook(), ['nodes'], [...(Array.isArray(nodes) ? nodes : []), table])
  const parsed = parsePlaybook(document)
  const planned = parsed.ok ? plan(parsed.value) : parsed
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return { table, plan: planned.plan, gap: planned.problems.find(({ code }) => code === 'rows_leave_gap') }
}

const timesFor = (of: Plan, { witness }: Problem) =>
  traced(of)
    .decide(new Map(Object.entries(witness?.facts ?? {})), RUN)
    .value('visits')

test('The row for a gap has what the nodes make of the customer, and applies to him once it is added', () => {
  const { table, plan: before, gap } = made([])
  if (!gap || !isTable(table)) throw new Error('There is no gap')
  const row = rowFor(table, gap, before, RUN)
  expect(row.when).not.toContain('-')
  expect(timesFor(before, gap)).toBeNull()
  expect(timesFor(made([{ ...row, then: [GIVEN] }]).plan, gap)).toBe(GIVEN)
  expect(timesFor(made([{ ...row, then: [OTHERWISE] }]).plan, gap)).toBe(OTHERWISE)
})

test('What cannot be decided stays open', () => {
  const { table, plan: before, gap } = made([])
  if (!gap) throw new Error('There is no gap')
  expect(rowFor(table, gap, before, null).when).toEqual(['-', '-'])
  expect(rowFor(table, gap, null, RUN).when).toEqual(['-', '-'])
})
